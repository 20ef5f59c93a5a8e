import torch
from torch import nn

config = {
    "channels": [3, 24, 48],
    "kernel": 5,
    "image_size": 128,
    "hidden": 100,
    "classes": 5,
    "lr": 3e-4,
}


class Encoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        c = cfg["channels"]
        self.convs = nn.ModuleList([
            nn.Conv2d(c[i], c[i + 1], cfg["kernel"], stride=2, padding=cfg["kernel"] // 2)
            for i in range(len(c) - 1)
        ])
        self.act = nn.GELU()

    def forward(self, x):
        for conv in self.convs:
            x = self.act(conv(x))
        return x


class FlowerModel(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.encoder = Encoder(cfg)
        side = cfg["image_size"] // 4
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Linear(cfg["channels"][-1] * side ** 2, cfg["hidden"]),
            nn.ReLU(),
            nn.Linear(cfg["hidden"], cfg["classes"]),
        )

    def forward(self, x):
        return self.head(self.encoder(x))


def main():
    model = FlowerModel(config)
    opt = torch.optim.AdamW(model.parameters(), lr=config["lr"])
    batch = torch.randn(2, 3, 128, 128)
    labels = torch.tensor([0, 3])
    loss = nn.functional.cross_entropy(model(batch), labels)
    opt.zero_grad()
    loss.backward()
    opt.step()


if __name__ == "__main__":
    main()
