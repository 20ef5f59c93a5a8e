import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvNorm(nn.Module):
    def __init__(self, cin, cout, k, stride=1, groups=1, bias=True):
        super().__init__()
        self.conv = nn.Conv1d(cin, cout, k, stride, (k - 1) // 2, groups=groups, bias=bias)
        self.norm = nn.GroupNorm(1, cout)

    def forward(self, x):
        return self.norm(self.conv(x))


class MultiHeadAttention(nn.Module):
    def __init__(self, in_channels, n_head=4, dropout=0.1):
        super().__init__()
        self.attn_norm = nn.LayerNorm(in_channels)
        self.attn = nn.MultiheadAttention(in_channels, n_head, dropout, batch_first=True)
        self.norm = nn.LayerNorm(in_channels)

    def forward(self, x):
        # x: [B, C, T]
        x = x.transpose(1, 2)
        attns = self.attn_norm(x)
        output, _ = self.attn(attns, attns, attns)
        output = self.norm(output + attns)
        return (output + x).transpose(1, 2)


class GlobalAttention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.attn = MultiHeadAttention(channels)
        self.mlp = nn.Sequential(ConvNorm(channels, 2 * channels, 1), nn.ReLU(), ConvNorm(2 * channels, channels, 1))

    def forward(self, x):
        x = x + self.attn(x)
        return x + self.mlp(x)


class Separator(nn.Module):
    def __init__(self, channels=24, depth=3):
        super().__init__()
        self.encoder = nn.Conv1d(1, channels, 16, 8, 4)
        self.downs = nn.ModuleList(ConvNorm(channels, channels, 5, 2 if i else 1, channels) for i in range(depth))
        self.globalatt = GlobalAttention(channels)
        self.masks = nn.Conv1d(channels, 2 * channels, 1)
        self.decoder = nn.ConvTranspose1d(channels, 1, 16, 8, 4)

    def forward(self, mix):
        w = self.encoder(mix)
        scales = [w]
        for down in self.downs:
            scales.append(down(scales[-1]))
        top = scales[-1]
        pooled = sum(F.adaptive_avg_pool1d(s, top.shape[-1]) for s in scales)
        glob = self.globalatt(pooled)
        masks = torch.sigmoid(self.masks(F.interpolate(glob, size=w.shape[-1])))
        a, b = masks.chunk(2, dim=1)
        return torch.cat([self.decoder(w * a), self.decoder(w * b)], dim=1)


torch.manual_seed(0)
out = Separator().eval()(torch.randn(3, 1, 1600)).detach()
