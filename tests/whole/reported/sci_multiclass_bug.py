import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


class Module(nn.Module):
    """The little of lightning that is needed here."""

    def log(self, name, value):
        print(name, float(value))


class MulticlassModel(Module):
    def __init__(self, dim=48, hidden=32, num_classes=4):
        super().__init__()
        self.linear = nn.Sequential(nn.Linear(2 * dim, hidden), nn.ReLU(), nn.Dropout(0.1), nn.Linear(hidden, num_classes))
        self.criterion = nn.CrossEntropyLoss()

    def forward(self, first, second):
        return self.linear(torch.cat((first, second), dim=1))

    def training_step(self, batch):
        first, second, y = batch
        y_hat = self(first, second)
        return self.criterion(y_hat, y)

    def validation_step(self, batch):
        first, second, y = batch
        y_hat = self(first, second)
        y_hat = torch.softmax(y_hat, dim=1)  # warning: [loss-of-probabilities]
        loss = self.criterion(y_hat, y)
        return loss, torch.argmax(y_hat, dim=1)

    def validation_epoch_end(self, outputs):
        loss = torch.stack([loss for loss, _ in outputs]).mean()
        self.log("val_loss", loss)
        return loss


def pairs(n, dim=48):
    return TensorDataset(torch.randn(n, dim), torch.randn(n, dim), torch.randint(0, 4, (n,)))


def fit(model, train, val, epochs=1):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(epochs):
        model.train()
        for batch in DataLoader(train, batch_size=16, shuffle=True):
            optimizer.zero_grad()
            model.training_step(batch).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            result = model.validation_epoch_end([model.validation_step(batch) for batch in DataLoader(val, batch_size=16)])
    return result


torch.manual_seed(0)
out = fit(MulticlassModel(), pairs(64), pairs(32))
