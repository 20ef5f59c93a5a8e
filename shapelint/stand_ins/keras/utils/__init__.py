"""keras.utils: classes as rows of zeros and a one, texts of one length."""

import numpy as np
from shapelint.stand_in import known, size, unknown


def to_categorical(x, num_classes=None):
    if not known(x) or not hasattr(x, "__len__"):
        return unknown("the classes of something unknown")
    given = np.asarray(x)
    shape = given.shape
    if not known(shape):
        return unknown("the classes of something unknown")
    if len(shape) > 1 and known(shape[-1]) and shape[-1] == 1:
        shape = shape[:-1]
    return np.zeros((*shape, size("classes") if num_classes is None else num_classes), dtype="float64")


def pad_sequences(sequences, maxlen=None, dtype="int32", padding="pre", truncating="pre", value=0.0):
    count = len(sequences) if known(sequences) and hasattr(sequences, "__len__") else size("texts")
    return np.zeros((count, size("length") if maxlen is None else maxlen), dtype=dtype)
