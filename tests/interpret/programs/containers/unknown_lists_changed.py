"""Lists of unknown length that are changed under two names."""

import torch

series = torch.nonzero(torch.ones(60)).float()


def grow(values, more):
    values += more


labels = [int(one[0]) for one in series]
same = labels
labels += [1, 2]
reveal_shape(len(same) - len(labels))  # 0
reveal_shape(torch.zeros(len(same)).shape == torch.tensor(labels).shape)  # True

rows = [torch.zeros(2, 5) for _ in series]
part, joined, again = rows[:4], rows + [torch.zeros(2, 5)], rows
grow(rows, [torch.zeros(2, 5)])
reveal_shape(torch.stack(again).shape[1:])  # (2, 5)
reveal_shape(torch.stack(joined).shape[1:])  # (2, 5)
rows[0] = torch.zeros(3, 3)
reveal_shape(again[0])  # ?
reveal_shape(part[0])  # (2, 5)
reveal_shape(torch.stack(joined).shape[1:])  # (2, 5)

first = [torch.zeros(1)]
other = first
first += [torch.zeros(1) for _ in series]
reveal_shape(torch.stack(first).shape[1:])  # (1,)
reveal_shape(len(other))  # ?

counted = [0.0 for _ in series]
before = len(counted)
counted.append(1.0)
reveal_shape(len(counted) == before)  # ?
for _ in series:
    counted += [2.0]
reveal_shape(len(counted))  # ?
