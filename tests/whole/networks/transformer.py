"""The encoder-decoder Transformer, spelt out with copies of prototypes; and the same job by torch's own layers."""

import copy
import math

import torch
import torch.nn as nn


def times(n, prototype):
    return nn.ModuleList(copy.deepcopy(prototype) for _ in range(n))


class Heads(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        if dim % heads:
            raise ValueError(f"{dim} does not split into {heads} heads")
        self.heads = heads
        self.maps = times(3, nn.Linear(dim, dim))
        self.out = nn.Linear(dim, dim)

    def forward(self, asking, told, allowed=None):
        n = asking.size(0)
        q, k, v = [m(t).view(n, -1, self.heads, t.size(-1) // self.heads).transpose(1, 2)
                   for m, t in zip(self.maps, (asking, told, told))]
        scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(q.size(-1))
        if allowed is not None:
            scores = scores.masked_fill(~allowed.unsqueeze(1), -1e9)
        y = torch.matmul(torch.softmax(scores, -1), v)
        return self.out(y.transpose(1, 2).reshape(n, -1, self.heads * y.size(-1)))


class Around(nn.Module):
    """Norm before, sum after, whatever the step between is."""

    def __init__(self, dim, dropout):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, step):
        return x + self.dropout(step(self.norm(x)))


class Reader(nn.Module):
    """One layer of the encoder."""

    def __init__(self, attention, feed, around):
        super().__init__()
        self.attention = attention
        self.feed = feed
        self.around = times(2, around)

    def forward(self, x, seen):
        x = self.around[0](x, lambda y: self.attention(y, y, seen))
        return self.around[1](x, self.feed)


class Writer(nn.Module):
    """One layer of the decoder."""

    def __init__(self, attention, feed, around):
        super().__init__()
        self.back = copy.deepcopy(attention)
        self.across = copy.deepcopy(attention)
        self.feed = feed
        self.around = times(3, around)

    def forward(self, x, memory, seen, past):
        x = self.around[0](x, lambda y: self.back(y, y, past))
        x = self.around[1](x, lambda y: self.across(y, memory, seen))
        return self.around[-1](x, self.feed)


class Pile(nn.Module):
    def __init__(self, n, layer, dim):
        super().__init__()
        self.layers = times(n, layer)
        self.norm = nn.LayerNorm(dim)

    def forward(self, x, *context):
        for layer in self.layers:
            x = layer(x, *context)
        return self.norm(x)


class Words(nn.Module):
    """Embeddings, scaled, with sines added that tell the place."""

    def __init__(self, vocabulary, dim, longest=100):
        super().__init__()
        self.table = nn.Embedding(vocabulary, dim)
        angles = torch.arange(longest)[:, None] / 10000 ** (torch.arange(0, dim, 2) / dim)
        waves = torch.zeros(longest, dim)
        waves[:, 0::2] = angles.sin()
        waves[:, 1::2] = angles.cos()
        self.register_buffer("waves", waves)

    def forward(self, ids):
        x = self.table(ids)
        return x * math.sqrt(x.size(-1)) + self.waves[:ids.size(1)]


class Translator(nn.Module):
    def __init__(self, source, target, dim=32, hidden=64, heads=4, depth=2, dropout=0.1):
        super().__init__()
        attention = Heads(dim, heads)
        feed = nn.Sequential(nn.Linear(dim, hidden), nn.ReLU(), nn.Linear(hidden, dim))
        around = Around(dim, dropout)
        self.source, self.target = Words(source, dim), Words(target, dim)
        self.encoder = Pile(depth, Reader(attention, feed, around), dim)
        self.decoder = Pile(depth, Writer(attention, feed, around), dim)
        self.guess = nn.Linear(dim, target)

    def forward(self, source, target, padding=0):
        seen = (source != padding)[:, None, :]
        n = target.size(-1)
        past = (target != padding)[:, None, :] & torch.ones(1, n, n).tril().bool()
        memory = self.encoder(self.source(source), seen)
        return self.guess(self.decoder(self.target(target), memory, seen, past)).log_softmax(dim=-1)


class TorchTranslator(nn.Module):
    def __init__(self, source=40, target=50, dim=24, heads=3):
        super().__init__()
        self.source = Words(source, dim)
        self.target = Words(target, dim)
        self.transformer = nn.Transformer(d_model=dim, nhead=heads, num_encoder_layers=1, num_decoder_layers=2,
                                          dim_feedforward=48, batch_first=True)
        self.guess = nn.Linear(dim, target)

    def forward(self, source, target):
        past = nn.Transformer.generate_square_subsequent_mask(target.size(1))
        return self.guess(self.transformer(self.source(source), self.target(target), tgt_mask=past))


RUNS = [
    ("Translator", {"source": 30, "target": 33}, [("long", [2, 9]), ("long", [2, 7])]),
    ("TorchTranslator", {}, [("long", [3, 11]), ("long", [3, 6])]),
]
