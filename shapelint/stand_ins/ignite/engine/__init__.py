"""ignite.engine: engines, their events, and steps of training and of evaluation."""

import inspect

import torch
from shapelint.stand_in import known, unknown


class _Event:
    def __init__(self, name):
        self.name = name

    def __call__(self, event_filter=None, every=None, once=None, before=None, after=None):
        return self

    def __or__(self, other):
        return _Either([self, other])


class _Either:
    def __init__(self, events):
        self.events = events

    def __or__(self, other):
        return _Either([*self.events, other])


class Events:
    STARTED = _Event("started")
    EPOCH_STARTED = _Event("epoch_started")
    GET_BATCH_STARTED = _Event("get_batch_started")
    GET_BATCH_COMPLETED = _Event("get_batch_completed")
    ITERATION_STARTED = _Event("iteration_started")
    ITERATION_COMPLETED = _Event("iteration_completed")
    EPOCH_COMPLETED = _Event("epoch_completed")
    COMPLETED = _Event("completed")


class State:
    def __init__(self):
        self.epoch = 1
        self.iteration = 1
        self.batch = unknown("a batch of an engine")
        self.output = unknown("what an engine gave")
        self.metrics = unknown("the metrics of an engine")
        self.times = unknown("the times of an engine")


class Engine:
    def __init__(self, process_function):
        self._process_function = process_function
        self.state = State()
        self.logger = unknown("a logger")
        self._handlers = []

    def on(self, event_name, *args, **kwargs):
        def keep(handler):
            self.add_event_handler(event_name, handler, *args, **kwargs)
            return handler

        return keep

    def add_event_handler(self, event_name, handler, *args, **kwargs):
        for event in event_name.events if isinstance(event_name, _Either) else [event_name]:
            if isinstance(event, _Event):
                self._handlers.append((event.name, handler, args, kwargs))

    def run(self, data=None, max_epochs=None, max_iters=None, epoch_length=None, seed=None):
        self.state.max_epochs = max_epochs
        self._fire("started")
        self._fire("epoch_started")
        if data is not None and known(data):
            for batch in data:
                self.state.batch = batch
                self._fire("iteration_started")
                self.state.output = self._process_function(self, batch)
                self._fire("iteration_completed")
        self._fire("epoch_completed")
        self._fire("completed")
        return self.state

    def terminate(self):
        pass

    def _fire(self, name):
        for event, handler, args, kwargs in self._handlers:
            if event != name or not known(handler) or not inspect.isroutine(handler):
                continue
            if len(inspect.signature(handler).parameters) == len(args) + len(kwargs):
                handler(*args, **kwargs)
            else:
                handler(self, *args, **kwargs)


def _prepare_batch(batch, device=None, non_blocking=False):
    x, y = batch
    return x, y


def _itself(output):
    return output


def _called(model, x):
    return model(x)


def create_supervised_trainer(model, optimizer, loss_fn, device=None, non_blocking=False,
                              prepare_batch=_prepare_batch, model_transform=_itself, output_transform=None,
                              deterministic=False, amp_mode=None, scaler=False, gradient_accumulation_steps=1,
                              model_fn=_called):  # fmt: skip
    def step(engine, batch):
        model.train()
        x, y = prepare_batch(batch, device=device, non_blocking=non_blocking)
        y_pred = model_transform(model_fn(model, x))
        loss = loss_fn(y_pred, y)
        loss.backward()
        return loss.item() if output_transform is None else output_transform(x, y, y_pred, loss)

    return Engine(step)


def create_supervised_evaluator(model, metrics=None, device=None, non_blocking=False, prepare_batch=_prepare_batch,
                                model_transform=_itself, output_transform=None, amp_mode=None,
                                model_fn=_called):  # fmt: skip
    def step(engine, batch):
        model.eval()
        with torch.no_grad():
            x, y = prepare_batch(batch, device=device, non_blocking=non_blocking)
            y_pred = model_transform(model_fn(model, x))
        return (y_pred, y) if output_transform is None else output_transform(x, y, y_pred)

    return Engine(step)
