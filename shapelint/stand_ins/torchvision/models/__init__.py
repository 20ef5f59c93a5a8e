"""torchvision.models: the networks that are most often built on. Others are not known."""

from shapelint.stand_in import unknown

from torchvision.models import _weights, segmentation
from torchvision.models.alexnet import *
from torchvision.models.densenet import *
from torchvision.models.efficientnet import *
from torchvision.models.mobilenetv2 import *
from torchvision.models.mobilenetv3 import *
from torchvision.models.resnet import *
from torchvision.models.vgg import *
from torchvision.models.vision_transformer import *

BUILDERS = {
    "alexnet": alexnet, "densenet121": densenet121, "efficientnet_b0": efficientnet_b0, "mobilenet_v2": mobilenet_v2,
    "mobilenet_v3_large": mobilenet_v3_large, "mobilenet_v3_small": mobilenet_v3_small,
    "resnet18": resnet18, "resnet34": resnet34, "resnet50": resnet50, "resnet101": resnet101, "resnet152": resnet152,
    "vgg16": vgg16, "vgg19": vgg19, "vit_b_16": vit_b_16,
}  # fmt: skip


def get_model(name, **config):
    return BUILDERS[name](**config) if name in BUILDERS else unknown("a network that is not known")


def get_weight(name):
    return _weights.Weights.DEFAULT
