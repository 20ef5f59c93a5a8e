import torch.nn as nn


def stage(c_in, c_out):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel_size=5, stride=1, padding=2),
        nn.BatchNorm2d(c_out),
        nn.ReLU(),
        nn.MaxPool2d(kernel_size=2, stride=2))


class LeafClassifier(nn.Module):
    def __init__(self, species=38):
        super(LeafClassifier, self).__init__()
        self.veins = stage(3, 32)
        self.edges = stage(32, 64)
        self.drop_out = nn.Dropout()
        self.fc1 = nn.Linear(7 * 7 * 64, 500)
        self.fc2 = nn.Linear(500, species)

    def forward(self, leaf):
        out = self.edges(self.veins(leaf))
        out = out.reshape(out.size(0), -1)
        out = self.fc1(self.drop_out(out))
        return self.fc2(out)
