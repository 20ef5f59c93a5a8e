import torch


def channel_stats(images):
    # images: (N, H, W, C)
    return images.mean(dim=(0, 1, 2)), images.std(dim=(0, 1, 2))


def columns_of_all_channels(images):
    """The profile along the width, of all channels and rows together."""
    n, c, t, f = images.shape  # spectrograms
    return images.mean(dim=(0, 1, 2))


class ChannelGate(torch.nn.Module):
    def forward(self, x):
        b, c, h, w = x.shape
        rows, cols = x.mean(dim=3, keepdim=True), x.mean(dim=2, keepdim=True)
        return x * rows.sigmoid() * cols.sigmoid() * x.mean(dim=(2, 3), keepdim=True).sigmoid()


mean, std = channel_stats(torch.rand(6, 20, 20, 3))
columns_of_all_channels(torch.rand(2, 1, 30, 40))
out = ChannelGate()(torch.rand(2, 3, 8, 8)) + mean.view(3, 1, 1)
