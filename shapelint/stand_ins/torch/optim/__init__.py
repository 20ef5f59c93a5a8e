"""torch.optim: optimisers change no shape, and call the closure that they are given."""

from shapelint.stand_in import unknown


class Optimizer:
    def __init__(self, params, *args, **kwargs):
        self.defaults = kwargs

    @property
    def param_groups(self):
        return unknown("the groups of an optimiser")

    @property
    def state(self):
        return unknown("the state of an optimiser")

    def zero_grad(self, set_to_none=True):
        pass

    def step(self, closure=None):
        return None if closure is None else closure()

    def state_dict(self):
        return unknown("the state of an optimiser")

    def load_state_dict(self, state_dict):
        pass

    def add_param_group(self, param_group):
        pass


class SGD(Optimizer):
    pass


class ASGD(Optimizer):
    pass


class Adam(Optimizer):
    pass


class AdamW(Optimizer):
    pass


class SparseAdam(Optimizer):
    pass


class Adamax(Optimizer):
    pass


class NAdam(Optimizer):
    pass


class RAdam(Optimizer):
    pass


class Adagrad(Optimizer):
    pass


class Adadelta(Optimizer):
    pass


class RMSprop(Optimizer):
    pass


class Rprop(Optimizer):
    pass


class LBFGS(Optimizer):
    pass


class Adafactor(Optimizer):
    pass
