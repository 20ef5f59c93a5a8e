import torch
import torch.nn as nn
import torch.nn.functional as F


class HousePriceModel(nn.Module):
    """A photo of the house and its numeric attributes, in; the log price, out."""

    def __init__(self, num_numeric: int = 9, emb: int = 32):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(),
            nn.Conv2d(16, emb, 3, 2, 1), nn.ReLU(),
            nn.AdaptiveAvgPool2d((1, 1)),
        )
        self.mlp = nn.Sequential(nn.Linear(num_numeric, 16), nn.ReLU())
        self.fc = nn.Linear(emb + num_numeric, 1)  # related

    def forward(self, photo, attributes):
        a = self.cnn(photo).squeeze(-1).squeeze(-1)
        b = self.mlp(attributes)
        joined = torch.cat((a, b), dim=1)
        return self.fc(joined)  # error: [feature-mismatch]


if __name__ == "__main__":
    model = HousePriceModel()
    price = model(torch.randn(2, 3, 64, 64), torch.randn(2, 9))
    loss = F.mse_loss(price, torch.rand(2, 1))
    loss.backward()
