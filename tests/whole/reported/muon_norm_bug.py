import torch
from torch import nn


def zeropower_via_newtonschulz5(G, steps=5, eps=1e-7):
    """Orthogonalises a matrix, or each matrix of a stack (K, m, n)."""
    assert G.ndim >= 2
    a, b, c = 3.4445, -4.7750, 2.0315
    X = G / G.norm(dim=(-2, -1)).clamp(min=eps)  # warning: [silent-broadcast]
    transposed = G.size(-2) > G.size(-1)
    if transposed:
        X = X.mT
    for _ in range(steps):
        A = X @ X.mT
        B = b * A + c * A @ A
        X = a * X + B @ X
    return X.mT if transposed else X


class Muon(torch.optim.Optimizer):
    def __init__(self, params, lr=0.02, momentum=0.95):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                buf = state.setdefault("momentum_buffer", torch.zeros_like(p))
                buf.mul_(group["momentum"]).add_(p.grad)
                p.add_(zeropower_via_newtonschulz5(buf), alpha=-group["lr"])


class Experts(nn.Module):
    """As many experts as features."""

    def __init__(self, dim=8, hidden=16):
        super().__init__()
        self.gate = nn.Linear(dim, dim)
        self.up = nn.Parameter(torch.randn(dim, hidden, dim) * 0.1)
        self.down = nn.Parameter(torch.randn(dim, dim, hidden) * 0.1)

    def forward(self, x):
        weight = torch.softmax(self.gate(x), dim=-1)
        h = torch.relu(torch.einsum("khd,bd->bkh", self.up, x))
        return torch.einsum("kdh,bkh,bk->bd", self.down, h, weight)


torch.manual_seed(0)
stack = torch.randn(8, 6, 8)
out = zeropower_via_newtonschulz5(stack)
net = Experts()
opt = Muon([net.up])
loss = net(torch.randn(4, 8)).square().mean()
loss.backward()
opt.step()
