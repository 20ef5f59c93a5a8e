"""torchvision.models.vgg: convolutions of 3x3 between pools, then three linear layers."""

from torch import nn

from torchvision.models._weights import Weights

PLANS = {
    11: [64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0],
    13: [64, 64, 0, 128, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0],
    16: [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0],
    19: [64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512, 512, 0],
}
"""Widths of convolutions; 0 for a pool."""


class VGG(nn.Module):
    def __init__(self, features, num_classes=1000, init_weights=True, dropout=0.5):
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(dropout),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(dropout),
            nn.Linear(4096, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)).flatten(1))


def _made(depth, norm, kwargs):
    layers = []
    channels = 3
    for width in PLANS[depth]:
        if width == 0:
            layers.append(nn.MaxPool2d(2, 2))
            continue
        layers.append(nn.Conv2d(channels, width, 3, padding=1))
        if norm:
            layers.append(nn.BatchNorm2d(width))
        layers.append(nn.ReLU(inplace=True))
        channels = width
    return VGG(nn.Sequential(*layers), **kwargs)


class VGG11_Weights(Weights):
    pass


class VGG13_Weights(Weights):
    pass


class VGG16_Weights(Weights):
    pass


class VGG19_Weights(Weights):
    pass


def vgg11(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(11, False, kwargs)


def vgg11_bn(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(11, True, kwargs)


def vgg13(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(13, False, kwargs)


def vgg13_bn(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(13, True, kwargs)


def vgg16(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(16, False, kwargs)


def vgg16_bn(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(16, True, kwargs)


def vgg19(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(19, False, kwargs)


def vgg19_bn(pretrained=False, progress=True, *, weights=None, **kwargs):
    return _made(19, True, kwargs)
