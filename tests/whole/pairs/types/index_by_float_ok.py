import torch
x = torch.randn(10, 4)
idx = torch.linspace(0, 9, 5) .long()
y = x[idx]
print(y.shape)
