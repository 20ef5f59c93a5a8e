import torch
import torch.nn as nn


def binary_focal_loss_with_logits(logits, target, alpha=0.25, gamma=2.0):
    """Focal loss for two classes.

    logits: one score per sample, (N, 1)
    target: 0 or 1 per sample, (N,)
    """
    p = torch.sigmoid(logits)
    pos = -alpha * (1 - p) ** gamma * target[:, None] * torch.log(p + 1e-8)
    neg = -(1 - alpha) * p**gamma * (1.0 - target[:, None]) * torch.log(1 - p + 1e-8)
    return (pos + neg).mean()


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 8, 3, stride=2), nn.ReLU(), nn.Conv2d(8, 16, 3, stride=2), nn.ReLU())
        self.score = nn.Linear(16, 1)

    def forward(self, x):
        return self.score(self.features(x).mean(dim=(2, 3)))


net = Detector()
images, labels = torch.rand(24, 1, 28, 28), torch.randint(0, 2, (24,)).float()
optimizer = torch.optim.Adam(net.parameters())
for step in range(2):
    loss = binary_focal_loss_with_logits(net(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = loss.detach()
