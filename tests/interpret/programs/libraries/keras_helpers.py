"""What keras makes of classes and of texts."""

import numpy as np
from keras.utils import pad_sequences, to_categorical

reveal_shape(to_categorical([1, 2, 0], 5))  # (3, 5)
reveal_shape(to_categorical(np.zeros((7, 1), dtype="int64"), num_classes=3))  # (7, 3)
reveal_shape(pad_sequences([[1, 2], [3]], maxlen=6))  # (2, 6)
