"""Containers that are changed after they were built: by name, index, slice, copy and through their dictionaries."""

import copy
from collections import OrderedDict
import torch
from torch import nn

x = torch.zeros(2, 3)
seq = nn.Sequential()
setattr(seq, "0", nn.Linear(3, 4))
seq.__setattr__("1", nn.Linear(4, 5))
reveal_shape(seq(x))  # (2, 5)
seq._modules["0"] = nn.Linear(3, 6)
seq._modules["1"] = nn.Linear(6, 7)
reveal_shape(seq(x))  # (2, 7)
reveal_shape(len(seq._modules))  # 2
del seq[-1]
reveal_shape(seq(x))  # (2, 6)
seq.insert(0, nn.Linear(3, 3))
reveal_shape((len(seq), seq(x)))  # (2, (2, 6))
seq.extend([nn.Linear(6, 8), nn.Linear(8, 9)])
reveal_shape(seq(x))  # (2, 9)
last = seq.pop(-1)
reveal_shape((last.out_features, seq(x)))  # (9, (2, 8))
seq.pop(0)
reveal_shape((len(seq), seq(x)))  # (2, (2, 8))
reveal_shape([name for name, _ in seq.named_children()])  # ['0', '1']
md = nn.ModuleDict({"a": nn.Linear(3, 4), "b": nn.Linear(4, 5)})
md.update({"c": nn.Linear(5, 6)})
md.update([("d", nn.Linear(6, 7))])
reveal_shape(list(md.keys()))  # ['a', 'b', 'c', 'd']
h = x
for k, m in md.items():
    h = m(h)
reveal_shape(h)  # (2, 7)
p = md.pop("d")
reveal_shape((len(md), p.out_features, "d" in md, "c" in md))  # (3, 7, False, True)
del md["c"]
h = x
for m in md.values():
    h = m(h)
reveal_shape(h)  # (2, 5)
md["z"] = nn.Linear(5, 11)
reveal_shape([k for k in md])  # ['a', 'b', 'z']
md2 = nn.ModuleDict(md)
reveal_shape(len(md2))  # 3
md.clear()
reveal_shape(len(md))  # 0


class N(nn.Module):
    def __init__(self):
        super().__init__()
        self.add_module("first", nn.Linear(3, 4))
        self.register_module("second", nn.Linear(4, 5))
        self.body = nn.Sequential(nn.Linear(5, 6), nn.Sequential(nn.Linear(6, 6)))
        self._modules["extra"] = nn.Linear(6, 12)

    def forward(self, x):
        x = self.second(self.first(x))
        for m in self.body:
            x = m(x)
        return self.extra(x)


n = N()
reveal_shape(n(x))  # (2, 12)
reveal_shape(list(n._modules.keys()))  # ['first', 'second', 'body', 'extra']
reveal_shape([type(m).__name__ for m in n._modules.values()])  # ['Linear', 'Linear', 'Sequential', 'Linear']
reveal_shape(n.get_submodule("body.1.0").out_features)  # 6
n.set_submodule("body.1.0", nn.Linear(6, 13))
n.extra = nn.Linear(13, 14)
reveal_shape(n(x))  # (2, 14)
reveal_shape([k for k, _ in n.named_modules()])  # ['', 'first', 'second', 'body', 'body.0', 'body.1', 'body.1.0', 'extra']
ml = nn.ModuleList([nn.Linear(3, 4), nn.Linear(4, 5)])
c = copy.deepcopy(ml)
c[0] = nn.Linear(3, 9)
reveal_shape((ml[0].out_features, c[0].out_features))  # (4, 9)
s2 = copy.copy(nn.Sequential(nn.Linear(3, 4)))
reveal_shape(s2(x))  # (2, 4)
both = ml + nn.ModuleList([nn.Linear(5, 6)])
reveal_shape((len(both), both[-1].out_features, len(ml)))  # (3, 6, 2)
both += [nn.Linear(6, 7)]
reveal_shape((len(both), both[-1].out_features))  # (4, 7)
ml.insert(1, nn.Linear(4, 4))
reveal_shape([m.out_features for m in ml])  # [4, 4, 5]
ml.extend(nn.ModuleList([nn.Linear(1, 1)]))
reveal_shape([m.out_features for m in ml])  # [4, 4, 5, 1]
reveal_shape([m.out_features for m in ml[::2]])  # [4, 5]
reveal_shape([m.out_features for m in ml[1:]])  # [4, 5, 1]
reveal_shape([m.out_features for m in ml[::-1]])  # [1, 5, 4, 4]
reveal_shape(type(ml[1:]).__name__)  # 'ModuleList'
reveal_shape(ml.pop(1).out_features)  # 4
reveal_shape([m.out_features for m in ml])  # [4, 5, 1]
sq = nn.Sequential(OrderedDict([("a", nn.Linear(3, 4)), ("r", nn.ReLU()), ("b", nn.Linear(4, 5))]))
reveal_shape([k for k, _ in sq[::2].named_children()])  # ['a', 'b']
reveal_shape(sq[:2](x))  # (2, 4)
reveal_shape(sq[-1].out_features)  # 5
sq2 = nn.Sequential(nn.Linear(3, 3), nn.ReLU()) * 2
reveal_shape((len(sq2), sq2(x)))  # (4, (2, 3))
sq3 = sq2 + nn.Sequential(nn.Linear(3, 8))
reveal_shape((len(sq3), sq3(x)))  # (5, (2, 8))


class Sub(nn.Sequential):
    def forward(self, x):
        return super().forward(x)[None]


sub = Sub(nn.Linear(3, 4), nn.Linear(4, 5))
reveal_shape(sub(x))  # (1, 2, 5)
reveal_shape(sub[:1](x))  # (1, 2, 4)
sub[1] = nn.Linear(4, 6)
reveal_shape(sub(x))  # (1, 2, 6)
del sub[0:1]
reveal_shape(len(sub))  # 1
pl = nn.ParameterList([nn.Parameter(torch.zeros(2)), nn.Parameter(torch.zeros(3))])
pl.append(nn.Parameter(torch.zeros(4)))
reveal_shape([q for q in pl])  # [(2,), (3,), (4,)]
pd = nn.ParameterDict({"w": nn.Parameter(torch.zeros(2, 3))})
pd["b"] = nn.Parameter(torch.zeros(3))
reveal_shape(list(pd.keys()))  # ['w', 'b']
reveal_shape([v for v in pd.values()])  # [(2, 3), (3,)]
reveal_shape("w" in pd)  # True
reveal_shape(pd.get("q") is None)  # True


class W(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(3, 4))
        self.register_buffer("buf", torch.zeros(5))
        self.lin = nn.Linear(4, 2)


w = W()
reveal_shape(list(w._parameters.keys()))  # ['w']
reveal_shape(list(w._buffers.keys()))  # ['buf']
w._parameters["w"] = nn.Parameter(torch.zeros(3, 8))
reveal_shape(w.w)  # (3, 8)
reveal_shape([n for n, _ in w.named_parameters()])  # ['w', 'lin.weight', 'lin.bias']
reveal_shape([n for n, _ in w.named_buffers()])  # ['buf']
del w._modules["lin"]
reveal_shape(hasattr(w, "lin"))  # False
w.lin2 = nn.Linear(1, 1)
del w.lin2
reveal_shape(hasattr(w, "lin2"))  # False
reveal_shape("w" in w._parameters)  # True
d = dict(n.named_children())
reveal_shape(d["first"].out_features)  # 4
seq = nn.Sequential(*list(n.children())[:2])
reveal_shape(seq(x))  # (2, 5)
o = OrderedDict(n._modules)
reveal_shape(list(o))  # ['first', 'second', 'body', 'extra']
for name, module in n._modules.items():
    if name == "extra":
        n._modules[name] = nn.Linear(13, 3)
reveal_shape(n(x))  # (2, 3)
for name, child in n.named_children():
    if isinstance(child, nn.Linear):
        setattr(n, name, nn.Linear(child.in_features, child.out_features, bias=False))
reveal_shape(n(x))  # (2, 3)
reveal_shape(len(list(n.parameters())))  # 7
reveal_shape(sum(q.numel() for q in n.parameters()))  # 198
