import torch
import torch.nn as nn
import torch.nn.functional as F

MAX_LEN = 4
EMBED = 50


class CNNText(nn.Module):
    def __init__(self, vocab):
        super().__init__()
        self.embed = nn.Embedding(vocab, EMBED)
        self.convs = nn.ModuleList()
        for K in [3, 4, 5]:
            self.convs.append(nn.Conv2d(1, 20, (K, EMBED)))
        self.fc = nn.Linear(60, 3)

    def forward(self, x):
        x = self.embed(x).unsqueeze(1)
        xs = []
        for conv in self.convs:
            h = F.relu(conv(x)).squeeze(3)  # error: [kernel-exceeds-input]
            xs.append(h.max(dim=2)[0])
        return self.fc(torch.cat(xs, 1))


tweets = torch.randint(0, 800, (6, MAX_LEN))
print(CNNText(800)(tweets).shape)
