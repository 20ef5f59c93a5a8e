import torch
import torch.nn as nn
import torch.optim as optim
import torchvision
from torch.utils.data import DataLoader
from torchvision import models, transforms

classes = ("daisy", "rose")
data_transforms = {
    "train": transforms.Compose(
        [
            transforms.Resize(256),
            transforms.RandomCrop(224),
            transforms.RandomHorizontalFlip(),
            transforms.ToTensor(),
            transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
        ]
    ),
    "val": transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor()]),
}
image_datasets = {x: torchvision.datasets.ImageFolder("data/flowers", data_transforms[x]) for x in ["train", "val"]}
dataloaders = {x: DataLoader(image_datasets[x], batch_size=2, shuffle=(x == "train")) for x in ["train", "val"]}

model_ft = models.vgg16(weights=None)
for param in model_ft.features.parameters():
    param.requires_grad = False
num_ftrs = model_ft.classifier[0].in_features
model_ft.classifier = nn.Sequential(
    nn.Dropout(0.5),
    nn.Linear(num_ftrs, 256),
    nn.ReLU(),
    nn.Linear(256, len(classes)),
)
criterion = nn.CrossEntropyLoss()
optimizer_ft = optim.SGD(model_ft.classifier.parameters(), lr=0.001, momentum=0.9)

for phase in ["train", "val"]:
    model_ft.train(phase == "train")
    for inputs, labels in dataloaders[phase]:
        optimizer_ft.zero_grad()
        with torch.set_grad_enabled(phase == "train"):
            outputs = model_ft(inputs)
            _, preds = torch.max(outputs, 1)
            loss = criterion(outputs, labels)
            if phase == "train":
                loss.backward()
                optimizer_ft.step()
        break
