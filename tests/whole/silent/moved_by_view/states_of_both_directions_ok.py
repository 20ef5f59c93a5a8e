import torch
import torch.nn as nn


class Sentence(nn.Module):
    """One layer in one direction: its state has one row for each sample, and its first axis is 1."""

    def __init__(self, words=50, width=12, classes=3):
        super().__init__()
        self.embed = nn.Embedding(words, width)
        self.rnn = nn.GRU(width, width, batch_first=True)
        self.out = nn.Linear(width, classes)

    def forward(self, words):
        n = words.size(0)
        _, last = self.rnn(self.embed(words))
        last = last.view(n, -1)
        return self.out(last)


out = Sentence()(torch.randint(0, 50, (5, 9)))


# What torch says of it.
def claim():
    last = torch.randn(1, 5, 12)
    return torch.equal(last.view(5, -1), last[0])
