"""Elements and whole numbers drawn at random: `random.sample`, `choice`, `shuffle`, `randint`.

Nobody knows which is drawn; known is what all elements have in common, and how many are drawn.
"""

from __future__ import annotations

from typing import Any, cast

from shapelint.interpret.state.arguments import is_whole
from shapelint.interpret.state.kind import KINDS, iterate
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import first_of, in_common, other_of, remade, renewed
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import List, taint_of
from shapelint.interpret.values.objects import MISSING
from shapelint.interpret.values.streams import Repeated
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Drawn, Reason, Unknown, UnknownNumber
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]

TEXT = "which one is drawn"
LOOKED_AT = 512
"""Of more elements than these nothing is said."""


def _drawn(run: Run, place: Place, population: object) -> object:
    """What stands for any of the elements, MISSING where nothing does."""
    if taint_of(population) is not None:
        values = _of_unknown_length(run, population)
    else:
        values = iterate(run, place, population)
    if values is None and type(population) is Repeated:
        values = [first_of(run, population, TEXT), other_of(run, population, TEXT)]
    if not values or len(values) > LOOKED_AT:
        return MISSING
    found, reason = values[0], Reason(TEXT, place)
    for other in values[1:]:
        found = _shared(run, found, other, reason)
        if type(found) is Unknown:
            return MISSING
    return found


def _of_unknown_length(run: Run, population: Any) -> list[Any] | None:
    """What stands for the elements of a list that grew.

    None where nothing does.
    """
    group = getattr(population, "group", None)
    if group is None or not (group.alike or group.rest is not MISSING):
        return None
    return [*population, *([] if group.rest is MISSING else [renewed(group.rest, TEXT)])]


def _shared(run: Run, old: Any, new: Any, reason: Reason) -> object:
    """The most that is true of both, which may be their kind."""
    if KINDS[type(old)].is_sequence and type(old) is type(new) and len(old) == len(new):
        return remade(old, [_shared(run, a, b, reason) for a, b in zip(old, new, strict=True)])
    found = in_common(run, old, new, reason)
    if type(found) is Unknown and _is_number(old) and _is_number(new):
        return run.number(reason.text, reason.place)
    return found


def _is_number(value: object) -> bool:
    kind = KINDS[type(value)]
    return kind.is_number or kind.is_integral or isinstance(value, UnknownNumber)


def _several(run: Run, place: Place, population: object, count: Any) -> object:
    """So many of them, each of which may be another one."""
    one = _drawn(run, place, population)
    if one is MISSING:
        return run.unknown("what is drawn at random", place)
    if is_whole(run, count) and 0 < count <= LOOKED_AT:
        return List([renewed(one, TEXT) for _ in range(count)])
    return Repeated(one, count, one)


def _sample(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`random.sample(population, k)`"""
    given = dict(zip(("population", "k", "counts"), args)) | kwargs
    population, count = run.settled(given.get("population")), run.settled(given.get("k"))
    values = iterate(run, place, population) if taint_of(population) is None else None
    if given.get("counts") is not None or (values is not None and is_whole(run, count) and count > len(values)):
        return run.unknown("what is drawn at random", place)
    return _several(run, place, population, count)


def _choices(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`random.choices(population, weights, k=1)`"""
    given = dict(zip(("population", "weights"), args)) | kwargs
    return _several(run, place, run.settled(given.get("population")), run.settled(given.get("k", 1)))


def _choice(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`random.choice(seq)`"""
    one = _drawn(run, place, run.settled(args[0] if args else kwargs.get("seq")))
    return run.unknown("what is drawn at random", place) if one is MISSING else renewed(one, TEXT)


def _shuffle(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    """`random.shuffle(x)`, in place."""
    value = run.settled(args[0] if args else kwargs.get("x"))
    if not KINDS[type(value)].holds_values:
        if KINDS[type(value)].is_tensor:
            run.heap.change(value)
            value.data = None
        elif getattr(value, "taint", value) is None:  # what holds nothing stays as it is
            run.heap.taint(value, Reason("it was shuffled", place))
        return
    one = _drawn(run, place, value)
    is_lost = taint_of(value) is not None or not isinstance(value, list)
    if one is MISSING and (is_lost or any(KINDS[type(each)].changing for each in value)):
        run.heap.taint(value, Reason("it was shuffled", place))
        return
    run.heap.change(value)
    value[:] = [run.unknown(TEXT, place) if one is MISSING else renewed(one, TEXT) for _ in value]


def _randint(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`random.randint(a, b)`, which may give b: a whole number of a range."""
    given = {**dict(zip(("a", "b"), args)), **kwargs}
    return _of_range(run, place, given.get("a"), given.get("b"), 1)


def _randrange(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`random.randrange(start, stop)`, which never gives stop."""
    start, stop = (0, args[0]) if len(args) == 1 else (args[0], args[1]) if len(args) == 2 else (None, None)
    return _of_range(run, place, start, stop, 0)


def _of_range(run: Run, place: Place, least: object, last: object, more: int) -> object:
    reason = Reason("a number drawn at random", place)
    least, last = run.settled(least), run.settled(last)
    if not KINDS[type(least)].is_whole or not KINDS[type(last)].is_integral:
        return run.number(reason.text, place)
    return Drawn(reason, cast("int", least), cast("Dim", last) + more)


DRAWING: dict[str, Any] = {
    f"random.{name}": Native(name, body, real=f"random.{name}")
    for name, body in {
        "sample": _sample,
        "choices": _choices,
        "choice": _choice,
        "shuffle": _shuffle,
        "randint": _randint,
        "randrange": _randrange,
    }.items()
}
