import torch
import torch.nn as nn


class InceptionA(nn.Module):
    """Block A of the Inception network in Keras; the weights are taken over layer by layer."""

    def __init__(self, cin, pool_features):
        super().__init__()
        self.branch1x1 = nn.Conv2d(cin, 16, 1)
        self.branch3x3 = nn.Sequential(nn.Conv2d(cin, 16, 1), nn.ReLU(), nn.Conv2d(16, 24, 3, padding=1))
        # x = AveragePooling2D((3, 3), strides=(1, 1), padding='same')(x)
        self.pool = nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False)
        self.branch_pool = nn.Conv2d(cin, pool_features, 1)

    def forward(self, x):
        pooled = self.branch_pool(self.pool(x))
        return torch.relu(torch.cat([self.branch1x1(x), self.branch3x3(x), pooled], dim=1))


class SmallInception(nn.Module):
    def __init__(self, classes=6):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.MaxPool2d(3, 2))
        self.mixed0 = InceptionA(16, 8)
        self.mixed1 = InceptionA(48, 16)
        self.fc = nn.Linear(56, classes)

    def forward(self, x):
        x = self.mixed1(self.mixed0(self.stem(x)))
        return self.fc(x.mean(dim=(2, 3)))


torch.manual_seed(0)
out = SmallInception().eval()(torch.rand(2, 3, 50, 50)).detach()
