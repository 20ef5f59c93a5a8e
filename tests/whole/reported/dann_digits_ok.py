import torch
import torch.nn as nn
import torch.optim as optim
from torch.autograd import Function


class GradientReversal(Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return grad.neg() * ctx.alpha, None


class Extractor(nn.Module):
    def __init__(self):
        super().__init__()
        self.extractor = nn.Sequential(
            nn.Conv2d(3, 32, kernel_size=5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 48, kernel_size=5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        )

    def forward(self, x):
        return self.extractor(x).view(-1, 48 * 7 * 7)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.classifier = nn.Sequential(nn.Linear(48 * 7 * 7, 100), nn.ReLU(), nn.Linear(100, 10))

    def forward(self, x):
        return self.classifier(x)


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.discriminator = nn.Sequential(nn.Linear(48 * 7 * 7, 100), nn.ReLU(), nn.Linear(100, 2))

    def forward(self, features, alpha):
        x = self.discriminator(GradientReversal.apply(features, alpha))
        return x


def dann(encoder, classifier, discriminator, steps=2):
    classifier_criterion = nn.CrossEntropyLoss()
    discriminator_criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(
        [*encoder.parameters(), *classifier.parameters(), *discriminator.parameters()], lr=0.01, momentum=0.9
    )
    for step in range(steps):
        p = step / steps
        alpha = 2.0 / (1.0 + 2.718281828 ** (-10 * p)) - 1
        source, label = torch.rand(8, 3, 28, 28), torch.randint(0, 10, (8,))
        target = torch.rand(8, 3, 28, 28)
        combined = torch.cat((source, target), 0)
        features = encoder(combined)
        class_pred = classifier(features[:8])
        class_loss = classifier_criterion(class_pred, label)
        domain_pred = discriminator(features, alpha)
        domain_label = torch.cat((torch.zeros(8).long(), torch.ones(8).long()), 0)
        domain_loss = discriminator_criterion(domain_pred, domain_label)
        total_loss = class_loss + domain_loss
        optimizer.zero_grad()
        total_loss.backward()
        optimizer.step()
    return total_loss.detach()


torch.manual_seed(0)
out = dann(Extractor(), Classifier(), Discriminator())
