import torch
import torch.nn as nn


class Sentence(nn.Module):
    """One vector for each sentence: what either direction knows at its end."""

    def __init__(self, width=10, hidden=8):
        super().__init__()
        self.hidden = hidden
        self.lstm = nn.LSTM(width, hidden, batch_first=True, bidirectional=True)

    def forward(self, words):
        steps, _ = self.lstm(words)
        ahead = steps[:, -1, : self.hidden]
        back = steps[:, -1, self.hidden :]  # warning: [backward-end]
        return torch.cat([ahead, back], dim=-1)


model = Sentence()
out = model(torch.randn(3, 7, 10))


# What torch says of it.
def claim():
    words = torch.randn(3, 7, 10)
    _, (h, _) = model.lstm(words)
    return not torch.allclose(model(words), torch.cat([h[0], h[1]], dim=-1), atol=1e-6)
