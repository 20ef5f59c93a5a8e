import torch
import torch.nn as nn


class ClassAttention(nn.Module):
    """Category queries look at the pixels of the feature map."""

    def __init__(self, dim=64, num_heads=4, nclass=6):
        super().__init__()
        self.num_heads = num_heads
        self.scale = (dim // num_heads) ** -0.5
        self.cls_embed = nn.Parameter(torch.randn(1, nclass, dim))
        self.fc_q = nn.Linear(dim, dim)
        self.fc_kv = nn.Linear(dim, dim * 2)
        self.proj = nn.Linear(dim, dim)

    def forward(self, feat):
        B, C, H, W = feat.shape
        x = feat.flatten(2).transpose(1, 2)
        query = self.fc_q(self.cls_embed.expand(B, -1, -1))
        N = query.shape[1]
        q = query.reshape(B, N, self.num_heads, C // self.num_heads).permute(0, 2, 1, 3)
        kv = self.fc_kv(x).reshape(B, H * W, 2, self.num_heads, C // self.num_heads).permute(2, 0, 3, 1, 4)
        k, v = kv[0], kv[1]
        attn = (q @ k.transpose(-2, -1)) * self.scale
        attn = attn.softmax(dim=-1)
        x = (attn @ v).reshape(B, N, C)  # warning: [moved-by-view]
        return self.proj(x), attn


class SegHead(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 64, 3, stride=4, padding=1), nn.ReLU())
        self.attn = ClassAttention()

    def forward(self, img):
        feat = self.backbone(img)
        tokens, _ = self.attn(feat)
        return torch.einsum("bnc,bchw->bnhw", tokens, feat)


out = SegHead()(torch.randn(2, 3, 64, 96))
