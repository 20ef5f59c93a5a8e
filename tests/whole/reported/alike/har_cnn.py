import torch
import torch.nn as nn
import torch.nn.functional as F


class Network(nn.Module):
    """Scores while training, probabilities when asked."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(9, 16, 9)
        self.fc = nn.Linear(16, 6)

    def forward(self, x):
        out = self.fc(F.relu(self.conv(x)).mean(2))
        if not self.training:
            out = F.softmax(out, dim=1)
        return out


model = Network()
criterion = nn.CrossEntropyLoss()
x, y = torch.randn(8, 9, 64), torch.randint(0, 6, (8,))
model.train()
loss = criterion(model(x), y)
loss.backward()
model.eval()
with torch.no_grad():
    probabilities = model(x)
    nll = F.nll_loss(torch.log(probabilities + 1e-9), y)
out = nll
