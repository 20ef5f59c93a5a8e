import torch
import torch.nn as nn


class FieldEncoder(nn.Module):
    """Lets the fields of each row look at each other, then makes one vector of each row."""

    def __init__(self, vocab=300, ncols=10, field_dim=16, nhead=4, out_dim=64):
        super().__init__()
        self.embeddings = nn.Embedding(vocab, field_dim)
        layer = nn.TransformerEncoderLayer(d_model=field_dim, nhead=nhead, dim_feedforward=field_dim)
        self.encoder = nn.TransformerEncoder(layer, num_layers=1)
        self.lin = nn.Linear(field_dim * ncols, out_dim)

    def forward(self, rows):
        # rows: (bsz, seq_len, ncols)
        embeds = self.embeddings(rows)
        bsz, seq_len, ncols, dim = embeds.shape
        embeds = embeds.view(-1, ncols, dim)
        embeds = self.encoder(embeds)  # warning: [wrong-axis]
        embeds = embeds.view(bsz, seq_len, ncols * dim)
        return self.lin(embeds)


torch.manual_seed(0)
out = FieldEncoder().eval()(torch.randint(0, 300, (5, 12, 10)))
