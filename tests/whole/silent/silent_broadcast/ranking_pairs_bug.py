import torch
import torch.nn as nn
import torch.nn.functional as F


class Ranker(nn.Module):
    def __init__(self, n_features=8):
        super().__init__()
        self.score = nn.Linear(n_features, 1)

    def forward(self, x):
        return self.score(x)


def margin_loss(ranker, better, worse):
    """Every better document should score higher than its worse one, by 1."""
    high = ranker(better)
    low = ranker(worse).squeeze()
    return F.relu(1 - high + low).mean()  # warning: [silent-broadcast]


# What torch says of it.
def claim():
    a = torch.tensor([[0.0], [3.0]])
    b = torch.tensor([[-2.0], [1.0]])
    loss = margin_loss(nn.Identity(), a, b).item()
    meant = F.relu(1 - a + b).mean().item()
    return loss != meant
