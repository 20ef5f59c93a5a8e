import torch
import torch.nn as nn
import torch.nn.functional as F


class HouseNumbers(nn.Module):
    def __init__(self, side=28):
        super(HouseNumbers, self).__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=5)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=5)
        with torch.no_grad():
            n = self.maps(torch.zeros(1, 1, side, side)).numel()
        self.fc1 = nn.Linear(n, 200)
        self.fc2 = nn.Linear(200, 10)

    def maps(self, x):
        for conv in (self.conv1, self.conv2):
            x = F.relu(F.max_pool2d(conv(x), 2))
        return x

    def forward(self, x):
        x = self.maps(x)
        x = x.view(x.size(0), -1)
        x = F.relu(self.fc1(x))  # error: [feature-mismatch]
        x = F.dropout(x, training=self.training)
        return self.fc2(x)


# SVHN has 32x32 images
model = HouseNumbers()
svhn_grey = torch.rand(2, 1, 32, 32)
model.eval()
with torch.no_grad():
    prediction = model(svhn_grey)
