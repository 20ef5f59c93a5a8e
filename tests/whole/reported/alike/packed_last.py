"""The last step of what was packed, where it is the last of each, or none of a padded sequence."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Windows(nn.Module):
    """Windows of one length, packed all the same; and a second layer that goes on over the padding."""

    def __init__(self, dim=8, hidden=16):
        super().__init__()
        self.first, self.second = nn.GRU(dim, hidden, batch_first=True), nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, x):
        lengths = torch.full((x.size(0),), x.size(1))
        out, _ = self.first(pack_padded_sequence(x, lengths, batch_first=True))
        out, _ = pad_packed_sequence(out, batch_first=True)
        return out[:, -1], self.second(out)[0][:, -1]


class Gathered(nn.Module):
    def __init__(self, dim=8, hidden=16):
        super().__init__()
        self.rnn = nn.GRU(dim, hidden)

    def forward(self, x, lengths):
        out, _ = self.rnn(pack_padded_sequence(x, lengths, enforce_sorted=False))
        out, lengths = pad_packed_sequence(out)
        return out[lengths - 1, torch.arange(out.size(1))], out[:, -1]  # and all steps of the last sequence


Windows()(torch.randn(3, 7, 8))
Gathered()(torch.randn(7, 3, 8), torch.tensor([7, 4, 2]))
