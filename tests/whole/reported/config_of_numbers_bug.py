import torch
from torch import nn
from torch.nn import functional as F

MASTER_CONFIG = {"vocab_size": 65, "batch_size": 8, "context_window": 16, "d_model": 128}


class SimpleModel(nn.Module):
    def __init__(self, config=MASTER_CONFIG):
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config["vocab_size"], config["d_model"])
        self.linear = nn.Sequential(
            nn.Linear(config["d_model"], config["d_model"]),
            nn.ReLU(),
            nn.Linear(config["d_model"], config["vocab_size"]),
        )

    def forward(self, idx, targets=None):
        a = self.linear(self.embedding(idx))
        logits = F.softmax(a, dim=-1)  # warning: [loss-of-probabilities]
        if targets is not None:
            loss = F.cross_entropy(logits.view(-1, self.config["vocab_size"]), targets.view(-1))
            return logits, loss
        return logits


def get_batches(data, batch_size, context_window):
    ix = torch.randint(0, data.size(0) - context_window - 1, (batch_size,))
    x = torch.stack([data[i : i + context_window] for i in ix]).long()
    y = torch.stack([data[i + 1 : i + context_window + 1] for i in ix]).long()
    return x, y


torch.manual_seed(0)
dataset = torch.randint(0, 65, (1000,), dtype=torch.int8)
model = SimpleModel(MASTER_CONFIG)
xs, ys = get_batches(dataset, MASTER_CONFIG["batch_size"], MASTER_CONFIG["context_window"])
_, out = model(xs, ys)
