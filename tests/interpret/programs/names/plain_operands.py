"""Operators, indices and keywords of plain values beside those of their odd relatives."""

import torch

x = torch.zeros(2, 8)
large = 2**31
reveal_shape(large * large + large - 1)  # 4611686020574871551
reveal_shape((large - 1) * (1 - large))  # -4611686014132420609
reveal_shape(True + 1)  # 2
reveal_shape((True == 1, 1 == 1.0, "a" < "b", "1" == 1, True < False))  # (True, True, True, False, False)
reveal_shape((x.shape[0] - 3, x.shape[-1] * 2, -x.shape[1] // 3))  # (-1, 16, -3)

pair, several = (4, 6), [1, 2, 3]
reveal_shape((pair[-1], several[0], several[-3], pair[True]))  # (6, 1, 1, 6)
try:
    several[3]
except IndexError:
    several.append(9)
reveal_shape(several[3])  # 9
try:
    pair[-3]
except IndexError:
    pair = (*pair, 8)
reveal_shape(pair[2])  # 8


class Scaled:
    def __init__(self):
        self.held = 1

    @property
    def twice(self):
        return 2 * self.held

    @twice.setter
    def twice(self, value):
        self.held = value // 2


scaled = Scaled()
scaled.twice = 14
reveal_shape((scaled.held, scaled.twice))  # (7, 14)


class Options(dict):
    pass


def size(width=1, height=1, depth=1):
    return width, height, depth


options = Options(width=3)
reveal_shape(size(**options, **{"height": 5}, depth=7))  # (3, 5, 7)

total = 0


def count(by):
    global total
    total = total + by
    own = 0

    def more():
        nonlocal own
        own = own + by
        return own

    more()
    return more()


reveal_shape((count(4), count(1), total))  # (8, 2, 5)
reveal_shape((lambda a, b=2: a * b)(21))  # 42
