"""**kwargs taken apart: get, pop, setdefault, merged, handed on to layers and bases."""

import torch
from torch import nn


class Base(nn.Module):
    def __init__(self, **kwargs):
        super().__init__()
        self.width = kwargs.get("width", 4)
        self.depth = kwargs.pop("depth", 1)
        self.rest = sorted(kwargs)


class Child(Base):
    def __init__(self, out, **kwargs):
        kwargs.setdefault("width", 8)
        super().__init__(**kwargs, extra=1)
        self.fc = nn.Linear(self.width, out)

    def forward(self, x, **options):
        y = self.fc(x)
        return y.sum(**options) if options else y


x = torch.zeros(2, 8)
child = Child(3, depth=2)
reveal_shape((child.width, child.depth, child.rest))  # (8, 2, ['extra', 'width'])
reveal_shape(child(x))  # (2, 3)
reveal_shape(child(x, dim=0))  # (3,)
reveal_shape(child(x, dim=1, keepdim=True))  # (2, 1)
common = dict(kernel_size=3, padding=1)
conv = nn.Conv2d(1, 2, **{**common, "stride": 2})
reveal_shape(conv(torch.zeros(1, 1, 8, 8)))  # (1, 2, 4, 4)
conv = nn.Conv2d(1, 2, **(common | {"padding": 0}))
reveal_shape(conv(torch.zeros(1, 1, 8, 8)))  # (1, 2, 6, 6)


def run(function, *args, repeat=1, **kwargs):
    for _ in range(repeat):
        result = function(*args, **kwargs)
    return result


reveal_shape(run(torch.zeros, 2, 3, repeat=2))  # (2, 3)
reveal_shape(run(torch.cat, [x, x], dim=1))  # (2, 16)
sizes = {"in_features": 8}
sizes["out_features"] = sizes["in_features"] * 2
reveal_shape(nn.Linear(**sizes)(x))  # (2, 16)
reveal_shape({k: v for k, v in sizes.items() if k.startswith("out")})  # {'out_features': 16}
names = list(sizes.keys()) + [*sizes.values()]
reveal_shape(names)  # ['in_features', 'out_features', 8, 16]
