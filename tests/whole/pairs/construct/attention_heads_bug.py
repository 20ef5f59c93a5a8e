import torch
import torch.nn as nn


class NewsEncoder(nn.Module):
    def __init__(self, vocab_size, word_dim=300, n_heads=16):
        super(NewsEncoder, self).__init__()
        self.embedding = nn.Embedding(vocab_size, word_dim)
        self.attn = nn.MultiheadAttention(word_dim, n_heads, dropout=0.2)  # error: [indivisible-channels]
        self.pool = nn.Linear(word_dim, 1)

    def forward(self, title):
        e = self.embedding(title).transpose(0, 1)
        h, _ = self.attn(e, e, e)
        h = h.transpose(0, 1)
        alpha = torch.softmax(self.pool(h), dim=1)
        return (alpha * h).sum(dim=1)


encoder = NewsEncoder(vocab_size=400)
titles = torch.randint(400, (2, 30))
vectors = encoder(titles)
