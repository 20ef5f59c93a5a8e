import torch
import torch.nn as nn
import torch.nn.functional as F


class TinySegmenter(nn.Module):
    def __init__(self, classes=3):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(32, classes, 1),
        )

    def forward(self, x):
        return self.net(x)


def preprocess(image, size):
    """image: (3, H, W) -> (1, 3, size, size)"""
    height, width = image.shape[1:]
    meta = {"width": width, "height": height}
    x = F.interpolate(image[None], size=(size, size), mode="bilinear", align_corners=False)
    return x, meta


def postprocess(logits, meta):
    """Brings the class scores back to the size of the picture and takes the best class."""
    target_size = (meta["width"], meta["height"])
    logits = F.interpolate(logits, size=target_size, mode="bilinear", align_corners=False)  # warning: [pad-order]
    return logits.argmax(dim=1)[0]


@torch.inference_mode()
def predict(model, images, size=128):
    masks = []
    for image in images:
        x, meta = preprocess(image, size)
        masks.append(postprocess(model(x), meta))
    return masks


torch.manual_seed(0)
pictures = [torch.rand(3, 96, 160), torch.rand(3, 120, 90)]
masks = predict(TinySegmenter().eval(), pictures)
out = masks[0]
areas = [(mask == 1).float().mean() for mask in masks]
