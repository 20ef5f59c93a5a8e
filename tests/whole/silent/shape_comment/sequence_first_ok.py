import torch
import torch.nn as nn


class Reader(nn.Module):
    def __init__(self, vocab=80, dim=24, hidden=48):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.rnn = nn.LSTM(dim, hidden, bidirectional=True)

    def forward(self, tokens):
        """
        Args:
            tokens: indices, (seq_len, batch).

        Returns:
            Tensor of shape (seq_len, batch, 96)
        """
        out, _ = self.rnn(self.emb(tokens))
        return out


# What torch says of it.
def claim():
    return Reader()(torch.zeros(11, 3, dtype=torch.long)).shape == (11, 3, 96)
