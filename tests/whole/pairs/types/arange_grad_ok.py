import torch
x = torch.arange(5, dtype=torch.float, requires_grad=True)
(x ** 2).sum().backward()
print(x.grad)
