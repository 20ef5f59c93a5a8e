import random

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

POSES = ("stand", "walk", "run", "sit")
NUMBERS = {}
for number, pose in enumerate(POSES):
    NUMBERS[pose] = number + 1


class Poses(Dataset):
    def __init__(self, count=120):
        self.rows = [(torch.randn(9), random.choice(POSES)) for _ in range(count)]

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        joints, pose = self.rows[index]
        return {"joints": joints, "pose": NUMBERS[pose]}


net = nn.Sequential(nn.Linear(9, 16), nn.ReLU(), nn.Linear(16, len(POSES)))
for batch in DataLoader(Poses(), batch_size=40, shuffle=True):
    print(nn.functional.cross_entropy(net(batch["joints"]), batch["pose"]))  # error: [index-out-of-range]
