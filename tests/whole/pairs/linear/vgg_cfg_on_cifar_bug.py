import torch
import torch.nn as nn

plans = {
    'eleven': [8, 'M', 16, 'M', 32, 32, 'M', 64, 64, 'M', 64, 64, 'M'],
    'thirteen': [8, 8, 'M', 16, 16, 'M', 32, 32, 'M', 64, 64, 'M', 64, 64, 'M'],
}


class CifarVGG(nn.Module):
    def __init__(self, plan_name, classes=10):
        super(CifarVGG, self).__init__()
        self.body, width = self.build(plans[plan_name])
        self.classifier = nn.Linear(width * 7 * 7, classes)

    @staticmethod
    def build(plan, width=3):
        layers = []
        for entry in plan:
            if entry == 'M':
                layers.append(nn.MaxPool2d(2))
                continue
            layers.extend([nn.Conv2d(width, entry, kernel_size=3, padding=1), nn.BatchNorm2d(entry), nn.ReLU()])
            width = entry
        return nn.Sequential(*layers), width

    def forward(self, x):
        maps = self.body(x)
        return self.classifier(maps.view(maps.size(0), -1))  # error: [feature-mismatch]


def smoke_test():
    for name in plans:
        scores = CifarVGG(name)(torch.randn(2, 3, 32, 32))
        print(name, scores.size())


smoke_test()
