import torch
x = torch.randn(10, 4)
idx = torch.linspace(0, 9, 5)
y = x[idx]  # error: [dtype-mismatch]
print(y.shape)
