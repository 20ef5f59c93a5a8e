import torch
from torch import nn


class SessionRecommender(nn.Module):
    def __init__(self, n_users, n_items, user_dim=16, item_dim=24):
        super().__init__()
        self.user = nn.Embedding(n_users, user_dim)
        self.item = nn.Embedding(n_items, item_dim)
        self.layers = nn.Sequential(
            nn.Linear(user_dim + item_dim, 32),
            nn.ReLU(),
            nn.Linear(32, 1),
        )

    def forward(self, users, items):
        both = torch.cat([self.user(users), self.item(items)], dim=-1)
        return self.layers(both).squeeze(-1)


ncf = SessionRecommender(n_users=100, n_items=300)
ratings = ncf(torch.arange(10), torch.arange(10))
nn.MSELoss()(ratings, torch.ones(10))
