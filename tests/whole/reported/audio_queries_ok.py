import torch
from torch import nn


class CrossAttentionLayer(nn.Module):
    def __init__(self, d_model, nhead):
        super().__init__()
        self.multihead_attn = nn.MultiheadAttention(d_model, nhead)
        self.norm = nn.LayerNorm(d_model)

    def forward(self, tgt, memory, query_pos):
        tgt2 = self.multihead_attn(query=tgt + query_pos, key=memory, value=memory)[0]
        return self.norm(tgt + tgt2)


class AudioVisualDecoder(nn.Module):
    def __init__(self, hidden_dim=32, num_queries=10, nheads=4, dec_layers=2, num_classes=5):
        super().__init__()
        self.num_queries = num_queries
        self.query_embed = nn.Embedding(num_queries, hidden_dim)
        self.audio_proj = nn.Linear(128, hidden_dim)
        self.input_proj = nn.Conv2d(64, hidden_dim, 1)
        self.layers = nn.ModuleList(CrossAttentionLayer(hidden_dim, nheads) for _ in range(dec_layers))
        self.class_embed = nn.Linear(hidden_dim, num_classes + 1)

    def forward(self, x, audio):
        # x: B x C x H x W, audio: B x 1 x 128
        bs = x.shape[0]
        src = self.input_proj(x).flatten(2).permute(2, 0, 1)
        query_embed = self.query_embed.weight.unsqueeze(1).repeat(1, bs, 1)
        audio_features = self.audio_proj(audio)
        audio_features = audio_features.repeat(1, self.num_queries, 1).permute(1, 0, 2)
        output = audio_features
        for layer in self.layers:
            output = layer(output, src, query_embed)
        return self.class_embed(output.transpose(0, 1))


def main():
    torch.manual_seed(0)
    decoder = AudioVisualDecoder()
    optimizer = torch.optim.AdamW(decoder.parameters(), lr=1e-4)
    for _ in range(2):
        feature, vggish = torch.randn(5, 64, 14, 14), torch.randn(5, 1, 128)
        outputs = decoder(feature, vggish)
        target = torch.randint(0, 6, (5, 10))
        loss = nn.functional.cross_entropy(outputs.flatten(0, 1), target.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return outputs.detach()


out = main()
