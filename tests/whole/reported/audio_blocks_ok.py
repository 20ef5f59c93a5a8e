import torch
import torch.nn as nn
import torch.nn.functional as F


class BlockEncoder(nn.Module):
    """Encodes a waveform in blocks of `block` samples."""

    def __init__(self, block=320, dim=64):
        super().__init__()
        self.block = block
        self.proj = nn.Linear(block, dim)
        self.rnn = nn.GRU(dim, dim, batch_first=True)

    def pad(self, wav):
        """Pads the end with zeros so that the length is a multiple of the block."""
        length = wav.shape[-1]
        right = -length % self.block
        return F.pad(wav, (0, right))

    def forward(self, wav):
        wav = self.pad(wav)
        blocks = wav.view(wav.shape[0], -1, self.block)
        out, _ = self.rnn(self.proj(blocks))
        return out


encoder = BlockEncoder()
out = encoder(torch.randn(2, 16000))
