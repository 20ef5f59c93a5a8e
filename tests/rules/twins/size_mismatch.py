"""States and indices whose sizes differ from what they come with, as they should."""

import torch
from torch import nn

rnn = nn.LSTM(16, 32, num_layers=2, bidirectional=True, batch_first=True)
state = torch.zeros(4, 5, 32), torch.zeros(4, 5, 32)
print(rnn(torch.rand(5, 9, 16), state)[0].shape)
print(nn.GRU(16, 32)(torch.rand(9, 16), torch.zeros(1, 32))[0].shape)
print(nn.GRUCell(16, 32)(torch.rand(5, 16), torch.zeros(5, 32)).shape)
print(nn.LSTM(16, 32, proj_size=8)(torch.rand(9, 5, 16), (torch.zeros(1, 5, 8), torch.zeros(1, 5, 32)))[0].shape)

table = torch.rand(10, 6)
print(table.gather(1, torch.zeros(4, 2, dtype=torch.long)).shape, table[torch.tensor([1, 5, 5])].shape)
attention = nn.MultiheadAttention(32, 4, kdim=8, vdim=8, batch_first=True)
print(attention(torch.rand(2, 7, 32), torch.rand(2, 9, 8), torch.rand(2, 9, 8))[0].shape)
