import torch
import torch.nn.functional as F

images = torch.rand(2, 3, 30, 30)
# pad the images to 32x32
out = F.pad(images, (0, 0, 0, 0, 1, 1))  # warning: [pad-order]
print(out.shape)
