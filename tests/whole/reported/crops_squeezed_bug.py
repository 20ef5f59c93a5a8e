import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, classes=6):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.head = nn.Linear(8, classes)

    def forward(self, crops):
        b, n = crops.shape[:2]
        return self.head(self.body(crops.flatten(0, 1))).view(b, n, -1)


torch.manual_seed(0)
net = Net()
picture = torch.rand(1, 5, 3, 24, 24)
shares = net(picture).softmax(dim=-1).squeeze()
out = shares.mean(dim=1).detach()  # warning: [wrong-axis]
