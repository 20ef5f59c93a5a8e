import torch
from torch import nn

class Pooler(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(8, 16, batch_first=True)

    def forward(self, x):
        """(B, T, 8) -> (B, 16)"""  # warning: [shape-comment]
        out, _ = self.rnn(x)
        return out

out = Pooler()(torch.randn(4, 10, 8))
