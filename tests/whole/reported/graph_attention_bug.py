import torch
import torch.nn as nn
import torch.nn.functional as F


class PositionwiseFeedForward(nn.Module):
    def __init__(self, d_model, d_ff, dropout=0.1):
        super().__init__()
        self.w_1 = nn.Linear(d_model, d_ff)
        self.w_2 = nn.Linear(d_ff, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.w_2(self.dropout(F.relu(self.w_1(x))))


class TransformerLayer(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.1):
        super().__init__()
        self.attention = nn.MultiheadAttention(d_model, num_heads, dropout=dropout)
        self.ffn = PositionwiseFeedForward(d_model, 4 * d_model, dropout)
        self.norm1, self.norm2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)

    def forward(self, x):
        attended, _ = self.attention(x, x, x)  # warning: [wrong-axis]
        x = self.norm1(x + attended)
        return self.norm2(x + self.ffn(x))


class TransGNN(nn.Module):
    """Scores items for users; every user attends over the items sampled around them."""

    def __init__(self, users, items, dim=32, heads=4, layers=2):
        super().__init__()
        self.user_emb = nn.Parameter(torch.randn(users, dim) * 0.1)
        self.item_emb = nn.Parameter(torch.randn(items, dim) * 0.1)
        self.layers = nn.ModuleList([TransformerLayer(dim, heads) for _ in range(layers)])

    def forward(self, user_ids, samples):
        # user_ids: (batch,), samples: (batch, n_samples)
        centre = self.user_emb[user_ids].unsqueeze(1)
        around = self.item_emb[samples]
        x = torch.cat([centre, around], dim=1)
        for layer in self.layers:
            x = layer(x)
        return x[:, 0]

    def bpr_loss(self, user_ids, samples, pos, neg):
        user = self(user_ids, samples)
        pos_score = (user * self.item_emb[pos]).sum(-1)
        neg_score = (user * self.item_emb[neg]).sum(-1)
        return -F.logsigmoid(pos_score - neg_score).mean()


torch.manual_seed(0)
model = TransGNN(50, 80)
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
for step in range(2):
    users = torch.randint(0, 50, (16,))
    loss = model.bpr_loss(users, torch.randint(0, 80, (16, 12)), torch.randint(0, 80, (16,)), torch.randint(0, 80, (16,)))
    opt.zero_grad()
    loss.backward()
    opt.step()
out = loss.detach()
