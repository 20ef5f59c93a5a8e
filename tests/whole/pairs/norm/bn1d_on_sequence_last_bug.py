import torch
import torch.nn as nn


class SpeechEncoder(nn.Module):
    def __init__(self, n_mels=80, hidden=128):
        super().__init__()
        self.rnn = nn.GRU(n_mels, hidden, batch_first=True, bidirectional=True)
        self.bn = nn.BatchNorm1d(2 * hidden)
        self.proj = nn.Linear(2 * hidden, 29)

    def forward(self, mel):
        # mel: (batch, time, n_mels)
        h, _ = self.rnn(mel)
        h = self.bn(h)  # error: [norm-mismatch]
        return self.proj(h).log_softmax(-1)


encoder = SpeechEncoder()
log_probs = encoder(torch.randn(4, 200, 80))
print(log_probs.shape)
