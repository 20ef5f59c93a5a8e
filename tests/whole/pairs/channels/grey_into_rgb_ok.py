import torch
import torch.nn as nn
import torch.optim as optim


def down(c_in, c_out, **kwargs):
    return nn.Sequential(
        nn.Conv2d(in_channels=c_in, out_channels=c_out, kernel_size=3, **kwargs),
        nn.BatchNorm2d(c_out),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )


class Clothes(nn.Module):
    def __init__(self):
        super(Clothes, self).__init__()
        self.block1 = down(1, 32, padding=1)
        self.block2 = down(32, 64)
        self.head = nn.Sequential(nn.Linear(64 * 6 * 6, 120), nn.ReLU(), nn.Dropout(0.25), nn.Linear(120, 10))

    def forward(self, x):
        out = self.block1(x)
        out = self.block2(out)
        return self.head(out.view(out.size(0), -1))


model = Clothes()
error = nn.CrossEntropyLoss()
optimizer = optim.Adam(model.parameters(), lr=0.001)
images, labels = torch.rand(10, 28, 28), torch.randint(0, 10, (10,))
loss = error(model(images.view(10, 1, 28, 28)), labels)
optimizer.zero_grad()
loss.backward()
optimizer.step()
