"""accelerate: what is prepared stays what it is."""

from contextlib import contextmanager

from shapelint.stand_in import unknown


class Accelerator:
    def __init__(self, *args, **kwargs):
        self.device = unknown("a device")

    def prepare(self, *args, device_placement=None):
        return args[0] if len(args) == 1 else args

    def prepare_model(self, model, *args, **kwargs):
        return model

    def prepare_data_loader(self, data_loader, *args, **kwargs):
        return data_loader

    def prepare_optimizer(self, optimizer, *args, **kwargs):
        return optimizer

    def backward(self, loss, **kwargs):
        loss.backward()

    def unwrap_model(self, model, *args, **kwargs):
        return model

    def print(self, *args, **kwargs):
        pass

    def wait_for_everyone(self):
        pass

    def clip_grad_norm_(self, parameters, max_norm, norm_type=2):
        return unknown("the norm of gradients")

    @contextmanager
    def accumulate(self, *models):
        yield

    @contextmanager
    def autocast(self, *args, **kwargs):
        yield
