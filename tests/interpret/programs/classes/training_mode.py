"""Training and evaluation: of every module what was last said of it or of one above it."""

import torch
from torch import nn


class Inner(nn.Module):
    def forward(self, x):
        if self.training:
            return x[:, :1]
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = Inner()
        self.b = nn.Sequential(Inner())

    def forward(self, x):
        if self.training:
            return self.a(x), self.b(x), 1
        return self.a(x), self.b(x), 0


x = torch.zeros(2, 4)
net = Net()
reveal_shape(net(x))  # ((2, 1), (2, 1), 1)
net.eval()
reveal_shape(net(x))  # ((2, 4), (2, 4), 0)
net.train()
reveal_shape(net(x))  # ((2, 1), (2, 1), 1)
net.train(False)
reveal_shape(net(x))  # ((2, 4), (2, 4), 0)
net.train(mode=True)
reveal_shape(net(x))  # ((2, 1), (2, 1), 1)
net.a.eval()
reveal_shape(net(x))  # ((2, 4), (2, 1), 1)
net.a.training = True
net.b[0].training = False
reveal_shape(net(x))  # ((2, 1), (2, 4), 1)
reveal_shape((net.training, net.a.training, net.b.training, net.b[0].training))  # (True, True, True, False)
m = Net().eval()
reveal_shape(m(x))  # ((2, 4), (2, 4), 0)
m.train()
reveal_shape(m(x))  # ((2, 1), (2, 1), 1)
was = m.training
m.eval()
reveal_shape(m(x))  # ((2, 4), (2, 4), 0)
m.train(was)
reveal_shape(m(x))  # ((2, 1), (2, 1), 1)


class Frozen(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = Inner()
        self.body.eval()
        self.head = Inner()

    def train(self, mode=True):
        super().train(mode)
        self.body.eval()
        return self

    def forward(self, x):
        return self.body(x), self.head(x)


f = Frozen()
reveal_shape(f(x))  # ((2, 4), (2, 1))
f.train()
reveal_shape(f(x))  # ((2, 4), (2, 1))
f.eval()
reveal_shape(f(x))  # ((2, 4), (2, 4))


def evaluate(model, x):
    model.eval()
    with torch.no_grad():
        return model(x)


reveal_shape(evaluate(Net(), x))  # ((2, 4), (2, 4), 0)
for mod in net.modules():
    mod.training = False
reveal_shape(net(x))  # ((2, 4), (2, 4), 0)
net.train()
reveal_shape(net(x))  # ((2, 1), (2, 1), 1)
net.b.append(Inner())
net.eval()
net.b.append(Inner())
reveal_shape([k.training for k in net.b])  # [False, False, True]
lst = nn.ModuleList([Inner(), Inner()])
lst[1].eval()
reveal_shape([k(x) for k in lst])  # [(2, 1), (2, 4)]
import copy

reveal_shape([k(x) for k in copy.deepcopy(lst)])  # [(2, 1), (2, 4)]


class E(nn.Module):
    def eval(self):
        return self.train(False)

    def train(self, mode=True):
        self.mode = mode
        return super().train(mode)

    def forward(self, x):
        return x[0] if self.mode else x


e = E()
e.eval()
reveal_shape(e(x))  # (2, 4)
e.train()
reveal_shape(e(x))  # (4,)


class P(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = E()


p = P()
p.eval()
reveal_shape(p.e(x))  # (2, 4)
p.train()
reveal_shape(p.e(x))  # (4,)
p.requires_grad_(False).eval().to("cpu")
reveal_shape(p.e(x))  # (2, 4)
d = nn.ModuleDict({"a": Inner()})
d.eval()
reveal_shape(d["a"](x))  # (2, 4)
torch.no_grad()
net.eval().b.train()
reveal_shape(net(x))  # ((2, 4), (2, 1), 0)
