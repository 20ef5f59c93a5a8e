from collections import OrderedDict

import torch
import torch.nn as nn


class AlexTiny(nn.Module):
    def __init__(self, classes=50):
        super().__init__()
        self.features = nn.Sequential()
        widths = [3, 12, 24, 48]
        for i in range(3):
            self.features.add_module(f"conv{i}", nn.Conv2d(widths[i], widths[i + 1], 3, padding=1))
            self.features.add_module(f"relu{i}", nn.ReLU())
            self.features.add_module(f"pool{i}", nn.MaxPool2d(2))
        self.classifier = nn.Sequential(OrderedDict([
            ("drop", nn.Dropout(0.4)),
            ("fc1", nn.Linear(48 * 8 * 8, 96)),
            ("relu", nn.ReLU()),
            ("fc2", nn.Linear(96, classes)),
        ]))

    def forward(self, x):
        x = self.features(x)
        x = torch.flatten(x, start_dim=1)
        return self.classifier(x)


model = AlexTiny()
for name, p in model.named_parameters():
    print(name, tuple(p.shape))
logits = model(torch.ones((4, 3, 64, 64)))
