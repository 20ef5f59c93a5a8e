import torch
import torch.nn as nn


def norm(channels, groups=32):
    return nn.GroupNorm(groups, channels, eps=1e-6)


class TimedBlock(nn.Module):
    def __init__(self, *, c_in, c_out=None, c_time=128):
        super().__init__()
        c_out = c_in if c_out is None else c_out
        self.into = nn.Sequential(norm(c_in), nn.SiLU(), nn.Conv2d(c_in, c_out, 3, padding=1))
        self.time = nn.Linear(c_time, c_out)
        self.rest = nn.Sequential(norm(c_out), nn.SiLU(), nn.Conv2d(c_out, c_out, 3, padding=1))

    def forward(self, x, time):
        return self.rest(self.into(x) + self.time(time)[:, :, None, None])


if __name__ == "__main__":
    block = TimedBlock(c_in=64, c_out=96)
    y = block(torch.randn(1, 64, 8, 8), torch.randn(1, 128))
