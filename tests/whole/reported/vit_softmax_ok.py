import numpy as np
import torch
import torch.nn as nn


class MSA(nn.Module):
    def __init__(self, embedding_dim=48, num_heads=3):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = embedding_dim // num_heads
        self.q = nn.ModuleList([nn.Linear(embedding_dim, self.head_dim) for _ in range(num_heads)])
        self.k = nn.ModuleList([nn.Linear(embedding_dim, self.head_dim) for _ in range(num_heads)])
        self.v = nn.ModuleList([nn.Linear(embedding_dim, self.head_dim) for _ in range(num_heads)])
        self.proj = nn.Linear(embedding_dim, embedding_dim)

    def forward(self, x):
        heads = []
        for q, k, v in zip(self.q, self.k, self.v):
            query, key, value = q(x), k(x), v(x)
            scores = torch.matmul(query, key.transpose(1, 2)) / np.sqrt(self.head_dim)
            # attention weights: how much every patch looks at the others
            weights = nn.functional.softmax(scores, dim=-1)
            heads.append(torch.matmul(weights, value))
        return self.proj(torch.cat(heads, dim=-1))


class ViT(nn.Module):
    def __init__(self, image_size=32, patch_size=8, dim=48, classes=10):
        super().__init__()
        self.patches = nn.Conv2d(3, dim, patch_size, patch_size)
        self.class_token = nn.Parameter(torch.randn(1, 1, dim))
        self.positions = nn.Parameter(torch.randn(1, (image_size // patch_size) ** 2 + 1, dim))
        self.msa = MSA(dim)
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, classes)

    def forward(self, images):
        x = self.patches(images).flatten(2).transpose(1, 2)
        x = torch.cat([self.class_token.expand(x.shape[0], -1, -1), x], dim=1) + self.positions
        x = x + self.msa(self.norm(x))
        return self.head(x[:, 0])


out = ViT()(torch.rand(4, 3, 32, 32))
