import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class EncoderBlock(nn.Module):
    def __init__(self, dim, heads, mlp=64):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.attention = nn.MultiheadAttention(dim, heads, dropout=0.0)
        self.mlp = nn.Sequential(nn.Linear(dim, mlp), nn.GELU(), nn.Linear(mlp, dim))

    def forward(self, x):
        y = self.ln1(x)
        y, _ = self.attention(y, y, y)  # warning: [positions-along-batch]
        x = x + y
        return x + self.mlp(self.ln2(x))


class ViT(nn.Module):
    def __init__(self, image=32, patch=8, dim=32, depth=2, heads=4, classes=10):
        super().__init__()
        self.patch = nn.Conv2d(3, dim, patch, stride=patch)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos = nn.Parameter(torch.randn(1, (image // patch) ** 2 + 1, dim) * 0.02)
        self.blocks = nn.Sequential(*[EncoderBlock(dim, heads) for _ in range(depth)])
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(x.size(0), -1, -1), x], dim=1) + self.pos
        return self.head(self.blocks(x)[:, 0])


torch.manual_seed(0)
model = ViT()
loader = DataLoader(TensorDataset(torch.rand(16, 3, 32, 32), torch.randint(0, 10, (16,))), batch_size=8, shuffle=True)
for images, labels in loader:
    loss = nn.functional.cross_entropy(model(images), labels)
    loss.backward()
out = model(torch.rand(4, 3, 32, 32)).detach()
