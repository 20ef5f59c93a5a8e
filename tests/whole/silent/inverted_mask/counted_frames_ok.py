import torch
import torch.nn as nn


def together(recordings):
    longest = max(len(one) for one in recordings)
    frames = torch.zeros(len(recordings), longest, 8)
    mask = torch.zeros(len(recordings), longest, dtype=torch.bool)
    for row, one in enumerate(recordings):
        frames[row, : len(one)] = one
        mask[row, : len(one)] = True
    return frames, mask


class Pool(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Parameter(torch.zeros(1, 1, 8))
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)

    def forward(self, frames, mask):
        query = self.query.expand(frames.size(0), -1, -1)
        return self.attention(query, frames, frames, key_padding_mask=~mask)[0]


model = Pool()
frames, mask = together([torch.randn(5, 8), torch.randn(7, 8), torch.randn(2, 8)])
out = model(frames, mask)


# What torch says of it.
def claim():
    frames, mask = together([torch.randn(5, 8), torch.randn(7, 8)])
    spoilt = frames.clone()
    spoilt[0, :5] += 1
    return not torch.allclose(model(frames, mask)[0], model(spoilt, mask)[0])
