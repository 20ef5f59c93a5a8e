import torch
import torch.nn as nn
import torch.nn.functional as F


class TabularNN(nn.Module):
    def __init__(self, cat_dims, n_cont):
        super().__init__()
        self.emb_layers = nn.ModuleList([nn.Embedding(n, min(50, (n + 1) // 2)) for n in cat_dims])
        n_emb = sum(min(50, (n + 1) // 2) for n in cat_dims)
        self.bn_cont = nn.BatchNorm1d(n_cont)
        self.lin1 = nn.Linear(n_emb + n_cont, 200)
        self.lin2 = nn.Linear(200, 70)
        self.bn1 = nn.BatchNorm1d(n_emb + n_cont)
        self.bn2 = nn.BatchNorm1d(70)
        self.out = nn.Linear(70, 1)

    def forward(self, x_cat, x_cont):
        x = [emb(x_cat[:, i]) for i, emb in enumerate(self.emb_layers)]
        x = torch.cat(x, 1)
        x = torch.cat([x, self.bn_cont(x_cont)], 1)
        x = self.bn1(F.relu(self.lin1(x)))  # error: [norm-mismatch]
        x = self.bn2(F.relu(self.lin2(x)))
        return self.out(x)


model = TabularNN([12, 31, 7], n_cont=5)
cats = torch.randint(0, 7, (16, 3))
conts = torch.randn(16, 5)
print(model(cats, conts).squeeze())
