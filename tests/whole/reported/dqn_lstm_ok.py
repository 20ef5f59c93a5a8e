import torch
import torch.nn as nn
import torch.nn.functional as F


class DQN(nn.Module):
    """Frames of a game, and an LSTM that remembers what was seen."""

    def __init__(self, n_action, batch_size=32, lstm_memory=128):
        super().__init__()
        self.batch_size = batch_size
        self.conv1 = nn.Conv2d(4, 32, kernel_size=8, stride=4)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=4, stride=2)
        self.lstm = nn.LSTM(81, lstm_memory, 1, batch_first=True)
        self.affine = nn.Linear(lstm_memory * 64, n_action)

    def forward(self, x):
        h = F.relu(self.conv1(x))
        h = F.relu(self.conv2(h))
        # one row per channel: (batch, 64, 81)
        h = h.view(h.size(0), h.size(1), -1)
        h, _ = self.lstm(h)
        h = h.reshape(h.size(0), -1)
        return self.affine(h)


net = DQN(6)
state = torch.rand(32, 4, 84, 84)
out = net(state)
