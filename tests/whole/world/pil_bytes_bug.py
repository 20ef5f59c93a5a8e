import numpy as np
import torch
from torch import nn
from PIL import Image

img = np.array(Image.open("data/flowers/a/0.jpg").convert("RGB"))
x = torch.from_numpy(img).permute(2, 0, 1)[None]
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1))
print(net(x).shape)  # error: [dtype-mismatch]
