import torch
from torch import nn

scores = nn.Linear(8, 6)(torch.randn(4, 5, 8))
shares = scores.softmax(dim=-1)
over_crops, over_all = shares.mean(dim=1), shares.mean()
smooth = -scores.log_softmax(dim=-1).mean(dim=-1)  # label smoothing
weighted = (shares * torch.arange(6)).mean(dim=-1)
entropy = -(shares * shares.log()).sum(-1).mean(dim=1)
checked = (shares.sum(-1) - 1).abs().max() < 1e-5
attention = torch.softmax(torch.randn(2, 4, 7, 7), dim=-1).mean(dim=1)  # of the heads
received = torch.softmax(torch.randn(2, 4, 7, 7), dim=-1).mean(dim=-2)  # by each key
out = weighted.detach()
