import torch
pred = torch.randn(32, 10).argmax(dim=1)
target = torch.randint(0, 10, (32,))
acc = (pred == target).float().mean()
print(acc)
