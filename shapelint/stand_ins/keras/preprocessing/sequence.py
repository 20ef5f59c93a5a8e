"""keras.preprocessing.sequence: texts of one length."""

from keras.utils import pad_sequences
