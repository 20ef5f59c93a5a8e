"""Where Python's `ast` and shapelint say that the expressions of a file stand, in one form, to be compared."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import msgspec

from shapelint.model import ir
from shapelint.model.file import SourceFile

Spot = tuple[str, int, int, int, int]

KINDS: dict[type, str] = {
    ast.Constant: "Const", ast.Name: "Name", ast.Attribute: "Attribute", ast.Subscript: "Subscript",
    ast.Call: "Call", ast.BinOp: "BinOp", ast.UnaryOp: "UnaryOp", ast.BoolOp: "BoolOp", ast.Compare: "Compare",
    ast.IfExp: "IfExp", ast.Tuple: "TupleExpr", ast.List: "ListExpr", ast.Set: "SetExpr", ast.Dict: "DictExpr",
    ast.JoinedStr: "FString", ast.Lambda: "Lambda", ast.NamedExpr: "NamedExpr", ast.Await: "Await",
    ast.Yield: "Yield", ast.YieldFrom: "Yield", ast.ListComp: "Comprehension", ast.SetComp: "Comprehension",
    ast.DictComp: "Comprehension", ast.Starred: "Starred", ast.Slice: "Slice",
    ast.keyword: "Keyword",
}  # fmt: skip
NO_EXPRESSIONS = ("annotation", "returns", "type_params", "type_comment")
SAME = {"Ellipsis_": "Const", "Bytes": "Const", "Opaque": "Const"}


def of_ast(tree: ast.AST, lines: list[str]) -> Iterator[Spot]:
    """Every expression outside of annotations, patterns and f-strings, whose insides Python places only since 3.12.
    No generators: where one is the only argument, Python counts the brackets of the call to it."""
    stack: list[ast.AST] = [tree]
    while stack:
        node: Any = stack.pop()
        kind = KINDS.get(type(node))
        if kind is not None:
            start, end = lines[node.lineno - 1].encode(), lines[node.end_lineno - 1].encode()
            first = len(start[: node.col_offset].decode()) + 1
            yield kind, node.lineno, first, node.end_lineno, len(end[: node.end_col_offset].decode()) + 1
        if isinstance(node, (ast.JoinedStr, ast.pattern)) or type(node).__name__ == "TypeAlias":
            continue
        for name, value in ast.iter_fields(node):
            if name in NO_EXPRESSIONS or (isinstance(node, ast.NamedExpr) and name == "target"):
                continue
            stack += [child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)]


def of_file(file: SourceFile) -> Iterator[Spot]:
    """The same of every definition of a file."""
    for definition in file.definitions:
        for node in _expressions(definition.body()):
            kind = type(node).__name__
            yield SAME.get(kind, kind), *definition.place(node.at)


def _expressions(value: Any) -> Iterator[ir.Node]:
    if isinstance(value, list):
        for one in value:
            yield from _expressions(one)
    elif isinstance(value, msgspec.Struct):
        kind = type(value).__name__
        if (kind in KINDS.values() or kind in SAME) and getattr(value, "kind", "") != "generator":
            assert isinstance(value, ir.Node)
            yield value
        if not isinstance(value, ir.FString):
            for name in value.__struct_fields__:
                if not (isinstance(value, ir.Case) and name == "pattern"):
                    yield from _expressions(getattr(value, name))
