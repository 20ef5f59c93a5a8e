# ECG beats of 187 samples: Conv1d needs an axis of channels, the loader gives (batch, 187, 1)
import numpy as np
import torch
from torch import nn
from torch.utils.data import Dataset, DataLoader
from pathlib import Path


class ECG(Dataset):
    def __init__(self, root, train=True):
        self.root = Path(root)
        rng = np.random.RandomState(0)
        rows = rng.rand(320 if train else 80, 188).astype(np.float32)
        self.x = rows[:, :-1]
        self.y = (rows[:, -1] * 5).astype(np.int64)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        x = torch.tensor(self.x[i]).unsqueeze(0)
        return x, torch.tensor(self.y[i])


class ConvNormPool(nn.Module):
    def __init__(self, input_size, hidden_size, kernel_size):
        super().__init__()
        self.kernel_size = kernel_size
        self.conv_1 = nn.Conv1d(input_size, hidden_size, kernel_size)
        self.conv_2 = nn.Conv1d(hidden_size, hidden_size, kernel_size)
        self.norm = nn.BatchNorm1d(hidden_size)
        self.pool = nn.MaxPool1d(2)

    def forward(self, x):
        conv1 = self.conv_1(x)
        x = nn.functional.pad(torch.relu(self.norm(conv1)), (self.kernel_size - 1, 0))
        x = torch.relu(self.conv_2(x))
        return self.pool(x)


class CNN(nn.Module):
    def __init__(self, input_size=1, hid_size=32, kernel_size=5, num_classes=5):
        super().__init__()
        self.conv1 = ConvNormPool(input_size, hid_size, kernel_size)
        self.conv2 = ConvNormPool(hid_size, hid_size // 2, kernel_size)
        self.avgpool = nn.AdaptiveAvgPool1d(1)
        self.fc = nn.Linear(hid_size // 2, num_classes)

    def forward(self, input):
        x = self.conv1(input)
        x = self.conv2(x)
        x = self.avgpool(x)
        x = x.view(-1, x.size(1) * x.size(2))
        return self.fc(x)


class Trainer:
    def __init__(self, net, lr, batch_size, num_epochs):
        self.net = net
        self.num_epochs = num_epochs
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.AdamW(self.net.parameters(), lr=lr)
        self.phases = ['train', 'val']
        self.dataloaders = {phase: DataLoader(ECG('ecg', phase == 'train'), batch_size=batch_size, shuffle=True) for phase in self.phases}

    def _train_epoch(self, phase):
        self.net.train() if phase == 'train' else self.net.eval()
        for i, (data, target) in enumerate(self.dataloaders[phase]):
            output = self.net(data)
            loss = self.criterion(output, target)
            if phase == 'train':
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
        return loss.item()

    def run(self):
        for epoch in range(self.num_epochs):
            print(self._train_epoch('train'))
            with torch.no_grad():
                print(self._train_epoch('val'))


Trainer(CNN(), lr=1e-3, batch_size=96, num_epochs=1).run()
