"""torch.optim.lr_scheduler: schedules change no shape."""

from shapelint.stand_in import unknown


class LRScheduler:
    def __init__(self, optimizer, *args, **kwargs):
        self.optimizer = optimizer
        self.last_epoch = unknown("the epoch of a schedule")

    def step(self, *args, **kwargs):
        pass

    def get_last_lr(self):
        return unknown("learning rates")

    def state_dict(self):
        return unknown("the state of a schedule")

    def load_state_dict(self, state_dict):
        pass


class StepLR(LRScheduler):
    pass


class MultiStepLR(LRScheduler):
    pass


class ConstantLR(LRScheduler):
    pass


class LinearLR(LRScheduler):
    pass


class ExponentialLR(LRScheduler):
    pass


class LambdaLR(LRScheduler):
    pass


class PolynomialLR(LRScheduler):
    pass


class CosineAnnealingLR(LRScheduler):
    pass


class CosineAnnealingWarmRestarts(LRScheduler):
    pass


class OneCycleLR(LRScheduler):
    pass


class CyclicLR(LRScheduler):
    pass


class SequentialLR(LRScheduler):
    pass


class ReduceLROnPlateau(LRScheduler):
    pass
