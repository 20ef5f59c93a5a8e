import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class DemoDataset(Dataset):
    """Frames of the top camera and the action that was taken."""

    def __init__(self, num=16, height=48, width=64):
        rng = np.random.RandomState(0)
        self.frames = rng.randint(0, 255, (num, height, width, 3)).astype(np.float32)
        self.actions = rng.randn(num, 7).astype(np.float32)

    def __len__(self):
        return len(self.frames)

    def __getitem__(self, idx):
        return {"img": torch.from_numpy(self.frames[idx]) / 255.0, "action": torch.from_numpy(self.actions[idx])}


class Policy(nn.Module):
    def __init__(self, action_dim=7):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(3, 16, 5, stride=2, padding=2),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
        )
        self.head = nn.Linear(32, action_dim)

    def forward(self, img):
        b, h, w, c = img.shape
        img = img.permute(0, 3, 1, 2)
        feat = self.encoder(img).flatten(1)
        return self.head(feat)


policy = Policy()
loader = DataLoader(DemoDataset(), batch_size=4, shuffle=False)
optimizer = torch.optim.AdamW(policy.parameters(), lr=1e-4)
for batch in loader:
    pred = policy(batch["img"])
    loss = nn.functional.mse_loss(pred, batch["action"])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = policy(next(iter(loader))["img"])
