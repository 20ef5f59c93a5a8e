import torch
import torch.nn as nn
import torch.nn.functional as F


def pad_to_multiple(image, multiple, value=0.0):
    """Pads height and width, right and below, to the next multiple of `multiple`."""
    h, w = image.shape[-2:]
    new_h = -(-h // multiple) * multiple
    new_w = -(-w // multiple) * multiple
    return F.pad(image, (0, new_w - w, 0, new_h - h), value=value), (h, w)


class DenseViT(nn.Module):
    def __init__(self, patch=14, dim=32, depth=2, classes=4):
        super().__init__()
        self.patch = patch
        self.embed = nn.Conv2d(3, dim, patch, stride=patch)
        self.blocks = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, 4, 64, batch_first=True), depth)
        self.head = nn.Linear(dim, classes)

    def forward(self, image):
        image, (h, w) = pad_to_multiple(image, self.patch)
        x = self.embed(image)
        rows, cols = x.shape[-2:]
        x = self.blocks(x.flatten(2).transpose(1, 2))
        x = self.head(x).transpose(1, 2).unflatten(2, (rows, cols))
        x = F.interpolate(x, scale_factor=self.patch, mode="nearest")
        return x[..., :h, :w]


@torch.no_grad()
def predict(model, images):
    model.eval()
    return [model(image[None])[0].argmax(0) for image in images]


torch.manual_seed(0)
out = predict(DenseViT(), [torch.rand(3, 224, 224), torch.rand(3, 140, 98)])[0]
