import torch
import torch.nn as nn

# The original:
#
# model = Sequential()
# model.add(Conv2D(32, (3, 3), strides=2, padding='same', activation='relu', input_shape=(112, 112, 3)))
# model.add(Conv2D(64, (3, 3), padding='same', activation='relu'))
# model.add(MaxPooling2D((3, 3), strides=2, padding='same'))
# model.add(Conv2D(128, (3, 3), padding='same', activation='relu'))
# model.add(GlobalAveragePooling2D())
# model.add(Dense(10, activation='softmax'))


class Port(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, stride=2, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.pool = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.conv3 = nn.Conv2d(64, 128, 3, padding=1)
        self.fc = nn.Linear(128, 10)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = torch.relu(self.conv2(x))
        x = self.pool(x)
        x = torch.relu(self.conv3(x))
        self.maps = x
        return self.fc(x.mean((2, 3)))


net = Port()
scores = net(torch.rand(1, 3, 112, 112))
out = net.maps
