"""einops: functions and layers."""

import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange, Reduce
from torch import einsum, nn

x = torch.zeros(2, 3, 32, 32)
patches = rearrange(x, "b c (h p) (w q) -> b (h w) (p q c)", p=8, q=8)
reveal_shape(patches)  # (2, 16, 192)
reveal_shape(rearrange(patches, "b n (g d) -> (b g) n d", g=4))  # (8, 16, 48)
reveal_shape(reduce(x, "b c (h k) (w k2) -> b c h w", "max", k=2, k2=4))  # (2, 3, 16, 8)
reveal_shape(repeat(torch.zeros(1, 1, 5), "() n d -> b n d", b=7))  # (7, 1, 5)
embed = nn.Sequential(Rearrange("b c (h p) w -> b h (p w c)", p=4), nn.Linear(4 * 32 * 3, 10))
reveal_shape(embed(x))  # (2, 8, 10)
reveal_shape(Reduce("b c h w -> b c", "mean")(x))  # (2, 3)
reveal_shape(einsum("bchw,cd->bdhw", x, torch.zeros(3, 5)))  # (2, 5, 32, 32)
reveal_shape(torch.einsum("b i d, b j d -> b i j", patches, patches))  # (2, 16, 16)
q, k = map(lambda t: rearrange(t, "b n (h d) -> b h n d", h=6), (patches, patches))
reveal_shape(q @ k.transpose(-1, -2))  # (2, 6, 16, 16)
reveal_shape(rearrange([x, x], "n b c h w -> b n c h w"))  # (2, 2, 3, 32, 32)
