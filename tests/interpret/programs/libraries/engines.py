"""Engines of ignite call their steps with the batches of a loader, and handlers at their events."""

import torch
from ignite.engine import Engine, Events, create_supervised_evaluator, create_supervised_trainer
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

train = DataLoader(TensorDataset(torch.rand(20, 6), torch.randint(0, 3, (20,))), batch_size=8)
test = DataLoader(TensorDataset(torch.rand(10, 6), torch.randint(0, 3, (10,))), batch_size=5)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(6, 3)

    def forward(self, x):
        reveal_shape((x.shape, self.training))  # ((8, 6), True); ((4, 6), True); ((5, 6), False)
        return self.body(x)


def main():
    model = Net()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    trainer = create_supervised_trainer(model, optimizer, nn.CrossEntropyLoss())
    evaluator = create_supervised_evaluator(model)

    @trainer.on(Events.EPOCH_COMPLETED(every=1))
    def validate(engine):
        evaluator.run(test)
        reveal_shape(evaluator.state.output[0])  # (5, 3)

    trainer.run(train, max_epochs=1)


main()


def step(engine, batch):
    x, y = batch
    reveal_shape(y)  # (8,); (4,)
    return x, y


def told():
    reveal_shape(own.state.output[0])  # (4, 6)


own = Engine(step)
own.add_event_handler(Events.COMPLETED, told)
own.run(train, max_epochs=1)
