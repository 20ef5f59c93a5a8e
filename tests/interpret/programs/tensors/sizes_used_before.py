# symbolic
"""What was a size before is one where a tensor is made of it alone."""

import torch


def noise(outside):
    alone = torch.FloatTensor(outside)
    reveal_shape(alone)  # ?
    weight = torch.FloatTensor(outside, 3)
    reveal_shape(weight)  # (outside, 3)
    bias = torch.FloatTensor(outside)
    reveal_shape(bias)  # (outside,)
