import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Tags(Dataset):
    def __init__(self, n_tags):
        self.n_tags = n_tags

    def __len__(self):
        return 20

    def __getitem__(self, index):
        x = torch.randn(1, 28, 28)
        target = torch.zeros(self.n_tags)
        target[index % self.n_tags] = 1
        return x, target


class Net(nn.Module):
    def __init__(self, out):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, out))

    def forward(self, x):
        return self.net(x)


loader = DataLoader(Tags(6), batch_size=4)
net, loss_fn = Net(5), nn.BCEWithLogitsLoss()
for x, t in loader:
    loss_fn(net(x), t).backward()  # error: [target-mismatch]
