import torch
import torch.nn as nn


class Speakers(nn.Module):
    """Rows are the turns of a dialogue, one speaker each; tokens get the embedding of their turn and their place."""

    def __init__(self, vocab=120, dim=32):
        super().__init__()
        self.word, self.turn, self.place = nn.Embedding(vocab, dim), nn.Embedding(64, dim), nn.Embedding(128, dim)
        self.encoder = nn.TransformerEncoderLayer(dim, 4, 64, batch_first=True)

    def forward(self, ids):
        turns = torch.arange(ids.size(0)).unsqueeze(1)
        places = torch.arange(ids.size(1)).unsqueeze(0)
        return self.encoder(self.word(ids) + self.turn(turns) + self.place(places))


out = Speakers()(torch.randint(1, 120, (6, 20))).detach()
