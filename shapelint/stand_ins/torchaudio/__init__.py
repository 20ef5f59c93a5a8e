"""torchaudio: sound is (channels, samples); of a file nobody sees neither is known."""

import torch
from shapelint.stand_in import size, unknown

from torchaudio import functional, transforms


def load(uri, frame_offset=0, num_frames=-1, normalize=True, channels_first=True, **kwargs):
    channels, samples = size("channels"), num_frames if num_frames > 0 else size("samples")
    shape = (channels, samples) if channels_first else (samples, channels)
    return torch.empty(shape), unknown("the sample rate of a file", "sample_rate")


def save(uri, src, sample_rate, **kwargs):
    pass
