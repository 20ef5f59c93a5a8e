import os

import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms
from torchvision.models.segmentation import fcn_resnet50


class RoadDataset(Dataset):
    def __init__(self, image_dir, mask_dir, size=(96, 128)):
        self.image_dir = image_dir
        self.mask_dir = mask_dir
        self.names = sorted(os.listdir(image_dir))
        self.image_tf = transforms.Compose(
            [
                transforms.Resize(size),
                transforms.ToTensor(),
                transforms.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]),
            ]
        )
        self.mask_tf = transforms.Compose(
            [transforms.Resize(size, interpolation=Image.NEAREST), transforms.PILToTensor()]
        )

    def __len__(self):
        return len(self.names)

    def __getitem__(self, idx):
        image = Image.open(os.path.join(self.image_dir, self.names[idx])).convert("RGB")
        mask = Image.open(os.path.join(self.mask_dir, self.names[idx])).convert("L")
        return self.image_tf(image), self.mask_tf(mask).squeeze(0).long()


NUM_CLASSES = 3


def main():
    device = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")
    loader = DataLoader(RoadDataset("data/road/images", "data/road/masks"), batch_size=2, shuffle=True)
    model = fcn_resnet50(weights=None, weights_backbone=None, num_classes=NUM_CLASSES).to(device)
    criterion = nn.CrossEntropyLoss(ignore_index=255)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    model.train()
    for images, masks in loader:
        images, masks = images.to(device), masks.to(device)
        output = model(images)["out"]
        loss = criterion(output, masks)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(loss.item())


if __name__ == "__main__":
    main()
