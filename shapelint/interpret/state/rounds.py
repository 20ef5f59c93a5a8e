"""Rounds of loops of unknown length.

What each sees, and what all share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import Costly, PythonError
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Instance
from shapelint.interpret.values.sequences import Open
from shapelint.interpret.values.streams import Repeated
from shapelint.sizes.tensors import Reason, Several, Unknown, UnknownNumber

MAX_DEPTH = 40
SETTLE_STEPS = 300


def open_of(run: Run, value: object) -> Open:
    """What is known of the elements of an endless sequence.

    One that cannot be iterated over.
    """
    return KINDS[type(value)].as_arguments(run, value)


def first_of(run: Run, source: object, text: str) -> object:
    """What the first round of a loop over an unknown sequence sees."""
    return KINDS[type(source)].first(run, source, text)


def other_of(run: Run, source: object, text: str) -> object:
    """The element that a later round sees.

    It stands for any but the first.
    """
    return KINDS[type(source)].other(run, source, text)


def element_at(run: Run, value: Repeated, index: object, name: str = "") -> object:
    """One element of a long sequence.

    What stands for the others stands for each of them by itself, so that what is learnt of the second is not taken for
    true of the third.
    """
    index = run.settled(index)
    if value.last is not MISSING and index != 0:
        return (
            value.last if index in (-1, _last_index(value)) else Unknown(Reason("an element of a long sequence"), name)
        )
    kind = KINDS[type(index)]
    is_number = kind.is_scalar and kind.is_size
    if value.rest is value.element or (is_number and index == 0):
        return value.element
    key = index if kind.is_size or kind.is_open else None
    if key is None or key not in value.others:
        known = value.rest is not MISSING and (is_number or alike(run, value.element, value.rest))
        same = known and _is_settled(value.rest)
        value.others[key] = value.rest if same else Unknown(Reason("an element of a sequence of unknown length"), name)
    return value.others[key]


def _last_index(value: Repeated) -> int | None:
    length = KINDS[type(value.length)].as_whole(value.length)
    return None if length is None else length - 1


def _is_settled(value: object) -> bool:
    """Whether nothing can be learnt of a value any more."""
    return KINDS[type(value)].surely_settled(value)


def renewed(value: object, text: str) -> object:
    """The value with its Unknowns replaced.

    Those of two rounds are not the same.
    """
    return Unknown(Reason(text)) if value is MISSING else KINDS[type(value)].renewed(value, text)


def elements_of(run: Run, container: Instance) -> Repeated:
    """The modules of a container of unknown length.

    It holds some of them any number of times.
    """
    group = container.group
    assert group is not None
    items = [value for name, value in container.attributes.items() if name.isdigit()]
    if group.rest is not MISSING or len(items) == 1:
        return Repeated(items[0], None, group.rest)
    same = group.alike and all(alike(run, items[0], item) for item in items[1:])
    return Repeated(items[0], None, items[0] if same else MISSING)


def several(run: Run, value: object, reason: Reason) -> Unknown:
    """A sequence of unknown length as operations understand it.

    Known are the shapes of its tensors, where all rows of them are alike.
    """
    items = repeated_row(run, value)
    shapes = [KINDS[type(one)].is_tensor and one.known_shape is not None for one in items]
    return Several(items, reason) if items and all(shapes) else Unknown(reason)


def repeated_row(run: Run, value: object) -> list[Any]:
    """What a sequence of unknown length holds, once or several times.

    Empty where not all of such rows are alike, or others stand before them.
    """
    known = KINDS[type(value)].as_arguments(run, value)
    group, items = known.group, known.items
    if group is None or (group.start, group.end) != (0, len(items)):
        return []
    return list(items) if group.alike or (group.rest is not MISSING and alike(run, items[0], group.rest)) else []


# --- what two rounds have in common ---------------------------------------------------------------------------------


def alike(run: Run, a: object, b: object, depth: int = 0) -> bool:
    """Whether two values certainly behave alike.

    Two that the same code made of the same values do.
    """
    if a is b:
        return True
    a, b = run.settled(a), run.settled(b)
    if a is b:
        return True
    if type(a) is not type(b) or depth > MAX_DEPTH or taint_of(a) is not None or taint_of(b) is not None:
        return False
    return KINDS[type(a)].alike(run, a, b, depth + 1)


def surely_differ(run: Run, a: object, b: object) -> bool:
    """Whether two values surely hold tensors of other shapes.

    Or not as many tensors.
    """
    a, b = run.settled(a), run.settled(b)
    return KINDS[type(a)].surely_differs(run, a, b)


def in_common(run: Run, old: object, new: object, reason: Reason, name: str = "") -> object:
    """The most that is true of both values.

    `old` itself where they are alike.
    """
    if old is MISSING:
        return new  # a name that only the loop makes: reading it after no round at all raises
    found = KINDS[type(old)].in_common(run, old, new, reason, name)
    if found is not NotImplemented:
        return found
    if alike(run, old, new):
        return old
    is_number = _is_number(run, old) and _is_number(run, run.settled(new))
    return UnknownNumber(reason, name) if is_number else Unknown(reason, name)


def _is_number(run: Run, value: object) -> bool:
    """Whether a value is a number, known or not."""
    if isinstance(value, Unknown):
        return run.world.facts.is_number(value)
    return KINDS[type(value)].is_number and type(value) is not bool


def remade(old: Any, parts: list[Any]) -> object:
    """A list or tuple of the same type with other elements."""
    if KINDS[type(old)].holds_values:
        made = old.copy()
        made[:] = parts
        return made
    make = getattr(old, "_make", None)
    return tuple(parts) if make is None else make(parts)


def after_rounds(run: Run, value: object, reason: Reason) -> object:
    """What the last round left of what all have in common.

    What was learnt of a value that a round begins with, from what the round does to it, was not learnt of the one that
    no round began with.
    """
    return KINDS[type(value)].after_rounds(run, value, reason)


def changed_by_rounds(run: Run, value: object, round_: Callable[[Any], object], reason: Reason) -> object:
    """The value after any number of rounds.

    Each round makes a new one of the one before: `round_(value)`.

    The first round is taken as it is; the others are only looked at.
    """
    known = in_common(run, value, round_(value), reason)
    chosen = len(run.world.wondered)
    try:
        with run.glancing(SETTLE_STEPS):
            for _ in range(3):
                more = in_common(run, known, round_(known), reason)
                if len(run.world.wondered) != chosen:
                    break
                if more is known:
                    return known
                known = more
    except (PythonError, Costly):
        pass
    return Unknown(reason)


def set_under_unknown_name(run: Run, value: Instance, name: object, new: object, reason: Reason) -> None:
    """Set an attribute of unknown name.

    One of those whose names begin as `name` does, or a new one.
    """
    prefix = getattr(name, "prefix", "")
    if not prefix or value.is_container:
        run.heap.taint(value, reason)
        return
    run.heap.change(value)
    run.heap.escape(value)
    for held, old in list(value.attributes.items()):
        if held.startswith(prefix):
            value.attributes[held] = in_common(run, old, new, reason, held)
