import torch
import torch.nn.functional as F
from torch import nn


def conv2d_same_padding(input, weight, bias=None, stride=(1, 1), dilation=(1, 1), groups=1):
    """As padding='SAME' of TensorFlow."""
    input_rows = input.size(2)
    filter_rows = weight.size(2)
    effective_rows = (filter_rows - 1) * dilation[0] + 1
    out_rows = (input_rows + stride[0] - 1) // stride[0]
    padding_rows = max(0, (out_rows - 1) * stride[0] + effective_rows - input_rows)
    input_cols = input.size(3)
    effective_cols = (weight.size(3) - 1) * dilation[1] + 1
    out_cols = (input_cols + stride[1] - 1) // stride[1]
    padding_cols = max(0, (out_cols - 1) * stride[1] + effective_cols - input_cols)
    input = F.pad(input, (padding_cols // 2, padding_cols - padding_cols // 2, padding_rows // 2, padding_rows - padding_rows // 2))
    return F.conv2d(input, weight, bias, stride, 0, dilation, groups)


class SameConv2d(nn.Conv2d):
    def forward(self, x):
        return conv2d_same_padding(x, self.weight, self.bias, self.stride, self.dilation, self.groups)


torch.manual_seed(0)
net = nn.Sequential(SameConv2d(1, 8, (5, 1)), nn.ReLU(), SameConv2d(8, 8, (2, 1)))
out = net(torch.rand(2, 1, 100, 20))
