"""A training script: data, loss, optimiser, evaluation, self.training, main guard."""

import torch
import torch.nn.functional as F
from torch import nn, optim


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3)
        self.drop = nn.Dropout(0.5)
        self.fc = nn.Linear(4 * 13 * 13, classes)
        self.aux = nn.Linear(4, classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv(x)), 2)
        features = self.drop(torch.flatten(x, 1))
        main = self.fc(features)
        if self.training:
            return main, self.aux(x.mean((2, 3)))
        return F.log_softmax(main, dim=1)


def train(model, batches, optimizer):
    model.train()
    for images, labels in batches:
        optimizer.zero_grad()
        main, aux = model(images)
        reveal_shape((main, aux))  # ((4, 10), (4, 10))
        loss = F.cross_entropy(main, labels) + 0.4 * F.cross_entropy(aux, labels)
        loss.backward()
        optimizer.step()
        reveal_shape(loss)  # ()


def accuracy(scores, labels):
    _, predicted = torch.max(scores, 1)
    reveal_shape(predicted == labels)  # (4,)
    return (predicted == labels).float().mean().item()


def main():
    model = Net()
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    scheduler = optim.lr_scheduler.StepLR(optimizer, 1)
    batches = [(torch.randn(4, 1, 28, 28), torch.zeros(4, dtype=torch.long)) for _ in range(2)]
    for epoch in range(2):
        train(model, batches, optimizer)
        scheduler.step()
    scores, _ = model(batches[0][0])
    accuracy(scores, batches[0][1])


if __name__ == "__main__":
    main()
