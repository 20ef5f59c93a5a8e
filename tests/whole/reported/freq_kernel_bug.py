import torch
import torch.nn as nn
import torch.nn.functional as F


class HarmonicConv(nn.Module):
    """Convolution over time and pitch that keeps the size of the picture."""

    def __init__(self, cin, cout, kernel=(3, 12)):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel, padding=(kernel[0] // 2, kernel[1] // 2))  # warning: [not-same]
        self.norm = nn.BatchNorm2d(cout)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)))


class PitchNet(nn.Module):
    def __init__(self, bins=88, width=8):
        super().__init__()
        self.front = HarmonicConv(1, width)
        self.mid = HarmonicConv(width, width)
        self.out = nn.Conv2d(width, 1, 1)

    def forward(self, spec):
        x = self.mid(self.front(spec.unsqueeze(1)))
        salience = self.out(x).squeeze(1)
        return F.interpolate(salience, size=spec.size(-1))


torch.manual_seed(0)
net = PitchNet()
opt = torch.optim.Adam(net.parameters())
spec, roll = torch.rand(2, 40, 88), (torch.rand(2, 40, 88) > 0.9).float()
salience = net(spec)
loss = F.binary_cross_entropy_with_logits(salience, roll)
loss.backward()
opt.step()
out = salience.detach()
