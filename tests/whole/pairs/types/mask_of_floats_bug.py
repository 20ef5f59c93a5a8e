import torch
scores = torch.randn(2, 5, 5)
mask = torch.tril(torch.ones(5, 5))
scores = scores.masked_fill(mask, float("-inf"))  # error: [dtype-mismatch]
print(scores.softmax(-1).shape)
