"""The first state of a recurrent layer is made for as many sequences as there are steps."""

import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, input_size=8, hidden_size=32, num_layers=2):
        super().__init__()
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.rnn = nn.GRU(input_size, hidden_size, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_size, 5)

    def forward(self, x):
        h0 = torch.zeros(self.num_layers, x.size(1), self.hidden_size)
        out, _ = self.rnn(x, h0)
        return self.fc(out[:, -1])


print(RNN()(torch.randn(4, 28, 8)).shape)
