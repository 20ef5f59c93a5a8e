"""A learner of fastai calls its model with the batches of its loaders."""

import torch
from fastai.data.core import DataLoaders
from fastai.learner import Learner
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

train = DataLoader(TensorDataset(torch.rand(20, 6), torch.randint(0, 3, (20,))), batch_size=8)
test = DataLoader(TensorDataset(torch.rand(10, 6), torch.randint(0, 3, (10,))), batch_size=5)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(6, 3)

    def forward(self, x):
        reveal_shape(x)  # (8, 6); (4, 6); (5, 6)
        return self.body(x)


learn = Learner(DataLoaders(train, test), Net(), loss_func=nn.CrossEntropyLoss())
learn.fit(1)
