import numpy as np
import torch
from torch import nn
from torch.utils.data import TensorDataset, DataLoader

def windows(series, n):
    xs, ys = [], []
    for i in range(len(series) - n):
        xs.append(series[i:i + n])
        ys.append(series[i + n])
    return np.array(xs), np.array(ys)

series = np.sin(np.linspace(0, 20, 200))
x, y = windows(series, 12)
reveal_shape(x)  # (188, 12)
reveal_shape(y)  # (188,)
x = x[..., np.newaxis].astype("float32")
split = int(len(x) * 0.8)
train_x, test_x = x[:split], x[split:]
reveal_shape(train_x)  # (150, 12, 1)
mean, std = train_x.mean(), train_x.std()
train_x = (train_x - mean) / std
reveal_shape(train_x)  # (150, 12, 1)
reveal_shape(train_x.dtype)  # float32
ds = TensorDataset(torch.from_numpy(train_x), torch.from_numpy(y[:split]).float())
loader = DataLoader(ds, batch_size=16)
for a, b in loader:
    reveal_shape(a)  # (16, 12, 1); (6, 12, 1)
    reveal_shape(b)  # (16,); (6,)
    out, _ = nn.LSTM(1, 8, batch_first=True)(a)
    reveal_shape(out)  # (16, 12, 8); (6, 12, 8)
labels = np.array([0, 1, 2, 1])
onehot = np.zeros((labels.size, labels.max() + 1))
onehot[np.arange(labels.size), labels] = 1
reveal_shape(onehot)  # (4, 3)
img = np.random.randint(0, 255, (224, 224, 3), dtype=np.uint8)
t = torch.from_numpy(img).permute(2, 0, 1).unsqueeze(0).float() / 255
reveal_shape(t)  # (1, 3, 224, 224)
m = np.mean(img, axis=(0, 1))
reveal_shape(m)  # (3,)
q = np.zeros((4,) + img.shape[:2])
reveal_shape(q)  # (4, 224, 224)
scores = np.empty((0, 5))
for k in range(3):
    scores = np.vstack([scores, np.random.rand(2, 5)])
reveal_shape(scores)  # (6, 5)
idx = np.where(labels == 1)[0]
reveal_shape(x[idx][0])  # (12, 1)
reveal_shape(np.argsort(-scores, axis=1)[:, :2])  # (6, 2)
reveal_shape(torch.tensor(np.array([s[:3] for s in scores])))  # (6, 3)
a = torch.rand(2, 3).numpy()
reveal_shape(np.einsum("ij,kj->ik", a, a))  # (2, 2)
reveal_shape(np.maximum(a, 0).clip(0, 1).sum(-1, keepdims=True))  # (2, 1)
b, c = a.shape
reveal_shape(np.zeros((b, c, 7)))  # (2, 3, 7)
h, w = np.array([10, 20]) // 2
reveal_shape(torch.zeros(h, w))  # (5, 10)
reveal_shape(np.unravel_index(np.argmax(a), a.shape))  # ((), ())
reveal_shape([v.item() for v in np.arange(3)])  # [0, 1, 2]
