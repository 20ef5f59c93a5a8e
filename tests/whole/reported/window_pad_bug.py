import torch
import torch.nn as nn
import torch.nn.functional as F


def window_partition(x, window_size):
    B, H, W, C = x.shape
    x = x.view(B, H // window_size, window_size, W // window_size, window_size, C)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, window_size * window_size, C)


def window_reverse(windows, window_size, H, W):
    B = windows.shape[0] // (H * W // window_size // window_size)
    x = windows.view(B, H // window_size, W // window_size, window_size, window_size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(B, H, W, -1)


class WindowBlock(nn.Module):
    def __init__(self, dim, heads=4, window_size=7):
        super().__init__()
        self.window_size = window_size
        self.norm = nn.LayerNorm(dim)
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)

    def forward(self, x):
        B, H, W, C = x.shape
        shortcut = x
        x = self.norm(x)
        # pad feature maps to multiples of window size
        pad_b = self.window_size - H % self.window_size
        pad_r = self.window_size - W % self.window_size  # warning: [block-too-many]
        x = F.pad(x, (0, 0, 0, pad_r, 0, pad_b))
        _, Hp, Wp, _ = x.shape
        windows = window_partition(x, self.window_size)
        self.count = windows.shape[0]
        windows, _ = self.attn(windows, windows, windows, need_weights=False)
        x = window_reverse(windows, self.window_size, Hp, Wp)
        return shortcut + x[:, :H, :W, :]


class Stage(nn.Module):
    def __init__(self, dim=32, depth=2):
        super().__init__()
        self.embed = nn.Conv2d(3, dim, 4, 4)
        self.blocks = nn.ModuleList([WindowBlock(dim) for _ in range(depth)])

    def forward(self, image):
        x = self.embed(image).permute(0, 2, 3, 1)
        for block in self.blocks:
            x = block(x)
        return x.permute(0, 3, 1, 2)


torch.manual_seed(0)
stage = Stage()
features = stage(torch.rand(1, 3, 224, 224))
out = torch.tensor([float(block.count) for block in stage.blocks])
