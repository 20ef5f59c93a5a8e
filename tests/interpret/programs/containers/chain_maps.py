from collections import ChainMap

import torch
from torch import nn

DEFAULTS = {"width": 32, "depth": 2}
given = {"width": 64}
config = ChainMap(given, DEFAULTS)

reveal_shape(config["width"])  # 64
reveal_shape(config["depth"])  # 2
reveal_shape(len(config))  # 2
reveal_shape(sorted(config))  # ['depth', 'width']
reveal_shape(config.get("heads", 8))  # 8
reveal_shape("depth" in config)  # True
reveal_shape("heads" in config)  # False
reveal_shape(dict(config.items()))  # {'width': 64, 'depth': 2}
reveal_shape(isinstance(config, ChainMap))  # True
reveal_shape(isinstance(config, dict))  # False

# What is set goes into the first mapping, and hides the others.
config["depth"] = 3
reveal_shape(given["depth"])  # 3
reveal_shape(DEFAULTS["depth"])  # 2
reveal_shape(config.parents["depth"])  # 2

# What changes in a mapping changes in the chain.
DEFAULTS["heads"] = 4
reveal_shape(config["heads"])  # 4
del config["width"]
reveal_shape(config["width"])  # 32
reveal_shape(config.pop("depth"))  # 3
reveal_shape(config["depth"])  # 2

inner = config.new_child({"width": 16})
reveal_shape(inner["width"])  # 16
reveal_shape(inner["depth"])  # 2
inner.update(depth=5)
reveal_shape(inner["depth"])  # 5
reveal_shape(config["depth"])  # 2
reveal_shape(config.setdefault("heads", 1))  # 4
reveal_shape(bool(ChainMap()))  # False

try:
    reveal_shape(config["missing"])
except KeyError:
    reveal_shape(config["heads"])  # 4


class Net(nn.Module):
    def __init__(self, options):
        super().__init__()
        self.first = nn.Conv2d(3, options["width"], 3)

    def forward(self, x):
        return self.first(x)


reveal_shape(Net(config)(torch.zeros(1, 3, 8, 8)))  # (1, 32, 6, 6)
copied = config.copy()
copied["width"] = 8
reveal_shape(Net(copied)(torch.zeros(1, 3, 8, 8)))  # (1, 8, 6, 6)
reveal_shape(Net(config)(torch.zeros(1, 3, 8, 8)))  # (1, 32, 6, 6)
