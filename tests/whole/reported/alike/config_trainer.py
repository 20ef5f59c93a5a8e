import torch
import torch.nn as nn

LOSSES = {"ce": nn.CrossEntropyLoss, "mse": nn.MSELoss}


class Soft(nn.Module):
    def __init__(self, inputs=12, classes=4):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(inputs, 16), nn.ReLU(), nn.Linear(16, classes), nn.Softmax(dim=-1))

    def forward(self, x):
        return self.layers(x)


def brier(config, x, y):
    model = Soft()
    loss_fn = LOSSES[config["loss"]]()
    return loss_fn(model(x), nn.functional.one_hot(y, 4).float())


out = brier({"loss": "mse"}, torch.randn(16, 12), torch.randint(0, 4, (16,))).detach()
