"""The index of a file: what definitions it holds and where their text stands, without lowering anything.

`by_ast` reads it from `ast`, which is ten times faster than libcst and refuses the deeply nested input on which
libcst would crash the process.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Union


class TooNested(Exception):
    """The file is nested too deeply to be read."""


class SourceSyntaxError(Exception):
    """The file is not Python. Row and column from 1, column in code points."""

    def __init__(self, message: str, row: int, column: int) -> None:
        super().__init__(message)
        self.message, self.row, self.column = message, row, column


@dataclass
class Record:
    """Where one definition stands; all rows from 1, columns from 0 in code points.

    first_row: with decorators. row: that of `def` or `class`. header: a place in the header, after which the first
    colon that is no comment's ends the header. children: the records of the definitions directly in it.
    bases: of a class, as dotted text.
    """

    kind: str
    name: str
    qualname: str
    number: int
    first_row: int
    row: int
    last_row: int
    header: tuple[int, int]
    parent: int
    bases: tuple[str, ...] = ()
    is_generator: bool = False
    children: list[int] = field(default_factory=list)


@dataclass
class Index:
    records: list[Record]
    imports: list[tuple[str, int, list[str]]]


MOST_DEPTH = 400
"""Expressions nested deeper, and chains of more terms or `elif`, are not read. libcst dies of some thousands."""

Def = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef]
DEFS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def parse(text: str) -> ast.Module:
    """Raises SyntaxError, ValueError (null bytes, lone surrogates), TooNested."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes
            return ast.parse(text)
    except (RecursionError, MemoryError) as fault:
        raise TooNested("nested too deeply") from fault
    except SyntaxError as fault:
        if "too many" in str(fault.msg) or "too deep" in str(fault.msg) or "too complex" in str(fault.msg):
            raise TooNested(fault.msg) from fault
        raise


def by_ast(tree: ast.Module, lines: list[str]) -> Index:
    """Raises TooNested."""
    records = [Record("module", "", "", 0, 1, 1, len(lines), (1, 0), -1)]
    imports: list[tuple[str, int, list[str]]] = []
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    # (statement, number of the definition around or -1 inside a function, depth)
    stack: list[tuple[Any, int, int]] = [(node, 0, 0) for node in reversed(tree.body)]
    while stack:
        node, around, depth = stack.pop()
        if depth > MOST_DEPTH:
            raise TooNested("statements are nested too deeply")
        kind = type(node)
        inside = around
        if kind in DEFS:
            if around >= 0:
                record = _record(node, len(records), records[around], lines)
                records[around].children.append(record.number)
                records.append(record)
                inside = record.number if kind is ast.ClassDef else -1
                if kind is not ast.ClassDef:
                    start, end = offsets[node.lineno - 1], offsets[node.end_lineno]
                    if _holds(lines, node.lineno, node.end_lineno, "yield"):
                        record.is_generator = any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in _own(node))
        elif kind is ast.Import:
            imports += [(alias.name, 0, []) for alias in node.names]
        elif kind is ast.ImportFrom:
            imports.append((node.module or "", node.level, [alias.name for alias in node.names]))
        start, end = offsets[node.lineno - 1], offsets[min(node.end_lineno, len(lines))]
        blocks = _blocks(node)
        if end - start > MOST_DEPTH and not (kind is ast.Expr and type(node.value) is ast.Constant):
            _check_depth(node)
        for block in reversed(blocks):
            stack += [(child, inside, depth + 1) for child in reversed(block)]
    return Index(records, imports)


def _holds(lines: list[str], first: int, last: int, word: str) -> bool:
    return any(word in line for line in lines[first - 1 : last])


def _blocks(node: Any) -> list[list[ast.stmt]]:
    """The statement lists in a statement, in source order."""
    if not hasattr(node, "body"):
        if isinstance(node, ast.Match):
            return [case.body for case in node.cases]
        return []
    blocks = [node.body]
    blocks += [handler.body for handler in getattr(node, "handlers", ())]
    orelse, final = getattr(node, "orelse", None), getattr(node, "finalbody", None)
    return blocks + [block for block in (orelse, final) if block]


def _check_depth(statement: ast.stmt) -> None:
    """Raises TooNested where an expression of this statement itself is nested too deeply."""
    stack = [(child, 1) for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)]
    while stack:
        node, depth = stack.pop()
        if depth > MOST_DEPTH:
            raise TooNested("expressions are nested too deeply")
        stack += [(child, depth + 1) for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's body that belong to no inner function."""
    stack: list[ast.AST] = list(getattr(function, "body", ()))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (*DEFS, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(node))


def _record(node: Def, number: int, around: Record, lines: list[str]) -> Record:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    parts: list[ast.expr]
    bases: tuple[str, ...] = ()
    if isinstance(node, ast.ClassDef):
        parts = [*node.bases, *(keyword.value for keyword in node.keywords)]
        bases = tuple(_dotted(base) for base in node.bases)
    else:
        args = node.args
        parts = [*args.defaults, *(default for default in args.kw_defaults if default is not None)]
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        parts += [arg.annotation for arg in every if arg is not None and arg.annotation is not None]
        parts += [node.returns] if node.returns is not None else []
    parts += getattr(node, "type_params", [])
    ends = [(part.end_lineno or 0, part.end_col_offset or 0) for part in parts]
    row, column = max([(node.lineno, node.col_offset), *ends])
    header = (row, len(lines[row - 1].encode()[:column].decode()))
    kind = "class" if isinstance(node, ast.ClassDef) else "function"
    qualname = f"{around.qualname}.{node.name}" if around.qualname else node.name
    last = node.end_lineno or node.lineno
    return Record(kind, node.name, qualname, number, first, node.lineno, last, header, around.number, bases)


def _dotted(base: ast.expr) -> str:
    """A base class as text: `nn.Module`; `Generic` for `Generic[T]`."""
    if isinstance(base, ast.Subscript):
        return _dotted(base.value)
    return ast.unparse(base)
