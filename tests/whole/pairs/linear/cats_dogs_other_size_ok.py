# Cats vs dogs. Started from the CIFAR tutorial network.
import torch
from torch import nn, optim
import torch.nn.functional as F

IMG_SIZE = 50
BATCH_SIZE = 8


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 9 * 9, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 2)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(x.size(0), -1)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


net = Net()
optimizer = optim.Adam(net.parameters(), lr=0.001)
loss_function = nn.CrossEntropyLoss()

X = torch.randn(16, 3, IMG_SIZE, IMG_SIZE)
y = torch.randint(0, 2, (16,))

for epoch in range(2):
    for i in range(0, len(X), BATCH_SIZE):
        batch_X = X[i:i + BATCH_SIZE]
        batch_y = y[i:i + BATCH_SIZE]
        net.zero_grad()
        outputs = net(batch_X)
        loss = loss_function(outputs, batch_y)
        loss.backward()
        optimizer.step()
    print(f"Epoch: {epoch}. Loss: {loss.item()}")
