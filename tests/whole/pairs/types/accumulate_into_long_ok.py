import torch
total = torch.zeros(10)
for _ in range(3):
    total += torch.rand(10)
print(total)
