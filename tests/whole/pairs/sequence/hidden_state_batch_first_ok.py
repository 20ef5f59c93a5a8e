import torch
import torch.nn as nn


class PoetryGenerator(nn.Module):
    def __init__(self, vocab, dim=32, hidden=64, layers=2):
        super().__init__()
        self.layers, self.hidden = layers, hidden
        self.embed = nn.Embedding(vocab, dim)
        self.gru = nn.GRU(dim, hidden, num_layers=layers, batch_first=True)
        self.out = nn.Linear(hidden, vocab)

    def init_hidden(self, batch_size):
        return torch.zeros(self.layers, batch_size, self.hidden)

    def forward(self, x, h):
        y, h = self.gru(self.embed(x), h)
        return self.out(y), h


gen = PoetryGenerator(200)
h = gen.init_hidden(batch_size=12)
x = torch.zeros(12, 30, dtype=torch.long)
logits, h = gen(x, h)
