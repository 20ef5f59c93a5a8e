"""MobileNet v1 in PyTorch, to be filled with the weights of keras.applications.MobileNet.

In Keras every convolution of the network has padding='same'.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


def conv_bn(inp, oup, stride):
    return nn.Sequential(
        nn.Conv2d(inp, oup, 3, stride, 1, bias=False),  # warning: [not-same]
        nn.BatchNorm2d(oup, eps=1e-3),
        nn.ReLU6(inplace=True),
    )


def conv_dw(inp, oup, stride):
    return nn.Sequential(
        nn.Conv2d(inp, inp, 3, stride, 1, groups=inp, bias=False),  # warning: [not-same]
        nn.BatchNorm2d(inp, eps=1e-3),
        nn.ReLU6(inplace=True),
        nn.Conv2d(inp, oup, 1, 1, 0, bias=False),
        nn.BatchNorm2d(oup, eps=1e-3),
        nn.ReLU6(inplace=True),
    )


class MobileNet(nn.Module):
    def __init__(self, classes=1000, alpha=0.25):
        super().__init__()
        c = int(32 * alpha)
        self.model = nn.Sequential(
            conv_bn(3, c, 2),
            conv_dw(c, 2 * c, 1),
            conv_dw(2 * c, 4 * c, 2),
            conv_dw(4 * c, 4 * c, 1),
            conv_dw(4 * c, 8 * c, 2),
        )
        self.fc = nn.Linear(8 * c, classes)

    def forward(self, x):
        x = self.model(x)
        x = F.adaptive_avg_pool2d(x, 1).flatten(1)
        return self.fc(x)


def load_keras(model, weights):
    """weights: a dictionary of arrays, HWIO kernels."""
    state = model.state_dict()
    for name, value in weights.items():
        tensor = torch.as_tensor(value)
        state[name] = tensor.permute(3, 2, 0, 1) if tensor.dim() == 4 else tensor
    model.load_state_dict(state)


torch.manual_seed(0)
net = MobileNet().eval()
load_keras(net, {})
out = net(torch.rand(1, 3, 224, 224)).detach()
