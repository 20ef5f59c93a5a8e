import numpy as np
import torch
from torch import nn

x = np.zeros((60, 1, 40, 498), dtype=np.float32)
reveal_shape(x)  # (60, 1, 40, 498)
reveal_shape(x.dtype)  # float32
reveal_shape(x[0:16])  # (16, 1, 40, 498)
reveal_shape(x[::-1, 0])  # (60, 40, 498)
reveal_shape(x[:, :, [0, 3, 5]].shape)  # (60, 1, 3, 498)
reveal_shape(x.T)  # (498, 40, 1, 60)
reveal_shape(x.reshape(60, -1))  # (60, 19920)
reveal_shape((x + 1).dtype)  # float32
reveal_shape((x * np.arange(498)).dtype)  # float64
reveal_shape(np.arange(3, 498, 7))  # (71,)
reveal_shape(np.linspace(0, 1, 11))  # (11,)
reveal_shape(t := torch.from_numpy(x))  # (60, 1, 40, 498)
reveal_shape(t.dtype)  # torch.float32
reveal_shape(torch.tensor(x[0]))  # (1, 40, 498)
reveal_shape(t.numpy().reshape(-1))  # (1195200,)
reveal_shape(np.array([[1, 2], [3, 4]]) * 2)  # (2, 2)
reveal_shape(len(x))  # 60
reveal_shape(x.size)  # 1195200
reveal_shape(x.ndim)  # 4
reveal_shape(isinstance(x, np.ndarray))  # True
reveal_shape(isinstance(x, torch.Tensor))  # False
reveal_shape(int(np.prod(x.shape)))  # 1195200
reveal_shape(int(np.sqrt(64)))  # 8
reveal_shape([row.shape for row in x[:2]])  # [(1, 40, 498), (1, 40, 498)]
a, b = np.zeros((2, 7))
reveal_shape(a)  # (7,)
x[0] = 3
reveal_shape(x[..., np.newaxis])  # (60, 1, 40, 498, 1)
nn.Conv2d(3, 8, 3)(torch.from_numpy(x[0:16]))  # error: [channel-mismatch]
