import torch
import torch.nn as nn


class Tags(nn.Module):
    """A tag for each step, one for both ends, and what a second layer knows at the end."""

    def __init__(self, width=6, hidden=5):
        super().__init__()
        self.first = nn.LSTM(width, hidden, batch_first=True, bidirectional=True)
        self.second = nn.LSTM(2 * hidden, hidden, batch_first=True)
        self.tag, self.ends, self.end = nn.Linear(2 * hidden, 3), nn.Linear(4 * hidden, 3), nn.Linear(hidden, 3)

    def forward(self, x):
        steps, _ = self.first(x)
        tags = self.tag(steps)
        later, _ = self.second(steps)
        return tags[:, -1], self.ends(torch.cat([steps[:, 0], steps[:, -1]], -1)), self.end(later[:, -1])


class OneStep(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.head = nn.LSTM(6, 5, batch_first=True, bidirectional=True), nn.Linear(10, 3)

    def forward(self, x):
        return self.head(self.lstm(x.unsqueeze(1))[0][:, -1])


model, single = Tags(), OneStep()
out = model(torch.randn(2, 4, 6)), single(torch.randn(2, 6))


# What torch says of it.
def claim():
    x = torch.randn(2, 6)
    _, (h, _) = single.lstm(x.unsqueeze(1))
    return torch.allclose(single(x), single.head(torch.cat([h[0], h[1]], -1)), atol=1e-6)
