"""How the expressions of libcst become those of `ast`."""

from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from shapelint.source.syntax.to_ast.literals import LITERALS
from shapelint.source.syntax.to_ast.to import LOAD, Functions, To, plain

OPERATORS: dict[type, Any] = {
    cst.Add: ast.Add(), cst.Subtract: ast.Sub(), cst.Multiply: ast.Mult(), cst.Divide: ast.Div(),
    cst.FloorDivide: ast.FloorDiv(), cst.Modulo: ast.Mod(), cst.Power: ast.Pow(), cst.MatrixMultiply: ast.MatMult(),
    cst.LeftShift: ast.LShift(), cst.RightShift: ast.RShift(), cst.BitAnd: ast.BitAnd(), cst.BitOr: ast.BitOr(),
    cst.BitXor: ast.BitXor(), cst.Minus: ast.USub(), cst.Plus: ast.UAdd(), cst.BitInvert: ast.Invert(),
    cst.Not: ast.Not(), cst.And: ast.And(), cst.Or: ast.Or(), cst.Equal: ast.Eq(), cst.NotEqual: ast.NotEq(),
    cst.LessThan: ast.Lt(), cst.LessThanEqual: ast.LtE(), cst.GreaterThan: ast.Gt(), cst.GreaterThanEqual: ast.GtE(),
    cst.In: ast.In(), cst.NotIn: ast.NotIn(), cst.Is: ast.Is(), cst.IsNot: ast.IsNot(), cst.AddAssign: ast.Add(),
    cst.SubtractAssign: ast.Sub(), cst.MultiplyAssign: ast.Mult(), cst.DivideAssign: ast.Div(),
    cst.FloorDivideAssign: ast.FloorDiv(), cst.ModuloAssign: ast.Mod(), cst.PowerAssign: ast.Pow(),
    cst.MatrixMultiplyAssign: ast.MatMult(), cst.LeftShiftAssign: ast.LShift(), cst.RightShiftAssign: ast.RShift(),
    cst.BitAndAssign: ast.BitAnd(), cst.BitOrAssign: ast.BitOr(), cst.BitXorAssign: ast.BitXor(),
}  # fmt: skip


def operator(to: To, node: Any) -> Any:
    return OPERATORS[type(node)]


# --- operators ------------------------------------------------------------------------------------------------------


def boolean(to: To, node: cst.BooleanOperation) -> Any:
    """`a and b and c` leans left in libcst.

    A parenthesised operand stays a node of its own.
    """
    kind = type(node.operator)
    operands: list[Any] = [node.right]
    left: Any = node.left
    while type(left) is cst.BooleanOperation and type(left.operator) is kind and not left.lpar:
        operands.append(left.right)
        left = left.left
    operands.append(left)
    return ast.BoolOp(OPERATORS[kind], to.every(reversed(operands)), **to.at(node))


def compare(to: To, node: cst.Comparison) -> Any:
    operators = [to(target.operator) for target in node.comparisons]
    return ast.Compare(
        to(node.left), operators, [to(target.comparator) for target in node.comparisons], **to.at(node)
    )  # fmt: skip


# --- calls, attributes, indices -------------------------------------------------------------------------------------


def attribute(to: To, node: cst.Attribute) -> Any:
    return ast.Attribute(to(node.value), node.attr.value, LOAD, **to.at(node))


def call(to: To, node: cst.Call) -> Any:
    args, keywords = arguments(to, node.args)
    if len(args) == 1 and isinstance(args[0], ast.GeneratorExp) and not keywords and not node.args[0].value.lpar:
        bracket, end = to.positions[node.whitespace_after_func].end, to.positions[node].end
        vars(args[0]).update(to.between(bracket, end))  # those of the call are its own
    return ast.Call(to(node.func), args, keywords, **to.at(node))


def arguments(to: To, nodes: Any) -> tuple[list[ast.expr], list[ast.keyword]]:
    """Of a call, or the bases of a class."""
    args: list[ast.expr] = []
    keywords: list[ast.keyword] = []
    for node in nodes:
        value = to(node.value)
        if node.star == "" and node.keyword is None:
            args.append(value)
        elif node.star == "*":
            args.append(ast.Starred(value, LOAD, **to.at(node)))
        else:
            keywords.append(ast.keyword(node.keyword and node.keyword.value, value, **to.at(node)))
    return args, keywords


def subscript(to: To, node: cst.Subscript) -> Any:
    value, elements = to(node.value), node.slice
    indices = [_index(to, element.slice) for element in elements]
    last = elements[-1]
    if len(elements) == 1 and not isinstance(last.comma, cst.Comma) and not isinstance(indices[0], ast.Starred):
        return ast.Subscript(value, indices[0], LOAD, **to.at(node))
    whole = to.at(elements[0].slice, last.comma if isinstance(last.comma, cst.Comma) else last.slice)
    return ast.Subscript(value, ast.Tuple(indices, LOAD, **whole), LOAD, **to.at(node))


def _index(to: To, node: Any) -> Any:
    if isinstance(node, cst.Slice):
        return to(node)
    value = to(node.value)
    return value if node.star is None else ast.Starred(value, LOAD, **to.at(node))


# --- displays and comprehensions ------------------------------------------------------------------------------------


def tuple_(to: To, node: cst.Tuple) -> Any:
    return ast.Tuple(to.every(node.elements), LOAD, **to.bracketed(node))


def dict_(to: To, node: cst.Dict) -> Any:
    keys = [to(one.key) if isinstance(one, cst.DictElement) else None for one in node.elements]
    return ast.Dict(keys, [to(one.value) for one in node.elements], **to.at(node))


def list_comprehension(to: To, node: cst.ListComp) -> Any:
    return ast.ListComp(to(node.elt), _generators(to, node), **to.at(node))


def set_comprehension(to: To, node: cst.SetComp) -> Any:
    return ast.SetComp(to(node.elt), _generators(to, node), **to.at(node))


def dict_comprehension(to: To, node: cst.DictComp) -> Any:
    return ast.DictComp(to(node.key), to(node.value), _generators(to, node), **to.at(node))


def generator(to: To, node: cst.GeneratorExp) -> Any:
    return ast.GeneratorExp(to(node.elt), _generators(to, node), **to.bracketed(node))


def _generators(to: To, node: Any) -> list[ast.comprehension]:
    found = []
    inner = node.for_in
    while inner is not None:
        conditions = [to(condition.test) for condition in inner.ifs]
        found.append(
            ast.comprehension(to(inner.target), to(inner.iter), conditions, int(inner.asynchronous is not None))
        )
        inner = inner.inner_for_in
    return found


# --- the rest -------------------------------------------------------------------------------------------------------


def lambda_(to: To, node: cst.Lambda) -> Any:
    return ast.Lambda(parameters(to, node.params), to(node.body), **to.at(node))


def parameters(to: To, node: cst.Parameters) -> ast.arguments:
    def arg(param: Any) -> ast.arg:
        annotation = None if param.annotation is None else param.annotation.annotation
        made = to.optional(annotation)
        last = param.name if annotation is None else param.annotation
        return ast.arg(param.name.value, made, **to.at(param.name, last))

    plain = [*node.posonly_params, *node.params]
    return ast.arguments(
        posonlyargs=[arg(param) for param in node.posonly_params],
        args=[arg(param) for param in node.params],
        vararg=arg(node.star_arg) if isinstance(node.star_arg, cst.Param) else None,
        kwonlyargs=[arg(param) for param in node.kwonly_params],
        kw_defaults=[to.optional(param.default) for param in node.kwonly_params],
        kwarg=None if node.star_kwarg is None else arg(node.star_kwarg),
        defaults=[to(param.default) for param in plain if param.default is not None],
    )


def yield_(to: To, node: cst.Yield) -> Any:
    if isinstance(node.value, cst.From):
        return ast.YieldFrom(to(node.value.item), **to.at(node))
    return ast.Yield(to.optional(node.value), **to.at(node))


EXPRESSIONS: Functions = {
    **LITERALS, **dict.fromkeys(OPERATORS, operator), cst.BooleanOperation: boolean, cst.Comparison: compare,
    cst.Attribute: attribute, cst.Call: call, cst.Subscript: subscript, cst.Tuple: tuple_, cst.Dict: dict_,
    cst.ListComp: list_comprehension, cst.SetComp: set_comprehension, cst.DictComp: dict_comprehension,
    cst.GeneratorExp: generator, cst.Lambda: lambda_, cst.Yield: yield_,
    cst.BinaryOperation: plain(ast.BinOp, "left", "operator", "right"),
    cst.UnaryOperation: plain(ast.UnaryOp, "operator", "expression"),
    cst.IfExp: plain(ast.IfExp, "test", "body", "orelse"),
    cst.Slice: plain(ast.Slice, "lower", "upper", "step"),
    cst.Element: lambda to, node: to(node.value),
    cst.StarredElement: plain(ast.Starred, "value", ctx=LOAD),
    cst.List: plain(ast.List, "elements", ctx=LOAD),
    cst.Set: plain(ast.Set, "elements"),
    cst.NamedExpr: plain(ast.NamedExpr, "target", "value"),
    cst.Await: plain(ast.Await, "expression"),
}  # fmt: skip
