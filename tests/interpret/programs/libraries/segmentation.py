"""Networks of torchvision that give scores for each pixel, by name."""

import torch
from torch import nn
from torchvision.models.segmentation import deeplabv3_resnet50, fcn_resnet50
from torchvision.models.segmentation.deeplabv3 import DeepLabHead

pictures = torch.rand(2, 3, 64, 96)
net = fcn_resnet50(weights=None, weights_backbone=None, num_classes=5)
reveal_shape(net(pictures)["out"])  # (2, 5, 64, 96)
net.classifier[4] = nn.Conv2d(512, 3, kernel_size=1)
reveal_shape({name: tuple(one.shape) for name, one in net(pictures).items()})  # {'out': (2, 3, 64, 96)}
both = deeplabv3_resnet50(weights=None, weights_backbone=None, aux_loss=True)
reveal_shape((both(pictures)["out"].shape, both(pictures)["aux"].shape))  # ((2, 21, 64, 96), (2, 21, 64, 96))
both.classifier = DeepLabHead(2048, 2)
reveal_shape(both(pictures)["out"])  # (2, 2, 64, 96)
