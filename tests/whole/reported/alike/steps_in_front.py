"""Sizes that are exchanged by a view, while the order of the numbers is kept or means nothing."""

import numpy as np
import torch
from torch import nn

lstm = nn.LSTM(1, 8)
series = np.sin(np.arange(200)).astype(np.float32)
rows = torch.from_numpy(np.stack([series[i : i + 20] for i in range(160)]))
steps, _ = lstm(rows.t().reshape(20, 160, 1))
last, _ = nn.LSTM(20, 8)(rows.view(1, 160, 20))
of_noise, _ = lstm(torch.randn(160, 20).view(20, 160, 1))
in_rows, _ = lstm(torch.from_numpy(np.resize(series, 3200)).view(160, 20).view(20, 160, 1))
out = steps.detach()
