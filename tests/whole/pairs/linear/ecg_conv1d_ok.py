"""Heartbeat classification, 187 samples per beat, five classes."""
import torch
import torch.nn as nn

N_SAMPLES = 187


class HeartNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv1d(1, 32, 5), nn.ReLU(), nn.MaxPool1d(5, stride=2),
            nn.Conv1d(32, 32, 5), nn.ReLU(), nn.MaxPool1d(5, stride=2),
        )
        self.out = nn.Linear(32 * 41, 5)

    def forward(self, beat):
        z = self.net(beat)
        return self.out(torch.flatten(z, 1))


def train_step(model, batch, target, criterion, optimizer):
    optimizer.zero_grad()
    loss = criterion(model(batch), target)
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    net = HeartNet()
    sgd = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    beats = torch.randn(8, 1, N_SAMPLES)
    classes = torch.randint(5, (8,))
    print(train_step(net, beats, classes, nn.CrossEntropyLoss(), sgd))
