import torch
import torch.nn as nn

n_features = 14
X = torch.randn(120, n_features)
y = (X.sum(dim=1) > 0).float()

model = nn.Sequential(
    nn.Linear(n_features, 32),
    nn.ReLU(),
    nn.Linear(32, 1),
    nn.Sigmoid(),
)
loss_fn = nn.BCELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

for epoch in range(3):
    y_pred = model(X)
    loss = loss_fn(y_pred, y)  # error: [target-mismatch]
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"final loss {loss.item():.3f}")
