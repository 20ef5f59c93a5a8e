import torch
import torch.nn.functional as F


def upright(page, scale=0.5):
    """Pages are scanned on their side."""
    height, width = page.shape[2], page.shape[3]
    turned = torch.rot90(page, 1, dims=(2, 3))
    return F.interpolate(turned, size=(int(width * scale), int(height * scale)), mode="bilinear", align_corners=False)


out = upright(torch.rand(1, 3, 60, 100))
