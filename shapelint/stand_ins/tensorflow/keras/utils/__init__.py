"""tensorflow.keras.utils: what keras.utils has."""

from keras.utils import pad_sequences, to_categorical
