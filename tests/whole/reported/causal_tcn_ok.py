import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.parametrizations import weight_norm


class CausalConv1d(nn.Module):
    def __init__(self, cin, cout, kernel_size, dilation=1):
        super().__init__()
        self.total = (kernel_size - 1) * dilation
        self.conv = weight_norm(nn.Conv1d(cin, cout, kernel_size, dilation=dilation))

    def forward(self, x):
        return self.conv(F.pad(x, (self.total, 0)))


class TemporalBlock(nn.Module):
    def __init__(self, cin, cout, kernel_size, dilation, dropout=0.2):
        super().__init__()
        self.net = nn.Sequential(
            CausalConv1d(cin, cout, kernel_size, dilation), nn.ReLU(), nn.Dropout(dropout),
            CausalConv1d(cout, cout, kernel_size, dilation), nn.ReLU(), nn.Dropout(dropout),
        )
        self.downsample = nn.Conv1d(cin, cout, 1) if cin != cout else None

    def forward(self, x):
        res = x if self.downsample is None else self.downsample(x)
        return F.relu(self.net(x) + res)


class NextStep(nn.Module):
    """Predicts each value of a series from those before it."""

    def __init__(self, channels=(16, 16, 16), kernel_size=3):
        super().__init__()
        layers, cin = [], 1
        for i, cout in enumerate(channels):
            layers.append(TemporalBlock(cin, cout, kernel_size, 2**i))
            cin = cout
        self.tcn = nn.Sequential(*layers)
        self.out = nn.Conv1d(cin, 1, 1)

    def forward(self, x):
        return self.out(self.tcn(x))


torch.manual_seed(0)
model = NextStep().eval()
series = torch.randn(4, 1, 60).cumsum(-1)
prediction = model(series[..., :-1])
loss = F.mse_loss(prediction, series[..., 1:])
loss.backward()
out = prediction.detach()
