"""torchvision.models.mobilenetv3: inverted residuals, some of which weigh their channels."""

from torch import nn

from torchvision.models._weights import Weights
from torchvision.models.mobilenetv2 import _divisible

LARGE = [
    (3, 16, 16, False, 1), (3, 64, 24, False, 2), (3, 72, 24, False, 1), (5, 72, 40, True, 2), (5, 120, 40, True, 1),
    (5, 120, 40, True, 1), (3, 240, 80, False, 2), (3, 200, 80, False, 1), (3, 184, 80, False, 1),
    (3, 184, 80, False, 1), (3, 480, 112, True, 1), (3, 672, 112, True, 1), (5, 672, 160, True, 2),
    (5, 960, 160, True, 1), (5, 960, 160, True, 1),
]  # fmt: skip
SMALL = [
    (3, 16, 16, True, 2), (3, 72, 24, False, 2), (3, 88, 24, False, 1), (5, 96, 40, True, 2), (5, 240, 40, True, 1),
    (5, 240, 40, True, 1), (5, 120, 48, True, 1), (5, 144, 48, True, 1), (5, 288, 96, True, 2), (5, 576, 96, True, 1),
    (5, 576, 96, True, 1),
]  # fmt: skip
"""Of each block: kernel, width within, width, whether channels are weighed, stride."""


def _convolved(inp, oup, kernel=1, stride=1, groups=1, bent=True):
    layers = [
        nn.Conv2d(inp, oup, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False),
        nn.BatchNorm2d(oup, eps=0.001, momentum=0.01),
    ]
    return nn.Sequential(*layers, nn.Hardswish(inplace=True)) if bent else nn.Sequential(*layers)


class SqueezeExcitation(nn.Module):
    def __init__(self, input_channels, squeeze_channels):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(input_channels, squeeze_channels, 1)
        self.fc2 = nn.Conv2d(squeeze_channels, input_channels, 1)
        self.activation, self.scale_activation = nn.ReLU(), nn.Hardsigmoid()

    def forward(self, x):
        return self.scale_activation(self.fc2(self.activation(self.fc1(self.avgpool(x))))) * x


class InvertedResidual(nn.Module):
    def __init__(self, inp, hidden, oup, kernel, weighs, stride):
        super().__init__()
        self.use_res_connect = stride == 1 and inp == oup
        layers = [] if hidden == inp else [_convolved(inp, hidden)]
        layers.append(_convolved(hidden, hidden, kernel, stride, hidden))
        if weighs:
            layers.append(SqueezeExcitation(hidden, _divisible(hidden // 4)))
        layers.append(_convolved(hidden, oup, bent=False))
        self.block = nn.Sequential(*layers)
        self.out_channels = oup

    def forward(self, x):
        return x + self.block(x) if self.use_res_connect else self.block(x)


class MobileNetV3(nn.Module):
    def __init__(self, plan, last_channel, num_classes=1000, dropout=0.2, width_mult=1.0, **kwargs):
        super().__init__()
        channels = _divisible(16 * width_mult)
        features = [_convolved(3, channels, 3, 2)]
        for kernel, hidden, width, weighs, stride in plan:
            hidden, width = _divisible(hidden * width_mult), _divisible(width * width_mult)
            features.append(InvertedResidual(channels, hidden, width, kernel, weighs, stride))
            channels = width
        features.append(_convolved(channels, 6 * channels))
        last = _divisible(last_channel * width_mult)
        self.features, self.avgpool = nn.Sequential(*features), nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            nn.Linear(6 * channels, last), nn.Hardswish(inplace=True), nn.Dropout(dropout, inplace=True),
            nn.Linear(last, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)).flatten(1))


class MobileNet_V3_Large_Weights(Weights):
    pass


class MobileNet_V3_Small_Weights(Weights):
    pass


def mobilenet_v3_large(pretrained=False, progress=True, *, weights=None, **kwargs):
    return MobileNetV3(LARGE, 1280, **kwargs)


def mobilenet_v3_small(pretrained=False, progress=True, *, weights=None, **kwargs):
    return MobileNetV3(SMALL, 1024, **kwargs)
