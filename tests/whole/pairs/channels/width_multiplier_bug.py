import torch.nn as nn


def make_divisible(v, divisor=8):
    return max(divisor, int(v + divisor / 2) // divisor * divisor)


class ConvBNReLU(nn.Sequential):
    def __init__(self, inp, oup, k=3, s=1, g=1):
        super(ConvBNReLU, self).__init__(
            nn.Conv2d(inp, oup, k, s, (k - 1) // 2, groups=g, bias=False),
            nn.BatchNorm2d(oup),
            nn.ReLU6(inplace=True),
        )


class MobileNetish(nn.Module):
    def __init__(self, num_classes=10, width_mult=0.75):
        super(MobileNetish, self).__init__()
        stem = make_divisible(32 * width_mult)
        last = make_divisible(160 * width_mult)
        self.features = nn.Sequential(
            ConvBNReLU(3, stem, s=2),
            ConvBNReLU(stem, stem, g=stem),
            ConvBNReLU(32, last, k=1),  # related
        )
        self.classifier = nn.Linear(last, num_classes)

    def forward(self, x):
        x = self.features(x)  # error: [channel-mismatch]
        x = x.mean([2, 3])
        return self.classifier(x)
