import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvBlock(nn.Module):
    """Depthwise convolution between two pointwise ones, with a residual and a skip path."""

    def __init__(self, io_channels, hidden_channels, kernel_size, dilation=1):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(io_channels, hidden_channels, 1),
            nn.PReLU(),
            nn.GroupNorm(1, hidden_channels),
            nn.Conv1d(
                hidden_channels,
                hidden_channels,
                kernel_size,
                padding=(kernel_size - 1) // 2,  # warning: [not-same]
                dilation=dilation,
                groups=hidden_channels,
            ),
            nn.PReLU(),
            nn.GroupNorm(1, hidden_channels),
        )
        self.res_out = nn.Conv1d(hidden_channels, io_channels, 1)
        self.skip_out = nn.Conv1d(hidden_channels, io_channels, 1)

    def forward(self, x):
        feature = self.layers(x)
        return self.res_out(feature), self.skip_out(feature)


class MaskGenerator(nn.Module):
    def __init__(self, input_dim, num_sources, num_feats=24, num_hidden=48, num_layers=4):
        super().__init__()
        self.input_dim, self.num_sources = input_dim, num_sources
        self.input_conv = nn.Conv1d(input_dim, num_feats, 1)
        self.blocks = nn.ModuleList(ConvBlock(num_feats, num_hidden, 3, dilation=2**i) for i in range(num_layers))
        self.output_conv = nn.Conv1d(num_feats, input_dim * num_sources, 1)

    def forward(self, x):
        batch_size = x.size(0)
        feats = self.input_conv(x)
        output = 0.0
        for block in self.blocks:
            residual, skip = block(feats)
            length = residual.size(-1)
            feats = feats[..., :length] + residual
            output = skip if isinstance(output, float) else output[..., :length] + skip
        mask = torch.sigmoid(self.output_conv(output))
        return mask.view(batch_size, self.num_sources, self.input_dim, -1)


class ConvTasNet(nn.Module):
    def __init__(self, num_sources=2, enc=32, kernel=16):
        super().__init__()
        self.encoder = nn.Conv1d(1, enc, kernel, stride=kernel // 2, bias=False)
        self.mask = MaskGenerator(enc, num_sources)
        self.decoder = nn.ConvTranspose1d(enc, 1, kernel, stride=kernel // 2, bias=False)
        self.num_sources = num_sources

    def forward(self, wav):
        feats = self.encoder(wav)
        masks = self.mask(feats)
        masked = masks * feats[..., : masks.size(-1)].unsqueeze(1)
        b, s, c, t = masked.shape
        decoded = self.decoder(masked.view(b * s, c, t))
        return decoded.view(b, s, -1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--segment", type=int, default=1600)
    args = parser.parse_args()
    torch.manual_seed(0)
    out = ConvTasNet()(torch.randn(2, 1, args.segment)).detach()
