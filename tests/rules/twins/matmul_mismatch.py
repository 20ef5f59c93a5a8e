"""Products whose factors look as if they did not fit."""

import torch

q, k, v = torch.rand(2, 8, 10, 64), torch.rand(2, 8, 12, 64), torch.rand(2, 8, 12, 64)
weights = (q @ k.transpose(-2, -1)).softmax(-1)
print((weights @ v).shape, torch.einsum("bhqd,bhkd->bhqk", q, k).shape)

matrix, vector = torch.rand(5, 3), torch.rand(3)
print((matrix @ vector).shape, (vector @ matrix.T).shape, (vector @ vector).shape)
print((torch.rand(7, 1, 4, 5) @ torch.rand(3, 5, 6)).shape)
print(torch.bmm(torch.rand(4, 1, 10), torch.rand(4, 10, 32)).squeeze(1).shape)
print((matrix.t() @ matrix).shape, torch.mm(matrix, torch.eye(3)).shape)
print(torch.einsum("...ij,jk->...ik", torch.rand(2, 6, 4, 3), torch.rand(3, 9)).shape)
