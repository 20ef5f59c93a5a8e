import torch
import torch.nn as nn
import torch.nn.functional as F


class TransformerEncoderLayer(nn.Module):
    def __init__(self, d_model, nhead, dim_feedforward=128, normalize_before=False):
        super().__init__()
        self.normalize_before = normalize_before
        self.self_attn = nn.MultiheadAttention(d_model, nhead, dropout=0.0, batch_first=True)
        self.linear1, self.linear2 = nn.Linear(d_model, dim_feedforward), nn.Linear(dim_feedforward, d_model)
        self.norm1, self.norm2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)

    @staticmethod
    def with_pos_embed(tensor, pos_embed):
        return tensor if pos_embed is None else tensor + pos_embed

    def forward(self, src, src_mask=None, pos_embed=None):
        residual = src
        q = k = self.with_pos_embed(src, pos_embed)
        src, _ = self.self_attn(q, k, value=src, attn_mask=src_mask)
        src = self.norm1(residual + src)
        return self.norm2(src + self.linear2(F.gelu(self.linear1(src))))


class HybridEncoder(nn.Module):
    def __init__(self, in_channels=48, hidden_dim=32, nhead=4):
        super().__init__()
        self.proj = nn.Conv2d(in_channels, hidden_dim, 1)
        self.layer = TransformerEncoderLayer(hidden_dim, nhead)
        self.hidden_dim = hidden_dim

    def build_2d_sincos_position_embedding(self, w, h, temperature=10000.0):
        grid_w, grid_h = torch.meshgrid(torch.arange(w).float(), torch.arange(h).float(), indexing="ij")
        omega = 1.0 / temperature ** (torch.arange(self.hidden_dim // 4).float() / (self.hidden_dim // 4))
        out_w, out_h = grid_w.flatten()[:, None] @ omega[None], grid_h.flatten()[:, None] @ omega[None]
        return torch.cat([out_w.sin(), out_w.cos(), out_h.sin(), out_h.cos()], dim=1)[None]

    def forward(self, feat):
        feat = self.proj(feat)
        b, c, h, w = feat.shape
        # flatten [B, C, H, W] to [B, HxW, C]
        src_flatten = feat.flatten(2).permute(0, 2, 1)
        pos_embed = self.build_2d_sincos_position_embedding(w, h)
        memory = self.layer(src_flatten, pos_embed=pos_embed)
        return memory.permute(0, 2, 1).reshape(-1, self.hidden_dim, h, w)


torch.manual_seed(0)
out = HybridEncoder()(torch.randn(4, 48, 10, 12))
