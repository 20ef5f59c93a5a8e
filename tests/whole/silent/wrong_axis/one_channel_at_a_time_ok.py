import torch


class Normal:
    """Brings each channel of a picture to mean 0 and deviation 1."""

    def __init__(self, mean, std):
        self.mean, self.std = mean, std

    def __call__(self, picture):
        for channel, (mean, std) in enumerate(zip(self.mean, self.std)):
            picture[channel].sub_(mean).div_(std)
        return picture


normal = Normal([0.4, 0.5, 0.3], [0.2, 0.2, 0.1])
out = normal(torch.rand(32, 48, 3).permute(2, 0, 1).contiguous())


# What torch says of it.
def claim():
    picture = normal(torch.tensor([0.4, 0.5, 0.3])[:, None, None].repeat(1, 32, 48))
    return bool((picture.abs() < 1e-6).all())
