import torch
import torch.nn as nn


class DenseLayer(nn.Module):
    def __init__(self, n_in, growth):
        super().__init__()
        self.norm = nn.BatchNorm2d(n_in)
        self.conv = nn.Conv2d(n_in, growth, 3, padding=1, bias=False)

    def forward(self, x):
        new = self.conv(torch.relu(self.norm(x)))
        return torch.cat([x, new], 1)


class DenseBlock(nn.Module):
    def __init__(self, n_in, growth, n_layers):
        super().__init__()
        self.layers = nn.ModuleList(DenseLayer(n_in + i * growth, growth) for i in range(n_layers))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class DenseNet(nn.Module):
    def __init__(self, growth=12, depth=4):
        super().__init__()
        self.stem = nn.Conv2d(3, 2 * growth, 3, padding=1)
        self.dense = DenseBlock(2 * growth, growth, depth)
        n = 2 * growth + depth * growth
        self.transition = nn.Conv2d(n, n // 2, 1)

    def forward(self, x):
        x = self.dense(self.stem(x))
        return self.transition(x)


if __name__ == "__main__":
    net = DenseNet()
    print(net(torch.randn(1, 3, 16, 16)).shape)
