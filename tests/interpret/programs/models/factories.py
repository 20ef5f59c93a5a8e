"""Functions that return modules, registries, classes as arguments, configurations as dictionaries."""

import torch
from torch import nn

REGISTRY = {}


def register(name):
    def decorate(cls):
        REGISTRY[name] = cls
        return cls

    return decorate


@register("mlp")
class MLP(nn.Module):
    def __init__(self, inputs, hidden=(16,), act=nn.ReLU, norm_layer=None):
        super().__init__()
        norm_layer = norm_layer or nn.Identity
        layers = []
        for size in hidden:
            layers.extend([nn.Linear(inputs, size), norm_layer(size), act()])
            inputs = size
        self.net = nn.Sequential(*layers)
        self.out = inputs

    def forward(self, x):
        return self.net(x)


@register("conv")
def conv(inputs, hidden=(4,), **kwargs):
    return nn.Sequential(nn.Unflatten(1, (1, inputs)), nn.Conv1d(1, hidden[0], **kwargs))


def build(config):
    config = dict(config)
    name = config.pop("type")
    return REGISTRY[name](**config)


x = torch.zeros(3, 12)
reveal_shape(build({"type": "mlp", "inputs": 12, "hidden": [8, 20]})(x))  # (3, 20)
reveal_shape(build({"type": "conv", "inputs": 12, "kernel_size": 3})(x))  # (3, 4, 10)
reveal_shape(MLP(12, norm_layer=nn.LayerNorm, act=nn.GELU)(x))  # (3, 16)
reveal_shape(MLP(12, hidden=()).out)  # 12
CONFIGS = {"small": dict(hidden=(8,)), "large": dict(hidden=(32, 64))}
for name, config in CONFIGS.items():
    reveal_shape(REGISTRY["mlp"](12, **config)(x))  # (3, 8); (3, 64)
CFG = [8, "M", 16, "M"]


def make_layers(cfg, batch_norm=False):
    layers = []
    channels = 3
    for v in cfg:
        if v == "M":
            layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
        else:
            conv2d = nn.Conv2d(channels, v, kernel_size=3, padding=1)
            layers += [conv2d, nn.BatchNorm2d(v), nn.ReLU()] if batch_norm else [conv2d, nn.ReLU()]
            channels = v
    return nn.Sequential(*layers)


reveal_shape(make_layers(CFG, batch_norm=True)(torch.zeros(1, 3, 32, 32)))  # (1, 16, 8, 8)
reveal_shape(len(make_layers(CFG)))  # 6
layer = getattr(nn, "Conv" + "2d")(3, 5, 1)
reveal_shape(layer(torch.zeros(1, 3, 2, 2)))  # (1, 5, 2, 2)
ACTIVATIONS = {"relu": nn.ReLU, "glu": nn.GLU}
reveal_shape(ACTIVATIONS.get("glu", nn.ReLU)()(x))  # (3, 6)
reveal_shape(ACTIVATIONS.get("other", nn.ReLU)()(x))  # (3, 12)
settings = {"width": 4}
settings.setdefault("depth", 2)
settings.update(width=6, **{"heads": 3})
settings["ratio"] = settings["width"] // settings["depth"]
reveal_shape(settings)  # {'width': 6, 'depth': 2, 'heads': 3, 'ratio': 3}
reveal_shape([type(m) is nn.Linear for m in MLP(2).net])  # [True, False, False]


def main():
    model = build({"type": "mlp", "inputs": 2})
    return model(torch.zeros(1, 2))


if __name__ == "__main__":
    reveal_shape(main())  # (1, 16)
