import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset

ELEMENTS = 10


class Molecules(Dataset):
    def __init__(self, n=40, most=12):
        generator = torch.Generator().manual_seed(0)
        self.items = []
        for _ in range(n):
            atoms = int(torch.randint(3, most, (1,), generator=generator))
            numbers = torch.randint(1, ELEMENTS, (atoms,), generator=generator)
            self.items.append((numbers, -10.0 * atoms + torch.randn(1, generator=generator)))

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


def collate(samples):
    natoms = torch.tensor([len(numbers) for numbers, _ in samples])
    batch = torch.repeat_interleave(torch.arange(len(samples)), natoms)
    return {
        "numbers": torch.cat([numbers for numbers, _ in samples]),
        "batch": batch,
        "natoms": natoms,
        "energy": torch.stack([energy[0] for _, energy in samples]),
    }


class EnergyHead(nn.Module):
    def __init__(self, dim=32):
        super().__init__()
        self.embed = nn.Embedding(ELEMENTS, dim)
        self.mlp = nn.Sequential(nn.Linear(dim, dim), nn.SiLU(), nn.Linear(dim, 1))

    def forward(self, data):
        node_energy = self.mlp(self.embed(data["numbers"]))
        energy = torch.zeros(len(data["natoms"]))
        energy = energy.index_add(0, data["batch"], node_energy.view(-1))
        return {"energy": energy}


def per_atom_mae(prediction, target, key="energy"):
    error = torch.abs(target[key] - prediction[key])
    return error / target["natoms"].unsqueeze(1)  # warning: [silent-broadcast]


def per_atom_mse(prediction, target, key="energy"):
    return (target[key] - prediction[key]) ** 2 / target["natoms"]


@torch.no_grad()
def evaluate(model, loader):
    model.eval()
    total, count = 0.0, 0
    for data in loader:
        metric = per_atom_mae(model(data), data)
        total, count = total + metric.sum(), count + metric.numel()
    return total / count


torch.manual_seed(0)
out = evaluate(EnergyHead(), DataLoader(Molecules(), batch_size=8, collate_fn=collate))
