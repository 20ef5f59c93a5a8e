import argparse

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Clips(Dataset):
    """Clips as (3, frames, height, width), as 3d networks want them."""

    def __init__(self, n, frames, size):
        self.n, self.frames, self.size = n, frames, size

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        g = torch.Generator().manual_seed(i)
        clip = torch.rand(3, self.frames, self.size, self.size, generator=g)
        return clip, i % 4


class FrameNet(nn.Module):
    """2d backbone on every frame, GRU over the frames."""

    def __init__(self, num_classes=4, width=24):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, width, 3, 2, 1), nn.BatchNorm2d(width), nn.ReLU(inplace=True),
            nn.Conv2d(width, width, 3, 2, 1), nn.BatchNorm2d(width), nn.ReLU(inplace=True),
            nn.AdaptiveAvgPool2d(1),
        )
        self.gru = nn.GRU(width, width, batch_first=True)
        self.fc = nn.Linear(width, num_classes)

    def forward(self, clip):
        b, c, t, h, w = clip.size()
        frames = clip.transpose(1, 2).reshape(b * t, c, h, w)
        feats = self.backbone(frames).view(b, t, -1)
        seq, _ = self.gru(feats)
        return self.fc(seq[:, -1])


def train(args):
    loader = DataLoader(Clips(args.clips, args.frames, args.size), batch_size=args.batch)
    net = FrameNet()
    opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    for clip, label in loader:
        logits = net(clip)
        loss = nn.functional.cross_entropy(logits, label)
        opt.zero_grad()
        loss.backward()
        opt.step()
    return logits.detach()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--clips", type=int, default=8)
    parser.add_argument("--frames", type=int, default=6)
    parser.add_argument("--size", type=int, default=32)
    parser.add_argument("--batch", type=int, default=4)
    torch.manual_seed(0)
    out = train(parser.parse_args([]))
