"""accelerate: what is prepared stays what it is; the process is the first of however many."""

from contextlib import contextmanager

import torch
from shapelint.stand_in import known, size, unknown


def _gathered(value):
    """What several processes hold, one after another along the first axis."""
    if isinstance(value, torch.Tensor) and known(value) and value.dim() > 0:
        return torch.empty((size("gathered"), *value.shape[1:]), dtype=value.dtype)
    if isinstance(value, (tuple, list)):
        return type(value)([_gathered(one) for one in value])
    if isinstance(value, dict):
        return {key: _gathered(one) for key, one in value.items()}
    return unknown("what several processes hold")


class Accelerator:
    def __init__(self, *args, **kwargs):
        self.device = unknown("a device")
        self.num_processes = size("processes")
        self.process_index = self.local_process_index = 0
        self.is_main_process = self.is_local_main_process = True

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

    def gather(self, tensor):
        return _gathered(tensor)

    def gather_for_metrics(self, input_data, use_gather_object=False):
        return _gathered(input_data)

    def print(self, *args, **kwargs):
        pass

    def wait_for_everyone(self):
        pass

    def clip_grad_norm_(self, parameters, max_norm, norm_type=2):
        return unknown("the norm of gradients")

    def set_trigger(self):
        pass

    def free_memory(self, *objects):
        return objects

    def save_state(self, *args, **kwargs):
        pass

    def load_state(self, *args, **kwargs):
        pass

    def init_trackers(self, *args, **kwargs):
        pass

    def log(self, values, step=None, log_kwargs=None):
        pass

    def end_training(self):
        pass

    @contextmanager
    def main_process_first(self):
        yield

    @contextmanager
    def local_main_process_first(self):
        yield

    @contextmanager
    def no_sync(self, model=None):
        yield

    @contextmanager
    def accumulate(self, *models):
        yield

    @contextmanager
    def autocast(self, *args, **kwargs):
        yield
