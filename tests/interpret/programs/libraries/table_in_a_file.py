# symbolic
"""Of a table in a file only the named columns are known."""

import pandas as pd
import torch
from torch import nn

table = pd.read_csv("rows.csv")
given = torch.tensor(table[["length", "width", "height"]].values, dtype=torch.float32)
reveal_shape(given)  # (rows, 3)
wanted = torch.tensor(table["weight"].values)
reveal_shape(wanted)  # (rows,)
nn.Linear(4, 1)(given)  # error: [feature-mismatch]
