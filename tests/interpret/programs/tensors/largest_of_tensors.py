"""The largest of tensors of one number is one of them."""

import torch

parts = torch.rand(2, 3), torch.rand(4)
reveal_shape(max([part.abs().mean() for part in parts]))  # ()
reveal_shape(min(parts[0].sum(), parts[1].sum()).sqrt())  # ()
