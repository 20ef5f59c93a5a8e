"""Layers that torch's own layers are made of.

Instances like any other once somebody reads them.
"""

from __future__ import annotations

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import BARE, Dict, List, held
from shapelint.interpret.values.objects import Class, Instance
from shapelint.sizes.tensors import Tensor

AS_THEY_ARE = frozenset((Instance, Class, Tensor, int, bool, float, str, tuple, List, Dict, type(None)))


def adopt(run: Run, owner: Instance, name: str, value: object) -> object:
    """An attribute as a program sees it.

    A layer that a declaration made becomes an instance.
    """
    if type(value) in AS_THEY_ARE:
        return value
    if type(value) in BARE:
        owner.attributes[name] = held(value)
        return owner.attributes[name]
    operation, attributes = getattr(value, "operation", None), getattr(value, "attributes", None)
    if operation is not None and attributes is not None:
        cls = run.project.library_name(operation.name)
        if KINDS[type(cls)].is_class:
            value = owner.attributes[name] = Instance(cls, attributes, owner.built_by, owner.place)
            run.heap.clock += 1  # the owner is now like others that hold such an instance
    return value


def adopt_all(run: Run, instance: Instance) -> None:
    """All attributes of a module, as a program sees them."""
    for name, value in list(instance.attributes.items()):
        if type(value) not in AS_THEY_ARE:
            adopt(run, instance, name, value)
