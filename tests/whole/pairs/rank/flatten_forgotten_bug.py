import torch
from torch import nn

model = nn.Sequential(
    nn.Linear(28 * 28, 128),  # related
    nn.ReLU(),
    nn.Linear(128, 10),
    nn.LogSoftmax(dim=1),
)
criterion = nn.NLLLoss()
images = torch.rand(64, 1, 28, 28)
labels = torch.randint(0, 10, (64,))

logps = model(images)  # error: [feature-mismatch]
loss = criterion(logps, labels)
print(loss)
