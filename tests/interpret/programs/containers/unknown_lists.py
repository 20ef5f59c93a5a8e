# symbolic
"""Lists that loops of unknown length fill: whole windows, tensors that are alike, numbers of any number."""

import numpy as np
import torch

series = torch.nonzero(torch.ones(60)).float().numpy()
windows, following = [], []
for i in range(len(series) - 12):
    window = series[i : i + 12, 0]
    reveal_shape(window)  # (12,)
    windows.append(window)
    following.append(series[i + 12, 0])
reveal_shape(np.array(windows))  # (n2, 12)
reveal_shape(np.array(following))  # (n3,)
reveal_shape(torch.tensor(np.array(windows)).unsqueeze(-1))  # (n4, 12, 1)

before = [series[i - 3 : i] for i in range(3, len(series))]
reveal_shape(np.stack(before))  # (max(n - 3, 0), 3, 1)
rows = [torch.zeros(2, 5) for _ in series]
reveal_shape(torch.stack(rows).shape[1:])  # (2, 5)
reveal_shape(torch.stack(rows, dim=-1).shape[:2])  # (2, 5)
reveal_shape(torch.cat(rows, dim=1).shape[0])  # 2

labels = [int(one[0]) for one in series]
reveal_shape(torch.tensor([1] + labels + [2]).dim())  # 1
padded = labels[:64] + [-100] * (64 - len(labels[:64]))
reveal_shape((len(padded), torch.tensor(padded).shape))  # (64, (64,))
cut = labels[:8]
cut += [0] * (8 - len(cut))
reveal_shape(torch.tensor(cut))  # (8,)
