import torch
total = torch.zeros(10, dtype=torch.long)
for _ in range(3):
    total += torch.rand(10)  # error: [dtype-mismatch]
print(total)
