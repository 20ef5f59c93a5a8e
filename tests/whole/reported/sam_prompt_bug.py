import torch
import torch.nn as nn


class PatchEmbed(nn.Module):
    """Image to patches, channels last as in SAM."""

    def __init__(self, kernel_size=(16, 16), stride=(16, 16), in_chans=3, embed_dim=48):
        super().__init__()
        self.proj = nn.Conv2d(in_chans, embed_dim, kernel_size=kernel_size, stride=stride)

    def forward(self, x):
        x = self.proj(x)
        # B C H W -> B H W C
        return x.permute(0, 2, 3, 1)


class PromptGenerator(nn.Module):
    def __init__(self, scale_factor=4, embed_dim=48, depth=2):
        super().__init__()
        self.embedding_generator = nn.Linear(embed_dim, embed_dim // scale_factor)
        self.adaptors = nn.ModuleList([nn.Linear(embed_dim // scale_factor, embed_dim) for _ in range(depth)])

    def init_embeddings(self, x):
        N, C, H, W = x.permute(0, 3, 1, 2).shape
        x = x.reshape(N, C, H * W).permute(0, 2, 1)  # warning: [moved-by-view]
        return self.embedding_generator(x)

    def get_prompt(self, i, embedding):
        return self.adaptors[i](torch.nn.functional.gelu(embedding))


class Encoder(nn.Module):
    def __init__(self, embed_dim=48, depth=2):
        super().__init__()
        self.patch_embed = PatchEmbed(embed_dim=embed_dim)
        self.prompt_generator = PromptGenerator(embed_dim=embed_dim, depth=depth)
        self.blocks = nn.ModuleList(
            [nn.TransformerEncoderLayer(embed_dim, 4, 96, batch_first=True) for _ in range(depth)]
        )
        self.neck = nn.Conv2d(embed_dim, 32, 1)

    def forward(self, image):
        x = self.patch_embed(image)
        B, H, W, _ = x.shape
        embedding = self.prompt_generator.init_embeddings(x)
        for i, block in enumerate(self.blocks):
            prompt = self.prompt_generator.get_prompt(i, embedding)
            tokens = x.flatten(1, 2) + prompt
            x = block(tokens).view(B, H, W, -1)
        return self.neck(x.permute(0, 3, 1, 2))


torch.manual_seed(0)
out = Encoder().eval()(torch.rand(2, 3, 64, 96)).detach()
