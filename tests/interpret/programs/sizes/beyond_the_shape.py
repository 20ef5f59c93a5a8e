import torch

x = torch.ones(2, 3)
reveal_shape(x.shape[-2])  # 2
reveal_shape((x.shape + (7,))[2])  # 7
reveal_shape(x.shape[1:])  # (3,)
try:
    n = x.shape[2]
except IndexError:
    n = 1
reveal_shape(n)  # 1
reveal_shape(x[0].shape[0])  # 3
n = x.shape[2]  # error: [axis-out-of-range]
