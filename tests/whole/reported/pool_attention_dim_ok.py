import torch
from torch import nn
from torch.nn import functional as F


class AttentionPool(nn.Module):
    """Weighs the frames of an utterance and sums them: (batch, frames, dim) -> (batch, dim)"""

    def __init__(self, dim):
        super().__init__()
        self.score = nn.Sequential(nn.Linear(dim, dim // 2), nn.Tanh(), nn.Linear(dim // 2, 1))

    def forward(self, x):
        scores = self.score(x).squeeze(-1)
        w = F.softmax(scores, dim=1)
        return torch.bmm(w.unsqueeze(1), x).squeeze(1)


class SpeakerNet(nn.Module):
    def __init__(self, mels=40, dim=32, speakers=7):
        super().__init__()
        self.rnn = nn.GRU(mels, dim, batch_first=True)
        self.pool = AttentionPool(dim)
        self.fc = nn.Linear(dim, speakers)

    def forward(self, mel):
        h, _ = self.rnn(mel)
        return self.fc(self.pool(h))


out = SpeakerNet()(torch.randn(6, 50, 40))
