import torch
import torch.nn as nn
import torch.nn.functional as F


class GraphEncoder(nn.Module):
    """Atoms of all graphs in one list, `batch` says whose an atom is."""

    def __init__(self, num_atoms=100, hidden=32):
        super().__init__()
        self.embed = nn.Embedding(num_atoms, hidden)
        self.update = nn.Sequential(nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, hidden))

    def forward(self, numbers, batch, num_graphs):
        x = self.embed(numbers)
        x = x + self.update(x)
        graph = x.new_zeros(num_graphs, x.size(-1))
        return graph.index_add(0, batch, x)


class OutputHead(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, 1))

    def forward(self, x):
        return self.net(x).squeeze(-1)


class RegressionTask(nn.Module):
    def __init__(self, task_keys=("band_gap", "energy"), hidden=32):
        super().__init__()
        self.task_keys = task_keys
        self.encoder = GraphEncoder(hidden=hidden)
        self.output_heads = nn.ModuleDict({key: OutputHead(hidden) for key in task_keys})

    def forward(self, batch):
        embedding = self.encoder(batch["numbers"], batch["batch"], batch["num_graphs"])
        return {key: head(embedding) for key, head in self.output_heads.items()}

    def compute_losses(self, batch):
        predictions = self(batch)
        targets = batch["targets"]
        losses = {}
        for key in self.task_keys:
            losses[key] = F.mse_loss(predictions[key], targets[key])  # warning: [silent-broadcast]
        return sum(losses.values())


def fake_batch(num_graphs=8, atoms=5):
    return {
        "numbers": torch.randint(1, 100, (num_graphs * atoms,)),
        "batch": torch.arange(num_graphs).repeat_interleave(atoms),
        "num_graphs": num_graphs,
        "targets": {"band_gap": torch.rand(num_graphs, 1), "energy": torch.rand(num_graphs, 1)},
    }


torch.manual_seed(0)
task = RegressionTask()
optimizer = torch.optim.AdamW(task.parameters(), lr=1e-3)
for _ in range(3):
    loss = task.compute_losses(fake_batch())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = loss.detach()
