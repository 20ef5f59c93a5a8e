"""Statements: one function a node type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.assignment import ASSIGN, assign, store
from shapelint.interpret.language.comparison import known_truth
from shapelint.interpret.language.loops import repeat_unknown
from shapelint.interpret.language.naming import name_it, note, record
from shapelint.interpret.language.operators import binary
from shapelint.interpret.language.walking import names_bound
from shapelint.interpret.state.held import Dict, List
from shapelint.interpret.state.kind import (
    delete_attribute,
    delete_item,
    get_attribute,
    get_item,
    iterate,
    opened,
    set_attribute,
    set_item,
)
from shapelint.interpret.state.nodes import EVALUATE, evaluate, execute
from shapelint.interpret.state.rounds import alike, first_of, other_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BreakSignal, ContinueSignal, ReturnSignal
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.objects import MISSING, Group
from shapelint.interpret.values.streams import Repeated, Stream
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
    name_it(node.targets[0], value)
    for target in node.targets:
        ASSIGN[type(target)](run, frame, target, value)
        if type(target) is not ir.Attribute:
            note(run, frame, target, value, source)


def _annotated(run: Run, frame: Frame, node: ir.AnnAssign) -> None:
    if frame.owner is not None and frame.function is None and isinstance(node.target, ir.Name):
        annotations = frame.scope.names.setdefault("__annotations__", Dict())
        annotations[node.target.id] = node.annotation_text
    if node.value is not None:
        value = evaluate(run, frame, node.value)
        assign(run, frame, node.target, value)
        note(run, frame, node.target, value, node.value)


def _augmented(run: Run, frame: Frame, node: ir.AugAssign) -> None:
    place = frame.place(node)
    if isinstance(node.target, ir.Subscript):
        base, index = evaluate(run, frame, node.target.value), evaluate(run, frame, node.target.index)
        old = get_item(run, place, base, index)
        set_item(run, place, base, index, binary(run, place, node.op, old, evaluate(run, frame, node.value), True))
        return
    if isinstance(node.target, ir.Attribute):
        base = evaluate(run, frame, node.target.value)
        old = get_attribute(run, place, base, node.target.attr)
        new = binary(run, place, node.op, old, evaluate(run, frame, node.value), True)
        set_attribute(run, place, base, node.target.attr, new)
        return
    old = evaluate(run, frame, node.target)
    new = binary(run, place, node.op, old, evaluate(run, frame, node.value), True)
    assign(run, frame, node.target, new)
    note(run, frame, node.target, new)


def _return(run: Run, frame: Frame, node: ir.Return) -> None:
    value = None if node.value is None else evaluate(run, frame, node.value)
    record(run, frame, node, "return", value)
    raise ReturnSignal(value)


def _for(run: Run, frame: Frame, node: ir.For) -> None:
    place = frame.place(node)
    source = opened(run, frame.place(node.iter), evaluate(run, frame, node.iter))
    values = source if type(source) is Stream else iterate(run, place, source)
    if isinstance(values, list) and len(values) > MAX_ROUNDS:
        source, values = Repeated(values[0], len(values)), None
    if values is None:
        text = "an element of an unknown sequence"

        def begin(first: bool) -> None:
            value = first_of(run, source, text) if first else other_of(run, source, text)
            assign(run, frame, node.target, value)

        last = source.last if isinstance(source, Repeated) else MISSING
        end = None if last is MISSING else lambda: assign(run, frame, node.target, last)
        repeat_unknown(run, frame, node, begin, list(names_bound(node.target)), end)
        return
    before = run.budget.steps
    try:
        for index, value in enumerate(values):
            if index == 1 and isinstance(values, list) and _is_long_training(run, before, values, node):
                _go_on(run, frame, node, Repeated(value, len(values) - 1))
                return
            run.budget.step()
            assign(run, frame, node.target, value)
            try:
                execute(run, frame, node.body)
            except ContinueSignal:
                continue
    except BreakSignal:
        return
    execute(run, frame, node.orelse)


ENDLESS_ROUNDS = 2
"""Of `while True` in a generator: the others are as any."""
COSTLY = 8_000
"""Steps of all epochs of a training, above which they are looked at as the rounds of a loop of unknown length are."""


def _is_long_training(run: Run, before: int, values: list[Any], node: ir.For) -> bool:
    """Whether the rounds are those of a training, in which numbers change and no shapes, and would use up the budget."""
    return len(values) > 4 and (run.budget.steps - before) * len(values) > COSTLY and _trains(node.body)


def _trains(node: Any) -> bool:
    """Whether gradients are computed in statements."""
    if isinstance(node, list):
        return any(_trains(one) for one in node)
    if (
        isinstance(node, ir.Call)
        and isinstance(node.func, ir.Attribute)
        and node.func.attr in ("backward", "zero_grad")
    ):
        return True
    return isinstance(node, ir.Node) and any(_trains(getattr(node, field)) for field in node.__struct_fields__)


def _go_on(run: Run, frame: Frame, node: ir.For, source: Repeated) -> None:
    """The rounds after the first, of which nobody looks at each."""

    def begin(first: bool) -> None:
        value = source.element if first else other_of(run, source, "an element of a long sequence")
        assign(run, frame, node.target, value)

    repeat_unknown(run, frame, node, begin, list(names_bound(node.target)))


def _while(run: Run, frame: Frame, node: ir.While) -> None:
    place = frame.place(node)
    rounds, chosen = 0, len(run.world.taken)
    is_endless = frame.yields is not None and isinstance(node.test, ir.Const)  # who asks decides how often
    most = ENDLESS_ROUNDS if is_endless else MAX_ROUNDS
    while rounds < (min(WHILE_ROUNDS, most) if len(run.world.taken) > chosen else most):
        rounds += 1
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
    if is_endless and isinstance(frame.yields, List) and frame.yields and frame.yields.taint is None and rounds == most:
        _never_end(run, frame.yields)
        raise ReturnSignal(None)
    repeat_unknown(run, frame, node, lambda first: None, [])


def _never_end(run: Run, values: List) -> None:
    """What a generator gives that never ends: the first, and any number of others like it."""
    rest = values[-1] if all(alike(run, values[0], one) for one in values[1:]) else MISSING
    del values[1:]
    values.group = Group(0, 1, rest is not MISSING, rest)


def _delete(run: Run, frame: Frame, node: ir.Delete) -> None:
    for target in node.targets:
        if isinstance(target, ir.Name):
            frame.scope.names.pop(target.id, None)
        elif isinstance(target, ir.Attribute):
            delete_attribute(run, frame.place(target), evaluate(run, frame, target.value), target.attr)
        elif isinstance(target, ir.Subscript):
            delete_item(
                run, frame.place(target), evaluate(run, frame, target.value), evaluate(run, frame, target.index)
            )


def _pass(run: Run, frame: Frame, node: Any) -> None:
    return


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
        store(run, frame, name, run.unknown(f"{node.what} is not modelled", frame.place(node), name))


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
