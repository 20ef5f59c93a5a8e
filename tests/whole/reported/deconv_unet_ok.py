import torch
import torch.nn as nn


class DoubleConv(nn.Sequential):
    def __init__(self, cin, cout):
        super().__init__(
            nn.Conv2d(cin, cout, 3, padding=1), nn.BatchNorm2d(cout), nn.ReLU(inplace=True),
            nn.Conv2d(cout, cout, 3, padding=1), nn.BatchNorm2d(cout), nn.ReLU(inplace=True),
        )


class Up(nn.Module):
    """Upsamples by 2 and joins the skip of the same resolution."""

    def __init__(self, cin, cout):
        super().__init__()
        self.up = nn.ConvTranspose2d(cin, cout, kernel_size=3, stride=2, padding=1, output_padding=1)
        self.conv = DoubleConv(2 * cout, cout)

    def forward(self, x, skip):
        x = self.up(x)
        skip = skip[:, :, : x.size(2), : x.size(3)]
        return self.conv(torch.cat([skip, x], dim=1))


class UNet(nn.Module):
    def __init__(self, channels=1, classes=2, base=8):
        super().__init__()
        self.down1 = DoubleConv(channels, base)
        self.down2 = DoubleConv(base, 2 * base)
        self.down3 = DoubleConv(2 * base, 4 * base)
        self.pool = nn.MaxPool2d(2)
        self.up2 = Up(4 * base, 2 * base)
        self.up1 = Up(2 * base, base)
        self.out = nn.Conv2d(base, classes, 1)

    def forward(self, x):
        d1 = self.down1(x)
        d2 = self.down2(self.pool(d1))
        d3 = self.down3(self.pool(d2))
        u = self.up1(self.up2(d3, d2), d1)
        return self.out(u)


def dice(logits, mask):
    # the border is not scored
    mask = mask[:, : logits.size(2), : logits.size(3)]
    prob = logits.softmax(1)[:, 1]
    return 1 - 2 * (prob * mask).sum() / (prob.sum() + mask.sum() + 1e-6)


torch.manual_seed(0)
net = UNet()
opt = torch.optim.Adam(net.parameters(), 1e-3)
for _ in range(2):
    image, mask = torch.rand(2, 1, 64, 64), (torch.rand(2, 64, 64) > 0.5).float()
    loss = dice(net(image), mask)
    opt.zero_grad()
    loss.backward()
    opt.step()
out = loss.detach()
