import torch as th
import torch.nn as nn


class TransformerLayer(nn.Module):
    def __init__(self, dim, heads, hidden):
        super().__init__()
        self.attention = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.gru = nn.GRU(dim, hidden, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * hidden, dim)
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)

    def forward(self, x):
        y, _ = self.attention(x, x, x)
        x = self.norm1(x + y)
        y, _ = self.gru(x)
        return self.norm2(x + self.out(th.relu(y)))


class CrossParallel(nn.Module):
    """Attends within the chunks (local) and from chunk to chunk (global)."""

    def __init__(self, dim=16, heads=4):
        super().__init__()
        self.local_layer = TransformerLayer(dim, heads, dim)
        self.global_layer = TransformerLayer(dim, heads, dim)
        self.norm = nn.GroupNorm(1, dim)

    def forward(self, x):
        # x: [B, C, S, L], S chunks of length L
        B, C, S, L = x.shape
        local_feat = th.reshape(x.permute(0, 2, 3, 1), (-1, L, C))
        local_feat = self.local_layer(local_feat)
        local_feat = th.reshape(local_feat, (B, S, L, C)).permute(0, 3, 1, 2)
        global_feat = th.reshape(x.permute(0, 3, 2, 1), (-1, S, C))
        global_feat = self.global_layer(global_feat)
        global_feat = th.reshape(global_feat, (B, L, S, C)).permute(0, 3, 2, 1)
        return self.norm(local_feat + global_feat) + x


class Enhancer(nn.Module):
    def __init__(self, dim=16, chunk=20):
        super().__init__()
        self.chunk = chunk
        self.encoder = nn.Conv1d(1, dim, 16, stride=8, padding=4)
        self.block = CrossParallel(dim)
        self.decoder = nn.ConvTranspose1d(dim, 1, 16, stride=8, padding=4)

    def forward(self, wav):
        x = th.relu(self.encoder(wav))
        B, C, T = x.shape
        y = self.block(x.view(B, C, T // self.chunk, self.chunk)).reshape(B, C, T)
        return self.decoder(y)


th.manual_seed(0)
out = Enhancer().eval()(th.randn(3, 1, 1600)).detach()
