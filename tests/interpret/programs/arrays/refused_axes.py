import numpy as np
import torch

x = np.random.rand(3, 4)
reveal_shape(torch.from_numpy(x[:, ::-1].copy()))  # (3, 4)
reveal_shape(x.transpose(1, 0).reshape(2, -1))  # (2, 6)
x.transpose(0, 2)  # error: [axis-out-of-range]
