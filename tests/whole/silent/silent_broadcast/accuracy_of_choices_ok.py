import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Notes(Dataset):
    def __init__(self, count):
        self.sound = torch.randn(count, 12)
        self.pitch = torch.arange(count).unsqueeze(1) % 3

    def __len__(self):
        return len(self.sound)

    def __getitem__(self, index):
        return self.sound[index], self.pitch[index]


def right(scores, pitch):
    return (scores.argmax(1) == pitch.squeeze(1)).float().mean()


model = nn.Linear(12, 3)
for sound, pitch in DataLoader(Notes(24), batch_size=8):
    share = right(model(sound), pitch)


# What torch says of it.
def claim():
    scores = torch.eye(3)
    return right(scores, torch.arange(3)[:, None]).item() == 1
