import torch
from torch import nn


class BagOfWords(nn.Module):
    def __init__(self, vocab=50, dim=12, classes=2):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.fc = nn.Linear(dim, classes)

    def forward(self, tokens):
        batch, length = tokens.shape
        words = self.emb(tokens)
        sentence = words.mean(dim=0)  # warning: [wrong-axis]
        return self.fc(sentence)


bow = BagOfWords()
tokens = torch.randint(0, 50, (4, 9))
target = torch.randint(0, 2, (4,))


# What torch says of it.
def claim():
    n = bow(tokens).shape[0]
    return n == 9
