import numpy as np
import torch

ragged = np.array([[1, 2], [3]], dtype=object)
reveal_shape(ragged.dtype)  # object
records = np.zeros(4, dtype=[("place", "i4"), ("score", "f4")])
records[0] = (3, 0.5)
reveal_shape(records["score"].shape)  # ?
boxes = np.empty(2, dtype=object)
boxes[0] = np.ones((3, 3))
boxes[1] = [1, (2, 3)]
reveal_shape(np.random.randint(0, 0, size=0))  # (0,)
reveal_shape(np.sum(np.array(3), axis=0))  # ()
reveal_shape(np.trapezoid(np.ones((3, 8)), x=np.arange(3), axis=0))  # (8,)
reveal_shape(np.partition(np.zeros(0), 0))  # (0,)
with np.testing.assert_raises(ValueError):
    np.concatenate([np.ones(2), np.ones((3, 3))])
reveal_shape(torch.ones(2) * np.float32(3))  # (2,)
