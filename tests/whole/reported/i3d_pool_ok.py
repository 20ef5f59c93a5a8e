import torch
import torch.nn as nn


def get_padding_shape(filter_shape, stride):
    def pad_top_bottom(filter_dim, stride_val):
        pad_along = max(filter_dim - stride_val, 0)
        pad_top = pad_along // 2
        return pad_top, pad_along - pad_top

    padding_shape = []
    for filter_dim, stride_val in zip(filter_shape, stride):
        pad_top, pad_bottom = pad_top_bottom(filter_dim, stride_val)
        padding_shape.append(pad_top)
        padding_shape.append(pad_bottom)
    depth_top, depth_bottom = padding_shape.pop(0), padding_shape.pop(0)
    padding_shape.append(depth_top)
    padding_shape.append(depth_bottom)
    return tuple(padding_shape)


class MaxPool3dTFPadding(nn.Module):
    """The pool of the TensorFlow model, tf.nn.max_pool3d(x, k, s, padding='SAME')."""

    def __init__(self, kernel_size, stride):
        super().__init__()
        self.pad = nn.ConstantPad3d(get_padding_shape(kernel_size, stride), 0)
        self.pool = nn.MaxPool3d(kernel_size, stride, ceil_mode=True)

    def forward(self, x):
        return self.pool(self.pad(x))


class I3D(nn.Module):
    """Stem of the inflated Inception; the weights are converted from the TensorFlow checkpoint."""

    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv3d(3, 8, (5, 7, 7), stride=(1, 2, 2), padding=(2, 3, 3)), nn.ReLU())
        self.pool1 = MaxPool3dTFPadding((1, 3, 3), (1, 2, 2))
        self.conv2 = nn.Sequential(nn.Conv3d(8, 16, 3, padding=1), nn.ReLU())
        self.pool2 = MaxPool3dTFPadding((1, 3, 3), (1, 2, 2))
        self.head = nn.Conv3d(16, classes, 1)

    def forward(self, clip):
        x = self.pool1(self.conv1(clip))
        x = self.pool2(self.conv2(x))
        return self.head(x)


torch.manual_seed(0)
net = I3D().eval()
out = net(torch.rand(1, 3, 4, 60, 50)).detach()
