"""Loops over sequences nobody knows the length of.

The body runs once as the first round would (an error there is certain wherever the loop runs at all). Then what the
rounds change is generalised: a name whose value differs from the one before the loop becomes what both have in
common, and the body runs again, silently, until nothing changes any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.dims import Expr
from shapelint.facts import Verdict
from shapelint.interpret.objects import MISSING, Instance, is_container
from shapelint.interpret.run import Frame, Run
from shapelint.interpret.signals import BreakSignal, ContinueSignal, PythonError, ReturnSignal
from shapelint.values import Reason, Tensor, Unknown

MAX_ROUNDS = 3


def repeat_unknown(run: Run, frame: Frame, node: Any, begin: Callable[[], None], targets: list[str]) -> None:
    """Run the body of `node`, a `for` or `while` that may run any number of times; `begin` binds its targets."""
    reason = Reason("it is assigned in a loop of unknown length", frame.place(node))
    before = dict(frame.scope.names)
    with run.watching() as touched:
        signal = _round(run, frame, node, begin, first=True)
    for _ in range(MAX_ROUNDS):
        changed = _generalise(run, frame, before, targets, reason)
        _taint(run, touched, reason)
        if not changed:
            break
        before = dict(frame.scope.names)
        run.quiet += 1
        try:
            with run.watching() as touched:
                signal = _round(run, frame, node, begin) or signal
        finally:
            run.quiet -= 1
    else:
        for name, value in frame.scope.names.items():
            if before.get(name, MISSING) is not value:
                frame.scope.names[name] = Unknown(reason, name)
    for name in targets:
        frame.scope.names[name] = Unknown(reason, name)
    if isinstance(signal, ReturnSignal) and run.choose(("returns from a loop", frame.place(node)), False):
        raise signal
    if not isinstance(signal, BreakSignal) and node.orelse:
        run.execute(run, frame, node.orelse)


def _round(run: Run, frame: Frame, node: Any, begin: Callable[[], None], first: bool = False) -> BaseException | None:
    """One round. A `return` in it may happen or not: the loop goes on as if it had not.

    Raises PythonError where the first round does: nothing can be said of what follows a loop that cannot go round.
    """
    begin()
    try:
        run.execute(run, frame, node.body)
    except ContinueSignal:
        return None
    except (BreakSignal, ReturnSignal) as signal:
        return signal
    except PythonError:
        if first:
            raise
    return None


def _generalise(run: Run, frame: Frame, before: dict[str, Any], targets: list[str], reason: Reason) -> bool:
    """Replace what differs from `before` by what both have in common; whether anything did."""
    changed = False
    names = frame.scope.names
    for name, value in list(names.items()):
        old = before.get(name, MISSING)
        if old is value or name in targets:
            continue
        common = _common(run, old, value, reason, name)
        if common is not old:
            changed = True
        names[name] = common
    return changed


def _common(run: Run, old: Any, new: Any, reason: Reason, name: str) -> Any:
    """The most that is true of both values; `old` itself where they are alike."""
    if old is MISSING:
        return new  # a name that only the loop makes: reading it after no round at all raises
    if isinstance(old, Tensor) and isinstance(new, Tensor):
        if old.shape is new.shape:
            return old
        a, b = old.known_shape, new.known_shape
        if a is None or b is None or len(a) != len(b):
            return Unknown(reason, name)
        if all(run.facts.same(x, y) is Verdict.YES for x, y in zip(a, b)):
            return old
        sizes = (x if run.facts.same(x, y) is Verdict.YES else run.facts.fresh(name) for x, y in zip(a, b))
        return Tensor(tuple(sizes), old.dtype, name=name)
    if isinstance(old, (int, float, str, bool, type(None))) and type(old) is type(new) and old == new:
        return old
    if isinstance(old, Expr) and isinstance(new, (int, Expr)) and run.facts.same(old, new) is Verdict.YES:
        return old
    if isinstance(old, (tuple, list)) and type(old) is type(new) and len(old) == len(new):
        parts = [_common(run, x, y, reason, name) for x, y in zip(old, new)]
        return old if all(p is o for p, o in zip(parts, old)) else type(old)(parts)
    if isinstance(old, Unknown) and (old.reason is reason or old is new):
        return old
    return Unknown(reason, name)


def _taint(run: Run, touched: dict[int, Any], reason: Reason) -> None:
    """Objects that a round changed are changed some unknown number of times."""
    for value in touched.values():
        # What a round sets on a module by name (`self.stage1`) is there afterwards; how many children a container has
        # then, nobody knows.
        named = isinstance(value, Instance) and value.is_module and not is_container(value)
        if not named and not isinstance(value, (Unknown, Tensor)):
            run.taint(value, reason)
