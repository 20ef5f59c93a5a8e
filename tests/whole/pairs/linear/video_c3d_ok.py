import torch
import torch.nn as nn


class ClipNet(nn.Module):
    """Actions in clips of 16 frames of 112x112."""

    def __init__(self, actions=11, width=4):
        super().__init__()
        self.convs = nn.ModuleList()
        self.pools = nn.ModuleList()
        c = 3
        # the first pool leaves time alone
        for i, window in enumerate([(1, 2, 2), (2, 2, 2), (4, 4, 4)]):
            self.convs.append(nn.Conv3d(c, width << i, kernel_size=(3, 3, 3), padding=(1, 1, 1)))
            self.pools.append(nn.MaxPool3d(kernel_size=window, stride=window))
            c = width << i
        self.hidden = nn.Linear(c * 2 * 7 * 7, 64)
        self.action = nn.Linear(64, actions)
        self.relu = nn.ReLU()
        for m in self.modules():
            if isinstance(m, nn.Conv3d):
                nn.init.kaiming_normal_(m.weight)

    def forward(self, clip):
        x = clip
        for conv, pool in zip(self.convs, self.pools):
            x = pool(self.relu(conv(x)))
        x = x.view(x.size(0), -1)
        x = self.relu(self.hidden(x))
        return self.action(x)


if __name__ == "__main__":
    clip = torch.rand(1, 3, 16, 112, 112)
    outputs = ClipNet(actions=101).forward(clip)
    print(outputs.size())
