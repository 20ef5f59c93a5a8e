"""Expressions: one function a node type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from shapelint.dims import Expr
from shapelint.interpret.iterate import iterate
from shapelint.interpret.numbers import Real
from shapelint.interpret.objects import MISSING, External, Function, Repeated, Scope
from shapelint.interpret.operators import Condition, binary, compare_values, kind, known, known_truth, truth, unary
from shapelint.interpret.run import Frame, Run
from shapelint.interpret.signals import PythonError
from shapelint.interpret.subscripts import get_item
from shapelint.model import ir
from shapelint.values import Reason, Tensor, Unknown


def evaluate(run: Run, frame: Frame, node: Any) -> Any:
    """The value of an expression."""
    return TABLE[type(node)](run, frame, node)


def _const(run: Run, frame: Frame, node: Any) -> Any:
    return node.value


def _ellipsis(run: Run, frame: Frame, node: ir.Ellipsis_) -> Any:
    return ...


def _name(run: Run, frame: Frame, node: ir.Name) -> Any:
    scope = frame.scope
    name = node.id
    value = scope.names.get(name, MISSING)
    if value is MISSING or scope.globals_:
        value = lookup(run, frame, name)
        if value is MISSING:
            return run.unknown(f"the name {name} is not defined here", frame.place(node), name)
    return run.settled(value) if isinstance(value, Unknown) else value


def lookup(run: Run, frame: Frame, name: str) -> Any:
    """The value of a name: local, enclosing, global, builtin; MISSING where there is none."""
    scope: Scope | None = frame.scope
    while scope is not None:
        if name in scope.names and name not in scope.globals_:
            return scope.names[name]
        scope = scope.parent
    if name in frame.module.names:
        return frame.module.names[name]
    found = run.project.builtin(name)
    if found is not MISSING:
        return found
    for library in frame.module.stars:
        if run.project.library_has(library, name):
            return External(f"{library}.{name}")
    if frame.module.stars:
        value = frame.module.names[name] = External(f"{frame.module.stars[-1]}.{name}")
        return value
    return MISSING


def _attribute(run: Run, frame: Frame, node: ir.Attribute) -> Any:
    value = node.value
    return run.attribute(run, frame.place(node), TABLE[type(value)](run, frame, value), node.attr)


def _subscript(run: Run, frame: Frame, node: ir.Subscript) -> Any:
    return get_item(run, frame.place(node), evaluate(run, frame, node.value), evaluate(run, frame, node.index))


def _slice(run: Run, frame: Frame, node: ir.Slice) -> Any:
    parts = (None if p is None else evaluate(run, frame, p) for p in (node.lower, node.upper, node.step))
    return slice(*parts)


def _call(run: Run, frame: Frame, node: ir.Call) -> Any:
    func = TABLE[type(node.func)](run, frame, node.func)
    args: list[Any] = []
    complete = True
    for arg in node.args:
        if type(arg) is ir.Starred:
            values = spread(run, frame, arg.value)
            if values is None:
                complete = False
            else:
                args.extend(values)
        else:
            args.append(TABLE[type(arg)](run, frame, arg))
    kwargs: dict[str, Any] = {}
    for keyword in node.keywords:
        given = keyword.value
        value = TABLE[type(given)](run, frame, given)
        if keyword.name is not None:
            kwargs[keyword.name] = value
        elif isinstance(value, dict) and run.taint_of(value) is None and all(isinstance(k, str) for k in value):
            kwargs.update(value)
        else:
            complete = False
    place = frame.place(node)
    if not complete:
        args.append(OPEN)
    return run.call(run, place, func, args, kwargs, node)


class _Open:
    """Stands among the arguments of a call to say that there may be others nobody knows."""


OPEN = _Open()


def spread(run: Run, frame: Frame, node: Any) -> list[Any] | None:
    """The elements of `*node`, or None where they are not known."""
    value = run.settled(evaluate(run, frame, node))
    if isinstance(value, (Unknown, Repeated, External)) or run.taint_of(value) is not None:
        return None
    return iterate(run, frame.place(node), value)


def _binop(run: Run, frame: Frame, node: ir.BinOp) -> Any:
    left = evaluate(run, frame, node.left)
    return binary(run, frame.place(node), node.op, left, evaluate(run, frame, node.right))


def _unaryop(run: Run, frame: Frame, node: ir.UnaryOp) -> Any:
    operand = evaluate(run, frame, node.operand)
    if node.op == "not":
        answer = known_truth(run, frame.place(node), operand)
        return Condition("truth", operand, None, True) if answer is None else not answer
    return unary(run, frame.place(node), node.op, operand)


def _boolop(run: Run, frame: Frame, node: ir.BoolOp) -> Any:
    place = frame.place(node)
    value = None
    for index, part in enumerate(node.values):
        value = evaluate(run, frame, part)
        if index == len(node.values) - 1:
            return value
        if truth(run, place, value) is (node.op == "or"):
            # `a or b` of an unknown `a` that this world takes for true is `a` itself.
            return value
    return value


def _compare(run: Run, frame: Frame, node: ir.Compare) -> Any:
    place = frame.place(node)
    left = evaluate(run, frame, node.left)
    answer: Any = True
    for op, right_node in zip(node.ops, node.rights):
        right = evaluate(run, frame, right_node)
        answer = compare_values(run, place, op, left, right)
        if len(node.ops) > 1:
            if not truth(run, place, answer):
                return False
        left = right
    return answer


def _ifexp(run: Run, frame: Frame, node: ir.IfExp) -> Any:
    chosen = node.then if truth(run, frame.place(node), evaluate(run, frame, node.test)) else node.orelse
    return evaluate(run, frame, chosen)


def _items(run: Run, frame: Frame, nodes: list[Any]) -> list[Any] | Unknown:
    items: list[Any] = []
    for item in nodes:
        if isinstance(item, ir.Starred):
            values = spread(run, frame, item.value)
            if values is None:
                return run.unknown("a sequence made of unknown elements", frame.place(item))
            items.extend(values)
        else:
            items.append(evaluate(run, frame, item))
    return items


def _tuple(run: Run, frame: Frame, node: ir.TupleExpr) -> Any:
    items = _items(run, frame, node.items)
    return items if isinstance(items, Unknown) else tuple(items)


def _list(run: Run, frame: Frame, node: ir.ListExpr) -> Any:
    if len(node.items) == 1 and isinstance(node.items[0], ir.Starred):
        value = evaluate(run, frame, node.items[0].value)
        if isinstance(value, Repeated):
            return value
        return list(iterate(run, frame.place(node), value) or [])
    return _items(run, frame, node.items)


def _set(run: Run, frame: Frame, node: ir.SetExpr) -> Any:
    items = _items(run, frame, node.items)
    if isinstance(items, Unknown):
        return items
    return as_set(run, frame.place(node), items)


def as_set(run: Run, place: Any, items: list[Any]) -> Any:
    if not all(hashable(item) for item in items):
        return run.unknown("a set of things that cannot be told apart", place)
    return set(items)


def hashable(value: Any) -> bool:
    """Whether the value may stand as a key: what it equals is known."""
    if isinstance(value, tuple):
        return all(hashable(v) for v in value)
    return not isinstance(value, (Unknown, Tensor, Real, list, dict, set, Repeated))


def _dict(run: Run, frame: Frame, node: ir.DictExpr) -> Any:
    made: dict[Any, Any] = {}
    for key_node, value_node in zip(node.keys, node.values):
        value = evaluate(run, frame, value_node)
        if key_node is None:
            if not isinstance(value, dict) or run.taint_of(value) is not None:
                return run.unknown("a dictionary made of unknown parts", frame.place(value_node))
            made.update(value)
            continue
        key = run.settled(evaluate(run, frame, key_node))
        if not hashable(key):
            return run.unknown("a dictionary with an unknown key", frame.place(key_node))
        made[key] = value
    return made


def _fstring(run: Run, frame: Frame, node: ir.FString) -> Any:
    texts: list[str] = []
    for part in node.parts:
        value = evaluate(run, frame, part)
        if isinstance(value, Unknown):
            return value
        texts.append(str(value))
    return "".join(texts)


def _formatted(run: Run, frame: Frame, node: ir.FormattedValue) -> Any:
    value = evaluate(run, frame, node.value)
    spec = "" if node.spec is None else evaluate(run, frame, node.spec)
    if isinstance(value, (str, int, float, type(None))) and isinstance(spec, str) and len(spec) < 8:
        if node.conversion == "r":
            value = repr(value)
        try:
            return format(value, spec)
        except (ValueError, TypeError) as error:
            raise PythonError(type(error).__name__, str(error)) from None
    if isinstance(value, (tuple, list)) and known(value) and run.taint_of(value) is None:
        return str(value)
    return run.unknown(f"the text of {kind(value)}", frame.place(node))


def _comprehension(run: Run, frame: Frame, node: ir.Comprehension) -> Any:
    inner = Frame(
        frame.definition,
        Scope({}, frame.scope),
        frame.module,
        frame.function,
        frame.owner,
        frame.receiver,
        frame.yields,
    )
    found: list[Any] = []
    unknown = _collect(run, inner, node, 0, found)
    if unknown is not None:
        if len(found) == 1 and isinstance(unknown, Repeated):
            return Repeated(found[0], unknown.length)
        return (
            unknown
            if isinstance(unknown, Unknown)
            else run.unknown("a comprehension over an unknown sequence", frame.place(node))
        )
    if node.kind == "dict":
        if not all(hashable(k) for k, _ in found):
            return run.unknown("a dictionary with an unknown key", frame.place(node))
        return dict(found)
    if node.kind == "set":
        return as_set(run, frame.place(node), found)
    return found


def _collect(run: Run, frame: Frame, node: ir.Comprehension, depth: int, found: list[Any]) -> Any:
    """Append what the comprehension yields; returns an Unknown or Repeated where how often is not known (its
    element as the first round makes it is then the one element appended)."""
    if depth == len(node.generators):
        element = evaluate(run, frame, node.element)
        found.append((evaluate(run, frame, node.key), element) if node.key is not None else element)
        return None
    clause = node.generators[depth]
    place = frame.place(clause)
    source = run.settled(evaluate(run, frame, clause.iter))
    values = iterate(run, place, source)
    if values is None:
        first = first_of(run, source, f"an element of {getattr(source, 'name', '') or 'an unknown sequence'}")
        assign(run, frame, clause.target, first)
        before = len(found)
        if clause.conditions or _collect(run, frame, node, depth + 1, found) is not None or len(found) != before + 1:
            return run.unknown("a comprehension over an unknown sequence", place)
        if depth or (node.kind != "list" and node.kind != "generator"):
            return run.unknown("a comprehension over an unknown sequence", place)
        return Repeated(found[-1], source)
    for value in values:
        run.step()
        assign(run, frame, clause.target, value)
        if all(truth(run, place, evaluate(run, frame, c)) for c in clause.conditions):
            unknown = _collect(run, frame, node, depth + 1, found)
            if unknown is not None:
                return run.unknown("a comprehension over an unknown sequence", place)
    return None


def first_of(run: Run, source: Any, text: str) -> Any:
    """What the first round of a loop over an unknown sequence sees."""
    if isinstance(source, Repeated):
        return source.element
    if isinstance(source, (range, UnknownRange)):
        return source.start
    if isinstance(source, Unknown):
        return run.part_of(source, "first element", f"an element of {source.name}" if source.name else "")
    return Unknown(Reason(text))


class UnknownRange(Unknown):
    """range() of which not all bounds are known."""

    __slots__ = ("start", "step", "stop")

    def __init__(self, start: Any, stop: Any, step: Any, reason: Reason) -> None:
        super().__init__(reason)
        self.start = start
        self.stop = stop
        self.step = step


def _lambda(run: Run, frame: Frame, node: ir.Lambda) -> Any:
    return Function(
        "<lambda>", node, frame.definition, node.body, frame.scope, frame.module, defaults(run, frame, node.parameters)
    )


def defaults(run: Run, frame: Frame, parameters: ir.Parameters) -> dict[str, Any]:
    """The defaults of a function's parameters, evaluated where the function is defined."""
    return {p.name: evaluate(run, frame, p.default) for p in parameters.items if p.default is not None}


def _named(run: Run, frame: Frame, node: ir.NamedExpr) -> Any:
    value = evaluate(run, frame, node.value)
    frame.scope.names[node.name] = value
    return value


def _await(run: Run, frame: Frame, node: ir.Await) -> Any:
    return evaluate(run, frame, node.value)


def _yield(run: Run, frame: Frame, node: ir.Yield) -> Any:
    value = None if node.value is None else evaluate(run, frame, node.value)
    if frame.yields is not None:
        if node.is_from:
            values = iterate(run, frame.place(node), value)
            frame.yields.extend(values if values is not None else [Unknown("a generator that is not known")])
        else:
            frame.yields.append(value)
    return run.unknown("what is sent to a generator", frame.place(node))


def _opaque(run: Run, frame: Frame, node: ir.Opaque) -> Any:
    return run.unknown(f"{node.what} is not modelled", frame.place(node))


def _starred(run: Run, frame: Frame, node: ir.Starred) -> Any:
    return tuple(spread(run, frame, node.value) or ())


# --- assignment -----------------------------------------------------------------------------------------------------


def assign(run: Run, frame: Frame, target: Any, value: Any) -> None:
    """`target = value`"""
    ASSIGN[type(target)](run, frame, target, value)


def _assign_name(run: Run, frame: Frame, target: ir.Name, value: Any) -> None:
    store(frame, target.id, value)


def store(frame: Frame, name: str, value: Any) -> None:
    """Bind a name where Python would: locally, or where `global` and `nonlocal` say."""
    scope: Scope | None = frame.scope
    if name in frame.scope.globals_:
        frame.module.names[name] = value
        return
    if name in frame.scope.nonlocals:
        scope = frame.scope.parent
        while scope is not None and name not in scope.names:
            scope = scope.parent
    (scope or frame.scope).names[name] = value


def _assign_attribute(run: Run, frame: Frame, target: ir.Attribute, value: Any) -> None:
    run.set_attribute(run, frame.place(target), evaluate(run, frame, target.value), target.attr, value)


def _assign_subscript(run: Run, frame: Frame, target: ir.Subscript, value: Any) -> None:
    run.set_item(
        run, frame.place(target), evaluate(run, frame, target.value), evaluate(run, frame, target.index), value
    )


def _assign_sequence(run: Run, frame: Frame, target: Any, value: Any) -> None:
    items = target.items
    star = next((i for i, t in enumerate(items) if isinstance(t, ir.Starred)), None)
    names = [t.id if isinstance(t, ir.Name) else "" for t in items]
    values = run.unpack(run, frame.place(target), value, names, star)
    for part, one in zip(items, values):
        assign(run, frame, part.value if isinstance(part, ir.Starred) else part, one)


def _assign_other(run: Run, frame: Frame, target: Any, value: Any) -> None:
    return


ASSIGN: dict[type, Callable[..., None]] = {
    ir.Name: _assign_name,
    ir.Attribute: _assign_attribute,
    ir.Subscript: _assign_subscript,
    ir.TupleExpr: _assign_sequence,
    ir.ListExpr: _assign_sequence,
    ir.Starred: _assign_other,
    ir.Opaque: _assign_other,
}


def names_bound(target: Any) -> Iterator[str]:
    """The plain names that a target binds."""
    if isinstance(target, ir.Name):
        yield target.id
    elif isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        for item in target.items:
            yield from names_bound(item)
    elif isinstance(target, ir.Starred):
        yield from names_bound(target.value)


TABLE: dict[type, Callable[[Run, Frame, Any], Any]] = {
    ir.Const: _const,
    ir.Bytes: _const,
    ir.Ellipsis_: _ellipsis,
    ir.Name: _name,
    ir.Attribute: _attribute,
    ir.Subscript: _subscript,
    ir.Slice: _slice,
    ir.Starred: _starred,
    ir.Call: _call,
    ir.BinOp: _binop,
    ir.UnaryOp: _unaryop,
    ir.BoolOp: _boolop,
    ir.Compare: _compare,
    ir.IfExp: _ifexp,
    ir.TupleExpr: _tuple,
    ir.ListExpr: _list,
    ir.SetExpr: _set,
    ir.DictExpr: _dict,
    ir.FString: _fstring,
    ir.FormattedValue: _formatted,
    ir.Comprehension: _comprehension,
    ir.Lambda: _lambda,
    ir.NamedExpr: _named,
    ir.Await: _await,
    ir.Yield: _yield,
    ir.Opaque: _opaque,
}

Size = Expr
