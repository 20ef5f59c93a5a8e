"""What looks like copies in another order, padded last steps, rows of positions and moved images, and is none."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class SupCon(nn.Module):
    def forward(self, features, labels):
        b = features.shape[0]
        labels = labels.contiguous().view(-1, 1)
        mask = torch.eq(labels, labels.T).float()
        count = features.shape[1]
        contrast = torch.cat(torch.unbind(features, dim=1), dim=0)
        logits = contrast @ contrast.T / 0.07
        logits = logits - logits.max(dim=1, keepdim=True)[0].detach()
        mask = mask.repeat(count, count)
        own = torch.scatter(torch.ones_like(mask), 1, torch.arange(b * count).view(-1, 1), 0)
        mask = mask * own
        e = logits.exp() * own
        lp = logits - e.sum(1, keepdim=True).log()
        return -((mask * lp).sum(1) / mask.sum(1).clamp(min=1)).view(count, b).mean()


class Relation(nn.Module):
    def __init__(self, d=8):
        super().__init__()
        self.enc, self.rel = nn.Linear(d, d), nn.Linear(2 * d, 1)

    def forward(self, support, query):
        s, q = self.enc(support), self.enc(query)
        way, n = s.size(0), q.size(0)
        a = s.unsqueeze(0).repeat(n, 1, 1)
        b = q.unsqueeze(0).repeat(way, 1, 1).transpose(0, 1)
        one = self.rel(torch.cat([a, b], 2).view(-1, 16)).view(-1, way)
        two = self.rel(torch.cat([s.repeat(n, 1), q.repeat_interleave(way, 0)], 1)).view(n, way)
        return one + two


class MultiCrop(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Linear(8, 4)

    def forward(self, x, y, n=3):
        z = self.net(torch.cat([x + 0.1 * torch.randn_like(x) for _ in range(n)]))
        loss = F.cross_entropy(z, y.repeat(n))
        z2 = self.net(torch.cat([x] * n))
        return loss + F.cross_entropy(z2, y.repeat(n)) + z2.view(n, -1, 4).std(0).mean()


class Expand(nn.Module):
    def __init__(self, heads=4):
        super().__init__()
        self.h = heads
        self.attn = nn.MultiheadAttention(16, heads, batch_first=True)

    def forward(self, x, mask):
        b, t, _ = x.shape
        m = mask[:, None, None, :].expand(b, self.h, t, t).reshape(b * self.h, t, t)
        m2 = mask[:, None, :].repeat(1, t, 1).unsqueeze(1).repeat(1, self.h, 1, 1).flatten(0, 1)
        causal = torch.triu(torch.ones(t, t, dtype=torch.bool), 1).repeat(b * self.h, 1, 1)
        return sum(self.attn(x, x, x, attn_mask=k)[0] for k in (m, m2, causal))


class Swin(nn.Module):
    """Windows of each sample after one another, and the masks of the windows repeated for each sample."""

    def __init__(self):
        super().__init__()
        self.qk = nn.Linear(8, 8)

    def forward(self, x, mask):
        b, n, t, d = x.shape
        w = self.qk(x.reshape(b * n, t, d))
        s = w @ w.transpose(1, 2)
        s = s + mask.repeat(b, 1, 1)
        return s.view(b, n, t, t)


def beams(h, k=3):
    b = h.size(0)
    h = h.unsqueeze(1).repeat(1, k, 1).view(b * k, -1)
    h = nn.Linear(8, 8)(h)
    return h.view(b, k, -1), h.view(b, k, 8)


def steps_first(h, steps=5):
    # the same for each step: (steps, batch, d), steps in front
    b = h.size(0)
    rows = nn.Linear(8, 8)(h).repeat(steps, 1)
    return rows.view(steps, b, 8).transpose(0, 1)


class Packed(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(8, 16, batch_first=True, bidirectional=True)

    def forward(self, x, lengths):
        out, (h, _) = self.rnn(pack_padded_sequence(x, lengths, batch_first=True))
        out, n = pad_packed_sequence(out, batch_first=True, total_length=x.size(1))
        last = out.gather(1, (n - 1).view(-1, 1, 1).expand(-1, 1, out.size(2))).squeeze(1)
        first = out[:, 0]
        flipped = out.flip(1)[:, -1]
        return torch.cat([last, first, h[-1], flipped, out.max(1).values, out[:, :-1].mean(1)], 1), out[-1]


class Pos(nn.Module):
    def __init__(self, d=16):
        super().__init__()
        self.pe = nn.Parameter(torch.randn(1, 50, d))
        self.pos_embed = nn.Embedding(50, d)
        self.enc = nn.TransformerEncoderLayer(d, 2, batch_first=True)

    def forward(self, x, past):
        one = x[:, -1:]
        step = one + self.pe[:, past.size(1)]
        whole = x + self.pe[:, : x.size(1)]
        last = x[:, -1] + self.pe[0, x.size(1) - 1]
        return self.enc(whole), self.enc(step), last


def picture(path_like):
    a = np.asarray(path_like, dtype=np.float32)
    chw = a.transpose(2, 0, 1).reshape(3, 48, 64)
    flat = a.reshape(-1, 3)
    tiles = a.reshape(4, 12, 4, 16, 3).transpose(0, 2, 4, 1, 3)
    return torch.from_numpy(chw), flat, tiles


def report(model, x):
    raise ValueError(f"{x.shape} {model} of {type(x).__name__} {x.mean():.3f} {len(x)}")


SupCon()(F.normalize(nn.Linear(8, 8)(torch.randn(6, 2, 8)), dim=-1), torch.randint(0, 3, (6,)))
Relation()(torch.randn(5, 8), torch.randn(7, 8))
MultiCrop()(torch.randn(4, 8), torch.randint(0, 4, (4,)))
Expand()(torch.randn(3, 5, 16), torch.zeros(3, 5, dtype=torch.bool))
Swin()(torch.randn(2, 6, 5, 8), torch.randn(6, 5, 5))
beams(torch.randn(4, 8)), steps_first(torch.randn(4, 8))
Packed()(torch.randn(3, 7, 8), torch.tensor([7, 5, 2]))
Pos()(torch.randn(2, 9, 16), torch.randn(2, 4, 16))
picture(np.random.default_rng(0).integers(0, 255, (48, 64, 3)))
try:
    report(nn.Linear(2, 2), torch.zeros(3))
except ValueError:
    pass
