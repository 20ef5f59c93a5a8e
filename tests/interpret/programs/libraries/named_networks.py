"""Networks of timm by their names: what they give, their classifiers, their levels."""

import timm
import torch
from timm.models import create_model
from torch import nn

pictures = torch.rand(2, 3, 224, 224)
odd = torch.rand(1, 3, 187, 213)

net = timm.create_model("resnet18", pretrained=False, num_classes=10)
reveal_shape(net(pictures))  # (2, 10)
reveal_shape((net.num_features, net.fc.in_features, net.get_classifier().out_features))  # (512, 512, 10)
reveal_shape(net.forward_features(odd))  # (1, 512, 6, 7)
net.fc = nn.Linear(net.fc.in_features, 7)
reveal_shape(net(pictures))  # (2, 7)
reveal_shape(nn.Sequential(*list(net.children())[:-1])(pictures))  # (2, 512)
reveal_shape(nn.Sequential(*list(net.children())[:-2])(pictures))  # (2, 512, 7, 7)

net.global_pool = net.fc = nn.Identity()
reveal_shape(net(pictures))  # (2, 512, 7, 7)

net = create_model("efficientnet_b0", num_classes=0, in_chans=1)
reveal_shape(net(torch.rand(2, 1, 128, 128)))  # (2, 1280)
reveal_shape(create_model("tf_efficientnet_b3.ns_jft_in1k", num_classes=0, global_pool="")(odd))  # (1, 1536, 6, 7)
net = timm.create_model("mobilenetv3_large_100", num_classes=4)
reveal_shape((net.num_features, net.classifier.in_features))  # (960, 1280)
reveal_shape((net(pictures).shape, net.forward_features(pictures).shape))  # ((2, 4), (2, 960, 7, 7))

levels = timm.create_model("resnet50", features_only=True, out_indices=(1, 2, 4))
reveal_shape([one.shape for one in levels(odd)])  # [(1, 256, 47, 54), (1, 512, 24, 27), (1, 2048, 6, 7)]
reveal_shape((levels.feature_info.channels(), levels.feature_info.reduction()))  # ([256, 512, 2048], [4, 8, 32])
levels = timm.create_model("convnext_tiny", features_only=True)
reveal_shape([tuple(one.shape[1:]) for one in levels(odd)])  # [(96, 46, 53), (192, 23, 26), (384, 11, 13), (768, 5, 6)]
dense = timm.create_model("densenet121", num_classes=0)
reveal_shape((dense.forward_features(odd).shape, dense(odd).shape))  # ((1, 1024, 5, 6), (1, 1024))

net = timm.create_model("convnext_tiny", num_classes=5)
reveal_shape((net.head.fc.in_features, net(pictures).shape))  # (768, (2, 5))
net.reset_classifier(0)
reveal_shape(net(pictures))  # (2, 768)

vit = timm.create_model("vit_tiny_patch16_224", num_classes=3)
reveal_shape((vit(pictures).shape, vit.forward_features(pictures).shape))  # ((2, 3), (2, 197, 192))
reveal_shape((vit.embed_dim, vit.head.in_features))  # (192, 192)
vit.head = nn.Identity()
reveal_shape(vit(pictures))  # (2, 192)
swin = timm.create_model("swin_tiny_patch4_window7_224", num_classes=2)
reveal_shape(nn.Sequential(*list(swin.children())[:-1])(pictures))  # (2, 7, 7, 768)
reveal_shape(nn.Sequential(*list(vit.children())[:-1])(pictures))  # (2, 196, 192)
reveal_shape(nn.Sequential(*list(dense.children())[:-2])(pictures))  # (2, 1024)
reveal_shape((swin.forward_features(pictures).shape, swin(pictures).shape))  # ((2, 7, 7, 768), (2, 2))

other = timm.create_model("ghostnet_100", num_classes=6)
reveal_shape(other(pictures))  # (2, 6)

cut = timm.create_model("resnet50", num_classes=0, global_pool="")
cut.layer4 = nn.Identity()
reveal_shape(cut(pictures))  # ?
