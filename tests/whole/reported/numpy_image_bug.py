import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Pictures(Dataset):
    """Pictures as OpenCV reads them: height, width, channels."""

    def __init__(self, count, height=48, width=64):
        rng = np.random.default_rng(0)
        self.pictures = [rng.integers(0, 256, (height, width, 3), dtype=np.uint8) for _ in range(count)]
        self.labels = rng.integers(0, 5, count)

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        picture = self.pictures[index][:, :, ::-1].copy()
        height, width, channels = picture.shape
        tensor = torch.from_numpy(picture).float() / 255
        tensor = tensor.view(channels, height, width)  # warning: [moved-by-view]
        return tensor, int(self.labels[index])


class Net(nn.Module):
    def __init__(self, classes=5):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        )
        self.head = nn.Linear(32, classes)

    def forward(self, x):
        return self.head(self.body(x))


torch.manual_seed(0)
net, criterion = Net(), nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for images, labels in DataLoader(Pictures(16), batch_size=8):
    scores = net(images)
    loss = criterion(scores, labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = scores.detach()
