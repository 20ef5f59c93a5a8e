import torch
import torch.nn as nn


def conv_dw(inp, oup, stride):
    return nn.Sequential(
        # tf.keras.layers.DepthwiseConv2D(3, strides=stride, padding='same')
        nn.ZeroPad2d((0, 1, 0, 1) if stride == 2 else (1, 1, 1, 1)),
        nn.Conv2d(inp, inp, 3, stride, padding=0, groups=inp, bias=False),
        nn.BatchNorm2d(inp),
        nn.ReLU6(inplace=True),
        nn.Conv2d(inp, oup, 1, 1, 0, bias=False),
        nn.BatchNorm2d(oup),
        nn.ReLU6(inplace=True),
    )


class MobileNet(nn.Module):
    """Weights are converted from the Keras checkpoint."""

    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(conv_dw(3, 32, 2), conv_dw(32, 64, 2), conv_dw(64, 64, 1))
        self.fc = nn.Linear(64, classes)

    def forward(self, x):
        x = self.features(x)
        return self.fc(x.mean(dim=(2, 3)))


model = MobileNet().eval()
out = model(torch.rand(1, 3, 224, 224))
