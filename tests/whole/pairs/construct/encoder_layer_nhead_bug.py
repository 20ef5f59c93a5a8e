import torch
from torch import nn
from torch.nn import TransformerEncoder, TransformerEncoderLayer

n_tokens = 2000
width = 100
heads = 8


class NextWord(nn.Module):
    def __init__(self, n_tokens, width, heads, hidden=120, depth=2):
        super().__init__()
        self.embed = nn.Embedding(n_tokens, width)
        layer = TransformerEncoderLayer(width, heads, hidden)  # error: [indivisible-channels]
        self.encoder = TransformerEncoder(layer, depth)
        self.guess = nn.Linear(width, n_tokens)

    def forward(self, words):
        return self.guess(self.encoder(self.embed(words)))


model = NextWord(n_tokens, width, heads)
out = model(torch.randint(0, n_tokens, (35, 4)))
