"""What is only read under a key that is not known stays what it was."""

import torch

key = "a" if torch.rand(1).item() > 0.5 else "b"
rows = {"a": [], "b": []}
print(len(rows[key]), list(rows[key]))
reveal_shape(torch.tensor([len(rows["a"])]))  # (1,)
torch.cat(rows["a"])  # error: [wrong-arguments]
