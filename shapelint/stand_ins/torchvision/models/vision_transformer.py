"""torchvision.models.vision_transformer: patches, a class token, an encoder."""

from collections import OrderedDict

import torch
from torch import nn

from torchvision.models._weights import Weights


class _Block(nn.Module):
    def __init__(self, heads, width, mlp):
        super().__init__()
        self.ln_1 = nn.LayerNorm(width)
        self.self_attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.ln_2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            nn.Linear(width, mlp), nn.GELU(), nn.Dropout(0.0), nn.Linear(mlp, width), nn.Dropout(0.0)
        )

    def forward(self, input):
        x = self.ln_1(input)
        x = self.self_attention(x, x, x, need_weights=False)[0] + input
        return x + self.mlp(self.ln_2(x))


class Encoder(nn.Module):
    def __init__(self, length, depth, heads, width, mlp):
        super().__init__()
        self.pos_embedding = nn.Parameter(torch.empty(1, length, width))
        self.dropout = nn.Dropout(0.0)
        self.layers = nn.Sequential(*[_Block(heads, width, mlp) for _ in range(depth)])
        self.ln = nn.LayerNorm(width)

    def forward(self, input):
        return self.ln(self.layers(self.dropout(input + self.pos_embedding)))


class VisionTransformer(nn.Module):
    def __init__(self, image_size, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, dropout=0.0,
                 attention_dropout=0.0, num_classes=1000, representation_size=None, **kwargs):  # fmt: skip
        super().__init__()
        self.image_size = image_size
        self.patch_size = patch_size
        self.hidden_dim = hidden_dim
        self.num_classes = num_classes
        self.conv_proj = nn.Conv2d(3, hidden_dim, patch_size, patch_size)
        self.class_token = nn.Parameter(torch.zeros(1, 1, hidden_dim))
        self.seq_length = (image_size // patch_size) ** 2 + 1
        self.encoder = Encoder(self.seq_length, num_layers, num_heads, hidden_dim, mlp_dim)
        self.heads = nn.Sequential(OrderedDict([("head", nn.Linear(hidden_dim, num_classes))]))

    def _process_input(self, x):
        if x.shape[2] != self.image_size or x.shape[3] != self.image_size:
            raise AssertionError("Wrong image height or width!")
        return self.conv_proj(x).flatten(2).permute(0, 2, 1)

    def forward(self, x):
        x = self._process_input(x)
        x = torch.cat([self.class_token.expand(x.shape[0], -1, -1), x], dim=1)
        return self.heads(self.encoder(x)[:, 0])


class ViT_B_16_Weights(Weights):
    pass


def vit_b_16(pretrained=False, progress=True, *, weights=None, image_size=224, **kwargs):
    return VisionTransformer(image_size, 16, 12, 12, 768, 3072, **kwargs)


def vit_b_32(pretrained=False, progress=True, *, weights=None, image_size=224, **kwargs):
    return VisionTransformer(image_size, 32, 12, 12, 768, 3072, **kwargs)


def vit_l_16(pretrained=False, progress=True, *, weights=None, image_size=224, **kwargs):
    return VisionTransformer(image_size, 16, 24, 16, 1024, 4096, **kwargs)
