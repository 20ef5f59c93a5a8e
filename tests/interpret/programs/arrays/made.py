import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(7)
reveal_shape(rng.normal(size=(8, 3)))  # (8, 3)
reveal_shape(rng.integers(0, 10, (4,)).dtype)  # int64
reveal_shape(rng.permutation(12))  # (12,)
old = np.random.RandomState(3)
reveal_shape(old.randn(2, 5))  # (2, 5)
np.random.seed(0)
x = np.random.rand(100, 4).astype(np.float32)
y = np.random.randint(0, 3, 100)
reveal_shape(x)  # (100, 4)
reveal_shape(y)  # (100,)
order = np.random.permutation(len(x))
train, rest = order[:80], order[80:]
reveal_shape(x[train])  # (80, 4)
reveal_shape(y[rest])  # (20,)
reveal_shape(x.mean(axis=0))  # (4,)
reveal_shape((x - x.mean(0)) / x.std(0, keepdims=True))  # (100, 4)
reveal_shape(np.concatenate([x, np.ones((100, 1))], axis=1))  # (100, 5)
reveal_shape(np.stack([x[:, 0], x[:, 1]], axis=-1))  # (100, 2)
reveal_shape(np.eye(3)[y])  # (100, 3)
reveal_shape(np.where(x > 0.5, x, 0).shape)  # (100, 4)
reveal_shape(np.split(x, 4)[0])  # (25, 4)
reveal_shape([part.shape for part in np.array_split(x, 3)])  # [(34, 4), (33, 4), (33, 4)]
reveal_shape(np.pad(x, ((0, 0), (1, 2))))  # (100, 7)
reveal_shape(np.expand_dims(x, 0).repeat(2, axis=0))  # (2, 100, 4)
reveal_shape(np.tile(x, (2, 1)).T)  # (4, 200)
reveal_shape(int(np.prod(x.shape[1:])))  # 4
reveal_shape(np.array([row * 2 for row in x[:5]]))  # (5, 4)
reveal_shape(np.array([[1.5, 2], [3, 4]]).dtype)  # float64
reveal_shape(len(np.zeros((2, 3)).tolist()[0]))  # 3
images = np.zeros((16, 32, 32, 3), dtype=np.uint8)
batch = torch.from_numpy(images.transpose(0, 3, 1, 2)).float()
reveal_shape(batch)  # (16, 3, 32, 32)
reveal_shape(batch.dtype)  # torch.float32
reveal_shape(images[..., ::-1].copy().shape)  # (16, 32, 32, 3)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
out = net(torch.from_numpy(x))
reveal_shape(out)  # (100, 3)
reveal_shape(out.detach().cpu().numpy().argmax(axis=1))  # (100,)
reveal_shape(nn.functional.cross_entropy(out, torch.as_tensor(y)))  # ()
reveal_shape(np.vstack([x, x]).reshape(-1, 2, 4).sum(axis=(0, 2)))  # (2,)
train += 1
reveal_shape(train)  # (80,)
reveal_shape(np.linspace(0, 1, 5)[:, None] * np.arange(3))  # (5, 3)
