import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class ConvLstm(nn.Module):
    def __init__(self, latent=64, hidden=32, classes=5):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(3, 8, 5, stride=4), nn.ReLU(), nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(128, latent))
        self.lstm = nn.LSTM(latent, hidden, batch_first=True)
        self.output_layer = nn.Sequential(
            nn.BatchNorm1d(hidden),
            nn.ReLU(),
            nn.Linear(hidden, classes),
        )

    def forward(self, x):
        batch_size, timesteps, channel_x, h_x, w_x = x.shape
        conv_output = self.conv(x.view(batch_size * timesteps, channel_x, h_x, w_x))
        lstm_output, _ = self.lstm(conv_output.view(batch_size, timesteps, -1))
        return self.output_layer(lstm_output[:, -1, :])


def train_model(model, dataloader, epochs=1):
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    losses = []
    for epoch in range(epochs):
        for clips, labels in dataloader:
            optimizer.zero_grad()
            scores = model(clips)
            loss = criterion(scores, labels)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return sum(losses) / len(losses)


data = TensorDataset(torch.rand(12, 6, 3, 32, 32), torch.randint(0, 5, (12,)))
out = torch.tensor(train_model(ConvLstm(), DataLoader(data, batch_size=4, shuffle=True)))
