"""Layers called with tuples, states and several outputs; functional twins; forward called by name."""

import torch
import torch.nn.functional as F
from torch import nn

x = torch.zeros(5, 2, 7)
lstm = nn.LSTM(7, 9, num_layers=2)
out, (h, c) = lstm(x)
reveal_shape((out, h, c))  # ((5, 2, 9), (2, 2, 9), (2, 2, 9))
gru = nn.GRU(7, 4, batch_first=True, bidirectional=True)
out, h = gru(x)
reveal_shape((out, h[-1]))  # ((5, 2, 8), (5, 4))
cell = nn.LSTMCell(7, 3)
state = None
for step in x:
    state = cell(step, state)
reveal_shape(state[0])  # (2, 3)
attention = nn.MultiheadAttention(8, 2)
q = torch.zeros(4, 3, 8)
y, weights = attention(q, q, q)
reveal_shape((y, weights))  # ((4, 3, 8), (3, 4, 4))
pool = nn.MaxPool2d(2, return_indices=True)
values, indices = pool(torch.zeros(1, 1, 6, 6))
reveal_shape(nn.MaxUnpool2d(2)(values, indices))  # (1, 1, 6, 6)
values, indices = torch.zeros(3, 9).topk(4)
reveal_shape(indices)  # (3, 4)
best = torch.zeros(3, 9).max(dim=1)
reveal_shape((best.values, best[1]))  # ((3,), (3,))
layer = nn.Linear(7, 2)
reveal_shape(layer.forward(x))  # (5, 2, 2)
reveal_shape(F.linear(x, layer.weight, layer.bias))  # (5, 2, 2)
reveal_shape(nn.Linear(7, 1)(input=x))  # (5, 2, 1)
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2)
reveal_shape(encoder(q))  # (4, 3, 8)
embedding = nn.Embedding(10, 6)
reveal_shape(embedding(torch.zeros(2, 3, dtype=torch.long)))  # (2, 3, 6)
reveal_shape(nn.functional.cross_entropy(torch.zeros(4, 5), torch.zeros(4, dtype=torch.long)))  # ()
