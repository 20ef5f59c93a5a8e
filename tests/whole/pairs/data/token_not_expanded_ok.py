# "Sizes of tensors must match except in dimension 1": the class token has batch 1
import torch
from torch import nn, einsum
from einops import rearrange
from einops.layers.torch import Rearrange
from torch.utils.data import DataLoader, TensorDataset


class Attention(nn.Module):
    def __init__(self, dim, heads=8, dim_head=16):
        super().__init__()
        inner_dim = dim_head * heads
        self.heads = heads
        self.scale = dim_head ** -0.5
        self.to_qkv = nn.Linear(dim, inner_dim * 3, bias=False)
        self.to_out = nn.Linear(inner_dim, dim)

    def forward(self, x):
        q, k, v = map(lambda t: rearrange(t, 'b n (h d) -> b h n d', h=self.heads), self.to_qkv(x).chunk(3, dim=-1))
        attn = (einsum('b h i d, b h j d -> b h i j', q, k) * self.scale).softmax(dim=-1)
        out = einsum('b h i j, b h j d -> b h i d', attn, v)
        return self.to_out(rearrange(out, 'b h n d -> b n (h d)'))


class SkeletonTransformer(nn.Module):
    def __init__(self, joints=17, frames=30, dim=64, classes=12):
        super().__init__()
        self.embed = nn.Sequential(Rearrange('b t j c -> b t (j c)'), nn.Linear(joints * 3, dim))
        self.cls = nn.Parameter(torch.randn(1, 1, dim))
        self.pos = nn.Parameter(torch.randn(1, frames + 1, dim))
        self.blocks = nn.ModuleList([Attention(dim) for _ in range(2)])
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        x = self.embed(x)
        x = torch.cat([self.cls.expand(x.shape[0], -1, -1), x], dim=1)
        x = x + self.pos
        for b in self.blocks:
            x = x + b(x)
        return self.head(x[:, 0])


clips = TensorDataset(torch.randn(64, 30, 17, 3), torch.randint(0, 12, (64,)))
loader = DataLoader(clips, batch_size=16)
model = SkeletonTransformer()
for clip, label in loader:
    loss = nn.functional.cross_entropy(model(clip), label)
    print(loss.item())
    break
