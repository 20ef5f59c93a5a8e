import torch
import torch.nn as nn
import torch.nn.functional as F

# Port of the TensorFlow wave-u-net. The checkpoint of the authors is converted with tools/convert_tf.py.


class DownBlock(nn.Module):
    def __init__(self, cin, cout, size=15):
        super().__init__()
        # tf.layers.conv1d(x, cout, size, strides=2, padding='same')
        self.pad = nn.ConstantPad1d(((size - 2) // 2, (size - 2) - (size - 2) // 2), 0.0)
        self.conv = nn.Conv1d(cin, cout, size, stride=2)

    def forward(self, x):
        return F.leaky_relu(self.conv(self.pad(x)), 0.2)


class UpBlock(nn.Module):
    def __init__(self, cin, skip, cout, size=5):
        super().__init__()
        self.conv = nn.Conv1d(cin + skip, cout, size, padding=size // 2)

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-1], mode="linear", align_corners=False)
        return F.leaky_relu(self.conv(torch.cat([x, skip], dim=1)), 0.2)


class WaveUNet(nn.Module):
    def __init__(self, channels=(1, 8, 16, 24)):
        super().__init__()
        self.downs = nn.ModuleList(DownBlock(a, b) for a, b in zip(channels, channels[1:]))
        ups = [(channels[i + 1] if i == 2 else channels[i + 1], channels[i], max(channels[i], 8)) for i in (2, 1, 0)]
        self.ups = nn.ModuleList(UpBlock(a, b, c) for a, b, c in [(24, 16, 16), (16, 8, 8), (8, 1, 8)])
        self.out = nn.Conv1d(8, 1, 1)

    def forward(self, x):
        skips = []
        for down in self.downs:
            skips.append(x)
            x = down(x)
        for up, skip in zip(self.ups, reversed(skips)):
            x = up(x, skip)
        return torch.tanh(self.out(x))


torch.manual_seed(0)
out = WaveUNet()(torch.randn(1, 1, 4096)).detach()
