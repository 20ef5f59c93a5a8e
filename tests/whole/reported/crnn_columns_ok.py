import string

import torch
import torch.nn as nn
import torch.optim as optim

CHARS = string.digits + string.ascii_lowercase


class CRNN(nn.Module):
    def __init__(self, num_classes, hidden=64):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2),  # 16 x W/2
            nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2),  # 8 x W/4
            nn.Conv2d(64, 128, 3, padding=1), nn.BatchNorm2d(128), nn.ReLU(True), nn.MaxPool2d((8, 1)),
        )
        self.rnn = nn.LSTM(128, hidden, bidirectional=True, batch_first=True)
        self.fc = nn.Linear(hidden * 2, num_classes)

    def forward(self, images):
        conv = self.cnn(images)
        b, c, h, w = conv.size()
        assert h == 1, "the height of conv must be 1"
        conv = conv.squeeze(2)
        conv = conv.permute(0, 2, 1)
        output, _ = self.rnn(conv)
        return self.fc(output).log_softmax(2)


model = CRNN(len(CHARS) + 1)
criterion = nn.CTCLoss(blank=0, zero_infinity=True)
optimizer = optim.Adam(model.parameters(), lr=1e-3)
images = torch.rand(6, 1, 32, 128)
targets = torch.randint(1, len(CHARS) + 1, (6, 5))
for _ in range(2):
    log_probs = model(images)
    T = log_probs.size(1)
    loss = criterion(log_probs.permute(1, 0, 2), targets, torch.full((6,), T), torch.full((6,), 5))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = log_probs.detach()
