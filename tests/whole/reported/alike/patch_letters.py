"""Patterns whose groups differ where a layer stands between, where letters are of one size, or are others."""

import torch
from einops import rearrange
from torch import nn

x = nn.Conv2d(3, 3, 1)(torch.rand(2, 3, 16, 16))
patches = rearrange(x, "b c (h p) (w q) -> b (h w) (c p q)", p=4, q=4)
predicted = nn.Linear(48, 48)(patches)  # gives its numbers in whatever order they are read
picture = rearrange(predicted, "b (h w) (p q c) -> b c (h p) (w q)", h=4, p=4, q=4)
turned = rearrange(patches, "b (h w) (c q p) -> b c (h p) (w q)", h=4, p=4, q=4)  # each patch is transposed
flat = rearrange(x, "b c h w -> (b h) c w")
again = rearrange(flat, "(b h) c w -> b c h w", b=2)
windows = rearrange(x, "b d (x w) (y v) -> b x y w v d", w=2, v=2)
whole = rearrange(windows * 2, "b x y w v d -> b d (x w) (y v)")
grid = rearrange(whole, "b d (w x) (v y) -> b x y w v d", w=2, v=2)  # windows first, and then a grid
out = picture.detach() + turned.detach()
