import torch
import torch.nn as nn
import torch.nn.functional as F


class LookingToListen(nn.Module):
    """Complex masks for every speaker in a mixture."""

    def __init__(self, num_person=2, frames=98, bins=65):
        super().__init__()
        self.num_person, self.frames, self.bins = num_person, frames, bins
        self.conv = nn.Conv1d(2 * bins, 48, 5, padding=2)
        self.lstm = nn.LSTM(48, 50, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.1)
        self.fc = nn.Linear(100, 2 * bins * num_person)

    def forward(self, mixture):
        N = mixture.size(0)
        # (N, 2, frames, bins) -> (N, 2 * bins, frames)
        x = mixture.permute(0, 1, 3, 2).reshape(N, 2 * self.bins, self.frames)
        x = F.relu(self.conv(x)).transpose(1, 2)
        x, _ = self.lstm(x)
        x = torch.sigmoid(self.fc(self.drop(x)))
        mask = x.view(N, self.frames, 2, self.bins, self.num_person).transpose(1, 2)
        return mixture.unsqueeze(-1) * mask


def train(model, loader, epochs=1):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(epochs):
        for mixture, target in loader:
            optimizer.zero_grad()
            estimate = model(mixture)
            loss = F.mse_loss(estimate, target)
            loss.backward()
            optimizer.step()
    return estimate


if __name__ == "__main__":
    torch.manual_seed(0)
    data = torch.utils.data.TensorDataset(torch.randn(8, 2, 98, 65), torch.randn(8, 2, 98, 65, 2))
    loader = torch.utils.data.DataLoader(data, batch_size=4, shuffle=True)
    model = LookingToListen()
    train(model, loader)
    model.eval()
    out = model(data.tensors[0][:2]).detach()
