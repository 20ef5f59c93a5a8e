import torch
scores = torch.tensor([[3, 1, 2], [0, 5, 1]])
p = torch.softmax(scores, dim=1)  # error: [dtype-mismatch]
print(p)
