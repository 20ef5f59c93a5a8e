"""Means of three channels do not fit a grey picture."""

from PIL import Image
from torchvision import transforms

grey = Image.new("L", (28, 28))
reveal_shape(transforms.ToTensor()(grey))  # (1, 28, 28)
steps = transforms.Compose([transforms.ToTensor(), transforms.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])])
steps(grey)  # error: [broadcast-mismatch]
