import torch


def standardize(x):
    """Each row of the square similarity matrix gets mean 0 and deviation 1."""
    mean = x.mean(dim=1, keepdim=True)
    std = x.std(dim=1, keepdim=True)
    return (x - mean) / std


features = torch.randn(6, 20)
similarity = features @ features.T
scores = standardize(similarity)


# What torch says of it.
def claim():
    rows = standardize(torch.arange(9.0).view(3, 3) ** 2).mean(dim=1)
    return torch.allclose(rows, torch.zeros(3), atol=1e-5)
