"""Expressions: one function a node type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.comparison import compare_values, decided, known_truth, truth
from shapelint.interpret.language.comprehend import as_set, comprehension
from shapelint.interpret.language.division import refuse_division
from shapelint.interpret.language.operators import binary, describe, hashable, is_flat, unary
from shapelint.interpret.state.arguments import text_given
from shapelint.interpret.state.kind import KINDS, call, get_attribute, get_item, iterate, unwrapped
from shapelint.interpret.state.nodes import EVALUATE, evaluate
from shapelint.interpret.state.rounds import open_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.held import Dict, List, may_grow, taint_of
from shapelint.interpret.values.numbers import WIDE
from shapelint.interpret.values.objects import MISSING, External, Function, Scope
from shapelint.interpret.values.sequences import OPEN, Open, PartText
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.syntax import ir


def _const(run: Run, frame: Frame, node: Any) -> object:
    return node.value


def _ellipsis(run: Run, frame: Frame, node: ir.Ellipsis_) -> object:
    return ...


def _name(run: Run, frame: Frame, node: ir.Name) -> object:
    scope = frame.scope
    name = node.id
    if name in scope.names and not scope.globals_:
        value = scope.names[name]
    else:
        value = lookup(run, frame, name)
        if value is MISSING:
            return run.unknown(f"the name {name} is not defined here", frame.places[node.at], name)
    return run.settled(value) if isinstance(value, Unknown) else value


def lookup(run: Run, frame: Frame, name: str) -> Any:
    """The value of a name: local, enclosing, global, builtin.

    MISSING where there is none.
    """
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


def _attribute(run: Run, frame: Frame, node: ir.Attribute) -> object:
    value = node.value
    return get_attribute(run, frame.places[node.at], EVALUATE[type(value)](run, frame, value), node.attr)


def _subscript(run: Run, frame: Frame, node: ir.Subscript) -> object:
    of, at = node.value, node.index
    value, index = EVALUATE[type(of)](run, frame, of), EVALUATE[type(at)](run, frame, at)
    counted = getattr(node.index, "id", "") if run.world.swayed else ""
    if counted and (frame.scope, counted) in run.world.swayed:
        index = run.unknown(f"what {counted} has counted depends on unknown conditions", frame.places[node.at])
    place = frame.places[node.at]
    found = get_item(run, place, value, index)
    run.recorder.passed.add(place)
    return found


def _slice(run: Run, frame: Frame, node: ir.Slice) -> object:
    parts = (None if p is None else evaluate(run, frame, p) for p in (node.lower, node.upper, node.step))
    return slice(*parts)


def _call(run: Run, frame: Frame, node: ir.Call) -> object:
    func = EVALUATE[type(node.func)](run, frame, node.func)
    args: list[Any] = []
    rest: Open | None = None
    for arg in node.args:
        if arg.is_starred:
            values, more = spread(run, frame, arg)
            if more is not None:
                rest = _also(rest, more, len(args))
            args.extend(values)
        else:
            args.append(arg.value if type(arg) is ir.Const else EVALUATE[type(arg)](run, frame, arg))
    kwargs: dict[str, Any] = {}
    for keyword in node.keywords:
        given = keyword.value
        value: Any = given.value if type(given) is ir.Const else EVALUATE[type(given)](run, frame, given)
        if keyword.name is not None:
            kwargs[keyword.name] = value
            continue
        if type(value) is not Dict and taint_of(value) is None:
            value = unwrapped(value)
        if KINDS[type(value)].is_mapping and taint_of(value) is None and _has_names(value):
            kwargs.update(value)
        else:
            rest = _also(rest, KINDS[type(value)].as_arguments(run, value), 0)
    place = frame.places[node.at]
    if rest is not None:
        args.append(rest)
    result = call(run, place, func, args, kwargs, node if frame.seen_from is None else None)
    run.recorder.passed.add(place)
    return result


def _has_names(mapping: dict[Any, Any]) -> bool:
    """Whether all keys are texts, as those of keywords are."""
    return {type(key) for key in mapping} <= {str} or all(map(_is_text, mapping))


def _is_text(value: object) -> bool:
    return KINDS[type(value)].as_text(value) is not None


def _also(rest: Open | None, more: Open, at: int) -> Open:
    """What is known of unknown arguments of which there are more."""
    if more.handed_on and (rest is None or rest.handed_on):
        return more
    return OPEN if rest is not None or more.group is None else Open(more.items, more.group, at)


def spread(run: Run, frame: Frame, starred: Any) -> tuple[list[Any], Open | None]:
    """The elements of `*node`.

    Where they are not known, none and what is known of them.
    """
    value = run.settled(evaluate(run, frame, starred.value))
    values = iterate(run, frame.places[starred.value.at], value)
    return ([], open_of(run, value)) if values is None else (values, None)


def _binop(run: Run, frame: Frame, node: ir.BinOp) -> object:
    one, other = node.left, node.right
    left = EVALUATE[type(one)](run, frame, one)
    place = frame.places[node.at]
    right = EVALUATE[type(other)](run, frame, other)
    try:
        result = binary(run, place, node.op, left, right)
    except PythonError as error:
        if error.cls == "ZeroDivisionError":
            refuse_division(run, frame, node)
        raise
    run.recorder.passed.add(place)
    return result


def _unaryop(run: Run, frame: Frame, node: ir.UnaryOp) -> object:
    operand = evaluate(run, frame, node.operand)
    if node.op == "not":
        answer = known_truth(run, frame.places[node.at], operand)
        return Condition("truth", operand, None, True) if answer is None else not answer
    return unary(run, frame.places[node.at], node.op, operand)


def _boolop(run: Run, frame: Frame, node: ir.BoolOp) -> object:
    value = None
    last = node.values[-1]
    for part in node.values:
        value = EVALUATE[type(part)](run, frame, part)
        if part is last:
            return value
        holds = value if value is True or value is False else decided(run, frame.places[part.at], value)
        if holds is (node.op == "or"):
            # `a or b` of an unknown `a` that this world takes for true is `a` itself.
            return value
    return value


def _compare(run: Run, frame: Frame, node: ir.Compare) -> object:
    place = frame.places[node.at]
    first, is_chain = node.left, len(node.ops) > 1
    left = EVALUATE[type(first)](run, frame, first)
    answer: Any = True
    for op, other in zip(node.ops, node.rights):
        right = EVALUATE[type(other)](run, frame, other)
        answer = compare_values(run, place, op, left, right)
        if is_chain and not truth(run, place, answer):
            return False
        left = right
    return answer


def _ifexp(run: Run, frame: Frame, node: ir.IfExp) -> object:
    test = node.test
    holds = decided(run, frame.places[node.at], EVALUATE[type(test)](run, frame, test))
    chosen = node.then if holds else node.orelse
    return EVALUATE[type(chosen)](run, frame, chosen)


def _items(run: Run, frame: Frame, nodes: list[Any], make: Callable[[list[Any]], Any]) -> object:
    """What `make` makes of the items of a display."""
    items: list[Any] = []
    for item in nodes:
        if item.is_starred:
            values, more = spread(run, frame, item)
            if more is not None:
                return run.unknown("a sequence made of unknown elements", frame.places[item.at])
            items.extend(values)
        else:
            items.append(EVALUATE[type(item)](run, frame, item))
    return make(items)


def _tuple(run: Run, frame: Frame, node: ir.TupleExpr) -> object:
    return _items(run, frame, node.items, tuple)


def _list(run: Run, frame: Frame, node: ir.ListExpr) -> object:
    items: list[Any] = node.items
    if len(items) == 1 and items[0].is_starred:
        value = evaluate(run, frame, items[0].value)
        return call(run, frame.places[node.at], run.project.builtin("list"), [value], {})  # `[*x]` is `list(x)`
    made = _items(run, frame, items, List)
    if type(made) is List:
        run.heap.stamp(made)
    return made


def _set(run: Run, frame: Frame, node: ir.SetExpr) -> object:
    return _items(run, frame, node.items, lambda items: as_set(run, frame.places[node.at], items))


def _dict(run: Run, frame: Frame, node: ir.DictExpr) -> object:
    made = Dict()
    run.heap.stamp(made)
    for key_node, value_node in zip(node.keys, node.values):
        value = EVALUATE[type(value_node)](run, frame, value_node)
        if key_node is None:
            value = unwrapped(value) if taint_of(value) is None else value
            if not KINDS[type(value)].is_mapping or taint_of(value) is not None:
                return run.unknown_of(value, "a dictionary made of unknown parts", frame.places[value_node.at])
            made.update(value)
            continue
        key = run.settled(EVALUATE[type(key_node)](run, frame, key_node))
        if not hashable(key):
            return run.unknown("a dictionary with an unknown key", frame.places[key_node.at])
        made[key] = value
    return made


def _fstring(run: Run, frame: Frame, node: ir.FString) -> object:
    texts: list[str] = []
    found: PartText | None = None
    for part in node.parts:
        value = evaluate(run, frame, part)
        if found is None and KINDS[type(value)].is_open:
            found = PartText("".join(texts), value.reason)
        elif found is None:
            texts.append(str(value))
    return "".join(texts) if found is None else found


def _formatted(run: Run, frame: Frame, node: ir.FormattedValue) -> object:
    value = evaluate(run, frame, node.value)
    spec = "" if node.spec is None else evaluate(run, frame, node.spec)
    if KINDS[type(value)].is_scalar and _is_text(spec) and not WIDE.search(spec):
        if node.conversion == "r":
            value = repr(value)
        try:
            return format(value, spec)
        except (ValueError, TypeError) as error:
            raise PythonError(type(error).__name__, str(error)) from None
    if KINDS[type(value)].is_sequence and is_flat(value) and taint_of(value) is None:
        return str(value)
    said = None if spec else text_given(run, frame.places[node.at], value, "__str__")
    return run.unknown(f"the text of {describe(value)}", frame.places[node.at]) if said is None else said


def _lambda(run: Run, frame: Frame, node: ir.Lambda) -> object:
    return Function(
        "<lambda>", node, frame.definition, node.body, frame.scope, frame.module, defaults(run, frame, node.parameters)
    )


def defaults(run: Run, frame: Frame, parameters: ir.Parameters) -> dict[str, Any]:
    """The defaults of a function's parameters, evaluated where the function is defined."""
    return {p.name: evaluate(run, frame, p.default) for p in parameters.items if p.default is not None}


def _named(run: Run, frame: Frame, node: ir.NamedExpr) -> object:
    value = evaluate(run, frame, node.value)
    frame.scope.names[node.name] = value
    return value


def _await(run: Run, frame: Frame, node: ir.Await) -> object:
    return evaluate(run, frame, node.value)


def _yield(run: Run, frame: Frame, node: ir.Yield) -> object:
    value = None if node.value is None else evaluate(run, frame, node.value)
    if frame.at_yield is not None:
        frame.at_yield(value)
        return None
    if frame.yields is not None:
        values = iterate(run, frame.places[node.at], value) if node.is_from else [value]
        run.heap.change(frame.yields)
        if values is None:
            run.heap.taint(frame.yields, Reason("a generator that is not known", frame.places[node.at]))
            may_grow(frame.yields, False)
        elif taint_of(frame.yields) is None or may_grow(frame.yields, True):
            frame.yields.extend(values)
    return run.unknown("what is sent to a generator", frame.places[node.at])


def _opaque(run: Run, frame: Frame, node: ir.Opaque) -> object:
    return run.unknown(f"{node.what} is not modelled", frame.places[node.at])


def _starred(run: Run, frame: Frame, node: ir.Starred) -> object:
    return _tuple(run, frame, ir.TupleExpr(node.at, [node]))


EXPRESSIONS: dict[type, Callable[[Run, Frame, Any], Any]] = {
    ir.Const: _const,
    ir.Bytes: _const,
    ir.Imaginary: lambda run, frame, node: complex(0, node.value),
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
    ir.Comprehension: comprehension,
    ir.Lambda: _lambda,
    ir.NamedExpr: _named,
    ir.Await: _await,
    ir.Yield: _yield,
    ir.Opaque: _opaque,
}
