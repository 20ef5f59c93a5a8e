import torch
import torch.nn as nn
from torch.nn.utils.rnn import pad_sequence


class Sessions(nn.Module):
    """The steps of a session in front; a table over them, and over the days of the user."""

    def __init__(self, items, dim=16, longest=50):
        super().__init__()
        self.embed = nn.Embedding(items, dim)
        self.register_buffer("pe", torch.randn(longest, 1, dim))
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, 2, 32), 2)
        self.user = nn.Parameter(torch.zeros(1, 6, dim))

    def forward(self, sessions):
        x = pad_sequence([self.embed(s) for s in sessions])
        x = x + self.pe[: x.size(0)] + self.user
        return self.encoder(x).mean(0)


out = Sessions(40)([torch.randint(0, 40, (n,)) for n in (5, 9, 7, 9, 4, 8)]).detach()
