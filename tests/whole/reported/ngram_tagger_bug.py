import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvAttnPool(nn.Module):
    """Attention of every label over the n-grams of a note; position i speaks for the words around token i."""

    def __init__(self, vocab=400, dim=32, filters=24, kernel_size=4, labels=6):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim, padding_idx=0)
        # keeps the length of the note
        self.conv = nn.Conv1d(
            dim,
            filters,
            kernel_size=kernel_size,
            padding=kernel_size // 2,  # warning: [not-same]
        )
        self.U = nn.Linear(filters, labels)
        self.final = nn.Linear(filters, labels)

    def forward(self, x):
        x = self.embed(x).transpose(1, 2)
        x = torch.tanh(self.conv(x).transpose(1, 2))
        alpha = F.softmax(self.U.weight.matmul(x.transpose(1, 2)), dim=2)
        m = alpha.matmul(x)
        y = self.final.weight.mul(m).sum(dim=2).add(self.final.bias)
        return y, alpha


def important_words(alpha, note, label, width=4):
    """The words that a label looked at most."""
    centre = int(alpha[0, label].argmax())
    return note[max(centre - width // 2, 0) : centre + width // 2]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--filter-size", type=int, default=4)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = ConvAttnPool(kernel_size=args.filter_size)
    notes = torch.randint(1, 400, (3, 40))
    targets = torch.randint(0, 2, (3, 6)).float()
    scores, alpha = model(notes)
    loss = F.binary_cross_entropy_with_logits(scores, targets)
    loss.backward()
    words = important_words(alpha[:1], notes[0].tolist(), 2)
    out = alpha.detach()
