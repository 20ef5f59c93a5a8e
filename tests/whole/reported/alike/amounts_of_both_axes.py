import torch
import torch.nn.functional as F


def square(scores):
    """(queries, keys): keys are added until there are as many as queries."""
    return F.pad(scores, (0, scores.shape[0] - scores.shape[1]))


def mask_of(pairs, length=16):
    """A square, so that either size is the other's."""
    p = length - pairs.shape[0]
    return F.pad(pairs, (0, p, 0, p))


def longer(wave, seconds=2):
    n = wave.shape[0]
    return F.pad(wave, (0, 16000 * seconds - n))


def frames(fbank, length=256):
    n, bins = fbank.shape
    return F.pad(fbank.t(), (0, length - n)), F.pad(fbank[None], (0, 0, 0, length - n))


outs = [square(torch.randn(9, 5)), mask_of(torch.ones(10, 10)), longer(torch.randn(30000)), frames(torch.randn(200, 128))]
