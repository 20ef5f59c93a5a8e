import argparse

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class NeuMF(nn.Module):
    def __init__(self, users, items, factors=8, layers=2):
        super().__init__()
        self.embed_user, self.embed_item = nn.Embedding(users, factors), nn.Embedding(items, factors)
        modules, width = [], 2 * factors
        for _ in range(layers):
            modules += [nn.Linear(width, width // 2), nn.ReLU()]
            width //= 2
        self.mlp = nn.Sequential(*modules)
        self.predict_layer = nn.Linear(width, 1)

    def forward(self, user, item):
        x = torch.cat([self.embed_user(user), self.embed_item(item)], dim=-1)
        out = self.predict_layer(self.mlp(x))
        return out.view(-1)


class Recommender:
    def __init__(self, model, loss_type="CL", lr=1e-3):
        self.model, self.loss_type = model, loss_type
        self.optimizer = torch.optim.Adam(model.parameters(), lr=lr)

    def build_criterion(self):
        if self.loss_type == "CL":
            return nn.BCEWithLogitsLoss(reduction="sum")
        if self.loss_type == "SL":
            return nn.MSELoss(reduction="sum")
        raise ValueError(self.loss_type)

    def fit(self, loader, epochs):
        criterion = self.build_criterion()
        for _ in range(epochs):
            for user, item, label in loader:
                loss = criterion(self.model(user, item), label)
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
        return loss


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--loss_type", default="CL")
    parser.add_argument("--epochs", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(0)
    data = TensorDataset(torch.randint(0, 30, (64,)), torch.randint(0, 50, (64,)), torch.randint(0, 2, (64,)).float())
    out = Recommender(NeuMF(30, 50), args.loss_type).fit(DataLoader(data, batch_size=16, shuffle=True), args.epochs).detach()
