"""A division by the size of a batch without rows raises; who asks for rows first, or catches it, is right."""

import torch


def by_chance(total, x):
    try:
        return total // x.shape[0]
    except ZeroDivisionError:
        return -1


def asked(total, x):
    rows = x.size(0)
    return total / rows if rows else 0.0


def share(total, x):
    rows, columns = x.shape
    return total % rows, total // max(rows, 1)  # error: [invalid-size]


empty, full = torch.zeros(0, 3), torch.zeros(2, 3)
reveal_shape(by_chance(6, empty))  # -1
reveal_shape(by_chance(6, full))  # 3
reveal_shape(asked(6, empty))  # 0.0
reveal_shape(share(5, full))  # (1, 2)
share(5, empty)
