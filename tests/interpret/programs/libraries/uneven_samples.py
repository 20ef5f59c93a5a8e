"""Samples of other sizes cannot be put into one tensor."""

import torch
from torch.utils.data import DataLoader, Dataset


class Lines(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        return torch.zeros(3 + index, 6)


reveal_shape(Lines()[2])  # (5, 6)
for lines in DataLoader(Lines(), batch_size=4):  # error: [join-mismatch]
    print(lines.shape)
