import torch
import torch.nn as nn

SONG = "the fox went out on a chilly night and prayed for the moon to give him light " * 6
LETTERS = sorted(set(SONG))


def cut(text, streams):
    steps = len(text) // streams
    return text[: steps * streams].view(steps, streams)  # warning: [moved-by-view]


class Letters(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.embed = nn.Embedding(len(LETTERS), width)
        self.rnn = nn.GRU(width, 2 * width)
        self.out = nn.Linear(2 * width, len(LETTERS))

    def forward(self, x):
        return self.out(self.rnn(self.embed(x))[0])


text = torch.tensor([LETTERS.index(letter) for letter in SONG])
data, model = cut(text, 6), Letters()
for start in range(0, 20, 10):
    out = model(data[start : start + 10])


# What torch says of it.
def claim():
    return not torch.equal(data[:5, 0], text[:5])
