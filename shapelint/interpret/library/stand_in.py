"""The words of `shapelint.stand_in`, with which a stand-in says what it cannot know, and asks what is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.kind import opened
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING, Instance, Native
from shapelint.interpret.values.streams import Repeated
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def _size(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`size("N")`: a size that is not known, another one each time."""
    return run.world.facts.fresh(args[0] if args and isinstance(args[0], str) else "n")


def _unknown(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`unknown("why", "name")`: a value that is not known, and what it is called."""
    why, name = (*(text if isinstance(text, str) else "" for text in args), "", "")[:2]
    return run.unknown(why or "a library does not say", place, name)


def _known(run: Run, place: Place, args: Args, kwargs: Kwargs) -> bool:
    """`known(value)`: whether anything is known of it; never a condition."""
    value = run.settled(args[0])
    return not isinstance(value, Unknown) or value in run.world.tensors


def _number(run: Run, place: Place, args: Args, kwargs: Kwargs) -> bool:
    """`number(value)`: whether it is a whole number and known which; never a condition."""
    return isinstance(run.settled(args[0]), int)


def _differ(run: Run, place: Place, args: Args, kwargs: Kwargs) -> bool:
    """`differ(a, b)`: whether two values surely hold tensors of other shapes, or are of other kinds."""
    return differ(run, args[0], args[1])


def differ(run: Run, a: Any, b: Any) -> bool:
    a, b = run.settled(a), run.settled(b)
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        one, other = a.known_shape, b.known_shape
        if one is None or other is None:
            return False
        return len(one) != len(other) or any(run.world.facts.same(x, y) is Verdict.NO for x, y in zip(one, other))
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) != len(b) or any(differ(run, x, y) for x, y in zip(a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return any(key in b and differ(run, value, b[key]) for key, value in a.items())
    if isinstance(a, Instance) and isinstance(b, Instance):
        return differ(run, a.behind, b.behind) if isinstance(a.behind, Tensor) else False
    return False


def _rounds(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`rounds(first, rest=..., last=..., count=...)`: a long sequence, of which these elements are known."""
    given = dict(zip(("first", "rest", "last", "count"), args)) | kwargs
    return Repeated(
        given["first"], given.get("count"), given.get("rest", MISSING), given.get("last", MISSING)
    )  # fmt: skip


def _elements(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`elements(iterable)`: what a loop over it goes through, known or not: what an `__iter__` gives on."""
    return opened(run, place, args[0])


BODIES: dict[str, Callable[..., Any]] = {
    "size": _size,
    "unknown": _unknown,
    "known": _known,
    "number": _number,
    "differ": _differ,
    "rounds": _rounds,
    "elements": _elements,
}
VOCABULARY = {f"shapelint.stand_in.{name}": Native(name, body) for name, body in BODIES.items()}
