import torch
import torch.nn as nn
import torch.nn.functional as F


class Captioner(nn.Module):
    def __init__(self, vocab=60, dim=32):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(48, dim), nn.Tanh())
        self.embed = nn.Embedding(vocab, dim)
        self.cell = nn.GRUCell(dim, dim)
        self.out = nn.Linear(dim, vocab)
        self.vocab = vocab

    def forward(self, features, tokens):
        h = self.encoder(features)
        logits = []
        for t in range(tokens.size(1)):
            h = self.cell(self.embed(tokens[:, t]), h)
            logits.append(self.out(h))
        return torch.stack(logits, 1)

    @torch.no_grad()
    def beam_search(self, features, beam=3, steps=6):
        batch = features.size(0)
        h = self.encoder(features)
        # every picture `beam` times
        h = h.repeat(beam, 1)  # warning: [moved-by-view]
        tokens = torch.ones(batch * beam, dtype=torch.long)
        scores = torch.zeros(batch, beam)
        scores[:, 1:] = -1e9
        history = []
        for _ in range(steps):
            h = self.cell(self.embed(tokens), h)
            logp = F.log_softmax(self.out(h), dim=-1).view(batch, beam, self.vocab)
            total = (scores.unsqueeze(-1) + logp).view(batch, beam * self.vocab)
            scores, index = total.topk(beam, dim=-1)
            origin = index // self.vocab
            tokens = (index % self.vocab).flatten()
            rows = (torch.arange(batch).unsqueeze(1) * beam + origin).flatten()
            h = h[rows]
            history.append(tokens.view(batch, beam))
        return torch.stack(history, -1), scores


torch.manual_seed(0)
model = Captioner()
sequences, out = model.beam_search(torch.randn(4, 48))
