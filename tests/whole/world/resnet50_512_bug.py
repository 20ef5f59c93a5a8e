import argparse

import torch
import torch.nn as nn
from torch.utils.data import DataLoader
from torchvision import datasets, models, transforms

ARCHS = {
    "resnet18": models.resnet18,
    "resnet34": models.resnet34,
    "resnet50": models.resnet50,
}


def get_args():
    parser = argparse.ArgumentParser(description="Fine tune on flowers")
    parser.add_argument("--arch", type=str, default="resnet50", choices=list(ARCHS))
    parser.add_argument("--classes", type=int, default=5)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--batch_size", type=int, default=4)
    parser.add_argument("--data", type=str, default="data/flowers")
    parser.add_argument("--freeze", action="store_true")
    return parser.parse_args()


def build(args):
    model = ARCHS[args.arch](weights=None)
    if args.freeze:
        for param in model.parameters():
            param.requires_grad = False
    model.fc = nn.Sequential(
        nn.Linear(512, args.hidden),
        nn.ReLU(inplace=True),
        nn.Dropout(0.4),
        nn.Linear(args.hidden, args.classes),
        nn.LogSoftmax(dim=1),
    )
    return model


def train(model, loader, device):
    criterion = nn.NLLLoss()
    optimizer = torch.optim.Adam(filter(lambda p: p.requires_grad, model.parameters()), lr=3e-4)
    model.train()
    for i, (images, labels) in enumerate(loader):
        images = images.to(device)
        labels = labels.to(device)
        optimizer.zero_grad()
        log_ps = model(images)  # error: [feature-mismatch]
        loss = criterion(log_ps, labels)
        loss.backward()
        optimizer.step()
        if i % 10 == 0:
            print(i, loss.item())


def main():
    args = get_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tf = transforms.Compose(
        [
            transforms.RandomResizedCrop(224),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )
    dataset = datasets.ImageFolder(args.data, transform=tf)
    loader = DataLoader(dataset, batch_size=args.batch_size, shuffle=True, num_workers=0)
    model = build(args).to(device)
    train(model, loader, device)


if __name__ == "__main__":
    main()
