import argparse

import torch
from torch import nn

p = argparse.ArgumentParser()
p.add_argument("--nz", type=int, default=100)
p.add_argument("--ngf", type=int, default=16)
p.add_argument("--batch", default=4, type=int)
opt = p.parse_args([])


class G(nn.Module):
    def __init__(self, opt):
        super().__init__()
        f = opt.ngf
        self.main = nn.Sequential(
            nn.ConvTranspose2d(opt.nz, f * 4, 4, 1, 0, bias=False),
            nn.BatchNorm2d(f * 4),
            nn.ReLU(True),
            nn.ConvTranspose2d(f * 4, f * 2, 4, 2, 1, bias=False),
            nn.BatchNorm2d(f * 2),
            nn.ReLU(True),
            nn.ConvTranspose2d(f * 2, 1, 4, 2, 1, bias=False),
            nn.Tanh(),
        )

    def forward(self, z):
        return self.main(z)


class D(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 64), nn.LeakyReLU(0.2), nn.Linear(64, 1))

    def forward(self, x):
        return self.main(x).view(-1)  # error: [feature-mismatch]


g, d = G(opt), D()
noise = torch.randn(opt.batch, opt.nz, 1, 1)
fake = g(noise)
loss = nn.BCEWithLogitsLoss()(d(fake), torch.ones(opt.batch))
loss.backward()
