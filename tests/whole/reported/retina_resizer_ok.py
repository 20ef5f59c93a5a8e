import numpy as np
import torch
import torch.nn as nn


class Resizer:
    """Pads what comes out of the resize, so that rows and columns are multiples of 32 (the FPN goes down five times)."""

    def __call__(self, sample):
        image, annots = sample["img"], sample["annot"]
        rows, cols, cns = image.shape
        pad_w = -rows % 32
        pad_h = -cols % 32
        new_image = np.zeros((rows + pad_w, cols + pad_h, cns)).astype(np.float32)
        new_image[:rows, :cols, :] = image.astype(np.float32)
        return {"img": torch.from_numpy(new_image), "annot": torch.from_numpy(annots)}


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        layers, c = [], 3
        for _ in range(5):
            layers += [nn.Conv2d(c, 16, 3, stride=2, padding=1), nn.ReLU()]
            c = 16
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)


sample = {"img": np.ones((608, 800, 3)), "annot": np.zeros((1, 5))}
padded = Resizer()(sample)["img"].permute(2, 0, 1)[None]
out = Backbone()(padded)
