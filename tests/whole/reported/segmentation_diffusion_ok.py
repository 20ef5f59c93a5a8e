import torch
import torch.nn as nn


class SegmentationUnet(nn.Module):
    """Predicts the classes of every pixel from the noisy classes."""

    def __init__(self, num_classes=8, dim=16, num_channels=1):
        super().__init__()
        self.num_classes, self.dim = num_classes, dim
        self.embedding = nn.Embedding(num_classes, dim)
        self.time = nn.Sequential(nn.Linear(1, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.down = nn.Conv2d(num_channels * dim, 2 * dim, 3, stride=2, padding=1)
        self.mid = nn.Conv2d(2 * dim, 2 * dim, 3, padding=1)
        self.up = nn.ConvTranspose2d(2 * dim, dim, 4, stride=2, padding=1)
        self.final = nn.Conv2d(dim, num_classes * num_channels, 1)

    def forward(self, t, x):
        x_shape = x.size()[1:]
        if len(x.size()) == 3:
            x = x[:, None, :, :]
        B, C, H, W = x.size()
        x = self.embedding(x)
        x = x.permute(0, 1, 4, 2, 3)
        x = x.reshape(B, C * self.dim, H, W)
        h = torch.relu(self.down(x))
        h = torch.relu(self.mid(h))
        h = self.up(h) + self.time(t[:, None].float())[:, :, None, None]
        return self.final(h).reshape(B, self.num_classes, *x_shape)


def train(model, steps=2):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    for _ in range(steps):
        x0 = torch.randint(0, 8, (4, 32, 64))
        t = torch.randint(0, 1000, (4,))
        noisy = torch.where(torch.rand(x0.shape) < 0.3, torch.randint_like(x0, 8), x0)
        scores = model(t, noisy)
        loss = nn.functional.cross_entropy(scores, x0)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return scores.detach()


torch.manual_seed(0)
out = train(SegmentationUnet())
