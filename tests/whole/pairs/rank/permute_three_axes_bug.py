import torch


def to_images(batch):
    """Bring (N, C, H, W) in [-1, 1] to (N, H, W, C) bytes for plotting."""
    batch = (batch + 1) / 2 * 255
    return batch.permute(1, 2, 0).byte()  # error: [wrong-rank]


fake = torch.tanh(torch.randn(16, 3, 32, 32))
pictures = to_images(fake)
