import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Lanes(Dataset):
    def __init__(self, n=8, lanes=6):
        self.images = torch.rand(n, 3, 36, 100)
        self.masks = torch.randint(0, lanes + 1, (n, 9, 25))
        self.exist = torch.randint(0, 2, (n, lanes)).float()

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        return {"img": self.images[i], "mask": self.masks[i], "lane_exist": self.exist[i]}


class ExistHead(nn.Module):
    """Which of the lanes there are."""

    def __init__(self, channels, lanes):
        super().__init__()
        self.conv8 = nn.Conv2d(channels, lanes + 1, 1)
        self.fc9 = nn.Linear((lanes + 1) * 4 * 12, 64)
        self.fc10 = nn.Linear(64, lanes)

    def forward(self, x):
        x = F.softmax(self.conv8(x), dim=1)
        x = F.avg_pool2d(x, 2, stride=2, padding=0)
        x = x.view(x.size(0), -1)
        x = F.relu(self.fc9(x))
        x = self.fc10(x)
        return x


class LaneNet(nn.Module):
    def __init__(self, lanes=6):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU())
        self.decoder = nn.Conv2d(32, lanes + 1, 1)
        self.exist = ExistHead(32, lanes)
        self.criterion = nn.NLLLoss(ignore_index=255)
        self.criterion_exist = nn.BCEWithLogitsLoss()

    def forward(self, batch):
        fea = self.backbone(batch["img"])
        return {"seg": self.decoder(fea), "exist": self.exist(fea)}

    def loss(self, output, batch):
        seg_loss = self.criterion(F.log_softmax(output["seg"], dim=1), batch["mask"].long())
        exist_loss = 0.1 * self.criterion_exist(output["exist"], batch["lane_exist"].float())
        return {"seg_loss": seg_loss, "exist_loss": exist_loss, "loss": seg_loss + exist_loss}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch_size", type=int, default=4)
    args = parser.parse_args()
    torch.manual_seed(0)
    net = LaneNet()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.02, momentum=0.9)
    for data in DataLoader(Lanes(), batch_size=args.batch_size, shuffle=True):
        losses = net.loss(net(data), data)
        optimizer.zero_grad()
        losses["loss"].backward()
        optimizer.step()
    out = losses["exist_loss"].detach()
