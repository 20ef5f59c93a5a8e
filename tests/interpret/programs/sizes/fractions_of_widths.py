from fractions import Fraction

import torch
from torch import nn

ratio = Fraction(3, 4)

reveal_shape(ratio)  # Fraction(3, 4)
reveal_shape(ratio * 64)  # Fraction(48, 1)
reveal_shape(int(ratio * 64))  # 48
reveal_shape(64 * ratio + 1)  # Fraction(49, 1)
reveal_shape(ratio + Fraction("0.5"))  # Fraction(5, 4)
reveal_shape(ratio.numerator)  # 3
reveal_shape(ratio.denominator)  # 4
reveal_shape(round(ratio))  # 1
reveal_shape(-ratio)  # Fraction(-3, 4)
reveal_shape(ratio < 1)  # True
reveal_shape(ratio == 0.75)  # True
reveal_shape(isinstance(ratio, Fraction))  # True
reveal_shape(isinstance(ratio, float))  # False
reveal_shape(ratio**2)  # Fraction(9, 16)
reveal_shape(float(ratio))  # 0.75

try:
    Fraction(1, 0)
except ZeroDivisionError:
    reveal_shape(bool(ratio))  # True


class Narrowed(nn.Module):
    def __init__(self, width, ratio):
        super().__init__()
        self.first = nn.Conv2d(3, int(width * ratio), 3)

    def forward(self, x):
        return self.first(x)


reveal_shape(Narrowed(64, Fraction(1, 2))(torch.zeros(1, 3, 8, 8)))  # (1, 32, 6, 6)
x = torch.zeros(2, 3, 16, 16)
reveal_shape(x[:, : int(x.shape[1] * Fraction(2, 3))])  # (2, 2, 16, 16)
