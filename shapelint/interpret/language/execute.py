"""Statements: one function a node type."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from operator import length_hint
from typing import Any

from shapelint.interpret.language.assignment import ASSIGN, assign, store
from shapelint.interpret.language.comparison import known_truth
from shapelint.interpret.language.loops import repeat_unknown
from shapelint.interpret.language.naming import name_it, note, record
from shapelint.interpret.language.operators import binary
from shapelint.interpret.language.same_rounds import Rounds
from shapelint.interpret.language.walking import names_bound, walk
from shapelint.interpret.state.kind import (
    KINDS,
    delete_attribute,
    delete_item,
    get_attribute,
    get_item,
    opened,
    rounds,
    set_attribute,
    set_item,
)
from shapelint.interpret.state.nodes import EVALUATE, Table, evaluate, execute
from shapelint.interpret.state.rounds import alike, first_of, other_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BreakSignal, ContinueSignal, ReturnSignal
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.held import Dict, List
from shapelint.interpret.values.objects import MISSING, Group
from shapelint.interpret.values.streams import Repeated
from shapelint.source.syntax import ir

MAX_ROUNDS = 2000
WHILE_ROUNDS = 40
"""Where rounds make choices, each of them opens worlds."""


def _expression(run: Run, frame: Frame, node: ir.ExprStatement) -> None:
    value = node.value
    EVALUATE[type(value)](run, frame, value)


def _assign(run: Run, frame: Frame, node: ir.Assign) -> None:
    source = node.value
    value = EVALUATE[type(source)](run, frame, source)
    kind = KINDS[type(value)]
    if kind.is_named and not value.name:
        name_it(node.targets[0], value)
    told = kind.is_named or kind.is_size
    for target in node.targets:
        what = type(target)
        ASSIGN[what](run, frame, target, value)
        if told or what is not ir.Name:
            note(run, frame, target, value, source)


def _annotated(run: Run, frame: Frame, node: ir.AnnAssign) -> None:
    name = getattr(node.target, "id", "")
    if name and frame.owner is not None and frame.function is None:
        annotations = frame.scope.names.setdefault("__annotations__", Dict())
        annotations[name] = node.annotation_text
    if node.value is not None:
        value = evaluate(run, frame, node.value)
        assign(run, frame, node.target, value)
        note(run, frame, node.target, value, node.value)


def _augmented(run: Run, frame: Frame, node: ir.AugAssign) -> None:
    AUGMENTED[type(node.target)](run, frame, node, node.target)


def _augment(run: Run, frame: Frame, node: ir.AugAssign, target: ir.Name) -> None:
    old = evaluate(run, frame, target)
    new = binary(run, frame.places[node.at], node.op, old, evaluate(run, frame, node.value), True)
    assign(run, frame, target, new)
    note(run, frame, target, new)


def _augment_item(run: Run, frame: Frame, node: ir.AugAssign, target: ir.Subscript) -> None:
    place = frame.places[node.at]
    base, index = evaluate(run, frame, target.value), evaluate(run, frame, target.index)
    old = get_item(run, place, base, index)
    set_item(run, place, base, index, binary(run, place, node.op, old, evaluate(run, frame, node.value), True))


def _augment_attribute(run: Run, frame: Frame, node: ir.AugAssign, target: ir.Attribute) -> None:
    place = frame.places[node.at]
    base = evaluate(run, frame, target.value)
    old = get_attribute(run, place, base, target.attr)
    new = binary(run, place, node.op, old, evaluate(run, frame, node.value), True)
    set_attribute(run, place, base, target.attr, new)


AUGMENTED: Table[None] = Table(_augment, {ir.Subscript: _augment_item, ir.Attribute: _augment_attribute})


def _return(run: Run, frame: Frame, node: ir.Return) -> None:
    source = node.value
    value = None if source is None else EVALUATE[type(source)](run, frame, source)
    record(run, frame, node, "return", value)
    raise ReturnSignal(value)


def _for(run: Run, frame: Frame, node: ir.For) -> None:
    place = frame.places[node.at]
    source = opened(run, frame.places[node.iter.at], evaluate(run, frame, node.iter))
    values = rounds(run, place, source)
    count = length_hint(values)
    if values is not None and count > MAX_ROUNDS:
        source, values = Repeated(next(iter(values)), count), None
    if values is None:
        text = "an element of an unknown sequence"

        def begin(first: bool) -> None:
            value = first_of(run, source, text) if first else other_of(run, source, text)
            assign(run, frame, node.target, value)

        kind = KINDS[type(source)]
        last = kind.last(source)
        end = None if last is MISSING else lambda: assign(run, frame, node.target, last)
        with kind.supposing_one(run, source) if not node.orelse else nullcontext():
            repeat_unknown(run, frame, node, begin, list(names_bound(node.target)), end)
        return
    before = run.budget.steps
    same = Rounds(run, frame, node)
    try:
        for index, value in enumerate(values):
            if index == 1 and _is_long_training(run, before, count, node):
                _go_on(run, frame, node, Repeated(value, count - 1))
                return
            run.budget.step()
            assign(run, frame, node.target, value)
            try:
                same.go(value)
            except ContinueSignal:
                continue
    except BreakSignal:
        return
    execute(run, frame, node.orelse)


ENDLESS_ROUNDS = 2
"""Of `while True` in a generator: the others are as any."""
COSTLY = 8_000
"""Steps of all epochs of a training, above which they are looked at as the rounds of a loop of unknown length are."""


def _is_long_training(run: Run, before: int, count: int, node: ir.For) -> bool:
    """Whether so many rounds are those of a training.

    In it numbers change and no shapes, and it would use up the budget.
    """
    return count > 4 and (run.budget.steps - before) * count > COSTLY and _trains(node.body)


def _trains(body: list[Any]) -> bool:
    """Whether gradients are computed in statements."""
    called = (getattr(node, "func", None) for node in walk(body))
    return any(getattr(function, "attr", "") in ("backward", "zero_grad") for function in called)


def _go_on(run: Run, frame: Frame, node: ir.For, source: Repeated) -> None:
    """The rounds after the first, of which nobody looks at each."""

    def begin(first: bool) -> None:
        value = source.element if first else other_of(run, source, "an element of a long sequence")
        assign(run, frame, node.target, value)

    repeat_unknown(run, frame, node, begin, list(names_bound(node.target)))


def _while(run: Run, frame: Frame, node: ir.While) -> None:
    place = frame.places[node.at]
    done, chosen = 0, len(run.world.taken)
    is_endless = frame.yields is not None and node.test.is_literal  # who asks decides how often
    most = ENDLESS_ROUNDS if is_endless else MAX_ROUNDS
    while done < (min(WHILE_ROUNDS, most) if len(run.world.taken) > chosen else most):
        done += 1
        run.budget.step()
        known = known_truth(run, place, evaluate(run, frame, node.test))
        if known is None:
            break
        if not known:
            execute(run, frame, node.orelse)
            return
        try:
            execute(run, frame, node.body)
        except ContinueSignal:
            continue
        except BreakSignal:
            return
    if is_endless and frame.yields and frame.yields.taint is None and done == most:
        _never_end(run, frame.yields)
        raise ReturnSignal(None)
    repeat_unknown(run, frame, node, lambda first: None, [])


def _never_end(run: Run, values: List) -> None:
    """What a generator gives that never ends.

    The first, and any number of others like it.
    """
    rest = values[-1] if all(alike(run, values[0], one) for one in values[1:]) else MISSING
    del values[1:]
    values.group = Group(0, 1, rest is not MISSING, rest)


def _pass(run: Run, frame: Frame, node: Any) -> None:
    return


def _delete(run: Run, frame: Frame, node: ir.Delete) -> None:
    for target in node.targets:
        DELETED[type(target)](run, frame, target)


def _delete_name(run: Run, frame: Frame, target: ir.Name) -> None:
    frame.scope.names.pop(target.id, None)


def _delete_attribute(run: Run, frame: Frame, target: ir.Attribute) -> None:
    delete_attribute(run, frame.places[target.at], evaluate(run, frame, target.value), target.attr)


def _delete_item(run: Run, frame: Frame, target: ir.Subscript) -> None:
    delete_item(run, frame.places[target.at], evaluate(run, frame, target.value), evaluate(run, frame, target.index))


DELETED: Table[None] = Table(
    _pass, {ir.Name: _delete_name, ir.Attribute: _delete_attribute, ir.Subscript: _delete_item}
)


def _break(run: Run, frame: Frame, node: ir.Break) -> None:
    raise BreakSignal


def _continue(run: Run, frame: Frame, node: ir.Continue) -> None:
    raise ContinueSignal


def _global(run: Run, frame: Frame, node: ir.Global) -> None:
    frame.scope.globals_ |= frozenset(node.names)


def _nonlocal(run: Run, frame: Frame, node: ir.Nonlocal) -> None:
    frame.scope.nonlocals |= frozenset(node.names)


def _import(run: Run, frame: Frame, node: ir.Import) -> None:
    for alias in node.names:
        module = run.project.import_module(run, frame, alias.name, 0)
        if alias.asname is not None:
            store(run, frame, alias.asname, module)
        else:
            store(
                run, frame, alias.name.split(".")[0], run.project.import_module(run, frame, alias.name.split(".")[0], 0)
            )


def _import_from(run: Run, frame: Frame, node: ir.ImportFrom) -> None:
    module = run.project.import_module(run, frame, node.module, node.level)
    for alias in node.names:
        if alias.name == "*":
            run.project.import_star(run, frame, module)
        else:
            store(run, frame, alias.asname or alias.name, run.project.import_name(run, frame, module, alias.name))


def _opaque(run: Run, frame: Frame, node: ir.OpaqueStatement) -> None:
    for name in node.binds:
        store(run, frame, name, run.unknown(f"{node.what} is not modelled", frame.places[node.at], name))


STATEMENTS: dict[type, Callable[[Run, Frame, Any], None]] = {
    ir.ExprStatement: _expression,
    ir.Assign: _assign,
    ir.AnnAssign: _annotated,
    ir.AugAssign: _augmented,
    ir.Return: _return,
    ir.For: _for,
    ir.While: _while,
    ir.Delete: _delete,
    ir.Pass: _pass,
    ir.Break: _break,
    ir.Continue: _continue,
    ir.Global: _global,
    ir.Nonlocal: _nonlocal,
    ir.Import: _import,
    ir.ImportFrom: _import_from,
    ir.OpaqueStatement: _opaque,
}
