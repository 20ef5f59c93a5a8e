import torch
from torch import nn


class BasicConv(nn.Module):
    def __init__(self, cin, cout, **kwargs):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, bias=False, **kwargs)
        self.bn = nn.BatchNorm2d(cout, eps=0.001)

    def forward(self, x):
        return torch.relu(self.bn(self.conv(x)))


class GoogLeNetStem(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = BasicConv(3, 16, kernel_size=3, padding=1)
        self.conv2 = BasicConv(16, 32, kernel_size=3, padding=1)
        # tf: tf.nn.max_pool(net, ksize=[1, 3, 3, 1], strides=[1, 2, 2, 1], padding='SAME')
        self.pool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)  # warning: [not-same]

    def forward(self, x):
        x = self.pool(self.conv1(x))
        x = self.pool(self.conv2(x))
        return x


class Net(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.stem = GoogLeNetStem()
        self.head = nn.Linear(32, num_classes)

    def forward(self, images):
        features = self.stem(images)
        return self.head(features.mean(dim=(2, 3)))


if __name__ == "__main__":
    torch.manual_seed(0)
    net = Net().eval()
    with torch.no_grad():
        out = net(torch.rand(2, 3, 64, 64))
