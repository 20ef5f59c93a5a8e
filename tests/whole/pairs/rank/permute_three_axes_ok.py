import torch


def to_images(batch):
    """Bring (N, C, H, W) in [-1, 1] to (N, H, W, C) bytes for plotting."""
    batch = (batch + 1) / 2 * 255
    return batch.permute(0, 2, 3, 1).byte()


fake = torch.tanh(torch.randn(16, 3, 32, 32))
pictures = to_images(fake)
