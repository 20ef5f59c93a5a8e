import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class PosePairs(Dataset):
    def __init__(self, length=24):
        self.length = length

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        g = torch.Generator().manual_seed(index)
        pair = torch.rand(6, 64, 64, generator=g)
        translation = torch.rand(3, generator=g)
        rotation = F.normalize(torch.rand(4, generator=g), dim=0)
        return pair, translation, rotation


class RelativePose(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(6, 16, 5, stride=2, padding=2), nn.ReLU(),
            nn.Conv2d(16, 32, 5, stride=2, padding=2), nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
        )
        self.trans = nn.Conv2d(32, 3, 1)
        self.rot = nn.Conv2d(32, 4, 1)

    def forward(self, pair):
        feature = self.conv(pair)
        trans, rot = self.trans(feature), self.rot(feature)
        return trans.flatten(1), rot.flatten(1)


torch.manual_seed(0)
net = RelativePose()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-4)
for pair, translation_var, rotation_var in DataLoader(PosePairs(), batch_size=8, shuffle=True):
    trans, rot = net(pair)
    trans_loss = torch.abs(trans - translation_var).mean()
    rot_loss = torch.abs(rot - rotation_var).mean()
    loss = trans_loss + 10 * rot_loss
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = loss.detach()
