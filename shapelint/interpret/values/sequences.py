"""Sequences of which nobody knows the length: what a first round over them sees, and what any later one does."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.held import List, taint_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import Costly, PythonError
from shapelint.interpret.values.numbers import Real
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    External,
    Function,
    Group,
    Instance,
    Method,
    Partial,
    Repeated,
    is_container,
)
from shapelint.sizes.dims import Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Computed, Input, Reason, Tensor, Unknown

MAX_DEPTH = 40
SETTLE_STEPS = 300


class UnknownRange(Unknown):
    """range() of which not all bounds are known."""

    __slots__ = ("start", "step", "stop")

    def __init__(self, start: Any, stop: Any, step: Any, reason: Reason) -> None:
        super().__init__(reason)
        self.start = start
        self.stop = stop
        self.step = step


class PartText(Unknown):
    """A text of which only the beginning is known: f"layer{i}"."""

    __slots__ = ("prefix",)

    def __init__(self, prefix: str, reason: Reason) -> None:
        super().__init__(reason)
        self.prefix = prefix


class Open:
    """Stands last among the arguments of a call to say that there may be others nobody knows.

    items, group: the others, where they are known but for how often a part of them occurs; at: how many of the
        arguments stand before them.
    """

    __slots__ = ("at", "group", "items")

    def __init__(self, items: list[Any] | None = None, group: Group | None = None, at: int = 0) -> None:
        self.items = items or []
        self.group = group
        self.at = at


OPEN = Open()


def is_open(args: list[Any]) -> bool:
    """Whether there may be other arguments than these."""
    return bool(args) and isinstance(args[-1], Open)


def open_of(run: Run, value: Any) -> Open:
    """What is known of the elements of a sequence that cannot be iterated over."""
    if isinstance(value, Instance) and value.group is not None and taint_of(value) is None:
        value = elements_of(run, value)
    if isinstance(value, Repeated):
        return Open([value.element], Group(0, 1, value.rest is value.element, value.rest))
    return Open(list(value), value.group) if isinstance(value, List) and value.group is not None else OPEN


def first_of(run: Run, source: Any, text: str) -> Any:
    """What the first round of a loop over an unknown sequence sees."""
    if isinstance(source, Repeated):
        return source.element
    if isinstance(source, (range, UnknownRange)):
        return source.start
    if isinstance(source, Unknown):
        return source.part("first element", f"an element of {source.name}" if source.name else "")
    if isinstance(source, Instance) and source.group is not None and taint_of(source) is None:
        return source.attributes["0"]
    return Unknown(Reason(text))


def other_of(run: Run, source: Any, text: str) -> Any:
    """What a later round sees: a value that stands for any of the elements but the first, anew each time."""
    if isinstance(source, Repeated):
        return renewed(source.rest, text)
    if isinstance(source, Instance) and source.group is not None and taint_of(source) is None:
        return renewed(elements_of(run, source).rest, text)
    if isinstance(source, Unknown):
        return (Input if isinstance(source, Input) else Unknown)(source.reason)
    return Unknown(Reason(text))


def element_at(run: Run, value: Repeated, index: Any, name: str = "") -> Any:
    """One element: what stands for the others stands for each of them by itself, so that what is learnt of the second
    is not taken for true of the third."""
    index = run.settled(index)
    if value.last is not MISSING and index != 0:
        return (
            value.last if index in (-1, _last_index(value)) else Unknown(Reason("an element of a long sequence"), name)
        )
    if value.rest is value.element or (isinstance(index, int) and index == 0):
        return value.element
    key = index if isinstance(index, (int, Unknown, Expr)) else None
    if key is None or key not in value.others:
        known = value.rest is not MISSING and (isinstance(index, int) or alike(run, value.element, value.rest))
        same = known and _is_settled(value.rest)
        value.others[key] = value.rest if same else Unknown(Reason("an element of a sequence of unknown length"), name)
    return value.others[key]


def _last_index(value: Repeated) -> Any:
    return value.length - 1 if isinstance(value.length, int) else None


def _is_settled(value: Any) -> bool:
    """Whether nothing can be learnt of a value any more."""
    if isinstance(value, Tensor):
        shape = value.known_shape
        return shape is not None and all(isinstance(size, int) for size in shape)
    return isinstance(value, (int, float, str, type(None), Instance, Function, Class, External))


def renewed(value: Any, text: str) -> Any:
    """The value with its Unknowns replaced: those of two rounds are not the same."""
    if value is MISSING:
        return Unknown(Reason(text))
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(renewed(part, text) for part in value)
    return Unknown(value.reason, value.name) if type(value) is Unknown else value


def elements_of(run: Run, container: Instance) -> Repeated:
    """The modules of a container that holds some of them any number of times."""
    group = container.group
    assert group is not None
    items = [value for name, value in container.attributes.items() if name.isdigit()]
    if group.rest is not MISSING or len(items) == 1:
        return Repeated(items[0], None, group.rest)
    same = group.alike and all(alike(run, items[0], item) for item in items[1:])
    return Repeated(items[0], None, items[0] if same else MISSING)


# --- what two rounds have in common ---------------------------------------------------------------------------------


def alike(run: Run, a: Any, b: Any, depth: int = 0) -> bool:
    """Whether two values certainly behave alike, as two that the same code made of the same values do."""
    if a is b:
        return True
    a, b = run.settled(a), run.settled(b)
    if a is b:
        return True
    if type(a) is not type(b) or depth > MAX_DEPTH:
        return False
    if taint_of(a) is not None or taint_of(b) is not None:
        return False
    if isinstance(a, Computed):
        return a.op == b.op and alike(run, a.left, b.left, depth + 1) and alike(run, a.right, b.right, depth + 1)
    if isinstance(a, Unknown):
        return False
    if isinstance(a, Tensor):
        return _same_shape(run, a, b) and (a.dtype, a.strides, a.data, a.role) == (b.dtype, b.strides, b.data, b.role)
    if isinstance(a, (Expr, Real, int, float, str, bytes, range)):
        return bool(a == b)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(alike(run, x, y, depth + 1) for x, y in zip(a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(alike(run, a[key], b[key], depth + 1) for key in a)
    if isinstance(a, Instance):
        return a.cls is b.cls and alike(run, a.attributes, b.attributes, depth + 1)
    if isinstance(a, Method):
        return alike(run, a.function, b.function, depth + 1) and alike(run, a.receiver, b.receiver, depth + 1)
    if isinstance(a, Partial):
        return all(
            alike(run, x, y, depth + 1) for x, y in ((a.function, b.function), (a.args, b.args), (a.kwargs, b.kwargs))
        )
    if isinstance(a, Function):
        return a.node is b.node and a.scope is b.scope
    if isinstance(a, External):
        return bool(a.dotted == b.dotted)
    return isinstance(a, Class) and a is b


def _same_shape(run: Run, a: Tensor, b: Tensor) -> bool:
    if a.shape is b.shape:
        return True
    one, other = a.known_shape, b.known_shape
    return (
        one is not None and other is not None and len(one) == len(other)
        and all(run.world.facts.same(x, y) is Verdict.YES for x, y in zip(one, other))
    )  # fmt: skip


def in_common(run: Run, old: Any, new: Any, reason: Reason, name: str = "") -> Any:
    """The most that is true of both values; `old` itself where they are alike."""
    if old is MISSING:
        return new  # a name that only the loop makes: reading it after no round at all raises
    if isinstance(old, Tensor) and isinstance(new, Tensor) and old.owner == new.owner:
        return _tensor_in_common(run, old, new, reason, name)
    if isinstance(old, Expr) and isinstance(new, (int, Expr)) and run.world.facts.same(old, new) is Verdict.YES:
        return old
    if isinstance(old, (tuple, list)) and type(old) is type(new) and len(old) == len(new):
        parts = [in_common(run, x, y, reason, name) for x, y in zip(old, new)]
        return old if all(p is o for p, o in zip(parts, old)) else remade(old, parts)
    if isinstance(old, Unknown) and old.reason is reason:
        return old
    return old if alike(run, old, new) else Unknown(reason, name)


def remade(old: Any, parts: list[Any]) -> Any:
    """A list or tuple of the same kind with other elements: a named tuple keeps its names, a deque its bound."""
    if isinstance(old, list):
        made = old.copy()
        made[:] = parts
        return made
    make = getattr(old, "_make", None)
    return tuple(parts) if make is None else make(parts)


def _tensor_in_common(run: Run, old: Tensor, new: Tensor, reason: Reason, name: str) -> Any:
    if _same_shape(run, old, new):
        same = (old.dtype == new.dtype, old.strides == new.strides, old.data == new.data)
        if all(same):
            return old
        return type(old)(
            old.shape, old.dtype if same[0] else None, old.strides if same[1] else None, None, old.role, old.source, old.name
        )  # fmt: skip
    a, b = old.known_shape, new.known_shape
    if a is None or b is None or len(a) != len(b):
        return Unknown(reason, name)
    changes = tuple(run.world.facts.same(x, y) is not Verdict.YES for x, y in zip(a, b))
    sizes = (run.world.facts.fresh(name) if change else size for size, change in zip(a, changes))
    made = type(old)(tuple(sizes), old.dtype if old.dtype == new.dtype else None, name=name)
    made.differs = reason, changes
    return made


def after_rounds(run: Run, value: Any, reason: Reason) -> Any:
    """What the last round left of what all have in common. What was learnt of a value that a round begins with, from
    what the round does to it, was not learnt of the one that no round began with."""
    if isinstance(value, Unknown) and value.reason is reason:
        return Unknown(reason, value.name)
    if type(value) is tuple:
        parts = tuple(after_rounds(run, part, reason) for part in value)
        return value if all(part is old for part, old in zip(parts, value)) else parts
    if not isinstance(value, Tensor) or value.differs is None or value.differs[0] is not reason:
        return value
    changes = value.differs[1]
    sizes = zip(value.known_shape or (), changes)
    fresh = tuple(run.world.facts.fresh(value.name) if change else size for size, change in sizes)
    return type(value)(fresh, value.dtype, name=value.name)


def settle(run: Run, value: Any, round_: Any, reason: Reason) -> Any:
    """What `value` is after any number of rounds, each of which makes a new one of the one before: `round_(value)`.

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


def set_under_unknown_name(run: Run, value: Instance, name: Any, new: Any, reason: Reason) -> None:
    """An attribute was set, nobody knows which: one of those whose names begin as `name` does, or a new one."""
    if not isinstance(name, PartText) or is_container(value) or not name.prefix:
        run.heap.taint(value, reason)
        return
    run.heap.change(value)
    run.heap.escape(value)
    for held, old in list(value.attributes.items()):
        if held.startswith(name.prefix):
            value.attributes[held] = in_common(run, old, new, reason, held)
