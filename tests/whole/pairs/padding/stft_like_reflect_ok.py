import torch
import torch.nn.functional as F


def frames(signal, n_fft=400, hop=160):
    """Cut centred frames out of (batch, samples)."""
    pad = n_fft // 2
    padded = F.pad(signal.unsqueeze(1), (pad, pad), mode="reflect").squeeze(1)
    return padded.unfold(-1, n_fft, hop)


beep = torch.sin(torch.linspace(0, 100, 201)).unsqueeze(0)
print(frames(beep).shape)
