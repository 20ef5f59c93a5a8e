"""Statements: one function a node type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.dims import Expr
from shapelint.interpret.assignment import ASSIGN, assign, names_bound, store
from shapelint.interpret.attributes import delete_attribute
from shapelint.interpret.comparison import assume, known_truth, truth
from shapelint.interpret.evaluate import TABLE as EVALUATE
from shapelint.interpret.evaluate import defaults, evaluate
from shapelint.interpret.iterate import iterate
from shapelint.interpret.loops import repeat_unknown
from shapelint.interpret.managers import with_
from shapelint.interpret.matching import match
from shapelint.interpret.objects import Class, Function, Instance, Repeated, Stream
from shapelint.interpret.operators import binary
from shapelint.interpret.run import Frame, Run
from shapelint.interpret.sequences import first_of, other_of
from shapelint.interpret.signals import BodyLeft, BreakSignal, ContinueSignal, PythonError, ReturnSignal
from shapelint.interpret.subscripts import delete_item, get_item
from shapelint.model import ir
from shapelint.trace import Named
from shapelint.values import Tensor, Unknown

MAX_ROUNDS = 2000
WHILE_ROUNDS = 40
"""Where rounds make choices, each of them opens worlds."""


def execute(run: Run, frame: Frame, statements: list[Any]) -> None:
    for statement in statements:
        run.steps += 1
        if run.steps > run.max_steps:
            run.give_up()
        TABLE[type(statement)](run, frame, statement)


def _expression(run: Run, frame: Frame, node: ir.ExprStatement) -> None:
    value = node.value
    EVALUATE[type(value)](run, frame, value)


def _assign(run: Run, frame: Frame, node: ir.Assign) -> None:
    source = node.value
    value = EVALUATE[type(source)](run, frame, source)
    _name_it(node.targets[0], value)
    for target in node.targets:
        ASSIGN[type(target)](run, frame, target, value)
        if type(target) is not ir.Attribute:
            _note(run, frame, target, value, source)


def _name_it(target: Any, value: Any) -> None:
    """Let a new tensor or unknown be called by the first name the code gives it."""
    if type(target) is ir.Name and isinstance(value, (Tensor, Unknown)) and not value.name:
        value.name = target.id


def _note(run: Run, frame: Frame, target: Any, value: Any, source: Any = None) -> None:
    """Leave in the trace what names now stand for: tensors and sizes, which comments speak of."""
    if run.quiet:
        return
    if isinstance(target, ir.Name):
        _record(run, frame, target, target.id, value, _measured(run, frame, source))
    elif isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        of = _measured(run, frame, source)
        for index, item in enumerate(target.items):
            if isinstance(item, ir.Starred):
                of = None
            if isinstance(item, ir.Name):
                there = None if of is None else (of[0], of[1] + index)
                _record(run, frame, item, item.id, frame.scope.names.get(item.id), there)


def _record(run: Run, frame: Frame, node: Any, name: str, value: Any, of: Any = None) -> None:
    if not run.quiet and isinstance(value, (Tensor, Unknown, int, Expr)) and not isinstance(value, bool):
        run.trace.named.append(Named(frame.place(node), name, value, frame, run.orders, of))


def _measured(run: Run, frame: Frame, node: Any) -> tuple[Tensor, int] | None:
    """The tensor and the (first) axis measured by `x.shape`, `x.size()`, `x.shape[2]`, `x.size(2)`, `x.shape[-2:]`."""
    if type(node) not in MEASURES:
        return None
    axis: Any = 0
    if isinstance(node, ir.Subscript):
        index = node.index.lower or ir.Const(0, 0) if isinstance(node.index, ir.Slice) else node.index
        axis = _number(index)
        node = node.value
    if isinstance(node, ir.Call) and len(node.args) < 2:
        axis = _number(node.args[0]) if node.args else axis
        node = node.func
    if not isinstance(axis, int) or not isinstance(node, ir.Attribute) or node.attr not in ("shape", "size"):
        return None
    if not isinstance(node.value, ir.Name):
        return None
    tensor = run.trace.tensor(run.settled(frame.scope.names.get(node.value.id)))
    return None if tensor is None else (tensor, axis)


MEASURES = frozenset((ir.Subscript, ir.Call, ir.Attribute))


def _number(node: Any) -> int | None:
    sign = 1
    if isinstance(node, ir.UnaryOp) and node.op == "-":
        sign, node = -1, node.operand
    return sign * node.value if isinstance(node, ir.Const) and isinstance(node.value, int) else None


def _annotated(run: Run, frame: Frame, node: ir.AnnAssign) -> None:
    if frame.owner is not None and frame.function is None and isinstance(node.target, ir.Name):
        annotations = frame.scope.names.setdefault("__annotations__", {})
        annotations[node.target.id] = node.annotation_text
    if node.value is not None:
        value = evaluate(run, frame, node.value)
        assign(run, frame, node.target, value)
        _note(run, frame, node.target, value, node.value)


def _augmented(run: Run, frame: Frame, node: ir.AugAssign) -> None:
    place = frame.place(node)
    if isinstance(node.target, ir.Subscript):
        base, index = evaluate(run, frame, node.target.value), evaluate(run, frame, node.target.index)
        old = get_item(run, place, base, index)
        run.set_item(run, place, base, index, binary(run, place, node.op, old, evaluate(run, frame, node.value), True))
        return
    if isinstance(node.target, ir.Attribute):
        base = evaluate(run, frame, node.target.value)
        old = run.attribute(run, place, base, node.target.attr)
        new = binary(run, place, node.op, old, evaluate(run, frame, node.value), True)
        run.set_attribute(run, place, base, node.target.attr, new)
        return
    old = evaluate(run, frame, node.target)
    new = binary(run, place, node.op, old, evaluate(run, frame, node.value), True)
    assign(run, frame, node.target, new)
    _note(run, frame, node.target, new)


def _return(run: Run, frame: Frame, node: ir.Return) -> None:
    value = None if node.value is None else evaluate(run, frame, node.value)
    _record(run, frame, node, "return", value)
    raise ReturnSignal(value)


def _if(run: Run, frame: Frame, node: ir.If, is_last_case: bool = False) -> None:
    place = frame.place(node)
    opened = len(run.open)
    condition = evaluate(run, frame, node.test)
    is_unknown = known_truth(run, place, condition) is None
    if is_unknown:
        # A branch that only raises is what the author says never happens: this world is not spent on it.
        if run.expecting and _only_raises(node.body):
            execute(run, frame, node.body)
        if _only_raises(node.body):
            assume(run, place, condition, False)
        elif node.orelse and _only_raises(node.orelse):
            assume(run, place, condition, True)
        elif _only_says(node.body) and _only_says(node.orelse):
            return
    unsure = known_truth(run, place, condition) is None
    # `if rank == 4: ... elif rank == 5: ...`: who lists the cases means that it is one of them, as a rule.
    taken = truth(run, place, condition, likely=is_last_case)
    run.branch(place, taken, opened)
    if unsure:
        for statement in (*node.body, *node.orelse):
            if isinstance(statement, ir.AugAssign) and isinstance(statement.target, ir.Name):
                run.swayed.add((id(frame.scope), statement.target.id))
                run.alive.append(frame.scope)
    case = _next_case(node) if is_unknown and not taken else None
    if case is not None:
        run.step()
        _if(run, frame, case, not case.orelse)
    else:
        execute(run, frame, node.body if taken else node.orelse)


def _next_case(node: ir.If) -> ir.If | None:
    """The `elif` that compares what the `if` compares, with something else."""
    other = node.orelse[0] if len(node.orelse) == 1 else None
    if not isinstance(other, ir.If) or not isinstance(node.test, ir.Compare) or not isinstance(other.test, ir.Compare):
        return None
    one, two = node.test, other.test
    return other if one.ops == ["=="] == two.ops and _is_same(one.left, two.left) else None


def _is_same(one: Any, other: Any) -> bool:
    """Whether two expressions say the same, wherever they stand."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if type(one) is not type(other) or not isinstance(one, ir.Node):
        return bool(one == other)
    return all(_is_same(getattr(one, f), getattr(other, f)) for f in one.__struct_fields__ if f != "at")


def _only_raises(body: list[Any]) -> bool:
    return (
        bool(body)
        and isinstance(body[-1], ir.Raise)
        and all(isinstance(s, (ir.Raise, ir.Assign, ir.ExprStatement)) for s in body)
    )


QUIET = {"print", "warn", "info", "debug", "warning", "error", "exception", "log", "warning_once", "warn_once"}


def _only_says(body: list[Any]) -> bool:
    """Whether the statements only print or log: whichever branch is taken, nothing else differs."""
    return all(
        isinstance(s, ir.Pass)
        or (
            isinstance(s, ir.ExprStatement)
            and (
                isinstance(s.value, ir.Const)
                or (
                    isinstance(s.value, ir.Call)
                    and (
                        (isinstance(s.value.func, ir.Name) and s.value.func.id in QUIET)
                        or (isinstance(s.value.func, ir.Attribute) and s.value.func.attr in QUIET)
                    )
                )
            )
        )
        for s in body
    )


def _for(run: Run, frame: Frame, node: ir.For) -> None:
    place = frame.place(node)
    source = run.settled(evaluate(run, frame, node.iter))
    values = source if type(source) is Stream else iterate(run, place, source)
    if type(values) is list and len(values) > MAX_ROUNDS:
        source, values = Repeated(values[0], len(values)), None
    if values is None:
        text = "an element of an unknown sequence"

        def begin(first: bool) -> None:
            value = first_of(run, source, text) if first else other_of(run, source, text)
            assign(run, frame, node.target, value)

        repeat_unknown(run, frame, node, begin, list(names_bound(node.target)))
        return
    try:
        for value in values:
            run.step()
            assign(run, frame, node.target, value)
            try:
                execute(run, frame, node.body)
            except ContinueSignal:
                continue
    except BreakSignal:
        return
    execute(run, frame, node.orelse)


def _while(run: Run, frame: Frame, node: ir.While) -> None:
    place = frame.place(node)
    rounds, chosen = 0, len(run.taken)
    while rounds < (WHILE_ROUNDS if len(run.taken) > chosen else MAX_ROUNDS):
        rounds += 1
        run.step()
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
    repeat_unknown(run, frame, node, lambda first: None, [])


def _try(run: Run, frame: Frame, node: ir.Try) -> None:
    catches = bool(node.handlers)
    run.catching += catches
    caught: PythonError | None = None
    try:
        try:
            execute(run, frame, node.body)
        finally:
            run.catching -= catches
    except PythonError as error:
        handler = next((h for h in node.handlers if _handles(run, frame, h, error)), None)
        if handler is None:
            execute(run, frame, node.final)
            raise
        caught = error
        if handler.name is not None:
            store(run, frame, handler.name, error.value or Unknown(error.message))
        _finally(run, frame, node, handler.body)
    except (ReturnSignal, BreakSignal, ContinueSignal, BodyLeft):
        execute(run, frame, node.final)
        raise
    if caught is None:
        _finally(run, frame, node, node.orelse)


def _finally(run: Run, frame: Frame, node: ir.Try, body: list[Any]) -> None:
    try:
        execute(run, frame, body)
    finally:
        execute(run, frame, node.final)


PARENTS = {
    "ModuleNotFoundError": "ImportError",
    "KeyError": "LookupError",
    "IndexError": "LookupError",
    "ZeroDivisionError": "ArithmeticError",
    "OverflowError": "ArithmeticError",
    "NotImplementedError": "RuntimeError",
    "StopIteration": "Exception",
}


def _handles(run: Run, frame: Frame, handler: ir.Handler, error: PythonError) -> bool:
    if handler.catches is None:
        return True
    wanted = evaluate(run, frame, handler.catches)
    names = set()
    current = error.cls
    while current:
        names.add(current)
        current = PARENTS.get(current, "")
    for one in wanted if isinstance(wanted, tuple) else (wanted,):
        if not isinstance(one, Class) or not error.cls:
            return True
        if one.name in ("Exception", "BaseException") or one.name in names:
            return True
        if isinstance(error.value, Instance) and one in error.value.cls.mro:
            return True
    return False


def _raise(run: Run, frame: Frame, node: ir.Raise) -> None:
    value = None if node.value is None else evaluate(run, frame, node.value)
    cls = value.cls if isinstance(value, Instance) else value
    said = value.attributes.get("args", ()) if isinstance(value, Instance) else ()
    text = said[0] if said and isinstance(said[0], str) else ""
    raise PythonError(cls.name if isinstance(cls, Class) else "", text, value)


def _assert(run: Run, frame: Frame, node: ir.Assert) -> None:
    place = frame.place(node)
    condition = evaluate(run, frame, node.test)
    known = known_truth(run, place, condition)
    if known is None and run.expecting:
        raise PythonError("AssertionError")  # what is given here is wrong, and tells nothing of what is right
    if known is None:
        assume(run, place, condition, True)
    elif not known:
        if not run.catching:
            _record(run, frame, node, "assert", _asserted(run, frame, node.test))
        raise PythonError("AssertionError")


def _asserted(run: Run, frame: Frame, test: Any) -> Any:
    """The tensor of whose shape `assert x.shape == (...)` speaks, else None."""
    if isinstance(test, ir.Compare) and test.ops == ["=="] and isinstance(test.rights[0], (ir.TupleExpr, ir.ListExpr)):
        left = test.left.func if isinstance(test.left, ir.Call) and not test.left.args else test.left
        if isinstance(left, ir.Attribute) and left.attr in ("shape", "size") and isinstance(left.value, ir.Name):
            return evaluate(run, frame, left.value)
    return None


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
        module = run.import_module(run, frame, alias.name, 0)
        if alias.asname is not None:
            store(run, frame, alias.asname, module)
        else:
            store(run, frame, alias.name.split(".")[0], run.import_module(run, frame, alias.name.split(".")[0], 0))


def _import_from(run: Run, frame: Frame, node: ir.ImportFrom) -> None:
    module = run.import_module(run, frame, node.module, node.level)
    for alias in node.names:
        if alias.name == "*":
            run.project.import_star(run, frame, module)
        else:
            store(run, frame, alias.asname or alias.name, run.project.import_name(run, frame, module, alias.name))


def _function(run: Run, frame: Frame, node: ir.FunctionDef) -> None:
    in_class = frame.owner is not None and frame.function is None
    scope = frame.scope.parent if in_class and frame.scope.parent is not None else frame.scope
    definition = frame.definition if node.definition < 0 else frame.definition.file.definitions[node.definition]
    function: Any = Function(
        node.name, node, definition, node.body, scope, frame.module, defaults(run, frame, node.parameters),
        frame.owner if in_class else None,
    )  # fmt: skip
    for decorator in reversed(node.decorators):
        function = run.project.decorate(run, frame, decorator, function)
    store(run, frame, node.name, function)


def _class(run: Run, frame: Frame, node: ir.ClassDef) -> None:
    store(run, frame, node.name, run.project.make_class(run, frame, node))


def _opaque(run: Run, frame: Frame, node: ir.OpaqueStatement) -> None:
    for name in node.binds:
        store(run, frame, name, run.unknown(f"{node.what} is not modelled", frame.place(node), name))


TABLE: dict[type, Callable[[Run, Frame, Any], None]] = {
    ir.ExprStatement: _expression,
    ir.Assign: _assign,
    ir.AnnAssign: _annotated,
    ir.AugAssign: _augmented,
    ir.Return: _return,
    ir.If: _if,
    ir.For: _for,
    ir.While: _while,
    ir.With: with_,
    ir.Try: _try,
    ir.Raise: _raise,
    ir.Assert: _assert,
    ir.Delete: _delete,
    ir.Pass: _pass,
    ir.Break: _break,
    ir.Continue: _continue,
    ir.Global: _global,
    ir.Nonlocal: _nonlocal,
    ir.Import: _import,
    ir.ImportFrom: _import_from,
    ir.FunctionDef: _function,
    ir.ClassDef: _class,
    ir.Match: match,
    ir.OpaqueStatement: _opaque,
}
