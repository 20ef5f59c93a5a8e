import torch
import yaml
from torch import nn

CONFIG = """
model:
  vocab_size: 500
  embed_dim: 64
  hidden: 128
  classes: 4
train:
  batch_size: 8
  length: 30
"""
cfg = yaml.safe_load(CONFIG)


class TextClassifier(nn.Module):
    def __init__(self, vocab_size, embed_dim, hidden, classes):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_dim)
        self.lstm = nn.LSTM(embed_dim, hidden, bidirectional=True, batch_first=True)
        self.fc = nn.Linear(hidden * 2, classes)

    def forward(self, ids):
        out, (h, _) = self.lstm(self.embedding(ids))
        return self.fc(torch.cat([h[-2], h[-1]], dim=1))


model = TextClassifier(**cfg["model"])
ids = torch.randint(0, cfg["model"]["vocab_size"], (cfg["train"]["batch_size"], cfg["train"]["length"]))
print(model(ids).shape)
