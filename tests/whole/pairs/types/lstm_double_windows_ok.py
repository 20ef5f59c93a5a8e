import numpy as np
import torch
from torch import nn
series = np.sin(np.arange(0, 100, 0.1))
windows = np.stack([series[i:i + 20] for i in range(900)])
x = torch.tensor(windows, dtype=torch.float32).unsqueeze(-1)
lstm = nn.LSTM(1, 16, batch_first=True)
out, _ = lstm(x)
print(out.shape)
