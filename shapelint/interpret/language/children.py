"""The children of nn's containers.

They stand among their attributes under torch's names ("0", "1").
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Instance
from shapelint.interpret.values.roles import is_module, is_parameter
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place


def items_of(run: Run, instance: Instance) -> list[Any]:
    """The children of a Sequential, ModuleList or ParameterList, in order."""
    return [v for name, v in instance.attributes.items() if name.isdigit() or _is_child(run, instance, name, v)]


def named_items(run: Run, instance: Instance) -> list[tuple[str, Any]]:
    """The children, or parameters, under their names."""
    found = instance.attributes.items()
    return [(n, v) for n, v in found if n.isdigit() or is_parameter(v) or _is_child(run, instance, n, v)]


def _is_child(run: Run, instance: Instance, name: str, value: object) -> bool:
    """Whether it is a module, or may be one.

    What else a list of modules knows under a name is a setting of it, as a rule. A ParameterDict holds whatever it is
    given.
    """
    if is_module(value):
        return True
    if instance.cls.derives("ParameterDict"):
        return name != "training" and not name.startswith("_")
    if instance.cls.derives("ModuleList"):
        return False
    if name.startswith("_") or not KINDS[type(value)].is_open:
        return False
    return not (isinstance(value, Unknown) and run.world.facts.is_number(value))


def put_items(run: Run, instance: Instance, values: list[Any]) -> None:
    """Replace the children by these, numbered from 0."""
    if instance.attributes:
        run.heap.change(instance)
    close(run, instance)
    for name, _ in named_items(run, instance):
        del instance.attributes[name]
    for index, value in enumerate(values):
        instance.attributes[str(index)] = value


def close(run: Run, instance: Instance) -> None:
    """Forget a container's modules that repeat.

    Where some of them are there any number of times, nobody knows what a change makes of them.
    """
    if instance.group is not None:
        instance.group = None
        run.heap.taint(instance, Reason("its modules are changed, of which nobody knows how many there are"))


def add_items(run: Run, instance: Instance, values: list[Any]) -> Instance:
    """Put these after the children there are."""
    run.heap.change(instance)
    close(run, instance)
    start = len(items_of(run, instance))
    for index, value in enumerate(values):
        instance.attributes[str(start + index)] = value
    return instance


def number_of_children(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    if args[0].group is not None:
        return run.unknown("how many modules there are", place)
    return len(items_of(run, args[0]))
