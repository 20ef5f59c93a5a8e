import torch
import torch.nn.functional as F

images = torch.rand(2, 3, 30, 30)
# pad the images to 32x32
out = F.pad(images, (1, 1, 1, 1))
print(out.shape)
