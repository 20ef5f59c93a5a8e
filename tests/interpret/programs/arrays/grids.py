import numpy as np
import torch

rows, columns = np.mgrid[0:32, 0:48]
reveal_shape(rows)  # (32, 48)
reveal_shape(np.ogrid[:4, :5][1])  # (1, 5)
reveal_shape(np.r_[np.ones(3), 0, 1:4].shape)  # (7,)
reveal_shape(np.c_[np.arange(6), np.ones((6, 2))])  # (6, 3)
reveal_shape(torch.from_numpy(np.stack([rows, columns], -1)))  # (32, 48, 2)
middle = np.s_[..., 8:24]
reveal_shape(rows[middle])  # (32, 16)
widths = np.array([64, 128, 256])
reveal_shape([int(width) for width in widths[1:]])  # [128, 256]
reveal_shape(torch.nn.Linear(widths[0], widths[-1])(torch.zeros(1, 64)))  # (1, 256)
flat = np.zeros((4, 6))
flat.shape = 24
reveal_shape(flat)  # ?
