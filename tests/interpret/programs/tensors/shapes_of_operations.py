"""A walk through operations whose results are easily got wrong."""

import torch
import torch.nn.functional as F
from torch import nn

x = torch.zeros(2, 3, 8, 8)
reveal_shape(F.conv2d(torch.zeros(1, 1, 6, 6), torch.zeros(1, 1, 5, 5), stride=2, padding=2))  # (1, 1, 3, 3)
reveal_shape(F.pad(x, (1, 2, 3, 4)))  # (2, 3, 15, 11)
reveal_shape(F.pad(x, (-1, -1)))  # (2, 3, 8, 6)
reveal_shape(nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1, output_padding=1)(x))  # (2, 4, 16, 16)
reveal_shape(nn.MaxPool2d(3, stride=2, ceil_mode=True)(x))  # (2, 3, 4, 4)
reveal_shape(nn.Conv2d(3, 6, 3, padding="same", dilation=2)(x))  # (2, 6, 8, 8)
reveal_shape(F.unfold(x, 3, padding=1))  # (2, 27, 64)
reveal_shape(nn.PixelShuffle(2)(torch.zeros(1, 8, 4, 4)))  # (1, 2, 8, 8)
reveal_shape(nn.AdaptiveAvgPool2d((None, 1))(x))  # (2, 3, 8, 1)
reveal_shape(x.permute(0, 2, 3, 1).reshape(2, -1, 3))  # (2, 64, 3)
reveal_shape(torch.stack([x, x], dim=-1))  # (2, 3, 8, 8, 2)
reveal_shape(x.expand(4, -1, -1, -1, -1))  # (4, 2, 3, 8, 8)
reveal_shape(x.repeat(1, 2, 1, 1))  # (2, 6, 8, 8)
reveal_shape(x.mean(dim=(2, 3), keepdim=True) * x)  # (2, 3, 8, 8)
reveal_shape(torch.matmul(torch.zeros(5, 1, 2, 3), torch.zeros(4, 3, 6)))  # (5, 4, 2, 6)
reveal_shape(torch.zeros(3) @ torch.zeros(3))  # ()
reveal_shape([part.shape[1] for part in torch.zeros(1, 7).chunk(3, dim=1)])  # [3, 3, 1]
reveal_shape(torch.where(x > 0, x, torch.zeros(8)))  # (2, 3, 8, 8)
reveal_shape(torch.meshgrid(torch.arange(3), torch.arange(4), indexing="ij")[0])  # (3, 4)
reveal_shape(torch.linspace(0, 1, 5)[:, None] - torch.arange(0, 10, 3))  # (5, 4)
reveal_shape(x.gather(1, torch.zeros(2, 1, 8, 8, dtype=torch.long)))  # (2, 1, 8, 8)
reveal_shape(x.unfold(2, 3, 1))  # (2, 3, 6, 8, 3)
reveal_shape(x.unflatten(1, (3, 1)).squeeze(2).movedim(1, -1))  # (2, 8, 8, 3)
reveal_shape(F.grid_sample(x, torch.zeros(2, 5, 6, 2)))  # (2, 3, 5, 6)
reveal_shape(F.scaled_dot_product_attention(torch.zeros(2, 4, 5, 8), torch.zeros(2, 4, 7, 8), torch.zeros(2, 4, 7, 9)))  # (2, 4, 5, 9)
reveal_shape(torch.tensor([[1, 2], [3, 4]]).tolist())  # [[1, 2], [3, 4]]
reveal_shape(torch.cat([torch.zeros(2, 3), torch.zeros(1, 3)]).sum(0, keepdim=True))  # (1, 3)
reveal_shape(torch.arange(12).view(3, 4).t().flip(0).roll(1).triu())  # (4, 3)
