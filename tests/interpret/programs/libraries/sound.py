# symbolic
"""Sound of torchaudio: spectrograms of samples, and of files whose length nobody knows."""

import torch
import torchaudio
import torchaudio.functional as F
from torch import nn
from torchaudio import transforms as T

wave = torch.rand(2, 1, 16000)
reveal_shape(T.Spectrogram(n_fft=512)(wave))  # (2, 1, 257, 63)
reveal_shape(T.MelSpectrogram(16000, n_fft=1024, hop_length=256, n_mels=64)(wave))  # (2, 1, 64, 63)
reveal_shape(T.MelSpectrogram(n_mels=64, center=False)(wave))  # (2, 1, 64, 79)
reveal_shape(T.MFCC(n_mfcc=13, melkwargs={"n_fft": 400, "hop_length": 160, "n_mels": 23})(wave))  # (2, 1, 13, 101)
reveal_shape(T.Resample(44100, 16000)(torch.rand(1, 44100)))  # (1, 16000)
front = nn.Sequential(T.MelSpectrogram(n_mels=40), T.AmplitudeToDB(), T.FrequencyMasking(8))
reveal_shape(front(wave))  # (2, 1, 40, 81)
heard, rate = torchaudio.load("a.wav")
reveal_shape(heard.mean(0, keepdim=True)[:, :8000])  # (1, min(samples, 8000))
reveal_shape(T.Resample(rate, 16000)(heard).dim())  # 2
reveal_shape(F.resample(heard, rate, 16000).mean(0).dim())  # 1
reveal_shape(F.resample(torch.rand(1, 44100), 44100, 22050))  # (1, 22050)
