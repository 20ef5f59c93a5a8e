import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Streets(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, i):
        generator = torch.Generator().manual_seed(i)
        image = torch.rand(3, 60, 100, generator=generator)
        return dict(img=image, labelmap=(image[0] > 0.5).long())


class CollateFunctions:
    """Brings all images of a batch to one size, (width, height) as the configuration says."""

    def __init__(self, input_size=(96, 64)):
        self.input_size = input_size

    def __call__(self, batch):
        target_width, target_height = self.input_size
        images, labels = [], []
        for item in batch:
            image, label = item["img"], item["labelmap"]
            channels, height, width = image.size()
            if height != target_height or width != target_width:
                image = F.interpolate(image.unsqueeze(0), (target_width, target_height), mode="bilinear", align_corners=True)  # warning: [pad-order]
                label = F.interpolate(label[None, None].float(), (target_width, target_height), mode="nearest")  # warning: [pad-order]
                image, label = image.squeeze(0), label.squeeze(0).squeeze(0).long()
            images.append(image)
            labels.append(label)
        return torch.stack(images), torch.stack(labels)


class Segmenter(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 2, 1))

    def forward(self, x):
        return self.net(x)


random.seed(0)
torch.manual_seed(0)
model = Segmenter()
loader = DataLoader(Streets(), batch_size=4, collate_fn=CollateFunctions())
for images, labels in loader:
    logits = model(images)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
out = logits.detach()
