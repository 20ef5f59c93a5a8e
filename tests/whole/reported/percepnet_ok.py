import torch
from torch import nn


class PercepNet(nn.Module):
    def __init__(self, input_dim=70):
        super().__init__()
        # conv layers keep the number of frames, like Keras padding='same'
        self.fc = nn.Sequential(nn.Linear(input_dim, 128), nn.ReLU())
        self.conv1 = nn.Sequential(nn.Conv1d(128, 512, 5, stride=1, padding=2), nn.ReLU())
        self.conv2 = nn.Sequential(nn.Conv1d(512, 512, 3, stride=1, padding=1), nn.Tanh())
        self.gru1 = nn.GRU(512, 256, batch_first=True)
        self.fc_gb = nn.Sequential(nn.Linear(256, 34), nn.Sigmoid())

    def forward(self, x):
        x = self.fc(x).permute(0, 2, 1)  # B, 128, T
        x = self.conv1(x)
        x = self.conv2(x).permute(0, 2, 1)  # B, T, 512
        x, _ = self.gru1(x)
        return self.fc_gb(x)


def loss_fn(gains, target):
    t = min(gains.size(1), target.size(1))
    return ((gains[:, :t] - target[:, :t]) ** 2).mean()


net = PercepNet()
features, gains = torch.randn(2, 100, 70), torch.rand(2, 100, 34)
out = net(features)
loss = loss_fn(out, gains)
