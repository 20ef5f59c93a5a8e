import torch
from torch import nn


class BiLSTMClassifier(nn.Module):
    def __init__(self, n_in: int, hidden: int, n_classes: int, layers: int = 1):
        super().__init__()
        self.lstm = nn.LSTM(n_in, hidden, layers, bidirectional=True, batch_first=True)
        self.fc = nn.Linear(hidden * 2, n_classes)

    def forward(self, x):
        out, _ = self.lstm(x)
        pooled, _ = torch.max(out, dim=1)
        return self.fc(pooled)


if __name__ == "__main__":
    net = BiLSTMClassifier(40, 96, 4, layers=2)
    mfcc = torch.randn(8, 120, 40)
    net(mfcc)
