"""Keras's TimeDistributed of a model.

Its layers are applied to all steps of all samples at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Instance
from shapelint.layers.port.models import LAYER
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.submodule import operation_of
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def timed(declared: Class) -> Callable[..., Any]:
    """What `TimeDistributed(layer)` makes.

    The declared layer, or what applies a model to each step.
    """

    def make(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        layer = args[0] if args else kwargs.get("layer")
        if not isinstance(layer, Instance) or operation_of(layer) is not None:
            return call(run, place, declared, args, kwargs)
        options = {name: value for name, value in kwargs.items() if name != "layer"}
        return Instance(OF_MODEL, {"layer": layer, "options": options}, place=place)

    return make


def forward(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    self, given, *_ = args
    shape = given.known_shape if isinstance(given, Tensor) else None
    if shape is None or len(shape) < 3:
        return run.unknown("what TimeDistributed is given is not known", place)
    steps = _reshaped(run, place, given, (-1, *shape[2:]))
    made = call(run, place, self.attributes["layer"], [steps], {})
    found = made.known_shape if isinstance(made, Tensor) else None
    if found is None:
        return run.unknown("what TimeDistributed gives is not known", place)
    return _reshaped(run, place, made, (*shape[:2], *found[1:]))


def _reshaped(run: Run, place: Place, tensor: Tensor, shape: tuple[Any, ...]) -> Any:
    return perform_operation(run, place, operations()["torch.reshape"], [tensor, shape], {})


OF_MODEL = Class("TimeDistributed", (LAYER,), {"forward": Native("forward", forward)})
