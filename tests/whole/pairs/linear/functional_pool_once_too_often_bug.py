import torch as t
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable


def flat_size(x):
    n = 1
    for s in x.size()[1:]:
        n *= s
    return n


class Captcha(nn.Module):
    """One character of 28x28 out of 36."""

    def __init__(self):
        nn.Module.__init__(self)
        self.conv1 = nn.Conv2d(1, 6, (5, 5), padding=2)
        self.conv2 = nn.Conv2d(6, 16, (5, 5))
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 36)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = F.max_pool2d(x, 2)
        x = x.view(-1, flat_size(x))
        x = F.relu(self.fc1(x))  # error: [feature-mismatch]
        return self.fc2(x)


net = Captcha()
print(net)
character = Variable(t.randn(1, 1, 28, 28))
out = net(character)
out.backward(t.ones(1, 36))
