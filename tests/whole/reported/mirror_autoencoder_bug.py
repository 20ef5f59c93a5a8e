import torch
import torch.nn as nn
import torch.nn.functional as F


class AutoEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc1 = nn.Conv2d(3, 16, 3, stride=2, padding=1)
        self.enc2 = nn.Conv2d(16, 32, 3, stride=2, padding=1)
        self.dec2 = nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1)  # warning: [not-same]
        self.dec1 = nn.ConvTranspose2d(16, 3, 3, stride=2, padding=1)

    def forward(self, x):
        z = F.relu(self.enc2(F.relu(self.enc1(x))))
        y = torch.sigmoid(self.dec1(F.relu(self.dec2(z))))
        self.reconstruction = y
        if y.shape != x.shape:
            y = F.interpolate(y, size=x.shape[2:])
        return y


net = AutoEncoder()
images = torch.rand(4, 3, 64, 64)
loss = F.mse_loss(net(images), images)
loss.backward()
out = net.reconstruction
