import torch
import torch.nn as nn
import torch.nn.functional as F


class SpectrogramPatches(nn.Module):
    def __init__(self, n_mels=80, patch=16, dim=32):
        super().__init__()
        self.patch = patch
        self.proj = nn.Conv2d(1, dim, (n_mels, patch), stride=(n_mels, patch))

    def forward(self, mel):
        # mel: (batch, n_mels, frames)
        n_mels, frames = mel.shape[1], mel.shape[2]
        rest = -frames % self.patch
        if rest:
            # the frames are filled up to whole patches
            mel = F.pad(mel, (0, rest))
        return self.proj(mel[:, None]).flatten(2).transpose(1, 2)


class Tagger(nn.Module):
    def __init__(self, n_mels=80, dim=32, tags=10):
        super().__init__()
        self.patches = SpectrogramPatches(n_mels, dim=dim)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, 4, 64, batch_first=True), 2)
        self.head = nn.Linear(dim, tags)

    def forward(self, mel):
        return self.head(self.encoder(self.patches(mel)).mean(dim=1))


def log_mel(wave, n_mels=80):
    spec = torch.stft(wave, 512, hop_length=160, window=torch.hann_window(512), return_complex=True).abs()
    bank = torch.rand(n_mels, spec.size(1))
    return (bank @ spec + 1e-6).log()


torch.manual_seed(0)
tagger = Tagger()
mel = log_mel(torch.randn(2, 16000))
logits = tagger(mel)
loss = F.binary_cross_entropy_with_logits(logits, torch.randint(0, 2, logits.shape).float())
loss.backward()
out = logits.detach()
