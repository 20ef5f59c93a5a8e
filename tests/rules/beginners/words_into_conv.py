"""A convolution over words: the embedding's numbers are not where Conv1d looks for channels."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class TextCNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(500, 64)
        self.conv = nn.Conv1d(64, 100, kernel_size=3)
        self.fc = nn.Linear(100, 2)

    def forward(self, tokens):
        x = self.embed(tokens)
        x = F.relu(self.conv(x))
        x = x.max(dim=2).values
        return self.fc(x)


print(TextCNN()(torch.randint(0, 500, (8, 20))))
