import torch
import torch.nn as nn


class Layer(nn.Module):
    """Convolution over frames, length preserving."""

    def __init__(self, inputs, outputs, width):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, width, padding=width // 2)
        self.norm = nn.BatchNorm1d(outputs)

    def forward(self, x):
        return torch.relu(self.norm(self.conv(x)))


class Onsets(nn.Module):
    def __init__(self, bins=16, hidden=8, width=5, layers=3):
        super().__init__()
        sizes = [bins] + [hidden] * layers
        self.blocks = nn.Sequential(*(Layer(a, b, width) for a, b in zip(sizes, sizes[1:])))
        self.out = nn.Conv1d(hidden, 1, 1)

    def forward(self, x):
        return self.out(self.blocks(x)).squeeze(1)


torch.manual_seed(0)
frames, onsets = torch.rand(4, 16, 30), torch.rand(4, 30).round()
out = Onsets()(frames)[:, : onsets.size(1)].detach()
nn.functional.binary_cross_entropy_with_logits(out, onsets)
