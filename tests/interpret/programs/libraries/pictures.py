"""Pictures: of PIL, as arrays, as tensors, through the transforms of torchvision."""

import numpy as np
import torch
from PIL import Image
from torch import nn
from torchvision import transforms
from torchvision.transforms import functional as TF
from torchvision.transforms import v2

wide = Image.new("RGB", (320, 200))
reveal_shape(wide.size)  # (320, 200)
reveal_shape(wide.height)  # 200
reveal_shape(np.array(wide))  # (200, 320, 3)
reveal_shape(np.asarray(wide.convert("L")))  # (200, 320)
reveal_shape(np.array(wide.resize((64, 48))))  # (48, 64, 3)
reveal_shape(wide.crop((10, 20, 60, 80)).size)  # (50, 60)
reveal_shape(wide.transpose(Image.ROTATE_90).size)  # (200, 320)
reveal_shape(torch.from_numpy(np.array(wide, dtype=np.float32)))  # (200, 320, 3)
reveal_shape(np.array(Image.fromarray(np.zeros((5, 7, 3), dtype=np.uint8))))  # (5, 7, 3)

steps = transforms.Compose(
    [
        transforms.Resize(100),
        transforms.CenterCrop(96),
        transforms.RandomHorizontalFlip(),
        transforms.ToTensor(),
        transforms.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]),
    ]
)
reveal_shape(steps(wide))  # (3, 96, 96)
reveal_shape(transforms.ToTensor()(wide))  # (3, 200, 320)
reveal_shape(transforms.Resize(100)(transforms.ToTensor()(wide)))  # (3, 100, 160)
reveal_shape(transforms.Resize((30, 40))(wide).size)  # (40, 30)
reveal_shape(transforms.Grayscale()(wide).mode)  # 'L'
reveal_shape(transforms.ToTensor()(transforms.Grayscale(3)(wide)))  # (3, 200, 320)
reveal_shape(transforms.ToTensor()(np.zeros((5, 7), dtype=np.uint8)))  # (1, 5, 7)
reveal_shape(transforms.ToTensor()(np.zeros((5, 7, 3), dtype=np.uint8)))  # (3, 5, 7)
reveal_shape(transforms.Pad(2)(torch.zeros(3, 28, 28)))  # (3, 32, 32)
reveal_shape(transforms.Pad((1, 2, 3, 4))(torch.zeros(3, 28, 28)))  # (3, 34, 32)
reveal_shape(transforms.RandomCrop(32, padding=4)(torch.zeros(3, 32, 32)))  # (3, 32, 32)
reveal_shape(transforms.RandomResizedCrop(24)(torch.zeros(8, 3, 32, 32)))  # (8, 3, 24, 24)
reveal_shape(len(transforms.FiveCrop(16)(torch.zeros(3, 32, 32))))  # 5
reveal_shape(TF.resize(torch.zeros(3, 32, 32), [16, 8]))  # (3, 16, 8)
reveal_shape(TF.to_pil_image(torch.zeros(3, 32, 20)).size)  # (20, 32)
reveal_shape(TF.rgb_to_grayscale(torch.zeros(3, 32, 32)))  # (1, 32, 32)
reveal_shape(nn.Sequential(transforms.CenterCrop(8), nn.Flatten())(torch.zeros(2, 3, 32, 32)))  # (2, 192)

newer = v2.Compose([v2.ToImage(), v2.Resize((64, 64)), v2.ToDtype(torch.float32, scale=True)])
reveal_shape(newer(wide))  # (3, 64, 64)
