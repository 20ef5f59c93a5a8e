"""Stacks of transformer layers stay what they are in evaluation and training."""

import torch
from torch import nn

encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 2, 64), 2)
encoder.eval()
reveal_shape(encoder(torch.rand(10, 4, 16)))  # (10, 4, 16)
encoder.train()
reveal_shape(encoder(torch.rand(10, 4, 16)))  # (10, 4, 16)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(16, 2, 64), 3)

    def forward(self, x, memory):
        return self.decoder(x, memory)


model = Model().eval()
reveal_shape(model(torch.rand(5, 4, 16), torch.rand(10, 4, 16)))  # (5, 4, 16)
