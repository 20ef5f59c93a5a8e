"""What a layer's class offers without a layer."""

import torch
from torch import nn

mask = nn.Transformer.generate_square_subsequent_mask(12)
reveal_shape(mask)  # (12, 12)
net = nn.Transformer(32, 4, 1, 1, 64, batch_first=True)
reveal_shape(net.generate_square_subsequent_mask(7))  # (7, 7)
net(torch.zeros(2, 12, 32), torch.zeros(2, 13, 32), tgt_mask=mask)  # error: [size-mismatch]
