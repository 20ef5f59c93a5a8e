import torch
import torch.nn as nn


class TokenConfidence(nn.Module):
    """The sigmoid is for those who ask for confidences; the loss takes the layer before it."""

    def __init__(self, dim=32):
        super().__init__()
        self.token = nn.Sequential(nn.Linear(dim, 1), nn.Sigmoid())
        self.loss_fn = nn.BCEWithLogitsLoss(reduction="none")

    def forward(self, desc0, desc1):
        return self.token(desc0.detach()).squeeze(-1), self.token(desc1.detach()).squeeze(-1)

    def loss(self, desc0, desc1, correct0, correct1):
        logit0 = self.token[0](desc0.detach()).squeeze(-1)
        logit1 = self.token[0](desc1.detach()).squeeze(-1)
        return (self.loss_fn(logit0, correct0).mean(-1) + self.loss_fn(logit1, correct1).mean(-1)) / 2.0


net = TokenConfidence()
a, b = torch.randn(2, 50, 32), torch.randn(2, 50, 32)
confidence = net(a, b)
out = net.loss(a, b, torch.randint(0, 2, (2, 50)).float(), torch.randint(0, 2, (2, 50)).float()).detach()
