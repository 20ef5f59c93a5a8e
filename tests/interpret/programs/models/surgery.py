"""Models that are changed after they were built: heads replaced, layers frozen, copied, walked over."""

import copy

import torch
from torch import nn


class Backbone(nn.Module):
    def __init__(self, classes=1000):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.fc = nn.Linear(8, classes)

    def forward(self, x):
        return self.fc(self.features(x))


x = torch.zeros(2, 3, 8, 8)
model = Backbone()
reveal_shape(model(x))  # (2, 1000)
model.fc = nn.Linear(model.fc.in_features, 10)
reveal_shape(model(x))  # (2, 10)
twin = copy.deepcopy(model)
twin.fc = nn.Sequential(nn.Linear(8, 4), nn.ReLU(), nn.Linear(4, 3))
reveal_shape((model(x), twin(x)))  # ((2, 10), (2, 3))
twin.features[0] = nn.Conv2d(1, 8, 3)
reveal_shape(model.features[0].in_channels)  # 3
reveal_shape(twin(torch.zeros(2, 1, 8, 8)))  # (2, 3)
model.fc = nn.Identity()
reveal_shape(model(x))  # (2, 8)
encoder = nn.Sequential(*list(Backbone().children())[:-1])
reveal_shape(encoder(x))  # (2, 8)
for parameter in encoder.parameters():
    parameter.requires_grad = False
encoder.eval().to("cpu")
reveal_shape(encoder(x))  # (2, 8)
setattr(model, "extra", nn.Linear(8, 6))
reveal_shape(model.extra(model(x)))  # (2, 6)
for index in range(2):
    setattr(model, f"branch{index}", nn.Linear(8, index + 1))
reveal_shape([getattr(model, f"branch{index}")(model(x)) for index in range(2)])  # [(2, 1), (2, 2)]
reveal_shape(getattr(model, "absent", None))  # None
clones = nn.ModuleList([copy.deepcopy(nn.Linear(8, 8)) for _ in range(3)])
y = model(x)
for clone in clones:
    y = clone(y)
reveal_shape(y)  # (2, 8)
model.add_module("late", nn.Linear(8, 5))
reveal_shape(model.late(y))  # (2, 5)
del model.extra
reveal_shape(hasattr(model, "extra"))  # False
reveal_shape(model.get_submodule("features.0").out_channels)  # 8
model.apply(lambda module: None)
reveal_shape(model(x))  # (2, 8)
shared = nn.Linear(4, 4)
tied = nn.Sequential(shared, shared)
shared.weight = nn.Parameter(torch.zeros(4, 4))
reveal_shape(tied(torch.zeros(1, 4)))  # (1, 4)
reveal_shape(sum(p.numel() for p in shared.parameters()))  # 20
