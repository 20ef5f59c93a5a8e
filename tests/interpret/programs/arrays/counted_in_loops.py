"""Numbers that rounds add up are numbers, and leave the shape of an array as it is."""

import numpy as np
import torch

total, loss = 0, 0.0
count = np.zeros(5)
for size in np.random.randint(1, 9, np.random.randint(2, 5)):
    total += int(size)
    loss += float(size) / 2
    count += np.bincount(np.arange(5), minlength=5)[:5]
weights = 1 / np.log(1.02 + count / total)
reveal_shape(weights)  # (5,)
reveal_shape(torch.from_numpy(weights) * loss)  # (5,)
