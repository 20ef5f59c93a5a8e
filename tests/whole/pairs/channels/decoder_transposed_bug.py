import torch
import torch.nn as nn

encoder = nn.Sequential(
    nn.Conv2d(1, 16, 3, stride=2, padding=1),
    nn.ReLU(),
    nn.Conv2d(16, 32, 3, stride=2, padding=1),
    nn.ReLU(),
    nn.Conv2d(32, 64, 7),
)

decoder = nn.Sequential(
    nn.ConvTranspose2d(32, 64, 7),  # related
    nn.ReLU(),
    nn.ConvTranspose2d(64, 16, 3, stride=2, padding=1, output_padding=1),
    nn.ReLU(),
    nn.ConvTranspose2d(16, 1, 3, stride=2, padding=1, output_padding=1),
    nn.Sigmoid(),
)

imgs = torch.rand(4, 1, 28, 28)
z = encoder(imgs)
recon = decoder(z)  # error: [channel-mismatch]
loss = ((recon - imgs) ** 2).mean()
