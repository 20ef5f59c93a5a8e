import torch.nn as nn
from torchsummary import summary


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.conv3 = nn.Conv2d(16, 32, 3, stride=2, padding=1)
        self.pool = nn.AvgPool2d(4)
        self.relu = nn.ReLU(inplace=True)
        self.fc = nn.Linear(32 * 28 * 28, 2)

    def forward(self, x):
        x = self.relu(self.conv1(x))
        x = self.relu(self.conv2(x))
        x = self.relu(self.conv3(x))
        x = self.pool(x)
        x = x.view(x.size()[0], -1)
        x = self.fc(x)  # error: [feature-mismatch]
        return x


net = Net()
summary(net, (3, 224, 224))
