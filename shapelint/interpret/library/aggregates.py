"""The built-in functions that go through sequences.

Enumerate, zip, map, sorted, sum, max, any and their like.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.arithmetic import compare
from shapelint.interpret.language.comparison import known_truth, truth
from shapelint.interpret.language.operators import binary, known, number_of
from shapelint.interpret.state.kind import KINDS, call, iterate, opened, rounds
from shapelint.interpret.state.rounds import first_of, other_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.objects import MISSING
from shapelint.interpret.values.streams import Repeated, Stream
from shapelint.sizes.dims import maximum, minimum
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def enumerate_(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    start = args[1] if len(args) > 1 else kwargs.get("start", 0)
    source = opened(run, place, args[0])
    values = iterate(run, place, source)
    if values is None:
        text = "an element of an unknown sequence"
        rest = (Unknown("a number of an unknown round"), other_of(run, source, text))
        last = KINDS[type(source)].last(source)
        if last is not MISSING:
            last = (Unknown("the number of the last round"), last)
        return Repeated((start, first_of(run, source, text)), args[0], rest, last)
    return Stream([(binary(run, place, "+", start, i), v) for i, v in enumerate(values)])


def zip_(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Repeated | Stream | list[Any]:
    sources = [opened(run, place, a) for a in args]
    columns = [rounds(run, place, s) for s in sources]
    if any(c is None for c in columns):
        if any(c == [] for c in columns):
            return []
        text = "an element of an unknown sequence"
        known_ = [list(c)[:1] if c is not None else [] for c in columns]
        firsts = [c[0] if c else first_of(run, s, text) for c, s in zip(known_, sources)]
        rests = [Unknown(Reason(text)) if c else other_of(run, s, text) for c, s in zip(known_, sources)]
        return Repeated(tuple(firsts), args, tuple(rests))
    sized = (getattr(c, "__len__", None) for c in columns)
    if run.settled(kwargs.get("strict")) is True and len({size() for size in sized if size is not None}) > 1:
        raise PythonError("ValueError", "zip() arguments of different lengths")
    # One after the other, as the same iterator may be there twice.
    return Stream(list(zip(*[c for c in columns if c is not None])))


def map_(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    func = args[0]
    rows: Any = zip_(run, place, args[1:], {})
    found = rounds(run, place, rows)
    if found is None:
        return Repeated(call(run, place, func, [*rows.element], {}), rows.length)
    return Stream([call(run, place, func, [*row], {}) for row in found])


def filter_(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[1])
    if values is None:
        return run.unknown("a filter of an unknown sequence", place)
    if args[0] is None:
        return Stream([v for v in values if truth(run, place, v)])
    return Stream([v for v in values if truth(run, place, call(run, place, args[0], [v], {}))])


def reversed_(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0])
    return run.unknown("the reverse of an unknown sequence", place) if values is None else Stream(values[::-1])


def sorted_(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0])
    if values is None:
        return run.unknown("an unknown sequence, sorted", place)
    values = list(values)
    key = kwargs.get("key")
    keys = [call(run, place, key, [v], {}) for v in values] if key is not None else values
    if not all(known(k) for k in keys):
        return run.unknown("a sequence sorted by unknown keys", place)
    try:
        order = sorted(range(len(values)), key=lambda i: keys[i], reverse=bool(kwargs.get("reverse", False)))
    except TypeError as error:
        raise PythonError("TypeError", str(error)) from None
    return [values[i] for i in order]


def sum_(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0])
    if values is None:
        return run.unknown("the sum of an unknown sequence", place)
    total = args[1] if len(args) > 1 else kwargs.get("start", 0)
    for value in values:
        total = binary(run, place, "+", total, value)
    return total


def extreme(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        values = iterate(run, place, args[0]) if len(args) == 1 else args
        if values is None:
            return run.unknown(f"the {name} of an unknown sequence", place)
        values = [run.settled(v) for v in values]
        if not values:
            if "default" in kwargs:
                return kwargs["default"]
            raise PythonError("ValueError", f"{name}() of an empty sequence")
        key = run.settled(kwargs.get("key"))
        keys = values if key is None else [run.settled(call(run, place, key, [v], {})) for v in values]
        keys = [number_of(k) for k in keys]
        if len(values) == 1:
            return values[0]
        if any(not known(k) and not KINDS[type(k)].is_number for k in keys):
            return _one_of(run, place, f"the {name} of unknown values", values)
        if any(k is not v for k, v in zip(keys, values)):
            if not all(known(k) for k in keys):
                return _one_of(run, place, f"the {name} of unknown values", values)
            try:
                return values[keys.index(min(keys) if name == "min" else max(keys))]
            except TypeError as error:
                raise PythonError("TypeError", str(error)) from None
        if any(_is_symbolic(v) for v in values):
            return symbolic_extreme(run, place, name, values)
        try:
            return min(values) if name == "min" else max(values)
        except TypeError as error:
            raise PythonError("TypeError", str(error)) from None

    return body


def _one_of(run: Run, place: Place, text: str, values: list[Any]) -> Unknown | Tensor:
    """One of some values.

    A number where all of them are numbers, a tensor of one number where all are such.
    """
    if all(KINDS[type(value)].is_tensor and value.known_shape == () for value in values):
        types = {value.dtype for value in values}
        return Tensor((), types.pop() if len(types) == 1 else None)
    open_ones = tuple(value for value in values if isinstance(value, Unknown))
    others = (value for value in values if not isinstance(value, Unknown))
    if not open_ones or not all(KINDS[type(value)].is_number for value in others):
        return run.unknown(text, place)
    return run.number(text, place, operands=open_ones)


def _is_symbolic(value: object) -> bool:
    """Whether it is a number made of symbols."""
    kind = KINDS[type(value)]
    return kind.is_number and not kind.is_scalar


def symbolic_extreme(run: Run, place: Place, name: str, values: list[Any]) -> object:
    best = values[0]
    for value in values[1:]:
        if not KINDS[type(best)].is_number or not KINDS[type(value)].is_number:
            return _one_of(run, place, f"the {name} of unknown values", values)
        verdict = compare("<=", best, value, run.world.facts)
        if verdict is Verdict.UNKNOWN:
            if KINDS[type(best)].is_size and KINDS[type(value)].is_size:
                best = minimum(best, value) if name == "min" else maximum(best, value)
                continue
            return run.number(f"the {name} of {best} and {value}", place)
        if (verdict is Verdict.YES) is not (name == "min"):
            best = value
    return best


def any_all(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        values = iterate(run, place, args[0])
        if values is None:
            return run.unknown(f"{name}() of an unknown sequence", place)
        undecided = []
        for value in values:
            answer = known_truth(run, place, value)
            if answer is None:
                undecided.append(value)
            elif answer is (name == "any"):
                return answer
        if not undecided:
            return name == "all"
        return undecided[0] if len(undecided) == 1 else Condition(name, tuple(undecided), None)

    return body
