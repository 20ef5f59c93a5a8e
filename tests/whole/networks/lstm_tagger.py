"""Taggers: one sentence at a time by its words, and a batch by words with their letters."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class SentenceTagger(nn.Module):
    def __init__(self, words=100, dim=20, hidden=24, tags=7, layers=2, both_ways=True):
        super().__init__()
        self.words = nn.Embedding(words, dim)
        self.read = nn.LSTM(dim, hidden, num_layers=layers, dropout=0.3 if layers > 1 else 0, bidirectional=both_ways)
        self.tag = nn.Linear(hidden * (1 + both_ways), tags)

    def forward(self, sentence):
        vectors = self.words(sentence)
        states, _ = self.read(vectors.view(len(sentence), 1, -1))
        scores = self.tag(states.view(len(sentence), -1))
        return F.log_softmax(scores, dim=1)


class CharWordTagger(nn.Module):
    """words: (batch, length); chars: (batch, length, letters)"""

    def __init__(self, words=100, letters=30, tags=9, dw=16, dc=8, hidden=20):
        super().__init__()
        self.words = nn.Embedding(words, dw, padding_idx=0)
        self.letters = nn.Embedding(letters, dc, padding_idx=0)
        self.char_cnn = nn.Conv1d(dc, 12, kernel_size=3, padding=1)
        self.gru = nn.GRU(dw + 12, hidden, batch_first=True, bidirectional=True)
        self.emission = nn.Linear(2 * hidden, tags)
        self.transitions = nn.Parameter(torch.randn(tags, tags))

    def char_features(self, chars):
        b, n, m = chars.shape
        e = self.letters(chars).view(b * n, m, -1).transpose(1, 2)
        f, _ = self.char_cnn(e).max(dim=-1)
        return f.view(b, n, -1)

    def best_scores(self, emissions):
        score = emissions[:, 0]
        for t in range(1, emissions.size(1)):
            ways = score.unsqueeze(2) + self.transitions + emissions[:, t].unsqueeze(1)
            score, _ = ways.max(dim=1)
        return score

    def forward(self, words, chars):
        x = torch.cat([self.words(words), self.char_features(chars)], dim=-1)
        h, last = self.gru(x)
        emissions = self.emission(h)
        return emissions, self.best_scores(emissions)


RUNS = [
    ("SentenceTagger", {}, [("long", [11])]),
    ("SentenceTagger", {"both_ways": False, "layers": 1}, [("long", [5])]),
    ("CharWordTagger", {}, [("long", [3, 8]), ("long", [3, 8, 5])]),
]
