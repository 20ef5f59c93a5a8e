import torch
from torch import nn


class Masked(nn.Module):
    def __init__(self, features=16, heads=4):
        super().__init__()
        self.heads = heads
        self.attention = nn.MultiheadAttention(features, heads, batch_first=True)

    def forward(self, x, mask):
        mask = mask.unsqueeze(1).expand(-1, x.size(1), -1)
        mask = mask.repeat(self.heads, 1, 1)  # warning: [moved-by-view]
        return self.attention(x, x, x, attn_mask=mask)[0]


torch.manual_seed(0)
lengths = torch.tensor([5, 3, 2])
out = Masked()(torch.randn(3, 5, 16), torch.arange(5) >= lengths[:, None]).detach()
