import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Sensors(Dataset):
    def __init__(self, n=64, steps=30, channels=6):
        self.x = torch.randn(n, steps, channels)
        self.y = (self.x.mean((1, 2)) > 0).long()

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        return self.x[i], self.y[i]


class AttentionClassifier(nn.Module):
    def __init__(self, channels=6, dim=32, heads=4):
        super().__init__()
        self.embed = nn.Linear(channels, dim)
        self.attention = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.norm = nn.LayerNorm(dim)
        self.classify = nn.Linear(dim, 2)

    def forward(self, x):
        x = self.embed(x)
        attended, _ = self.attention(x, x, x)
        x = self.norm(x + attended)
        return self.classify(x.mean(dim=1))


torch.manual_seed(0)
model = AttentionClassifier()
optimizer = torch.optim.Adam(model.parameters())
train = DataLoader(Sensors(), batch_size=16, shuffle=True)
for epoch in range(1):
    for x, y in train:
        loss = nn.functional.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
out = loss.detach()
