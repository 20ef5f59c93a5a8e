import torch
from torch import nn
from torch.nn import functional as F


class TextCNN(nn.Module):
    """Several window widths; every branch keeps one vector per token so that branches can be concatenated with it."""

    def __init__(self, emb=32, widths=(2, 4, 8), filters=16):
        super().__init__()
        self.embed = nn.Embedding(100, emb)
        self.convs = nn.ModuleList([nn.Conv1d(emb, filters, w, padding=int(w / 2)) for w in widths])  # warning: [not-same]
        self.out = nn.Linear(filters * len(widths), 2)

    def forward(self, tokens):
        x = self.embed(tokens).transpose(1, 2)
        feats = [F.relu(conv(x)) for conv in self.convs]
        self.lengths = torch.tensor([f.shape[-1] for f in feats])
        pooled = [f.max(dim=-1).values for f in feats]
        return self.out(torch.cat(pooled, dim=1))


net = TextCNN()
y = net(torch.randint(0, 100, (4, 25)))
out = net.lengths
