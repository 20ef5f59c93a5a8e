import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


def split_chunks(wav, chunk):
    """Cuts a recording into chunks of the same length; the last one is filled with silence if it is short."""
    missing = chunk - wav.size(-1) % chunk  # warning: [block-too-many]
    wav = F.pad(wav, (0, missing))
    return wav.view(-1, 1, chunk)


class SpeakerEncoder(nn.Module):
    def __init__(self, dim=32):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv1d(1, 16, 40, stride=16), nn.ReLU(), nn.Conv1d(16, dim, 8, stride=4), nn.ReLU(),
            nn.AdaptiveAvgPool1d(1),
        )
        self.proj = nn.Linear(dim, dim)

    def forward(self, chunks):
        return F.normalize(self.proj(self.conv(chunks).flatten(1)), dim=1)


@torch.no_grad()
def embed(model, wav, chunk):
    chunks = split_chunks(wav, chunk)
    return model(chunks).mean(dim=0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample-rate", type=int, default=8000)
    parser.add_argument("--seconds", type=int, default=3)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = SpeakerEncoder().eval()
    recording = torch.randn(args.sample_rate * args.seconds)
    out = embed(model, recording, args.sample_rate)
