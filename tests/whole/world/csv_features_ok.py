import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

df = pd.DataFrame(
    {
        "age": np.random.rand(50),
        "height": np.random.rand(50),
        "weight": np.random.rand(50),
        "label": np.random.randint(0, 2, 50),
    }
)
X = df.drop(columns=["label"]).values.astype("float32")
y = df["label"].values.astype("int64")
ds = TensorDataset(torch.from_numpy(X), torch.from_numpy(y))
net = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 2))
for xb, yb in DataLoader(ds, batch_size=10):
    print(nn.functional.cross_entropy(net(xb), yb))
