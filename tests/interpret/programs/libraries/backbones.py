"""Networks of torchvision, as they are and with parts exchanged."""

import torch
from torch import nn
from torchvision import models
from torchvision.models import densenet121, vit_b_16

images = torch.rand(2, 3, 224, 224)
resnet = models.resnet18(weights=None)
reveal_shape(resnet(images))  # (2, 1000)
reveal_shape(resnet.fc.in_features)  # 512
resnet.fc = nn.Linear(resnet.fc.in_features, 7)
reveal_shape(resnet(images))  # (2, 7)
trunk = nn.Sequential(*list(models.resnet50().children())[:-2])
reveal_shape(trunk(images))  # (2, 2048, 7, 7)
pooled = nn.Sequential(*list(resnet.children())[:-1])
reveal_shape(pooled(images))  # (2, 512, 1, 1)
reveal_shape(resnet.layer2(torch.rand(2, 64, 56, 56)))  # (2, 128, 28, 28)

vgg = models.vgg16()
reveal_shape(vgg.features(images))  # (2, 512, 7, 7)
reveal_shape(vgg.classifier[6].in_features)  # 4096
vgg.classifier[6] = nn.Linear(4096, 10)
reveal_shape(vgg(images))  # (2, 10)
reveal_shape(models.alexnet(num_classes=5)(images))  # (2, 5)
reveal_shape(models.mobilenet_v2().features(images))  # (2, 1280, 7, 7)
reveal_shape(models.mobilenet_v2().classifier[1].in_features)  # 1280
reveal_shape(models.mobilenet_v3_small(weights=None).features(images))  # (2, 576, 7, 7)
reveal_shape(models.mobilenet_v3_large(width_mult=0.75).features(images))  # (2, 720, 7, 7)
reveal_shape([models.mobilenet_v3_large().classifier[i].in_features for i in (0, 3)])  # [960, 1280]
reveal_shape(densenet121().features(images))  # (2, 1024, 7, 7)
reveal_shape(models.efficientnet_b0().features(images))  # (2, 1280, 7, 7)
reveal_shape(vit_b_16().encoder.ln.normalized_shape)  # (768,)
reveal_shape(vit_b_16()(images))  # (2, 1000)
