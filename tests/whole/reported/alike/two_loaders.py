import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class SeqModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(6, 12)
        self.fc = nn.Linear(12, 2)

    def forward(self, x):
        # (time, batch, features)
        y, (h, c) = self.rnn(x)
        return self.fc(h[-1])


def collate(items):
    xs, ys = zip(*items)
    return torch.stack(xs, dim=1), torch.stack(ys)


data = TensorDataset(torch.randn(40, 15, 6), torch.randint(0, 2, (40,)))
model = SeqModel()
for x, y in DataLoader(data, batch_size=8, shuffle=True, collate_fn=collate):
    loss = nn.functional.cross_entropy(model(x), y)
for x, y in DataLoader(data, batch_size=8, shuffle=True):
    x = x.transpose(0, 1)
    loss = nn.functional.cross_entropy(model(x), y)
# a long recording in pieces that follow one another: the rows of a piece are its steps
record = TensorDataset(torch.randn(600, 4, 6))
for (piece,) in DataLoader(record, batch_size=60):
    out = model(piece)
