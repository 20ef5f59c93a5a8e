import torch
scores = torch.tensor([[3, 1, 2], [0, 5, 1]])
p = torch.softmax(scores.float(), dim=1)
print(p)
