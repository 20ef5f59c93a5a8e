"""Taking a value apart into several names."""

from __future__ import annotations

from typing import Any, NoReturn

from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import List
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place


def distribute(
    run: Run, place: Place, values: list[Any], count: int, star: int | None, of: Tensor | None = None
) -> list[Any]:
    """The values for so many targets.

    Raises PythonError where there are more or fewer. of: whose shape it is.
    """
    if star is None:
        if len(values) != count:
            _refuse_parts(run, place, values, count)
            refuse_count(run, place, len(values), count, of)
        return values
    after = count - star - 1
    if len(values) < count - 1:
        raise PythonError(
            "ValueError", f"not enough values to unpack (expected at least {count - 1}, got {len(values)})"
        )
    return [*values[:star], List(values[star : len(values) - after]), *values[len(values) - after :]]


def refuse_count(run: Run, place: Place, have: Dim, want: int, of: Tensor | None = None) -> NoReturn:
    """Refuse to unpack a value into so many names.

    `b, c, h, w = x.shape` of a tensor with three axes is the commonest error of rank. Raises PythonError.
    """
    if of is not None:
        names = "sizes to unpack", "names to unpack them into"
        refuse_of_shape(run, place, Requirement("wrong-rank", Verdict.NO, have, want, "same", *names, of=of))
    raise PythonError("ValueError", f"expected {want} values to unpack, got {have}")


def refuse_of_shape(run: Run, place: Place, requirement: Requirement) -> None:
    """Record what Python refuses of the shape of a tensor.

    `b, c = x.shape`, `x.shape[4]`.
    """
    places, facts = tuple(run.stack.places), run.world.facts
    run.record(Event("call", None, _OfShape(), {}, None, [requirement], place, places, lambda _: None, facts))


def _refuse_parts(run: Run, place: Place, values: list[Any], want: int) -> None:
    """Record a refusal to unpack the tensors of an operation.

    What Python refuses of those that one operation gave: `a, b = x.unbind(1)`.
    """
    made = {id(one.source) if isinstance(one, Tensor) else None for one in values}
    source = values[0].source if len(made) == 1 and isinstance(values[0], Tensor) else None
    if not isinstance(source, Event) or not isinstance(source.output, (tuple, list)):
        return
    told = f"{source.name} gives {len(values)} tensor{'s' * (len(values) != 1)}, for {want} names"
    requirement = Requirement("wrong-rank", Verdict.NO, len(values), want, "holds", actual_is=told)
    places = tuple(run.stack.places)
    run.record(
        Event("call", None, _Unpacked(), {}, None, [requirement], place, places, lambda _: None, run.world.facts)
    )


class _Unpacked:
    """The target of the event that unpacking several tensors leaves."""

    class cls:
        name = "unpacking"


class _OfShape:
    """The target of the event that unpacking or indexing a shape leaves."""

    class cls:
        name = "shape"
