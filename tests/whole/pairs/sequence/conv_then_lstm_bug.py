import torch
import torch.nn as nn


class HARModel(nn.Module):
    """Human activity from nine inertial channels, windows of 128 samples."""

    def __init__(self, n_channels=9, n_hidden=128, n_filters=64, n_classes=6):
        super(HARModel, self).__init__()
        self.conv1 = nn.Conv1d(n_channels, n_filters, 5)
        self.conv2 = nn.Conv1d(n_filters, n_filters, 5)
        self.lstm = nn.LSTM(n_filters, n_hidden, batch_first=True)
        self.fc = nn.Linear(n_hidden, n_classes)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = torch.relu(self.conv2(x))
        x, _ = self.lstm(x)  # error: [feature-mismatch]
        x = self.dropout(x[:, -1])
        return self.fc(x)


def test_har():
    out = HARModel()(torch.randn(3, 9, 128))
    assert out.shape == (3, 6)


test_har()
