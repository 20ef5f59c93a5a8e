import torch
x = torch.arange(5, requires_grad=True)  # error: [dtype-mismatch]
(x ** 2).sum().backward()
print(x.grad)
