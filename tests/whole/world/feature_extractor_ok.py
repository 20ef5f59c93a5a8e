import torch
from torch import nn
from torchvision import models


class Encoder(nn.Module):
    def __init__(self, embed):
        super().__init__()
        resnet = models.resnet50(weights=None)
        self.backbone = nn.Sequential(*list(resnet.children())[:-1])
        self.fc = nn.Linear(resnet.fc.in_features, embed)

    def forward(self, images):
        return self.fc(self.backbone(images).flatten(1))


enc = Encoder(256).eval()
print(enc(torch.randn(2, 3, 64, 64)).shape)
