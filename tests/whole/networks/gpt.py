"""A small language model: a config object with overrides, one table for words in and out, an optional loss."""

import math
from types import SimpleNamespace

import torch
import torch.nn as nn
from torch.nn import functional as F

DEFAULTS = dict(layers=2, heads=4, width=32, words=65, context=24, dropout=0.1)


class TanhGELU(nn.Module):
    def forward(self, x):
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


class LookBack(nn.Module):
    """Attention to what came before."""

    def __init__(self, cfg):
        super().__init__()
        assert cfg.width % cfg.heads == 0, "every head needs the same width"
        self.heads, self.width = cfg.heads, cfg.width
        self.project = nn.Linear(cfg.width, 3 * cfg.width)
        self.combine = nn.Linear(cfg.width, cfg.width)
        self.dropout = nn.Dropout(cfg.dropout)
        past = torch.ones(cfg.context, cfg.context).tril()
        self.register_buffer("past", past[None, None], persistent=False)

    def heads_first(self, t):
        n, length, width = t.size()
        return t.view(n, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, x):
        length = x.size(1)
        q, k, v = map(self.heads_first, self.project(x).split(self.width, dim=2))
        scores = q @ k.transpose(-2, -1) / math.sqrt(k.size(-1))
        scores = scores.masked_fill(self.past[:, :, :length, :length] == 0, float("-inf"))
        y = self.dropout(F.softmax(scores, dim=-1)) @ v
        return self.combine(y.transpose(1, 2).contiguous().view(x.shape))


class Layer(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.norms = nn.ModuleList([nn.LayerNorm(cfg.width) for _ in range(2)])
        self.attention = LookBack(cfg)
        parts = self.parts = nn.ModuleDict({
            "wide": nn.Linear(cfg.width, 4 * cfg.width),
            "bend": TanhGELU(),
            "slim": nn.Linear(4 * cfg.width, cfg.width),
        })
        self.think = lambda x: parts.slim(parts["bend"](parts.wide(x)))

    def forward(self, x):
        x = x + self.attention(self.norms[0](x))
        return x + self.think(self.norms[1](x))


class LanguageModel(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.context = cfg.context
        self.words = nn.Embedding(cfg.words, cfg.width)
        self.places = nn.Embedding(cfg.context, cfg.width)
        self.body = nn.ModuleList(Layer(cfg) for _ in range(cfg.layers))
        self.norm = nn.LayerNorm(cfg.width)
        self.next = nn.Linear(cfg.width, cfg.words, bias=False)
        self.next.weight = self.words.weight

    def forward(self, ids, targets=None):
        length = ids.size(1)
        assert length <= self.context, f"{length} words do not fit into {self.context}"
        place = torch.arange(length, dtype=torch.long, device=ids.device).unsqueeze(0)
        x = self.words(ids) + self.places(place)
        for layer in self.body:
            x = layer(x)
        logits = self.next(self.norm(x))
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), ignore_index=-1)


def language_model(**overrides):
    cfg = SimpleNamespace(**DEFAULTS)
    for key, value in overrides.items():
        setattr(cfg, key, value)
    return LanguageModel(cfg)


RUNS = [
    ("language_model", {}, [("long", [2, 16])]),
    ("language_model", {"layers": 1, "width": 40, "heads": 8}, [("long", [1, 24]), ("long", [1, 24])]),
]
