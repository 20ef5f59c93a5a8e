import torch


def collate(samples):
    """Samples are (features, label); features have as many rows as the recording has frames."""
    xs = torch.stack([s[0] for s in samples])  # error: [join-mismatch]
    ys = torch.tensor([s[1] for s in samples])
    return xs, ys


batch = [(torch.randn(120, 40), 0), (torch.randn(98, 40), 1), (torch.randn(133, 40), 1)]
xs, ys = collate(batch)
print(xs.shape, ys.shape)
