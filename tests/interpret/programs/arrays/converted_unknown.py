# symbolic
"""Converting the numbers of what is unknown leaves its shape as it is."""

import pickle

import numpy as np
import torch


def as_numbers(stored):
    H, W = stored.shape
    reveal_shape(torch.from_numpy(stored.astype("int64")))  # (H, W)


def as_read(path):
    stored = pickle.load(path)
    H, W = stored.shape
    labels = stored.astype(np.int64)
    reveal_shape(labels)  # (H, W)
    reveal_shape(torch.from_numpy(labels.astype(np.float32)).t())  # (W, H)
