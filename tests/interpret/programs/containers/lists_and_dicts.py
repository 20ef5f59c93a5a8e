"""ModuleList, ModuleDict, ParameterList and ParameterDict."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths, widths[1:])])
        self.layers.append(nn.Linear(widths[-1], 1))
        self.heads = nn.ModuleDict({"a": nn.Linear(1, 2), "b": nn.Linear(1, 3)})
        self.heads["c"] = nn.Linear(1, 4)
        self.scales = nn.ParameterList([nn.Parameter(torch.ones(n)) for n in (2, 3)])
        self.bias = nn.ParameterDict({"c": nn.Parameter(torch.zeros(4))})

    def forward(self, x, task="a"):
        for index, layer in enumerate(self.layers):
            x = layer(x)
            reveal_shape((index, x))  # (0, (7, 6)); (1, (7, 8)); (2, (7, 1))
        return self.heads[task](x)


net = Net([5, 6, 8])
reveal_shape(net(torch.zeros(7, 5)))  # (7, 2)
reveal_shape(net(torch.zeros(7, 5), task="c") + net.bias["c"])  # (7, 4)
reveal_shape((len(net.layers), net.layers[-1].in_features, len(net.layers[1:])))  # (3, 8, 2)
reveal_shape([head.out_features for head in net.heads.values()])  # [2, 3, 4]
reveal_shape(list(net.heads))  # ['a', 'b', 'c']
reveal_shape({name: head.weight for name, head in net.heads.items()})  # {'a': (2, 1), 'b': (3, 1), 'c': (4, 1)}
reveal_shape([scale * torch.zeros(1, len(scale)) for scale in net.scales])  # [(1, 2), (1, 3)]
reveal_shape("b" in net.heads and "z" not in net.heads)  # True
net.layers.insert(0, nn.Linear(9, 5))
reveal_shape(net.layers[0].in_features)  # 9
net.layers[0] = nn.Linear(11, 5)
reveal_shape(net.layers[0](torch.zeros(1, 11)))  # (1, 5)
net.layers.extend([nn.Identity(), nn.Identity()])
reveal_shape(len(net.layers))  # 6
stages = nn.ModuleList()
for depth in range(3):
    stages += [nn.Conv2d(2**depth, 2 ** (depth + 1), 3, stride=2, padding=1)]
y = torch.zeros(1, 1, 32, 32)
outputs = []
for stage in reversed(stages[:1]):
    y = stage(y)
    outputs.append(y)
reveal_shape(outputs)  # [(1, 2, 16, 16)]
removed = net.heads.pop("a")
reveal_shape((removed.out_features, len(net.heads)))  # (2, 2)
net.heads.update({"d": nn.Linear(1, 5)})
reveal_shape([head.out_features for head in net.heads.values()])  # [3, 4, 5]

reveal_shape({"x": 1, **dict.fromkeys(("b", "c"), (1, 2)), **dict.fromkeys("d")})  # {'x': 1, 'b': (1, 2), 'c': (1, 2), 'd': None}
