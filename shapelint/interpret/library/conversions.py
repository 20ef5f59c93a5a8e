"""int(), float(), str(), bool(), round(): of numbers some of which are symbolic."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.comparison import known_truth
from shapelint.interpret.language.operators import describe
from shapelint.interpret.state.arguments import text_given
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def to_whole(run: Run, place: Place, value: object, way: str) -> Any:
    """int(), math.floor, math.ceil, round of a number. way: "trunc", "floor", "ceil", "round"."""
    value = run.settled(value)
    found = KINDS[type(value)].whole(run, place, value, way)
    return run.number(f"the whole part of {describe(value)}", place) if found is NotImplemented else found


def as_float(value: float | str) -> float:
    """What `float(value)` gives.

    Raises PythonError where it is no number, or a very large one.
    """
    try:
        return float(value)
    except (ValueError, OverflowError) as error:
        raise PythonError(type(error).__name__, str(error)) from None


def rounded(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`round(number, ndigits)`"""
    value = run.settled(args[0])
    given = args[1] if len(args) > 1 else kwargs.get("ndigits")
    if given is None:
        return to_whole(run, place, value, "round")
    kind, digits = KINDS[type(value)], KINDS[type(given)].as_whole(given)
    if kind.is_scalar and kind.is_number and digits is not None and abs(digits) < 1000:
        return round(value, digits)
    return run.number("a rounded number", place)


def to_float(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`float(value)`"""
    value = run.settled(args[0]) if args else 0.0
    found = KINDS[type(value)].real(value)
    return run.number(f"float of {describe(value)}", place) if found is NotImplemented else found


def to_text(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`str(value)`"""
    value = run.settled(args[0]) if args else ""
    found = KINDS[type(value)].text(value)
    if found is None:
        found = text_given(run, place, value, "__str__")
    return run.unknown(f"the text of {describe(value)}", place) if found is None else found


def to_bool(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`bool(value)`"""
    answer = known_truth(run, place, args[0]) if args else False
    return Condition("truth", args[0], None) if answer is None else answer
