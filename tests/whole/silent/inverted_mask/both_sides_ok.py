import torch
import torch.nn as nn

PAD, START = 0, 1


class Both(nn.Module):
    """The words and the background of a line, and what the start token sees."""

    def __init__(self, width=8):
        super().__init__()
        self.embed = nn.Embedding(20, width, padding_idx=PAD)
        self.score = nn.Linear(width, 1)
        self.attention = nn.MultiheadAttention(width, 2, batch_first=True)

    def forward(self, ids, lengths):
        x, n = self.embed(ids), ids.size(1)
        words, scores = ids != PAD, self.score(self.embed(ids)).squeeze(-1)
        front = scores.masked_fill(~words, -1e9).softmax(1)
        back = scores.masked_fill(words, -1e9).softmax(1)
        y, _ = self.attention(x, x, x, key_padding_mask=ids != START)
        late = torch.arange(n) >= lengths[:, None]
        z, _ = self.attention(y, y, y, key_padding_mask=late, attn_mask=torch.ones(n, n).tril() == 0)
        low = (1.0 - words.float()) * -10000.0
        return front, back, z, (scores + low).softmax(1), torch.where(late, torch.full_like(scores, -1e9), scores).softmax(1)


model = Both()
lines = torch.tensor([[1, 5, 6, 0], [1, 3, 0, 0]])
out = model(lines, torch.tensor([3, 2]))


# What torch says of it.
def claim():
    front, back, _, low, _ = out
    padding = lines == PAD
    return bool((front[padding] == 0).all() and (back[~padding] == 0).all() and (low[padding] == 0).all())
