"""A text is no index of a tensor: of what a layer gave, or torch made."""

import torch
from records import load
from torch import nn

rows = nn.Linear(4, 4)(load())[0:2]
rows["label"]  # error: [wrong-arguments]
torch.zeros(3)["label"]  # error: [wrong-arguments]
load().contiguous()["label"]
