import torch

IMAGENET_MEAN = torch.tensor([0.485, 0.456, 0.406])
IMAGENET_STD = torch.tensor([0.229, 0.224, 0.225])


def preprocess(images):
    images = images.float().div(255)
    return (images - IMAGENET_MEAN) / IMAGENET_STD  # error: [broadcast-mismatch]


batch = torch.randint(0, 256, (4, 3, 256, 256), dtype=torch.uint8)
print(preprocess(batch).mean())
