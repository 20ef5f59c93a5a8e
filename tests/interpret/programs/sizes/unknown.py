# symbolic
"""What no one can know stays unknown, taints only what it touches, and is never reported."""

import json
import random

import some_library
import torch
from some_library import helpers
from torch import nn

x = torch.zeros(2, 3)
config = json.loads(some_library.TEXT)
reveal_shape(config["width"])  # ?
y = nn.Linear(3, config["width"])(x)
z = helpers.transform(x)
reveal_shape(z)  # ?
reveal_shape(x)  # (2, 3)
model = nn.Sequential(nn.Linear(3, 4))
helpers.convert(model)
model(torch.zeros(2, 3))
items = some_library.items()
for item in items:
    stable = x.relu()
    reveal_shape(stable)  # (2, 3)
    x = x + 1
reveal_shape(x)  # (2, 3)
grown = [x for _ in range(random.randint(1, 5))]
reveal_shape(grown[0])  # (2, 3)
reveal_shape(torch.stack(grown)[0])  # (2, 3)
reveal_shape(torch.nonzero(x).shape[1])  # 2
mask = x > 0
reveal_shape(x[mask].dim())  # 1
