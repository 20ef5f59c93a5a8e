import torch
import torch.nn as nn


class CausalConv3d(nn.Module):
    def __init__(self, cin, cout, kernel):
        super().__init__()
        self.pad = kernel - 1
        self.conv = nn.Conv3d(cin, cout, kernel, padding=(0, kernel // 2, kernel // 2))

    def forward(self, x):
        first = x[:, :, :1].expand(-1, -1, self.pad, -1, -1)
        return self.conv(torch.cat([first, x], dim=2))


class AttnBlock3D(nn.Module):
    """Attention over the positions of each frame."""

    def __init__(self, in_channels):
        super().__init__()
        self.norm = nn.GroupNorm(4, in_channels)
        self.q = nn.Conv3d(in_channels, in_channels, 1)
        self.k = nn.Conv3d(in_channels, in_channels, 1)
        self.v = nn.Conv3d(in_channels, in_channels, 1)
        self.proj_out = nn.Conv3d(in_channels, in_channels, 1)

    def forward(self, x):
        h_ = self.norm(x)
        q, k, v = self.q(h_), self.k(h_), self.v(h_)
        b, c, t, h, w = q.shape
        q = q.permute(0, 2, 1, 3, 4).reshape(b * t, c, h * w)
        q = q.permute(0, 2, 1)
        k = k.permute(0, 2, 1, 3, 4).reshape(b * t, c, h * w)
        w_ = torch.bmm(q, k) * c**-0.5
        w_ = torch.softmax(w_, dim=2)
        v = v.permute(0, 2, 1, 3, 4).reshape(b * t, c, h * w)
        h_ = torch.bmm(v, w_.permute(0, 2, 1))
        h_ = h_.reshape(b, t, c, h, w).permute(0, 2, 1, 3, 4)
        return x + self.proj_out(h_)


torch.manual_seed(0)
net = nn.Sequential(CausalConv3d(3, 8, 3), AttnBlock3D(8))
out = net(torch.rand(2, 3, 5, 6, 7)).detach()
