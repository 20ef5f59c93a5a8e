"""torchaudio.transforms: (..., samples) -> (..., frequencies, frames)."""

import math

import torch
from shapelint.stand_in import known, size, unknown
from torch import nn


def _frames(waveform, bins, n_fft, hop_length, pad, center):
    samples = waveform.shape[-1] + 2 * pad
    frames = samples // hop_length + 1 if center else (samples - n_fft) // hop_length + 1
    return torch.empty((*waveform.shape[:-1], bins, frames), dtype=waveform.dtype)


class Spectrogram(nn.Module):
    def __init__(self, n_fft=400, win_length=None, hop_length=None, pad=0, window_fn=None, power=2.0,
                 normalized=False, wkwargs=None, center=True, pad_mode="reflect", onesided=True,
                 return_complex=None):  # fmt: skip
        super().__init__()
        self.n_fft = n_fft
        self.win_length = n_fft if win_length is None else win_length
        self.hop_length = self.win_length // 2 if hop_length is None else hop_length
        self.pad = pad
        self.power = power
        self.center = center
        self.bins = n_fft // 2 + 1 if onesided else n_fft

    def forward(self, waveform):
        made = _frames(waveform, self.bins, self.n_fft, self.hop_length, self.pad, self.center)
        return torch.complex(made, made) if self.power is None else made


class MelSpectrogram(nn.Module):
    def __init__(self, sample_rate=16000, n_fft=400, win_length=None, hop_length=None, f_min=0.0, f_max=None, pad=0,
                 n_mels=128, window_fn=None, power=2.0, normalized=False, wkwargs=None, center=True,
                 pad_mode="reflect", onesided=None, norm=None, mel_scale="htk"):  # fmt: skip
        super().__init__()
        self.sample_rate = sample_rate
        self.n_fft = n_fft
        self.win_length = n_fft if win_length is None else win_length
        self.hop_length = self.win_length // 2 if hop_length is None else hop_length
        self.pad = pad
        self.n_mels = n_mels
        self.center = center

    def forward(self, waveform):
        return _frames(waveform, self.n_mels, self.n_fft, self.hop_length, self.pad, self.center)


class MFCC(nn.Module):
    def __init__(self, sample_rate=16000, n_mfcc=40, dct_type=2, norm="ortho", log_mels=False, melkwargs=None):
        super().__init__()
        self.n_mfcc = n_mfcc
        self.MelSpectrogram = MelSpectrogram(sample_rate=sample_rate, **(melkwargs or {}))

    def forward(self, waveform):
        mels = self.MelSpectrogram(waveform)
        return torch.empty((*mels.shape[:-2], self.n_mfcc, mels.shape[-1]), dtype=mels.dtype)


class MelScale(nn.Module):
    def __init__(self, n_mels=128, sample_rate=16000, f_min=0.0, f_max=None, n_stft=201, norm=None, mel_scale="htk"):
        super().__init__()
        self.bank = nn.Linear(n_stft, n_mels, bias=False)

    def forward(self, specgram):
        return self.bank(specgram.transpose(-1, -2)).transpose(-1, -2)


class Resample(nn.Module):
    def __init__(self, orig_freq=16000, new_freq=16000, *args, **kwargs):
        super().__init__()
        self.orig_freq = orig_freq
        self.new_freq = new_freq

    def forward(self, waveform):
        if not known(self.orig_freq) or not known(self.new_freq):
            return torch.empty((*waveform.shape[:-1], size("samples")), dtype=waveform.dtype)
        divisor = math.gcd(self.orig_freq, self.new_freq)
        if not known(divisor):
            return unknown("sound at another rate")
        old, new = self.orig_freq // divisor, self.new_freq // divisor
        return torch.empty((*waveform.shape[:-1], (waveform.shape[-1] * new + old - 1) // old), dtype=waveform.dtype)


class _Same(nn.Module):
    """What changes no size."""

    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, x, *args, **kwargs):
        return x


class AmplitudeToDB(_Same):
    pass


class FrequencyMasking(_Same):
    pass


class TimeMasking(_Same):
    pass


class Vol(_Same):
    pass


class Fade(_Same):
    pass
