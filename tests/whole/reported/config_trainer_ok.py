import torch
import torch.nn as nn

MODELS, LOSSES = {}, {"ce": nn.CrossEntropyLoss, "mse": nn.MSELoss}


def register(name):
    def add(cls):
        MODELS[name] = cls
        return cls

    return add


@register("mlp")
class MLP(nn.Module):
    def __init__(self, inputs, classes, hidden=(32, 16)):
        super().__init__()
        layers, width = [], inputs
        for size in hidden:
            layers += [nn.Linear(width, size), nn.BatchNorm1d(size), nn.ReLU()]
            width = size
        layers.append(nn.Linear(width, classes))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


class Trainer:
    def __init__(self, config):
        self.model = MODELS[config["model"]](**config["model_args"])
        self.loss_fn = LOSSES[config["loss"]](**config.get("loss_args", {}))
        self.optimizer = getattr(torch.optim, config["optimizer"])(self.model.parameters(), lr=config["lr"])

    def step(self, x, y):
        self.model.train()
        self.optimizer.zero_grad()
        loss = self.loss_fn(self.model(x), y)
        loss.backward()
        self.optimizer.step()
        return loss.detach()


CONFIG = {
    "model": "mlp",
    "model_args": {"inputs": 12, "classes": 4},
    "loss": "ce",
    "loss_args": {"label_smoothing": 0.1},
    "optimizer": "AdamW",
    "lr": 1e-3,
}

if __name__ == "__main__":
    torch.manual_seed(0)
    trainer = Trainer(CONFIG)
    for _ in range(3):
        out = trainer.step(torch.randn(16, 12), torch.randint(0, 4, (16,)))
