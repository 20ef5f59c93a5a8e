"""Texts: each of their parts is evaluated, also behind one of which nothing is known."""

import time

import torch


def measured(x):
    reveal_shape(x)  # (2, 5)
    return x.numel()


x = torch.zeros(2, 5)
print(f"at {time.time():.0f}: {measured(x)}")

seen = []
text = f"{time.time()} {seen.append(x.shape[1])}"
reveal_shape(seen)  # [5]
