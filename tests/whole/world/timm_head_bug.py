import timm
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, name="resnet18", classes=7):
        super().__init__()
        self.body = timm.create_model(name, pretrained=False, num_classes=0)
        self.head = nn.Linear(1024, classes)

    def forward(self, x):
        return self.head(self.body(x))  # error: [feature-mismatch]


print(Classifier().eval()(torch.randn(2, 3, 64, 64)).shape)
