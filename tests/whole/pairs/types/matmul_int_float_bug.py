import torch
adj = torch.tensor([[0, 1, 1], [1, 0, 0], [1, 0, 0]])
feats = torch.randn(3, 6)
w = torch.randn(6, 4)
out = adj @ (feats @ w)  # error: [dtype-mismatch]
print(out.shape)
