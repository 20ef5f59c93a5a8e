import torch
import torch.nn as nn


class MatrixFactorization(nn.Module):
    def __init__(self, n_users, n_items, n_factors=20, item_factors=30):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.item_factors = nn.Embedding(n_items, item_factors)

    def forward(self, user, item):
        u = self.user_factors(user)
        i = self.item_factors(item)
        return (u * i).sum(1)  # error: [broadcast-mismatch]
