"""What a loader makes of samples: batches, the last of which is smaller, of tensors, numbers, dictionaries, tuples."""

import os
from collections import namedtuple
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import ConcatDataset, DataLoader, Dataset, IterableDataset, Subset, TensorDataset, random_split

pictures = TensorDataset(torch.rand(100, 3, 32, 32), torch.randint(0, 20, (100,)))
loader = DataLoader(pictures, batch_size=64, shuffle=True)
reveal_shape(len(loader))  # 2
reveal_shape([tuple(x.shape) for x, _ in loader])  # [(64, 3, 32, 32), (36, 3, 32, 32)]
reveal_shape(len(DataLoader(pictures, 64, drop_last=True)))  # 1

x, y = next(iter(loader))
reveal_shape(x)  # (64, 3, 32, 32)
reveal_shape(y)  # (64,)


class Rows(Dataset):
    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return {"row": torch.zeros(5, 7), "label": index, "weight": 0.5, "name": "row", "pair": (torch.zeros(2), 1)}


for batch in DataLoader(Rows(20), 20):
    reveal_shape(batch["row"])  # (20, 5, 7)
    reveal_shape(batch["label"])  # (20,)
    reveal_shape(batch["label"].dtype)  # torch.int64
    reveal_shape(batch["weight"].dtype)  # torch.float64
    reveal_shape(len(batch["name"]))  # 20
    reveal_shape(batch["pair"])  # [(20, 2), (20,)]

many = DataLoader(Rows(1000), 64)
seen = set()
for number, batch in enumerate(many):
    seen.add(tuple(batch["row"].shape))
reveal_shape(len(many))  # 16
reveal_shape(next(iter(many))["row"])  # (64, 5, 7)

both = ConcatDataset([Rows(20), Rows(30)])
reveal_shape(len(both))  # 50
reveal_shape(len(Subset(both, range(10))))  # 10
train, test = random_split(both, [40, 10])
reveal_shape(len(test))  # 10
reveal_shape(next(iter(DataLoader(train, 8)))["row"])  # (8, 5, 7)
parts = random_split(both, [0.7, 0.3])
reveal_shape([len(one) for one in parts])  # [35, 15]


class Lines(Dataset):
    lengths = [3, 9, 5, 7]

    def __len__(self):
        return len(self.lengths)

    def __getitem__(self, index):
        return torch.zeros(self.lengths[index], 6), index


def padded(samples):
    lines = [line for line, _ in samples]
    return pad_sequence(lines, batch_first=True), torch.tensor([number for _, number in samples])


for lines, numbers in DataLoader(Lines(), batch_size=4, collate_fn=padded):
    reveal_shape(lines)  # (4, 9, 6)
    reveal_shape(numbers)  # (4,)

Point = namedtuple("Point", "place kind")


class Points(IterableDataset):
    def __iter__(self):
        for _ in range(6):
            yield Point(torch.zeros(3), 1)


for point in DataLoader(Points(), batch_size=6):
    reveal_shape(point.place)  # (6, 3)
    reveal_shape(point.kind)  # (6,)

net = nn.Linear(7, 2)
for batch, (x, y) in zip(DataLoader(Rows(20), 10), DataLoader(pictures, 50)):
    net(batch["row"])
    reveal_shape(y)  # (50,)


class Photos(Dataset):
    """Nobody knows how many files stand in a folder."""

    def __init__(self, folder):
        self.names = [name for name in os.listdir(folder) if name.endswith(".py")]

    def __len__(self):
        return len(self.names)

    def __getitem__(self, index):
        return torch.zeros(3, 8, 8), self.names[index].ljust(20)


of_a_folder = DataLoader(Photos(Path(__file__).parent), batch_size=2, drop_last=True)
for photos, names in of_a_folder:
    reveal_shape(photos)  # (2, 3, 8, 8)
