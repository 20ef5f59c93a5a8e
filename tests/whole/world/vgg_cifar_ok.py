import argparse

import torch
from torch import nn, optim
from torch.utils.data import DataLoader
import torchvision
import torchvision.transforms as transforms

parser = argparse.ArgumentParser()
parser.add_argument("--batch-size", type=int, default=16)
parser.add_argument("--classes", type=int, default=10)
args = parser.parse_args([])
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
tf = transforms.Compose([transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)])
train_set = torchvision.datasets.CIFAR10(root="data", train=True, transform=tf, download=False)
loader = DataLoader(train_set, batch_size=args.batch_size, shuffle=True)


def block(i, o, n):
    layers = []
    for k in range(n):
        layers += [nn.Conv2d(i if k == 0 else o, o, 3, padding=1), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.MaxPool2d(2))


class VGG(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.features = nn.Sequential(
            block(3, 8, 2), block(8, 16, 2), block(16, 32, 3), block(32, 32, 3), block(32, 32, 3)
        )
        self.classifier = nn.Sequential(nn.Linear(32 * 1 * 1, 64), nn.ReLU(), nn.Dropout(), nn.Linear(64, classes))

    def forward(self, x):
        return self.classifier(torch.flatten(self.features(x), 1))


net = VGG(args.classes).to(device)
opt = optim.SGD(net.parameters(), lr=0.01)
for x, y in loader:
    loss = nn.CrossEntropyLoss()(net(x.to(device)), y.to(device))
    loss.backward()
    opt.step()
    break
