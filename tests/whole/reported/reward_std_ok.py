import torch
from torch import nn


class RewardModel(nn.Module):
    """One scalar for every token; the mean of the tokens is the reward of the answer."""

    def __init__(self, vocab=100, dim=32):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.enc = nn.GRU(dim, dim, batch_first=True)
        self.v_head = nn.Linear(dim, 1)

    def forward(self, ids, mask):
        h, _ = self.enc(self.emb(ids))
        rewards = self.v_head(h).squeeze(-1)
        total = (rewards * mask).sum(dim=1) / mask.sum(dim=1, keepdim=True).squeeze(1)
        return total


ids = torch.randint(0, 100, (12, 12))
mask = (torch.arange(12)[None] < torch.arange(1, 13)[:, None]).float()
out = RewardModel()(ids, mask)
