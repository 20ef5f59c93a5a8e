import torch
import torch.nn.functional as F


def masked_softmax(scores, lengths):
    """scores: (batch, queries, keys); keys from lengths on are padding."""
    keys = scores.size(-1)
    mask = torch.arange(keys)[None, :] < lengths[:, None]
    scores = scores.masked_fill(~mask, -1e9)  # error: [broadcast-mismatch]
    return F.softmax(scores, dim=-1)


if __name__ == "__main__":
    q = torch.randn(4, 7, 16)
    k = torch.randn(4, 9, 16)
    weights = masked_softmax(q @ k.transpose(1, 2), torch.tensor([9, 4, 7, 2]))
    print(weights.sum(-1))
