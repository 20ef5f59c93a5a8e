"""The intermediate representation: what a definition says, free of syntax.

Nodes are msgspec structs, which are made faster than other classes. Every node has an `at`, its number within the
definition, from which line and column are found when someone asks.

Anything Python has and the interpreter does not model becomes `Opaque` (an expression) or `OpaqueStatement`, which
names what it was and which names it may bind. Nothing is dropped silently.
"""

from __future__ import annotations

from typing import ClassVar, Union

import msgspec


class Node(msgspec.Struct, frozen=True, gc=False):
    """is_starred, is_literal, is_raise, is_lambda.

    Whether it is `*value`, a literal, a raise statement, a lambda.
    """

    at: int
    is_starred: ClassVar[bool] = False
    is_literal: ClassVar[bool] = False
    is_raise: ClassVar[bool] = False
    is_lambda: ClassVar[bool] = False

    @property
    def dotted(self) -> str:
        """`heads`, `self.heads`, `x.shape`.

        How a name, or an attribute of one, is written; "" of anything else.
        """
        return ""


# --- expressions ------------------------------------------------------------------------------------------------


class Const(Node, frozen=True):
    """A literal: number, string, True, False or None.

    Adjacent strings are joined. Integers beyond 64 bits are Opaque.
    """

    is_literal: ClassVar[bool] = True
    value: Union[bool, int, float, str, None]


class Bytes(Node, frozen=True):
    value: bytes


class Imaginary(Node, frozen=True):
    """`2j`: so many times the root of -1."""

    value: float


class Ellipsis_(Node, frozen=True):
    pass


class Name(Node, frozen=True):
    id: str

    @property
    def dotted(self) -> str:
        return self.id


class Attribute(Node, frozen=True):
    value: Expression
    attr: str

    @property
    def dotted(self) -> str:
        base = self.value.dotted
        return f"{base}.{self.attr}" if base else ""


class Subscript(Node, frozen=True):
    """`value[index]`; several indices are one TupleExpr; slices are Slice."""

    value: Expression
    index: Expression


class Slice(Node, frozen=True):
    lower: Union[Expression, None]
    upper: Union[Expression, None]
    step: Union[Expression, None]


class Starred(Node, frozen=True):
    is_starred: ClassVar[bool] = True
    value: Expression


class Keyword(Node, frozen=True):
    """`name=value` of a call; `**value` where name is None."""

    name: Union[str, None]
    value: Expression


class Call(Node, frozen=True):
    func: Expression
    args: list[Expression]  # Starred among them
    keywords: list[Keyword]


class BinOp(Node, frozen=True):
    """op: + - * / // % ** @ << >> & | ^"""

    op: str
    left: Expression
    right: Expression


class UnaryOp(Node, frozen=True):
    """op: - + ~ not"""

    op: str
    operand: Expression


class BoolOp(Node, frozen=True):
    """op: and, or; a chain of the same is one node."""

    op: str
    values: list[Expression]


class Compare(Node, frozen=True):
    """`left op0 right0 op1 right1 ...`.

    ops: == != < <= > >= in, not in, is, is not ("not in", "is not").
    """

    left: Expression
    ops: list[str]
    rights: list[Expression]


class IfExp(Node, frozen=True):
    test: Expression
    then: Expression
    orelse: Expression


class TupleExpr(Node, frozen=True):
    items: list[Expression]


class ListExpr(Node, frozen=True):
    items: list[Expression]


class SetExpr(Node, frozen=True):
    items: list[Expression]


class DictExpr(Node, frozen=True):
    """keys[i] is None for `**values[i]`."""

    keys: list[Union[Expression, None]]
    values: list[Expression]


class FString(Node, frozen=True):
    """Parts in order: Const strings, none of them empty, and FormattedValue.

    What `{x = }` writes of the expression is part of the string before it.
    """

    parts: list[Expression]


class FormattedValue(Node, frozen=True):
    value: Expression
    conversion: Union[str, None]  # "r", "s", "a"
    spec: Union[Expression, None]  # an FString


class Generator(Node, frozen=True):
    """One `for target in iter if conditions` of a comprehension."""

    target: Expression
    iter: Expression
    conditions: list[Expression]
    is_async: bool = False


class Comprehension(Node, frozen=True):
    """kind: list, set, dict, generator; `key` only for dict."""

    kind: str
    key: Union[Expression, None]
    element: Expression
    generators: list[Generator]


class Lambda(Node, frozen=True):
    is_lambda: ClassVar[bool] = True
    parameters: Parameters
    body: Expression


class NamedExpr(Node, frozen=True):
    """`(name := value)`"""

    name: str
    value: Expression


class Await(Node, frozen=True):
    value: Expression


class Yield(Node, frozen=True):
    value: Union[Expression, None]
    is_from: bool


class Opaque(Node, frozen=True):
    """An expression that is not modelled.

    `what` names it for the reason of the Unknown it becomes, `binds` are the names it may bind (captures of a pattern).
    """

    what: str
    binds: list[str] = []


Expression = Union[
    Const, Bytes, Imaginary, Ellipsis_, Name, Attribute, Subscript, Slice, Starred, Call, BinOp, UnaryOp, BoolOp,
    Compare, IfExp, TupleExpr, ListExpr, SetExpr, DictExpr, FString, FormattedValue, Comprehension, Lambda, NamedExpr,
    Await, Yield, Opaque,
]  # fmt: skip


# --- definitions ------------------------------------------------------------------------------------------------


class Parameter(Node, frozen=True):
    """kind: "positional" (before `/`), "normal", "var" (`*args`), "keyword" (after `*`), "kwvar" (`**kwargs`).
    annotation_text: the source of the annotation, or ""; it is never evaluated."""

    name: str
    kind: str
    default: Union[Expression, None]
    annotation_text: str


class Parameters(Node, frozen=True):
    items: list[Parameter]


# --- statements -------------------------------------------------------------------------------------------------


class ExprStatement(Node, frozen=True):
    value: Expression


class Assign(Node, frozen=True):
    """`t1 = t2 = value`"""

    targets: list[Expression]
    value: Expression


class AnnAssign(Node, frozen=True):
    """`target: annotation = value`; dataclass fields need the annotation's text."""

    target: Expression
    annotation_text: str
    value: Union[Expression, None]


class AugAssign(Node, frozen=True):
    """op without the `=`: +, -, ..."""

    target: Expression
    op: str
    value: Expression


class Return(Node, frozen=True):
    value: Union[Expression, None]


class If(Node, frozen=True):
    """`elif` is an If alone in orelse."""

    test: Expression
    body: list[Statement]
    orelse: list[Statement]


class For(Node, frozen=True):
    target: Expression
    iter: Expression
    body: list[Statement]
    orelse: list[Statement]
    is_async: bool


class While(Node, frozen=True):
    test: Expression
    body: list[Statement]
    orelse: list[Statement]


class WithItem(Node, frozen=True):
    value: Expression
    target: Union[Expression, None]


class With(Node, frozen=True):
    items: list[WithItem]
    body: list[Statement]
    is_async: bool


class Handler(Node, frozen=True):
    catches: Union[Expression, None]
    name: Union[str, None]
    body: list[Statement]


class Try(Node, frozen=True):
    """is_star: `except*`."""

    body: list[Statement]
    handlers: list[Handler]
    orelse: list[Statement]
    final: list[Statement]
    is_star: bool = False


class Raise(Node, frozen=True):
    """`raise value from cause`"""

    is_raise: ClassVar[bool] = True
    value: Union[Expression, None]
    cause: Union[Expression, None] = None


class Assert(Node, frozen=True):
    test: Expression
    message: Union[Expression, None]


class Delete(Node, frozen=True):
    targets: list[Expression]


class Pass(Node, frozen=True):
    pass


class Break(Node, frozen=True):
    pass


class Continue(Node, frozen=True):
    pass


class Global(Node, frozen=True):
    names: list[str]


class Nonlocal(Node, frozen=True):
    names: list[str]


class Alias(Node, frozen=True):
    """`name as asname`.

    Name is dotted in `import a.b`, `*` in `from a import *`.
    """

    name: str
    asname: Union[str, None]


class Import(Node, frozen=True):
    names: list[Alias]


class ImportFrom(Node, frozen=True):
    """level: how many leading dots."""

    module: str
    level: int
    names: list[Alias]


class FunctionDef(Node, frozen=True):
    """The definition of a function.

    Parameters and decorators are lowered with the enclosing definition, as Python evaluates them there.

    definition: its number in the file's index, where it is a definition of its own (a top-level function, a method);
        `body` is then None, and is lowered when the function is first called. -1 for a function nested in another,
        whose body stands here.
    """

    name: str
    definition: int
    body: Union[list[Statement], None]
    parameters: Parameters
    decorators: list[Expression]
    is_async: bool
    is_generator: bool


class ClassDef(Node, frozen=True):
    """A class; `definition` and `body` as for FunctionDef.

    The statements of a body hold its methods as FunctionDef.
    """

    name: str
    definition: int
    body: Union[list[Statement], None]
    bases: list[Expression]
    keywords: list[Keyword]
    decorators: list[Expression]


class Case(Node, frozen=True):
    """`case pattern if guard: body`.

    A pattern that is not a plain value, sequence of values, capture or `_` is Opaque. A sequence is a ListExpr, with
    any brackets; a capture is a Name, `_` is Name("_"), an or-pattern is BoolOp("or").
    """

    pattern: Expression
    guard: Union[Expression, None]
    body: list[Statement]


class Match(Node, frozen=True):
    subject: Expression
    cases: list[Case]


class OpaqueStatement(Node, frozen=True):
    """A statement that is not modelled.

    What it is, and the names it may bind.
    """

    what: str
    binds: list[str]


Statement = Union[
    ExprStatement, Assign, AnnAssign, AugAssign, Return, If, For, While, With, Try, Raise, Assert, Delete, Pass, Break,
    Continue, Global, Nonlocal, Import, ImportFrom, FunctionDef, ClassDef, Match, OpaqueStatement,
]  # fmt: skip


class Body(msgspec.Struct, frozen=True, gc=False):
    """A lowered definition."""

    statements: list[Statement]


def merged(parts: list[Expression]) -> list[Expression]:
    """The parts of an FString, with neighbouring strings made one."""
    found: list[Expression] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Const) and isinstance(part.value, str):
            if not part.value:
                continue
            if isinstance(last, Const) and isinstance(last.value, str):
                found[-1] = Const(last.at, last.value + part.value)
                continue
        found.append(part)
    return found
