import torch
import torch.nn as nn


class DenseLayer(nn.Module):
    def __init__(self, cin, growth):
        super().__init__()
        self.net = nn.Sequential(nn.BatchNorm2d(cin), nn.ReLU(), nn.Conv2d(cin, growth, 3, padding=1, bias=False))

    def forward(self, x):
        return torch.cat([x, self.net(x)], 1)


class DenseNet(nn.Module):
    """DenseNet, to load the weights of the TF-slim checkpoint."""

    def __init__(self, growth=12, layers=(2, 2), classes=10):
        super().__init__()
        # conv1
        self.conv1 = nn.Conv2d(3, 24, 7, stride=2, padding=3, bias=False)
        self.norm = nn.BatchNorm2d(24)
        # net = slim.max_pool2d(net, 3, stride=2, padding='SAME')
        self.pool = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        blocks, c = [], 24
        for i, n in enumerate(layers):
            for _ in range(n):
                blocks.append(DenseLayer(c, growth))
                c += growth
            if i < len(layers) - 1:
                blocks += [nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, c // 2, 1, bias=False), nn.AvgPool2d(2)]
                c //= 2
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.norm(self.conv1(x))))
        x = self.blocks(x)
        self.maps = x
        return self.fc(x.mean((2, 3)))


net = DenseNet()
net(torch.rand(1, 3, 224, 224))
out = net.maps
