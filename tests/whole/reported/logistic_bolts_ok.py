from argparse import ArgumentParser

import torch
from torch import nn
from torch.nn.functional import log_softmax, nll_loss, softmax
from torch.optim import Adam
from torch.utils.data import DataLoader, TensorDataset


class LogisticRegression(nn.Module):
    """Multinomial logistic regression with L1 and L2 penalties."""

    def __init__(self, input_dim, num_classes, bias=True, learning_rate=1e-2, l1_strength=0.0, l2_strength=0.0):
        super().__init__()
        self.input_dim, self.learning_rate = input_dim, learning_rate
        self.l1_strength, self.l2_strength = l1_strength, l2_strength
        self.linear = nn.Linear(input_dim, num_classes, bias=bias)

    def forward(self, x):
        x = self.linear(x)
        return x

    def training_step(self, batch):
        x, y = batch
        x = x.view(x.size(0), -1)
        y_hat = self(x)
        loss = nll_loss(log_softmax(y_hat, dim=1), y, reduction="sum")
        if self.l1_strength > 0:
            loss = loss + self.l1_strength * self.linear.weight.abs().sum()
        if self.l2_strength > 0:
            loss = loss + self.l2_strength * self.linear.weight.pow(2).sum()
        return loss / x.size(0)

    def configure_optimizers(self):
        return Adam(self.parameters(), lr=self.learning_rate)


def fit(model, loader, epochs):
    optimizer = model.configure_optimizers()
    for _ in range(epochs):
        for batch in loader:
            loss = model.training_step(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return loss


def main():
    parser = ArgumentParser()
    parser.add_argument("--input_dim", type=int, default=64)
    parser.add_argument("--num_classes", type=int, default=10)
    parser.add_argument("--max_epochs", type=int, default=2)
    args = parser.parse_args()
    digits = TensorDataset(torch.rand(64, 8, 8), torch.randint(0, args.num_classes, (64,)))
    model = LogisticRegression(args.input_dim, args.num_classes, l2_strength=0.01)
    return fit(model, DataLoader(digits, batch_size=16), args.max_epochs)


if __name__ == "__main__":
    torch.manual_seed(0)
    out = main().detach()
