"""Comprehensions."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.assignment import assign
from shapelint.interpret.language.comparison import known_truth, truth
from shapelint.interpret.language.operators import hashable
from shapelint.interpret.state.heap import Mark
from shapelint.interpret.state.kind import KINDS, iterate, opened
from shapelint.interpret.state.nodes import evaluate
from shapelint.interpret.state.rounds import alike, first_of, other_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import Costly, PathEnd, PythonError
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.held import Dict, List, Set
from shapelint.interpret.values.objects import MISSING, Scope
from shapelint.interpret.values.streams import Repeated, Stream
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.syntax import ir

LONGEST = 2000
"""Elements that are looked at one by one: of a longer sequence the first stands for all, as far as they are alike."""
MOST_UNDECIDED = 2
"""Elements of which the worlds decide whether they are taken; of more the worlds show too few of the ways."""
REST_STEPS = 150
"""What a look at how the elements after the first are made may cost."""


def comprehension(run: Run, frame: Frame, node: ir.Comprehension) -> object:
    inner = Frame(
        frame.definition,
        Scope({}, frame.scope),
        frame.module,
        frame.function,
        frame.owner,
        frame.receiver,
        frame.yields,
        seen_from=frame.seen_from,
    )
    found: list[Any] = []
    unknown = _collect(run, inner, node, 0, found)
    if unknown is not None:
        if len(found) == 1 or KINDS[type(unknown)].is_open:
            return unknown
        return run.unknown("a comprehension over an unknown sequence", frame.places[node.at])
    if node.kind == "dict":
        if not all(hashable(k) for k, _ in found):
            return run.unknown("a dictionary with an unknown key", frame.places[node.at])
        return _new(run, Dict(found))
    if node.kind == "set":
        return as_set(run, frame.places[node.at], found)
    return Stream(found) if node.kind == "generator" else _new(run, List(found))


def _new(run: Run, made: Any) -> Any:
    run.heap.stamp(made)
    return made


def _collect(run: Run, frame: Frame, node: ir.Comprehension, depth: int, found: list[Any]) -> object:
    """Append what the comprehension yields.

    Returns an Unknown or Repeated where how often is not known (its element as the first round makes it is then the one
    element appended).
    """
    if depth == len(node.generators):
        element = evaluate(run, frame, node.element)
        found.append((evaluate(run, frame, node.key), element) if node.key is not None else element)
        return None
    clause = node.generators[depth]
    place = frame.places[clause.at]
    source = opened(run, frame.places[clause.iter.at], evaluate(run, frame, clause.iter))
    values = iterate(run, place, source)
    if values is not None and len(values) > LONGEST and not depth:
        source, values = Repeated(values[0], len(values)), None
    if values is None:
        kind = KINDS[type(source)]
        with kind.supposing_one(run, source):
            with run.heap.watching() as mark:
                is_one_each = _begin(run, frame, node, depth, found, source)
            if not is_one_each:
                _doubt(run, mark)
            rest = _rest(run, frame, node, source, found[-1]) if is_one_each else MISSING
        if not is_one_each:
            return run.unknown_of(source, "a comprehension over an unknown sequence", place)
        count = kind.length(run, place, source) if kind.is_tensor or kind.is_endless else None
        size = count if KINDS[type(count)].is_integral else getattr(source, "length", source)
        return Repeated(found[-1], size, rest)
    undecided = 0
    for value in values:
        run.budget.step()
        assign(run, frame, clause.target, value)
        for condition in clause.conditions:
            holds = evaluate(run, frame, condition)
            undecided += known_truth(run, place, holds) is None
            if not truth(run, place, holds):
                break
        else:
            unknown = _collect(run, frame, node, depth + 1, found)
            if unknown is not None:
                return run.unknown("a comprehension over an unknown sequence", place)
    if undecided > MOST_UNDECIDED:
        return run.unknown("how many elements meet a condition", place)
    return None


def _begin(run: Run, frame: Frame, node: ir.Comprehension, depth: int, found: list[Any], source: object) -> bool:
    """Append the first element of an unknown number.

    Whether there is one for each element of the source.
    """
    clause = node.generators[depth]
    text = f"an element of {getattr(source, 'name', '') or 'an unknown sequence'}"
    assign(run, frame, clause.target, first_of(run, source, text))
    before = len(found)
    if not all(truth(run, frame.places[clause.at], evaluate(run, frame, c)) for c in clause.conditions):
        return False
    if _collect(run, frame, node, depth + 1, found) is not None or len(found) != before + 1:
        return False
    return not depth and not clause.conditions and node.kind in ("list", "generator")


def _rest(run: Run, frame: Frame, node: ir.Comprehension, source: object, first: object) -> object:
    """What stands for the elements after the first.

    Where they are certainly made alike; else MISSING.
    """
    found: list[Any] = []
    chosen = len(run.world.wondered)
    mark: Mark | None = None
    unknown: object = None
    try:
        with run.glancing(REST_STEPS), run.heap.watching() as mark:
            assign(run, frame, node.generators[0].target, other_of(run, source, "an element of an unknown sequence"))
            unknown = _collect(run, frame, node, 1, found)
    except (PythonError, PathEnd, Costly):
        found.clear()
    if mark is not None:
        _doubt(run, mark)
    if unknown is not None or len(found) != 1 or len(run.world.wondered) != chosen:
        return MISSING
    return _general(run, first, found[0])


def _doubt(run: Run, mark: Mark) -> None:
    """Take nothing for known of what an unknown number of rounds changes."""
    for value in mark.changed:
        if KINDS[type(value)].is_native:
            run.heap.taint(value, Reason("it is changed in a comprehension of unknown length"))


def _general(run: Run, first: Any, other: Any) -> object:
    if alike(run, first, other):
        return first
    one, two = KINDS[type(first)], KINDS[type(other)]
    if one.is_sequence and one is two and not one.holds_values and len(first) == len(other):
        return tuple(_general(run, a, b) for a, b in zip(first, other))
    return Unknown("an element that is not made as the first one is")


def as_set(run: Run, place: Any, items: list[Any]) -> object:
    if not all(hashable(item) for item in items):
        return run.unknown("a set of things that cannot be told apart", place)
    return Set(items)
