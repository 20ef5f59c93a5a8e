import torch
import torch.nn as nn

GENRES = ["action", "comedy", "drama", "horror", "romance"]


class PosterNet(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 16, 5, stride=2), nn.ReLU(), nn.MaxPool2d(3), nn.AdaptiveMaxPool2d(1), nn.Flatten())
        self.head = nn.Linear(16, n)

    def forward(self, posters):
        return self.head(self.features(posters))


def main():
    net = PosterNet(n=len(GENRES))
    criterion = nn.BCEWithLogitsLoss()
    posters = torch.rand(6, 3, 64, 48)
    labels = torch.zeros(6, len(GENRES))
    labels[0, 1] = 1.
    loss = criterion(net(posters), labels)
    print(loss.item())


main()
