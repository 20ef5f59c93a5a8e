import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvTagger(nn.Module):
    """Gives every token a tag by the tokens around it."""

    def __init__(self, vocab, tags, dim=32, kernel_size=5):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.conv = nn.Conv1d(dim, dim, kernel_size, padding=(kernel_size - 1) // 2)  # warning: [not-same]
        self.out = nn.Linear(dim, tags)

    def forward(self, tokens):
        x = self.embed(tokens).transpose(1, 2)
        x = F.relu(self.conv(x))
        return self.out(x.transpose(1, 2))


def loss_of(logits, labels):
    """Labels behind the last score are left out."""
    labels = labels[:, : logits.size(1)]
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten())


def main(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument("--kernel_size", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=2)
    args = parser.parse_args(argv)
    torch.manual_seed(0)
    model = ConvTagger(100, 7, kernel_size=args.kernel_size)
    opt = torch.optim.Adam(model.parameters())
    for _ in range(args.epochs):
        tokens, labels = torch.randint(0, 100, (8, 25)), torch.randint(0, 7, (8, 25))
        loss = loss_of(model(tokens), labels)
        opt.zero_grad()
        loss.backward()
        opt.step()
    return loss.detach()


out = main([])
