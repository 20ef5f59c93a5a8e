import torch


def attend(asked, keys, values, mask=None):
    """(batch, heads, length, dim) each; gives the same shape and the weights."""
    dim = asked.shape[-1]
    scores = torch.matmul(asked, keys) * dim ** -0.5  # error: [matmul-mismatch]
    if mask is not None:
        scores = scores.masked_fill(mask, float("-inf"))
    weights = scores.softmax(-1)
    return torch.matmul(weights, values), weights


x = torch.randn(2, 8, 10, 64)
out, weights = attend(x, x, x)
