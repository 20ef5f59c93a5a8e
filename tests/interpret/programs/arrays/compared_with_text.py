"""Arrays of texts are compared with a text element by element."""

import numpy as np
names = np.array([["a", "b", "-"], ["c", "d", "-"]])
reveal_shape(names)  # (2, 3)
reveal_shape(names == "c")  # (2, 3)
reveal_shape(names != "c")  # (2, 3)
reveal_shape(np.argwhere(names == "c").shape[1])  # 2
numbers = np.array([[1, 2], [3, 4]])
reveal_shape(np.argwhere(numbers == 3).shape[1])  # 2
