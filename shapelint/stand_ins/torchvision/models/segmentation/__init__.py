"""torchvision.models.segmentation: scores for each pixel, by name, as large as the picture."""

import torch
from shapelint.stand_in import known
from torch import nn

from torchvision.models._weights import Weights
from torchvision.models.resnet import resnet50, resnet101

OUTPUTS = 21  # of the weights, by default


class _Head(nn.Sequential):
    """Convolutions behind the backbone; the last gives the classes."""


class _Segmentation(nn.Module):
    def __init__(self, backbone, classifier, aux_classifier=None):
        super().__init__()
        self.backbone = backbone
        self.classifier = classifier
        self.aux_classifier = aux_classifier

    def forward(self, x):
        features = self.backbone.features(x)
        sizes = x.shape[-2:]
        found = {"out": torch.empty((x.shape[0], self.classifier(features).shape[1], *sizes))}
        if self.aux_classifier is not None:
            middle = torch.empty((x.shape[0], 1024, *features.shape[-2:]))
            found["aux"] = torch.empty((x.shape[0], self.aux_classifier(middle).shape[1], *sizes))
        return found


class FCN(_Segmentation):
    pass


class DeepLabV3(_Segmentation):
    pass


class _Backbone(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.stem = nn.Sequential(network.conv1, network.bn1, network.relu, network.maxpool)
        self.layer1 = network.layer1
        self.layer2 = network.layer2
        self.layer3 = network.layer3
        self.layer4 = network.layer4

    def features(self, x):
        found = self.stem(x)
        # The last two stages are dilated: they keep the size.
        return torch.empty((x.shape[0], 2048, *self.layer2(self.layer1(found)).shape[-2:]))


class FCNHead(_Head):
    def __init__(self, in_channels, channels):
        inner = in_channels // 4
        super().__init__(
            nn.Conv2d(in_channels, inner, 3, padding=1, bias=False), nn.BatchNorm2d(inner), nn.ReLU(), nn.Dropout(0.1),
            nn.Conv2d(inner, channels, 1),
        )  # fmt: skip


class ASPP(nn.Module):
    def __init__(self, in_channels, atrous_rates, out_channels=256):
        super().__init__()
        self.project = nn.Conv2d(in_channels, out_channels, 1)

    def forward(self, x):
        return self.project(x)


class DeepLabHead(_Head):
    def __init__(self, in_channels, num_classes, atrous_rates=(12, 24, 36)):
        super().__init__(
            ASPP(in_channels, atrous_rates), nn.Conv2d(256, 256, 3, padding=1, bias=False), nn.BatchNorm2d(256),
            nn.ReLU(), nn.Conv2d(256, num_classes, 1),
        )  # fmt: skip


def _made(kind, head, network, weights, num_classes, aux_loss, kwargs):
    pretrained = weights is not None or kwargs.get("pretrained") is True
    outputs = OUTPUTS if num_classes is None else num_classes
    has_aux = True if pretrained else aux_loss
    auxiliary = FCNHead(1024, outputs) if known(has_aux) and has_aux else None
    return kind(_Backbone(network), head(2048, outputs), auxiliary)


def fcn_resnet50(*, weights=None, progress=True, num_classes=None, aux_loss=None, weights_backbone=None, **kwargs):
    return _made(FCN, FCNHead, resnet50(), weights, num_classes, aux_loss, kwargs)


def fcn_resnet101(*, weights=None, progress=True, num_classes=None, aux_loss=None, weights_backbone=None, **kwargs):
    return _made(FCN, FCNHead, resnet101(), weights, num_classes, aux_loss, kwargs)


def deeplabv3_resnet50(
    *, weights=None, progress=True, num_classes=None, aux_loss=None, weights_backbone=None, **kwargs
):  # fmt: skip
    return _made(DeepLabV3, DeepLabHead, resnet50(), weights, num_classes, aux_loss, kwargs)


def deeplabv3_resnet101(
    *, weights=None, progress=True, num_classes=None, aux_loss=None, weights_backbone=None, **kwargs
):  # fmt: skip
    return _made(DeepLabV3, DeepLabHead, resnet101(), weights, num_classes, aux_loss, kwargs)


class FCN_ResNet50_Weights(Weights):
    pass


class FCN_ResNet101_Weights(Weights):
    pass


class DeepLabV3_ResNet50_Weights(Weights):
    pass


class DeepLabV3_ResNet101_Weights(Weights):
    pass
