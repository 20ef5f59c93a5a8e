import torch
from torch import nn
from einops import rearrange


class LinearProjection(nn.Module):
    def __init__(self, patch_vec_size, num_patches, latent_vec_dim, drop_rate=0.1):
        super().__init__()
        self.linear_proj = nn.Linear(patch_vec_size, latent_vec_dim)
        self.cls_token = nn.Parameter(torch.randn(1, latent_vec_dim))
        self.pos_embedding = nn.Parameter(torch.randn(1, num_patches + 1, latent_vec_dim))
        self.dropout = nn.Dropout(drop_rate)

    def forward(self, x):
        batch_size = x.size(0)
        x = torch.cat([self.cls_token.repeat(batch_size, 1, 1), self.linear_proj(x)], dim=1)
        return self.dropout(x + self.pos_embedding)


class SelfAttentionHead(nn.Module):
    def __init__(self, d_model, head_dim):
        super().__init__()
        self.query = nn.Linear(d_model, head_dim, bias=False)
        self.key = nn.Linear(d_model, head_dim, bias=False)
        self.value = nn.Linear(d_model, head_dim, bias=False)
        self.scale = head_dim**-0.5

    def forward(self, x):
        Q, K, V = self.query(x), self.key(x), self.value(x)
        attention_scores = torch.matmul(Q, K.transpose(1, 2)) * self.scale
        attention_weights = torch.softmax(attention_scores, dim=-1)
        return torch.matmul(attention_weights, V)


class Encoder(nn.Module):
    def __init__(self, d_model, heads):
        super().__init__()
        self.heads = nn.ModuleList([SelfAttentionHead(d_model, d_model // heads) for _ in range(heads)])
        self.norm = nn.LayerNorm(d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x):
        y = self.norm(x)
        return x + self.out(torch.cat([head(y) for head in self.heads], dim=-1))


class VisionTransformer(nn.Module):
    def __init__(self, image=32, patch=8, d_model=32, heads=4, depth=2, classes=10):
        super().__init__()
        self.patch = patch
        num = (image // patch) ** 2
        self.embed = LinearProjection(3 * patch * patch, num, d_model)
        self.encoder = nn.Sequential(*[Encoder(d_model, heads) for _ in range(depth)])
        self.head = nn.Linear(d_model, classes)

    def forward(self, images):
        patches = rearrange(images, "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=self.patch, p2=self.patch)
        return self.head(self.encoder(self.embed(patches))[:, 0])


torch.manual_seed(0)
out = VisionTransformer().eval()(torch.rand(2, 3, 32, 32)).detach()
