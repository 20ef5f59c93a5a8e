import torch
import torch.nn as nn


def conv_block(cin, cout, kernel_h, kernel_w):
    pad_h, pad_w = (kernel_h - 1) // 2, (kernel_w - 1) // 2
    return nn.Sequential(
        nn.ReflectionPad2d((pad_w, pad_w, pad_h, pad_h)),
        nn.Conv2d(cin, cout, (kernel_h, kernel_w)),
        nn.PReLU(),
    )


net = nn.Sequential(conv_block(1, 8, 3, 9), conv_block(8, 8, 3, 3))


# What torch says of it.
def claim():
    size = net(torch.zeros(1, 1, 20, 30)).shape[2:]
    return size == (20, 30)
