import torch
import torch.nn as nn

PAD = 0


class Reviews(nn.Module):
    def __init__(self, words=50, width=16):
        super().__init__()
        self.embed = nn.Embedding(words, width)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(width, 2, 32, 0.0, batch_first=True), 1)

    def forward(self, ids):
        blank = ids == PAD
        return self.encoder(self.embed(ids), src_key_padding_mask=blank)


model = Reviews()
out = model(torch.tensor([[4, 7, 2, 0, 0], [9, 3, 5, 8, 0]]))


# What torch says of it.
def claim():
    one, other = (model(torch.tensor([[4, word, 2, 0, 0]]))[0, 0] for word in (7, 8))
    return not torch.allclose(one, other)
