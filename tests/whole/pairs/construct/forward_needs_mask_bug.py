import torch
import torch.nn as nn


class EncoderBlock(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.attn = nn.MultiheadAttention(d, heads, batch_first=True)
        self.ff = nn.Sequential(nn.Linear(d, 4 * d), nn.GELU(), nn.Linear(4 * d, d))
        self.n1 = nn.LayerNorm(d)
        self.n2 = nn.LayerNorm(d)

    def forward(self, x, mask):
        a, _ = self.attn(x, x, x, key_padding_mask=mask)
        x = self.n1(x + a)
        return self.n2(x + self.ff(x))


class Model(nn.Module):
    def __init__(self, vocab=500, d=64, layers=2):
        super().__init__()
        self.emb = nn.Embedding(vocab, d, padding_idx=0)
        self.blocks = nn.ModuleList([EncoderBlock(d, 4) for _ in range(layers)])
        self.out = nn.Linear(d, vocab)

    def forward(self, ids):
        mask = ids == 0
        x = self.emb(ids)
        for block in self.blocks:
            x = block(x)  # error: [wrong-arguments]
        return self.out(x)


if __name__ == "__main__":
    lm = Model()
    lm(torch.randint(1, 500, (2, 12)))
