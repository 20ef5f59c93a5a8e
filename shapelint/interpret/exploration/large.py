"""Networks that take more steps to build than a function may.

Files that define many builders say the same in each but for its numbers: what is learnt of the first holds for the larger.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from shapelint.interpret.exploration.builders import Feature, features_of, has_unknowns
from shapelint.interpret.state.recorder import Built
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Function, Instance
from shapelint.source.syntax import ir


class Large:
    """The networks that take more steps to build than a function may.

    One of the same class that is given nothing else to build with, and no smaller numbers, takes as many: who builds it is
    followed no further than that, as whatever comes after it is out of reach. `builders_to_call` has its own steps.
    """

    def __init__(self) -> None:
        self._known: dict[Class, tuple[frozenset[Feature], float]] = {}
        self._builders: dict[Hashable, float] = {}  # those that do nothing else, by what they say: their numbers

    def leaving(self) -> Callable[[Built], bool]:
        """Whether a network is as large as one known by now."""
        known = dict(self._known)
        return lambda built: built.cls in known and _is_no_smaller(built, *known[built.cls])

    def is_built_by(self, function: Function) -> bool:
        """Whether a function surely builds one.

        It says what another says that was left where it begins to build, but for its own name and numbers that are no
        smaller.
        """
        said, numbers = _said(function)
        return self._builders.get(said, math.inf) <= numbers

    def learn(self, function: Function, run: Run) -> None:
        """A run of a function is over.

        Perhaps in the middle of a constructor.
        """
        if run.setting.left and not run.recorder.trace.events:
            said, numbers = _said(function)
            self._builders[said] = min(numbers, self._builders.get(said, math.inf))
        if not run.budget.gave_up or not run.recorder.built or run.recorder.built[-1].whole:
            return
        built = run.recorder.built[-1]
        if not has_unknowns(built):
            features, size = self._known.get(built.cls, (frozenset(), math.inf))
            self._known[built.cls] = features | features_of(built), min(size, _size(built))


def _is_no_smaller(built: Built, features: frozenset[Feature], size: float) -> bool:
    return not (features_of(built) - features) and _size(built) >= size and not has_unknowns(built)


def _size(built: Built) -> float:
    """The numbers that a class is given, all together."""
    return sum(map(_all_numbers, (*built.args, *built.kwargs.values())))


def _all_numbers(value: object, depth: int = 0) -> float:
    """The numbers in a value and in what it holds, all together."""
    if isinstance(value, (int, float)):
        return float(value)
    held = value.attributes if isinstance(value, Instance) else value
    parts = held.values() if isinstance(held, dict) else held if isinstance(held, (list, tuple)) else ()
    return sum(_all_numbers(one, depth + 1) for one in parts) if depth < MOST_DEEP else 0.0


MOST_DEEP = 6


def _said(function: Function) -> tuple[Hashable, float]:
    """What a function says but for its numbers and its name.

    And all its numbers together.
    """
    numbers: list[float] = []
    body = function.definition.body().statements
    said = tuple(_words([function.node.parameters, body], function.name, numbers))
    return said, sum(numbers)


def _words(node: Any, name: str, numbers: list[float]) -> Iterator[Any]:
    if isinstance(node, ir.ExprStatement) and isinstance(node.value, ir.Const):
        return  # a docstring
    if isinstance(node, (ir.FunctionDef, ir.ClassDef)):
        yield id(node)  # it has more to say than stands here
        return
    fields = getattr(node, "__struct_fields__", None)
    if fields is not None:
        yield type(node)
        for field in fields:
            if field != "at":
                yield from _words(getattr(node, field), name, numbers)
    elif isinstance(node, list):
        yield list
        for one in node:
            yield from _words(one, name, numbers)
        yield None
    elif type(node) in (int, float):
        numbers.append(node)
        yield type(node)
    else:
        yield (type(node), None if node == name else node)
