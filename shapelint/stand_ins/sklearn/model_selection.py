"""sklearn.model_selection: rows are shared out."""

import math

import numpy as np
import torch
from shapelint.stand_in import known, size, unknown


def _counts(total, test_size, train_size):
    """How many rows are for training, and how many for the test."""
    if not isinstance(total, int) or not known(test_size) or not known(train_size):
        return size("n_train"), size("n_test")
    if test_size is None and train_size is None:
        test_size = 0.25
    test = math.ceil(test_size * total) if isinstance(test_size, float) else test_size
    train = math.floor(train_size * total) if isinstance(train_size, float) else train_size
    if test is None:
        test = total - train
    return (total - test if train is None else train), test


def train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None):
    found = []
    for array in arrays:
        if not known(array):
            found += [unknown("a part of something unknown"), unknown("a part of something unknown")]
            continue
        train, test = _counts(len(array), test_size, train_size)
        for count in (train, test):
            found.append(_rows(array, count))
    return found


def _rows(array, count):
    if isinstance(array, torch.Tensor):
        return torch.empty((count, *array.shape[1:]), dtype=array.dtype)
    if isinstance(array, np.ndarray):
        return np.zeros((count, *array.shape[1:]), dtype=array.dtype)
    if isinstance(array, (list, tuple)):
        return array[:count] if isinstance(count, int) else unknown("a part whose length is not known")
    return array.take_rows(count) if hasattr(array, "take_rows") else unknown("a part of something else")
