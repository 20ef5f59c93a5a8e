"""How each expression of `ast` becomes IR."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any, Union

from shapelint.source.syntax import ir
from shapelint.source.syntax.from_ast.lowering import Lowering
from shapelint.source.syntax.nodes import TemplateStr, Unread

BINARY: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
}  # fmt: skip
UNARY: dict[type, str] = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not"}
COMPARE: dict[type, str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
    ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


def expression(to: Lowering, node: Any) -> ir.Expression:
    return EXPRESSIONS[type(node)](to, node)


def optional(to: Lowering, node: Any) -> ir.Expression | None:
    return None if node is None else EXPRESSIONS[type(node)](to, node)


def every(to: Lowering, nodes: Iterable[Any]) -> list[ir.Expression]:
    return [EXPRESSIONS[type(node)](to, node) for node in nodes]


# --- names and literals ---------------------------------------------------------------------------------------------


def name(to: Lowering, node: ast.Name) -> ir.Expression:
    return ir.Name(to.at(node), node.id)


def constant(to: Lowering, node: ast.Constant) -> ir.Expression:
    at = to.at(node)
    value: Any = node.value
    kind = type(value)
    if kind is str:
        return ir.Const(at, value) if encodes(value) else ir.Opaque(at, "a string that cannot be read")
    if kind is int and value >= 1 << 63:
        return ir.Opaque(at, "a huge integer")
    if kind is bytes:
        return ir.Bytes(at, value)
    if kind is complex:
        return ir.Imaginary(at, value.imag)
    return ir.Ellipsis_(at) if value is ... else ir.Const(at, value)


def encodes(text: str) -> bool:
    """Whether there is no half of a surrogate pair in a text."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def joined(to: Lowering, node: Any) -> ir.FString:
    at = to.at(node)
    parts: list[ir.Expression] = []
    for part in node.values:
        parts.append(_formatted(to, part) if type(part) is ast.FormattedValue else expression(to, part))
    return ir.FString(at, ir.merged(parts))


def _formatted(to: Lowering, node: ast.FormattedValue) -> ir.Expression:
    at = to.at(node)
    value = expression(to, node.value)
    spec = None if node.format_spec is None else joined(to, node.format_spec)
    return ir.FormattedValue(at, value, None if node.conversion == -1 else chr(node.conversion), spec)


def template(to: Lowering, node: Any) -> ir.Expression:
    return ir.Opaque(to.at(node), "a template string")


def unread(to: Lowering, node: Unread) -> ir.Expression:
    return ir.Opaque(to.at(node), "an expression that cannot be read")


# --- operators ------------------------------------------------------------------------------------------------------


def binary(to: Lowering, node: ast.BinOp) -> ir.Expression:
    at = to.at(node)
    left, right = node.left, node.right
    return ir.BinOp(
        at, BINARY[type(node.op)], EXPRESSIONS[type(left)](to, left), EXPRESSIONS[type(right)](to, right)
    )  # fmt: skip


def unary(to: Lowering, node: ast.UnaryOp) -> ir.Expression:
    return ir.UnaryOp(to.at(node), UNARY[type(node.op)], expression(to, node.operand))


def boolean(to: Lowering, node: ast.BoolOp) -> ir.Expression:
    return ir.BoolOp(to.at(node), "and" if type(node.op) is ast.And else "or", every(to, node.values))


def compare(to: Lowering, node: ast.Compare) -> ir.Expression:
    at = to.at(node)
    left = expression(to, node.left)
    return ir.Compare(at, left, [COMPARE[type(op)] for op in node.ops], every(to, node.comparators))


def conditional(to: Lowering, node: ast.IfExp) -> ir.Expression:
    at = to.at(node)
    test = expression(to, node.test)
    then = expression(to, node.body)
    return ir.IfExp(at, test, then, expression(to, node.orelse))


# --- calls, attributes, indices -------------------------------------------------------------------------------------


def attribute(to: Lowering, node: ast.Attribute) -> ir.Expression:
    value = node.value
    return ir.Attribute(to.at(node), EXPRESSIONS[type(value)](to, value), node.attr)


def call(to: Lowering, node: ast.Call) -> ir.Expression:
    at = to.at(node)
    func = node.func
    called = EXPRESSIONS[type(func)](to, func)
    if len(node.args) == 1 and type(node.args[0]) is ast.GeneratorExp and not node.keywords:
        return ir.Call(at, called, [_only_argument(to, node, node.args[0])], [])
    return ir.Call(
        at, called, [EXPRESSIONS[type(arg)](to, arg) for arg in node.args],
        [keyword(to, one) for one in node.keywords] if node.keywords else [],
    )  # fmt: skip


def _only_argument(to: Lowering, node: ast.Call, generator: ast.GeneratorExp) -> ir.Expression:
    """The place of a generator that is the only argument.

    To Python, the brackets of a call are those of a generator that has none of its own.
    """
    borrowed = (generator.end_lineno, generator.end_col_offset) == (node.end_lineno, node.end_col_offset)
    where = (generator.elt, generator.generators[-1]) if borrowed else generator
    return _comprehension(to, to.at(where), "generator", None, generator)


def keyword(to: Lowering, node: ast.keyword) -> ir.Keyword:
    value = node.value
    return ir.Keyword(to.at(node), node.arg, EXPRESSIONS[type(value)](to, value))


def subscript(to: Lowering, node: ast.Subscript) -> ir.Expression:
    at = to.at(node)
    value = expression(to, node.value)
    return ir.Subscript(at, value, expression(to, node.slice))


def slice_(to: Lowering, node: ast.Slice) -> ir.Expression:
    at = to.at(node)
    return ir.Slice(at, optional(to, node.lower), optional(to, node.upper), optional(to, node.step))


def starred(to: Lowering, node: ast.Starred) -> ir.Expression:
    return ir.Starred(to.at(node), expression(to, node.value))


# --- displays and comprehensions ------------------------------------------------------------------------------------


def tuple_(to: Lowering, node: ast.Tuple) -> ir.Expression:
    return ir.TupleExpr(to.at(node), every(to, node.elts))


def list_(to: Lowering, node: ast.List) -> ir.Expression:
    return ir.ListExpr(to.at(node), every(to, node.elts))


def set_(to: Lowering, node: ast.Set) -> ir.Expression:
    return ir.SetExpr(to.at(node), every(to, node.elts))


def dict_(to: Lowering, node: ast.Dict) -> ir.Expression:
    at = to.at(node)
    keys: list[Union[ir.Expression, None]] = []
    values: list[ir.Expression] = []
    for key, value in zip(node.keys, node.values):
        keys.append(optional(to, key))
        values.append(expression(to, value))
    return ir.DictExpr(at, keys, values)


def list_comprehension(to: Lowering, node: ast.ListComp) -> ir.Expression:
    return _comprehension(to, to.at(node), "list", None, node)


def set_comprehension(to: Lowering, node: ast.SetComp) -> ir.Expression:
    return _comprehension(to, to.at(node), "set", None, node)


def generator(to: Lowering, node: ast.GeneratorExp) -> ir.Expression:
    return _comprehension(to, to.at(node), "generator", None, node)


def dict_comprehension(to: Lowering, node: ast.DictComp) -> ir.Expression:
    at = to.at(node)
    if node.value is None:  # Python 3.15
        return ir.Opaque(at, "a dict comprehension that unpacks")
    return _comprehension(to, at, "dict", node.key, node)


def _comprehension(to: Lowering, at: int, kind: str, key: Any, node: Any) -> ir.Expression:
    first = optional(to, key)
    element = expression(to, node.elt if key is None else node.value)
    generators = []
    for one in node.generators:
        number = to.at(one)
        target = expression(to, one.target)
        iterated = expression(to, one.iter)
        generators.append(ir.Generator(number, target, iterated, every(to, one.ifs), bool(one.is_async)))
    return ir.Comprehension(at, kind, first, element, generators)


# --- the rest -------------------------------------------------------------------------------------------------------


def lambda_(to: Lowering, node: ast.Lambda) -> ir.Expression:
    at = to.at(node)
    signature = parameters(to, node)
    to.yields.append(False)
    body = expression(to, node.body)
    to.yields.pop()
    return ir.Lambda(at, signature, body)


def parameters(to: Lowering, owner: Any) -> ir.Parameters:
    """The parameters of a function or a lambda."""
    node: ast.arguments = owner.args
    at = to.at(owner)
    items: list[ir.Parameter] = []

    def add(arg: ast.arg, kind: str, default: Any) -> None:
        number = to.at((arg, arg if default is None else default))
        text = "" if arg.annotation is None else annotation(to, arg.annotation)
        items.append(ir.Parameter(number, arg.arg, kind, optional(to, default), text))

    before = len(node.posonlyargs)
    bare = before + len(node.args) - len(node.defaults)
    for position, arg in enumerate([*node.posonlyargs, *node.args] if before else node.args):
        default = node.defaults[position - bare] if position >= bare else None
        add(arg, "positional" if position < before else "normal", default)
    if node.vararg is not None:
        add(node.vararg, "var", None)
    for arg, default in zip(node.kwonlyargs, node.kw_defaults):
        add(arg, "keyword", default)
    if node.kwarg is not None:
        add(node.kwarg, "kwvar", None)
    return ir.Parameters(at, items)


def annotation(to: Lowering, node: ast.expr) -> str:
    """The source of an annotation, on one line."""
    if type(node) is ast.Name:
        return node.id
    if node.lineno != node.end_lineno:
        return ast.unparse(node)
    line = to.lines[node.lineno - 1]
    if line.isascii():
        return line[node.col_offset : node.end_col_offset]
    return line.encode()[node.col_offset : node.end_col_offset].decode()


def named(to: Lowering, node: ast.NamedExpr) -> ir.Expression:
    at = to.at(node)
    return ir.NamedExpr(at, node.target.id, expression(to, node.value))


def await_(to: Lowering, node: ast.Await) -> ir.Expression:
    return ir.Await(to.at(node), expression(to, node.value))


def yield_(to: Lowering, node: ast.Yield) -> ir.Expression:
    to.yields[-1] = True
    return ir.Yield(to.at(node), optional(to, node.value), False)


def yield_from(to: Lowering, node: ast.YieldFrom) -> ir.Expression:
    to.yields[-1] = True
    return ir.Yield(to.at(node), expression(to, node.value), True)


def _unknown(to: Lowering, node: Any) -> ir.Expression:
    return ir.Opaque(to.at(node), type(node).__name__)


EXPRESSIONS: dict[type, Callable[[Lowering, Any], ir.Expression]] = {
    **dict.fromkeys(ast.expr.__subclasses__(), _unknown),  # of a Python newer than this file
    ast.Name: name, ast.Constant: constant, ast.JoinedStr: joined, ast.BinOp: binary, ast.UnaryOp: unary,
    ast.BoolOp: boolean, ast.Compare: compare, ast.IfExp: conditional, ast.Attribute: attribute, ast.Call: call,
    ast.Subscript: subscript, ast.Slice: slice_, ast.Starred: starred, ast.Tuple: tuple_, ast.List: list_,
    ast.Set: set_, ast.Dict: dict_, ast.ListComp: list_comprehension, ast.SetComp: set_comprehension,
    ast.DictComp: dict_comprehension, ast.GeneratorExp: generator, ast.Lambda: lambda_, ast.NamedExpr: named,
    ast.Await: await_, ast.Yield: yield_, ast.YieldFrom: yield_from,
    TemplateStr: template, Unread: unread,
}  # fmt: skip
