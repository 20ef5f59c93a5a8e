"""A permutation forgets the batch."""

import torch

images = torch.rand(4, 3, 32, 48)
for image in images.permute(0, 2, 3):
    print(image.shape)
