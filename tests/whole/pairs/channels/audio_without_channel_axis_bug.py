import torch
import torch.nn as nn


class Keyword(nn.Module):
    """One second of speech at 8 kHz."""

    def __init__(self, words=35, filters=24):
        super().__init__()
        self.ears = nn.Conv1d(1, filters, kernel_size=64, stride=16)
        self.norm = nn.BatchNorm1d(filters)
        self.word = nn.Linear(filters, words)

    def forward(self, wave):
        heard = self.ears(wave)  # error: [channel-mismatch]
        heard = torch.relu(self.norm(heard))
        return self.word(heard.mean(dim=-1))


model = nn.Sequential(Keyword(), nn.LogSoftmax(dim=1))
waveforms = torch.randn(16, 8000)
print(model(waveforms).shape)
