import torch
import torch.nn as nn

generator = nn.Sequential(
    nn.Linear(100, 256),
    nn.BatchNorm1d(256),
    nn.ReLU(),
    nn.Linear(256, 512),
    nn.BatchNorm1d(256),  # related
    nn.ReLU(),
    nn.Linear(512, 28 * 28),
    nn.Tanh(),
)
opt_g = torch.optim.Adam(generator.parameters(), lr=2e-4, betas=(0.5, 0.999))

for step in range(2):
    z = torch.randn(64, 100)
    fake = generator(z)  # error: [norm-mismatch]
    g_loss = fake.pow(2).mean()
    opt_g.zero_grad()
    g_loss.backward()
    opt_g.step()
