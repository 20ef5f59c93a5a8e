import torch
import torch.nn as nn

x = torch.linspace(-1, 1, 50)
y = 3 * x + 0.1 * torch.sin(20 * x)

model = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
criterion = nn.MSELoss()

for step in range(3):
    y_pred = model(x.unsqueeze(1))
    loss = criterion(y_pred, y.unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


# What torch says of it.
def claim():
    p = model(x.unsqueeze(1)).detach()
    meant = ((p[:, 0] - y) ** 2).mean()
    return bool(torch.isclose(criterion(p, y.unsqueeze(1)), meant))
