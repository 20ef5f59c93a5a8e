import torch
import torch.nn as nn
from einops import rearrange


class AEALBlock(nn.Module):
    """Attention of windows that run along rows and along columns."""

    def __init__(self, dim, heads, width=4, dropout=0.0):
        super().__init__()
        self.width = width
        self.qkv = nn.Conv2d(dim, dim, 1)
        self.row_attn = nn.MultiheadAttention(dim // 2, heads, dropout=dropout, batch_first=True)
        self.col_attn = nn.MultiheadAttention(dim // 2, heads, dropout=dropout, batch_first=True)
        self.norm = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim))

    def forward(self, src):
        b, c, h, w = src.shape
        src = self.qkv(src)
        x1 = src[:, : c // 2]
        x1 = rearrange(x1, "b c (h1 h2) w -> (b h1) (h2 w) c", h2=self.width)
        x2 = src[:, c // 2 :]
        x2 = rearrange(x2, "b c h (w1 w2) -> (b w1) (h w2) c", w2=self.width)
        x1, _ = self.row_attn(x1, x1, x1)
        x2, _ = self.col_attn(x2, x2, x2)
        x1 = rearrange(x1, "(b h1) (h2 w) c -> b (h1 h2) w c", b=b, h2=self.width)
        x2 = rearrange(x2, "(b w1) (h w2) c -> b h (w1 w2) c", b=b, w2=self.width)
        x = torch.cat([x1, x2], dim=-1)
        x = x + self.mlp(self.norm(x))
        return x.permute(0, 3, 1, 2)


class MattingHead(nn.Module):
    def __init__(self, dim=32):
        super().__init__()
        self.stem = nn.Conv2d(4, dim, 3, stride=2, padding=1)
        self.blocks = nn.Sequential(AEALBlock(dim, 4), AEALBlock(dim, 4))
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
        self.out = nn.Conv2d(dim, 1, 3, padding=1)

    def forward(self, image_and_trimap):
        return torch.sigmoid(self.out(self.up(self.blocks(self.stem(image_and_trimap)))))


if __name__ == "__main__":
    torch.manual_seed(0)
    net = MattingHead()
    batch = torch.cat([torch.rand(2, 3, 32, 48), torch.randint(0, 3, (2, 1, 32, 48)).float() / 2], dim=1)
    out = net(batch).detach()
