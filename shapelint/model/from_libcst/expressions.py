"""How each expression of libcst becomes IR."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Union

import libcst as cst

from shapelint.model import ir
from shapelint.model.from_libcst.literals import LITERALS
from shapelint.model.from_libcst.lowering import Lowering, code_of

BINARY = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//", cst.Modulo: "%",
    cst.Power: "**", cst.MatrixMultiply: "@", cst.LeftShift: "<<", cst.RightShift: ">>", cst.BitAnd: "&",
    cst.BitOr: "|", cst.BitXor: "^",
}  # fmt: skip
UNARY = {cst.Minus: "-", cst.Plus: "+", cst.BitInvert: "~", cst.Not: "not"}
COMPARE = {
    cst.Equal: "==", cst.NotEqual: "!=", cst.LessThan: "<", cst.LessThanEqual: "<=", cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=", cst.In: "in", cst.NotIn: "not in", cst.Is: "is", cst.IsNot: "is not",
}  # fmt: skip


# --- operators --------------------------------------------------------------------------------------------------


def binary(to: Lowering, node: cst.BinaryOperation) -> ir.Expression:
    at = to.at(node)
    op = BINARY[type(node.operator)]
    left = to.expression(node.left)
    return ir.BinOp(at, op, left, to.expression(node.right))


def unary(to: Lowering, node: cst.UnaryOperation) -> ir.Expression:
    return ir.UnaryOp(to.at(node), UNARY[type(node.operator)], to.expression(node.expression))


def boolean(to: Lowering, node: cst.BooleanOperation) -> ir.Expression:
    """`a and b and c` leans left in libcst; a parenthesised operand stays a node of its own."""
    at = to.at(node)
    kind = type(node.operator)
    operands: list[Any] = [node.right]
    left: Any = node.left
    while type(left) is cst.BooleanOperation and type(left.operator) is kind and not left.lpar:
        operands.append(left.right)
        left = left.left
    operands.append(left)
    values = [to.expression(operand) for operand in reversed(operands)]
    return ir.BoolOp(at, "and" if kind is cst.And else "or", values)


def compare(to: Lowering, node: cst.Comparison) -> ir.Expression:
    at = to.at(node)
    left = to.expression(node.left)
    ops = [COMPARE[type(target.operator)] for target in node.comparisons]
    return ir.Compare(at, left, ops, [to.expression(target.comparator) for target in node.comparisons])


def conditional(to: Lowering, node: cst.IfExp) -> ir.Expression:
    at = to.at(node)
    then = to.expression(node.body)
    test = to.expression(node.test)
    return ir.IfExp(at, test, then, to.expression(node.orelse))


# --- calls, attributes, indices -------------------------------------------------------------------------------------


def attribute(to: Lowering, node: cst.Attribute) -> ir.Expression:
    at = to.at(node)
    return ir.Attribute(at, to.expression(node.value), node.attr.value)


def call(to: Lowering, node: cst.Call) -> ir.Expression:
    at = to.at(node)
    func = to.expression(node.func)
    args, keywords = arguments(to, node.args)
    return ir.Call(at, func, args, keywords)


def arguments(to: Lowering, nodes: Any) -> tuple[list[ir.Expression], list[ir.Keyword]]:
    args: list[ir.Expression] = []
    keywords: list[ir.Keyword] = []
    for arg in nodes:
        if arg.keyword is not None:
            keywords.append(ir.Keyword(to.at(arg), arg.keyword.value, to.expression(arg.value)))
        elif arg.star == "":
            args.append(to.expression(arg.value))
        elif arg.star == "*":
            args.append(ir.Starred(to.at(arg), to.expression(arg.value)))
        else:
            keywords.append(ir.Keyword(to.at(arg), None, to.expression(arg.value)))
    return args, keywords


def subscript(to: Lowering, node: cst.Subscript) -> ir.Expression:
    at = to.at(node)
    value = to.expression(node.value)
    elements = node.slice
    first = elements[0]
    if len(elements) == 1 and type(first.comma) is cst.MaybeSentinel and getattr(first.slice, "star", None) is None:
        return ir.Subscript(at, value, _index(to, first.slice))
    whole = to.at((first.slice, elements[-1].slice))
    return ir.Subscript(at, value, ir.TupleExpr(whole, [_index(to, element.slice) for element in elements]))


def _index(to: Lowering, node: Any) -> ir.Expression:
    if isinstance(node, cst.Index):
        if node.star is not None:
            return ir.Starred(to.at(node), to.expression(node.value))
        return to.expression(node.value)
    at = to.at(node)
    return ir.Slice(at, to.optional(node.lower), to.optional(node.upper), to.optional(node.step))


# --- displays and comprehensions ------------------------------------------------------------------------------------


def starred(to: Lowering, node: cst.StarredElement) -> ir.Expression:
    return ir.Starred(to.at(node), to.expression(node.value))


def _items(to: Lowering, node: Any) -> list[ir.Expression]:
    return [to.expression(e.value) if type(e) is cst.Element else starred(to, e) for e in node.elements]


def tuple_(to: Lowering, node: cst.Tuple) -> ir.Expression:
    where = (node.lpar[0], node.rpar[-1]) if node.lpar else node
    return ir.TupleExpr(to.at(where), _items(to, node))


def list_(to: Lowering, node: cst.List) -> ir.Expression:
    return ir.ListExpr(to.at(node), _items(to, node))


def set_(to: Lowering, node: cst.Set) -> ir.Expression:
    return ir.SetExpr(to.at(node), _items(to, node))


def dict_(to: Lowering, node: cst.Dict) -> ir.Expression:
    at = to.at(node)
    keys: list[Union[ir.Expression, None]] = []
    values: list[ir.Expression] = []
    for element in node.elements:
        keys.append(to.expression(element.key) if isinstance(element, cst.DictElement) else None)
        values.append(to.expression(element.value))
    return ir.DictExpr(at, keys, values)


def comprehension(kind: str) -> Callable[[Lowering, Any], ir.Expression]:
    def lower(to: Lowering, node: Any) -> ir.Expression:
        at = to.at((node.lpar[0], node.rpar[-1]) if node.lpar else node)
        if kind == "dict" and not hasattr(node, "key"):
            return ir.Opaque(at, "a dict comprehension that unpacks")
        key = to.expression(node.key) if kind == "dict" else None
        element = to.expression(node.value if kind == "dict" else node.elt)
        generators = []
        inner = node.for_in
        while inner is not None:
            number = to.at(inner)
            target = to.expression(inner.target)
            iterated = to.expression(inner.iter)
            conditions = [to.expression(condition.test) for condition in inner.ifs]
            generators.append(ir.Generator(number, target, iterated, conditions, inner.asynchronous is not None))
            inner = inner.inner_for_in
        return ir.Comprehension(at, kind, key, element, generators)

    return lower


# --- the rest -------------------------------------------------------------------------------------------------------


def lambda_(to: Lowering, node: cst.Lambda) -> ir.Expression:
    at = to.at(node)
    signature = parameters(to, node.params)
    to.yields.append(False)
    body = to.expression(node.body)
    to.yields.pop()
    return ir.Lambda(at, signature, body)


def parameters(to: Lowering, node: cst.Parameters) -> ir.Parameters:
    at = to.at(node)
    items: list[ir.Parameter] = []

    def add(param: Any, kind: str) -> None:
        annotated = None if param.annotation is None else param.annotation.annotation
        number = to.at((param.name, param.default or annotated or param.name))
        text = "" if annotated is None else annotation(annotated)
        items.append(ir.Parameter(number, param.name.value, kind, to.optional(param.default), text))

    for param in node.posonly_params:
        add(param, "positional")
    for param in node.params:
        add(param, "normal")
    if isinstance(node.star_arg, cst.Param):
        add(node.star_arg, "var")
    for param in node.kwonly_params:
        add(param, "keyword")
    if node.star_kwarg is not None:
        add(node.star_kwarg, "kwvar")
    return ir.Parameters(at, items)


def annotation(node: Any) -> str:
    """The source of an annotation, on one line. The usual forms are read here: printing through libcst costs more than
    all the rest of lowering."""
    kind = type(node)
    if getattr(node, "lpar", ()):
        return code_of(node)
    if kind is cst.Name or kind is cst.SimpleString:
        return str(node.value)
    if kind is cst.Attribute:
        return f"{annotation(node.value)}.{node.attr.value}"
    if kind is cst.Subscript:
        parts = [element.slice for element in node.slice]
        if all(type(part) is cst.Index and part.star is None for part in parts):
            inner = ", ".join(annotation(part.value) for part in parts)
            return f"{annotation(node.value)}[{inner}]"
    if kind is cst.BinaryOperation and type(node.operator) is cst.BitOr:
        return f"{annotation(node.left)} | {annotation(node.right)}"
    return code_of(node)


def named(to: Lowering, node: cst.NamedExpr) -> ir.Expression:
    at = to.at(node)
    assert isinstance(node.target, cst.Name)
    return ir.NamedExpr(at, node.target.value, to.expression(node.value))


def await_(to: Lowering, node: cst.Await) -> ir.Expression:
    return ir.Await(to.at(node), to.expression(node.expression))


def yield_(to: Lowering, node: cst.Yield) -> ir.Expression:
    at = to.at(node)
    to.yields[-1] = True
    if isinstance(node.value, cst.From):
        return ir.Yield(at, to.expression(node.value.item), True)
    return ir.Yield(at, to.optional(node.value), False)


EXPRESSIONS: dict[type, Callable[[Any, Any], ir.Expression]] = {
    **LITERALS, cst.BinaryOperation: binary, cst.UnaryOperation: unary, cst.BooleanOperation: boolean,
    cst.Comparison: compare, cst.IfExp: conditional, cst.Attribute: attribute, cst.Call: call,
    cst.Subscript: subscript, cst.StarredElement: starred, cst.Tuple: tuple_, cst.List: list_, cst.Set: set_,
    cst.Dict: dict_, cst.ListComp: comprehension("list"), cst.SetComp: comprehension("set"),
    cst.DictComp: comprehension("dict"), cst.GeneratorExp: comprehension("generator"), cst.Lambda: lambda_,
    cst.NamedExpr: named, cst.Await: await_, cst.Yield: yield_,
}  # fmt: skip
