import torch
import torch.nn as nn
import torch.nn.functional as F


class DigitNet(nn.Module):
    def __init__(self, n_digits=10):
        super(DigitNet, self).__init__()
        self.conv_a = nn.Conv2d(1, 24, 3, 1)
        self.conv_b = nn.Conv2d(24, 48, 3, 1)
        self.drop = nn.Dropout(0.3)
        self.hidden = nn.Linear(7 * 7 * 48, 100)  # related
        self.out = nn.Linear(100, n_digits)

    def forward(self, x):
        x = F.relu(self.conv_a(x))
        x = F.relu(self.conv_b(x))
        x = F.max_pool2d(x, 2)
        x = torch.flatten(self.drop(x), 1)
        x = self.hidden(x)  # error: [feature-mismatch]
        x = F.relu(x)
        return F.log_softmax(self.out(x), dim=1)


if __name__ == "__main__":
    digits = torch.rand(4, 1, 28, 28)
    guesses = DigitNet()(digits).argmax(dim=1)
    print(guesses)
