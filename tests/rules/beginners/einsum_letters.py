"""The letters of an einsum are those of a matrix product, the tensors are not."""

import torch

queries = torch.randn(4, 10, 3)
keys = torch.randn(4, 5, 3)
scores = torch.einsum("bij,bjk->bik", queries, keys)
print(scores.softmax(-1).shape)
