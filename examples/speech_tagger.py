"""Label every frame of a recording: a bidirectional LSTM over 40 mel bands, and a linear layer on top."""

import torch
from torch import nn

config = {"bands": 40, "hidden": 128, "layers": 2, "labels": 61}


class FrameTagger(nn.Module):
    def __init__(self, bands, hidden, layers, labels):
        super().__init__()
        self.rnn = nn.LSTM(bands, hidden, layers, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(0.3)
        self.label = nn.Linear(hidden, labels)

    def forward(self, frames):
        states, _ = self.rnn(frames)
        return self.label(self.dropout(states))


def build():
    return FrameTagger(**config)


if __name__ == "__main__":
    tagger = build()
    recording = torch.randn(1, 50, config["bands"])
    print(tagger(recording).argmax(dim=-1))
