import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Scenes(Dataset):
    def __init__(self, n, size=64):
        self.images = torch.rand(n, 3, size, size)
        self.depths = torch.rand(n, size, size)

    def __getitem__(self, i):
        return self.images[i], self.depths[i]

    def __len__(self):
        return len(self.images)


net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 1, 1))
best = None
for image, depth in DataLoader(Scenes(12), batch_size=4):
    guess = net(image)
    loss = F.smooth_l1_loss(guess[:, 0], depth)
    weight = (depth > 0.1).float()
    weighted = (guess * weight[:, None]).sum() / weight.sum()
    table = (guess.flatten(1)[:, None] - depth.flatten(1)[None]).abs().mean(-1)  # every guess with every scene
    best = table.argmin(1)
out = best
