"""The index of a file: what definitions it holds and where their text stands, without lowering anything.

It is read from `ast`, which is ten times faster than libcst, and refuses the deeply nested input on which libcst
would crash the process.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Union

from shapelint.model.speed import without_collection


class TooNested(Exception):
    """The file is nested too deeply to be read."""


@dataclass
class Record:
    """Where one definition stands; rows from 1, columns from 0 in code points.

    kind: "module", "class", "function" or "async function".
    first_row: with decorators. row: that of `def` or `class`.
    header: a place after the last expression of the header.
    parent, children: numbers of the definitions around it and directly in it.
    bases: of a class, as dotted text.
    too_nested: libcst must not see its text.
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
    too_nested: bool = False
    children: list[int] = field(default_factory=list)


@dataclass
class Index:
    """imports: (module, leading dots, names). regions: the first and last rows of what takes several rows and is no
    block: long simple statements, headers. Between them, every row is complete by itself. None: not known."""

    records: list[Record]
    imports: list[tuple[str, int, list[str]]]
    regions: list[tuple[int, int]] | None


MOST_DEPTH = 200
"""How deep expressions may nest, and how many terms or `elif` a chain may have. libcst crashes the process from about
1,500 brackets or 3,000 terms on, with the 8 MB of stack that a main thread has."""

PATTERN = 25
"""What a pattern counts towards that depth: libcst's time doubles, or worse, with each one nested in another."""

NESTING = (*"([{.+-*/%@&|^~<>:", "not", "and", "or", "if", "for", "await")
"""One of these stands in the text for every level of nesting."""

Def = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef]
DEFS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
PATTERNS = (ast.MatchSequence, ast.MatchMapping, ast.MatchClass, ast.MatchOr, ast.MatchAs)
KINDS = {ast.ClassDef: "class", ast.FunctionDef: "function", ast.AsyncFunctionDef: "async function"}


def parse(text: str) -> ast.Module:
    """Raises SyntaxError and TooNested."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes
            return ast.parse(text)
    except (RecursionError, MemoryError) as fault:
        raise TooNested("nested too deeply") from fault
    except SyntaxError as fault:
        if fault.msg.startswith("too many"):  # nested parentheses, levels of indentation
            raise TooNested(fault.msg) from fault
        raise


def indexed(text: str, lines: list[str]) -> Index:
    """The index of a text with \\n newlines, `lines` being that text split. Raises SyntaxError and TooNested."""
    with without_collection():
        walk = _Walk(lines)
        walk.read(parse(text).body)
        return Index(walk.records, walk.imports, walk.regions)


class _Walk:
    """One pass over the statements of a file. Expressions are not visited, but where a statement is so long that they
    may be nested deeply."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.records = [Record("module", "", "", 0, 1, 1, len(lines), (1, 0), -1)]
        self.imports: list[tuple[str, int, list[str]]] = []
        self.regions: list[tuple[int, int]] = []

    def read(self, body: list[ast.stmt]) -> None:
        # (statement, number of the definition whose text it is part of, whether definitions in it are its own, depth)
        stack: list[tuple[Any, int, bool, int]] = [(node, 0, True, 0) for node in reversed(body)]
        while stack:
            node, owner, separate, depth = stack.pop()
            kind = type(node)
            blocks = _blocks(node)
            if depth > MOST_DEPTH or (self._may_nest(node, blocks) and _too_deep(node)):
                self.records[owner].too_nested = True
            if not blocks:
                if node.end_lineno > node.lineno:
                    self.regions.append((node.lineno, node.end_lineno))
                if kind is ast.Import:
                    self.imports += [(alias.name, 0, []) for alias in node.names]
                elif kind is ast.ImportFrom:
                    self.imports.append((node.module or "", node.level, [alias.name for alias in node.names]))
                continue
            if kind in KINDS and separate:
                record = self._record(node, self.records[owner])
                owner, separate, depth = record.number, kind is ast.ClassDef, 0
            self._headers(node, blocks)
            for block in reversed(blocks):
                stack += [(child, owner, separate, depth + 1) for child in reversed(block)]

    def _may_nest(self, node: Any, blocks: list[list[ast.stmt]]) -> bool:
        """Whether a statement says enough to be nested too deeply; asked before its expressions are visited."""
        if not blocks:
            if type(node) is ast.Expr and type(node.value) is ast.Constant:  # a docstring
                return False
            last = node.end_lineno
        elif len(blocks) > 1 or isinstance(node, ast.Match):
            return True
        else:
            last = blocks[0][0].lineno
        rows = self.lines[_first_row(node) - 1 : last]
        if sum(map(len, rows)) <= MOST_DEPTH:
            return False
        text = "\n".join(rows)
        return sum(map(text.count, NESTING)) > MOST_DEPTH

    def _headers(self, node: Any, blocks: list[list[ast.stmt]]) -> None:
        row = _first_row(node)
        for block in blocks:
            first = _first_row(block[0])
            if first - row > 1:
                self.regions.append((row, first - 1))
            row = (block[-1].end_lineno or 0) + 1

    def _record(self, node: Def, around: Record) -> Record:
        bases: tuple[str, ...] = ()
        is_generator = False
        last = node.end_lineno or node.lineno
        if isinstance(node, ast.ClassDef):
            bases = tuple(_dotted(base) for base in node.bases)
        elif any("yield" in line for line in self.lines[node.lineno - 1 : last]):
            is_generator = any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in _own(node))
        row, column = max([(node.lineno, node.col_offset), *_header_ends(node)])
        header = (row, len(self.lines[row - 1].encode()[:column].decode()))
        qualname = f"{around.qualname}.{node.name}" if around.qualname else node.name
        record = Record(
            KINDS[type(node)], node.name, qualname, len(self.records), _first_row(node), node.lineno, last, header,
            around.number, bases, is_generator,
        )  # fmt: skip
        around.children.append(record.number)
        self.records.append(record)
        return record


def _blocks(node: Any) -> list[list[ast.stmt]]:
    """The statement lists in a statement, in source order; none for a simple statement."""
    body = getattr(node, "body", None)
    if body is None:
        return [case.body for case in node.cases] if isinstance(node, ast.Match) else []
    blocks = [body]
    if isinstance(node, (*DEFS, ast.With, ast.AsyncWith)):
        return blocks
    blocks += [handler.body for handler in getattr(node, "handlers", ())]
    return blocks + [block for block in (node.orelse, getattr(node, "finalbody", None)) if block]


def _first_row(node: Any) -> int:
    """The row on which a statement starts, its decorators included."""
    decorators = getattr(node, "decorator_list", None)
    row: int = node.lineno
    return min(row, decorators[0].lineno) if decorators else row


def _too_deep(statement: ast.stmt) -> bool:
    """Whether an expression of this statement itself is nested too deeply."""
    stack = [(child, 1) for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, ast.BoolOp):  # flat here, nested in libcst
            depth += len(node.values)
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            depth += len(node.generators)
        elif isinstance(node, PATTERNS):
            depth += PATTERN
        if depth > MOST_DEPTH:
            return True
        stack += [(child, depth + 1) for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
    return False


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's body that belong to no inner function."""
    stack: list[ast.AST] = list(getattr(function, "body", ()))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (*DEFS, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(node))


def _header_ends(node: Def) -> list[tuple[int, int]]:
    """Where the expressions of a header end."""
    parts: list[Any] = list(getattr(node, "type_params", ()))
    if isinstance(node, ast.ClassDef):
        parts += [*node.bases, *node.keywords]
    else:
        args = node.args
        parts += [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        parts += [*args.defaults, *args.kw_defaults, node.returns]
    return [(part.end_lineno, part.end_col_offset) for part in parts if part is not None]


def _dotted(base: ast.expr) -> str:
    """A base class as text: `nn.Module`; `Generic` for `Generic[T]`."""
    if isinstance(base, ast.Subscript):
        return _dotted(base.value)
    return ast.unparse(base)
