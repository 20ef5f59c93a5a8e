import torch
from torch import nn


class ResNetV1Stem(nn.Module):
    """conv1 and pool1 of slim's resnet_v1; loads the checkpoint from TensorFlow.

    There: net = slim.conv2d(inputs, 64, 7, stride=2, padding='SAME')
    """

    def __init__(self, width=16):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, kernel_size=7, stride=2, padding=3, bias=False)  # warning: [not-same]
        self.bn1 = nn.BatchNorm2d(width, eps=1e-5)

    def forward(self, x):
        return torch.relu(self.bn1(self.conv1(x)))


class Probe(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.stem = ResNetV1Stem()
        self.head = nn.Linear(16, classes)

    def forward(self, x):
        return self.head(self.stem(x).amax(dim=(2, 3)))

    def load_tensorflow(self, variables):
        kernel = torch.as_tensor(variables["resnet_v1_50/conv1/weights"])
        self.stem.conv1.weight.data.copy_(kernel.permute(3, 2, 0, 1))


torch.manual_seed(0)
net = Probe().eval()
net.load_tensorflow({"resnet_v1_50/conv1/weights": torch.randn(7, 7, 3, 16) * 0.05})
out = net(torch.rand(1, 3, 128, 128)).detach()
