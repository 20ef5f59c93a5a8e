"""Places of words in a sentence, added to letters: attention over the letters first, over the words then."""

import torch
from torch import nn


def attend(x):
    weights = torch.softmax(x @ x.transpose(-2, -1) / x.size(-1) ** 0.5, dim=-1)
    return weights @ x


class Sentence(nn.Module):
    def __init__(self, letters=40, d=16, longest=32):
        super().__init__()
        self.letters = nn.Embedding(letters, d)
        self.pos_emb = nn.Embedding(longest, d)
        self.head = nn.Linear(d, 5)

    def forward(self, letters):
        words = torch.arange(letters.size(0)).unsqueeze(1)
        x = self.letters(letters) + self.pos_emb(words)
        x = attend(x)
        return self.head(attend(x.amax(dim=1)))


class Axial(Sentence):
    def forward(self, letters):
        words = torch.arange(letters.size(0)).unsqueeze(1)
        x = attend(self.letters(letters) + self.pos_emb(words))
        x = attend(x.transpose(0, 1)).transpose(0, 1)
        return self.head(x.mean(dim=1))


class Mixed(Sentence):
    def forward(self, letters):
        words = torch.arange(letters.size(0)).unsqueeze(1)
        x = attend(self.letters(letters) + self.pos_emb(words))
        return self.head(x.mean(dim=1).cumsum(dim=0))


sentence = torch.randint(0, 40, (9, 12))
out = Sentence()(sentence)
again = Axial()(sentence)
running = Mixed()(sentence)
