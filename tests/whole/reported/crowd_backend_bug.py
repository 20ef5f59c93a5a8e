import torch
import torch.nn as nn
import torch.nn.functional as F


def make_layers(cfg, in_channels=3, dilation=False):
    d_rate = 2 if dilation else 1
    layers = []
    for v in cfg:
        if v == "M":
            layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
        else:
            conv2d = nn.Conv2d(in_channels, v, kernel_size=3, padding=1, dilation=d_rate)  # warning: [not-same]
            layers += [conv2d, nn.ReLU(inplace=True)]
            in_channels = v
    return nn.Sequential(*layers)


class CSRNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.frontend = make_layers([16, 16, "M", 32, 32, "M", 64, 64, "M"])
        self.backend = make_layers([64, 64, 32], in_channels=64, dilation=True)
        self.output_layer = nn.Conv2d(32, 1, kernel_size=1)

    def forward(self, x):
        y = self.frontend(x)
        y = self.backend(y)
        y = self.output_layer(y)
        return F.interpolate(y, size=x.shape[2:], mode="bilinear", align_corners=False)


model = CSRNet()
images = torch.rand(2, 3, 128, 192)
density = torch.rand(2, 1, 128, 192)
pred = model(images)
loss = F.mse_loss(pred, density)
loss.backward()
out = pred.detach()
