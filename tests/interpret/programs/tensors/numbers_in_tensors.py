"""Numbers that stand in small tensors: rates that rise from layer to layer, taken out one by one or stage by stage."""

import torch
from torch import nn

flat = [rate.item() for rate in torch.linspace(0, 0.0, 3)]
reveal_shape(flat)  # [0.0, 0.0, 0.0]
reveal_shape(torch.linspace(0, 0.3, 3, device="cpu").tolist())  # [0.0, 0.15000000596046448, 0.30000001192092896]
reveal_shape([rate.item() for rate in torch.linspace(1, 0, 5)])  # [1.0, 0.75, 0.5, 0.25, 0.0]
reveal_shape([part.tolist() for part in torch.linspace(0, 1, 5).split([2, 3])])  # [[0.0, 0.25], [0.5, 0.75, 1.0]]
reveal_shape([part.tolist() for part in torch.arange(5).chunk(2)])  # [[0, 1, 2], [3, 4]]
reveal_shape(torch.arange(4)[-1].item())  # 3
reveal_shape(torch.linspace(0, 1, 1).tolist())  # [0.0]
reveal_shape(torch.linspace(0, 1, 0).tolist())  # []
reveal_shape((4 ** torch.arange(3, dtype=torch.long)).flip(0).tolist())  # [16, 4, 1]
widths, depths = torch.unique(torch.tensor([64, 24, 64, 152]), return_counts=True)
reveal_shape((widths.tolist(), depths.tolist(), len(widths)))  # ([24, 64, 152], [1, 2, 1], 3)


class Dropped(nn.Module):
    def __init__(self, rate):
        super().__init__()
        self.path = nn.Linear(4, 8) if rate > 0.0 else nn.Linear(4, 4)

    def forward(self, x):
        return self.path(x)


for rate in torch.linspace(0, 0.5, 2):
    reveal_shape(Dropped(rate.item())(torch.zeros(2, 4)))  # (2, 4); (2, 8)
changed = torch.linspace(0, 1, 2)
changed[0] = 5.0
reveal_shape(changed[1].item())  # ?
