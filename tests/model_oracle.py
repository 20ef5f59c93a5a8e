"""What the IR of a program must be, made from Python's own `ast`: an independent second opinion on lowering.

Nodes are numbered 0 throughout, annotations are the text of their `ast`, and parts of f-strings are merged;
`normal` brings lowered IR to the same form.
"""

from __future__ import annotations

import ast
from typing import Any

import msgspec

from shapelint.model import ir

BINARY = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "MatMult": "@",
    "LShift": "<<", "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^",
}  # fmt: skip
UNARY = {"UAdd": "+", "USub": "-", "Invert": "~", "Not": "not"}
COMPARE = {
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not",
    "In": "in", "NotIn": "not in",
}  # fmt: skip
DEFS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def normal(value: Any) -> Any:
    """A lowered node, or list of nodes, in the form in which the oracle gives it."""
    if isinstance(value, (list, tuple)):
        return [normal(one) for one in value]
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {name: normal(getattr(value, name)) for name in value.__struct_fields__}
    if "at" in fields:
        fields["at"] = 0
    if fields.get("annotation_text"):
        fields["annotation_text"] = _annotation(ast.parse(fields["annotation_text"].strip(), mode="eval").body)
    if isinstance(value, ir.FString):
        fields["parts"] = merged(fields["parts"])
    if isinstance(value, ir.Case):
        fields["pattern"] = _lists(fields["pattern"])
    if isinstance(value, ir.Opaque):
        fields["binds"] = sorted(fields["binds"])
    return type(value)(**fields)


def merged(parts: list[Any]) -> list[Any]:
    out: list[Any] = []
    for part in parts:
        if isinstance(part, ir.Const) and part.value == "":
            continue
        if out and isinstance(part, ir.Const) and isinstance(out[-1], ir.Const):
            out[-1] = ir.Const(0, out[-1].value + part.value)
        else:
            out.append(part)
    return out


def _lists(pattern: Any) -> Any:
    """`ast` does not tell `case [a]` from `case (a,)`."""
    if isinstance(pattern, (ir.TupleExpr, ir.ListExpr)):
        return ir.ListExpr(0, [_lists(item) for item in pattern.items])
    if isinstance(pattern, ir.BoolOp):
        return ir.BoolOp(0, pattern.op, [_lists(value) for value in pattern.values])
    return pattern


def _annotation(node: ast.expr) -> str:
    return ast.dump(node)


class Oracle:
    """definitions: the `ast` node of each definition, by number."""

    def __init__(self, tree: ast.Module) -> None:
        self.definitions: list[Any] = [tree]
        self._number(tree.body)
        self.numbers = {id(node): number for number, node in enumerate(self.definitions)}

    def _number(self, statements: list[ast.stmt]) -> None:
        for node in statements:
            if isinstance(node, DEFS):
                self.definitions.append(node)
                if isinstance(node, ast.ClassDef):
                    self._number(node.body)
                continue
            for name in ("body", "handlers", "cases", "orelse", "finalbody"):
                for part in getattr(node, name, []):
                    self._number([part] if isinstance(part, ast.stmt) else part.body)

    def body(self, number: int) -> list[Any]:
        return self.block(self.definitions[number].body)

    def block(self, statements: list[ast.stmt]) -> list[Any]:
        return [getattr(self, type(node).__name__)(node) for node in statements]

    def some(self, node: Any) -> Any:
        return None if node is None else getattr(self, type(node).__name__)(node)

    def all(self, nodes: Any) -> list[Any]:
        return [self.some(node) for node in nodes]

    # --- expressions ------------------------------------------------------------------------------------------------

    def Constant(self, n: ast.Constant) -> Any:
        value = n.value
        if value is ...:
            return ir.Ellipsis_(0)
        if isinstance(value, bytes):
            return ir.Bytes(0, value)
        if isinstance(value, complex):
            return ir.Opaque(0, "a complex number")
        if type(value) is int and value >= 1 << 63:
            return ir.Opaque(0, "a huge integer")
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError:
                return ir.Opaque(0, "a string that cannot be read")
        return ir.Const(0, value)

    def Name(self, n: Any) -> Any:
        return ir.Name(0, n.id)

    def Attribute(self, n: Any) -> Any:
        return ir.Attribute(0, self.some(n.value), n.attr)

    def Subscript(self, n: Any) -> Any:
        return ir.Subscript(0, self.some(n.value), self.some(n.slice))

    def Slice(self, n: Any) -> Any:
        return ir.Slice(0, self.some(n.lower), self.some(n.upper), self.some(n.step))

    def Starred(self, n: Any) -> Any:
        return ir.Starred(0, self.some(n.value))

    def keyword(self, n: Any) -> Any:
        return ir.Keyword(0, n.arg, self.some(n.value))

    def Call(self, n: Any) -> Any:
        return ir.Call(0, self.some(n.func), self.all(n.args), self.all(n.keywords))

    def BinOp(self, n: Any) -> Any:
        return ir.BinOp(0, BINARY[type(n.op).__name__], self.some(n.left), self.some(n.right))

    def UnaryOp(self, n: Any) -> Any:
        return ir.UnaryOp(0, UNARY[type(n.op).__name__], self.some(n.operand))

    def BoolOp(self, n: Any) -> Any:
        return ir.BoolOp(0, type(n.op).__name__.lower(), self.all(n.values))

    def Compare(self, n: Any) -> Any:
        ops = [COMPARE[type(op).__name__] for op in n.ops]
        return ir.Compare(0, self.some(n.left), ops, self.all(n.comparators))

    def IfExp(self, n: Any) -> Any:
        return ir.IfExp(0, self.some(n.test), self.some(n.body), self.some(n.orelse))

    def Tuple(self, n: Any) -> Any:
        return ir.TupleExpr(0, self.all(n.elts))

    def List(self, n: Any) -> Any:
        return ir.ListExpr(0, self.all(n.elts))

    def Set(self, n: Any) -> Any:
        return ir.SetExpr(0, self.all(n.elts))

    def Dict(self, n: Any) -> Any:
        return ir.DictExpr(0, self.all(n.keys), self.all(n.values))

    def JoinedStr(self, n: Any) -> Any:
        return ir.FString(0, merged(self.all(n.values)))

    def FormattedValue(self, n: Any) -> Any:
        conversion = None if n.conversion == -1 else chr(n.conversion)
        return ir.FormattedValue(0, self.some(n.value), conversion, self.some(n.format_spec))

    def _comprehension(self, kind: str, n: Any, key: Any, element: Any) -> Any:
        generators = [
            ir.Generator(0, self.some(g.target), self.some(g.iter), self.all(g.ifs), bool(g.is_async))
            for g in n.generators
        ]
        return ir.Comprehension(0, kind, self.some(key), self.some(element), generators)

    def ListComp(self, n: Any) -> Any:
        return self._comprehension("list", n, None, n.elt)

    def SetComp(self, n: Any) -> Any:
        return self._comprehension("set", n, None, n.elt)

    def GeneratorExp(self, n: Any) -> Any:
        return self._comprehension("generator", n, None, n.elt)

    def DictComp(self, n: Any) -> Any:
        return self._comprehension("dict", n, n.key, n.value)

    def Lambda(self, n: Any) -> Any:
        return ir.Lambda(0, self.arguments(n.args), self.some(n.body))

    def NamedExpr(self, n: Any) -> Any:
        return ir.NamedExpr(0, n.target.id, self.some(n.value))

    def Await(self, n: Any) -> Any:
        return ir.Await(0, self.some(n.value))

    def Yield(self, n: Any) -> Any:
        return ir.Yield(0, self.some(n.value), False)

    def YieldFrom(self, n: Any) -> Any:
        return ir.Yield(0, self.some(n.value), True)

    def arguments(self, a: ast.arguments) -> Any:
        def one(arg: ast.arg, kind: str, default: Any) -> Any:
            text = "" if arg.annotation is None else _annotation(arg.annotation)
            return ir.Parameter(0, arg.arg, kind, self.some(default), text)

        plain = [(arg, "positional") for arg in a.posonlyargs] + [(arg, "normal") for arg in a.args]
        defaults = [None] * (len(plain) - len(a.defaults)) + list(a.defaults)
        items = [one(arg, kind, default) for (arg, kind), default in zip(plain, defaults, strict=True)]
        items += [one(a.vararg, "var", None)] if a.vararg else []
        items += [one(arg, "keyword", default) for arg, default in zip(a.kwonlyargs, a.kw_defaults, strict=True)]
        items += [one(a.kwarg, "kwvar", None)] if a.kwarg else []
        return ir.Parameters(0, items)

    # --- statements -------------------------------------------------------------------------------------------------

    def Expr(self, n: Any) -> Any:
        return ir.ExprStatement(0, self.some(n.value))

    def Assign(self, n: Any) -> Any:
        return ir.Assign(0, self.all(n.targets), self.some(n.value))

    def AnnAssign(self, n: Any) -> Any:
        return ir.AnnAssign(0, self.some(n.target), _annotation(n.annotation), self.some(n.value))

    def AugAssign(self, n: Any) -> Any:
        return ir.AugAssign(0, self.some(n.target), BINARY[type(n.op).__name__], self.some(n.value))

    def Return(self, n: Any) -> Any:
        return ir.Return(0, self.some(n.value))

    def Raise(self, n: Any) -> Any:
        return ir.Raise(0, self.some(n.exc), self.some(n.cause))

    def Assert(self, n: Any) -> Any:
        return ir.Assert(0, self.some(n.test), self.some(n.msg))

    def Delete(self, n: Any) -> Any:
        return ir.Delete(0, self.all(n.targets))

    def Pass(self, n: Any) -> Any:
        return ir.Pass(0)

    def Break(self, n: Any) -> Any:
        return ir.Break(0)

    def Continue(self, n: Any) -> Any:
        return ir.Continue(0)

    def Global(self, n: Any) -> Any:
        return ir.Global(0, n.names)

    def Nonlocal(self, n: Any) -> Any:
        return ir.Nonlocal(0, n.names)

    def Import(self, n: Any) -> Any:
        return ir.Import(0, [ir.Alias(0, alias.name, alias.asname) for alias in n.names])

    def ImportFrom(self, n: Any) -> Any:
        return ir.ImportFrom(0, n.module or "", n.level, [ir.Alias(0, alias.name, alias.asname) for alias in n.names])

    def TypeAlias(self, n: Any) -> Any:
        return ir.OpaqueStatement(0, "a type alias", [n.name.id])

    def If(self, n: Any) -> Any:
        return ir.If(0, self.some(n.test), self.block(n.body), self.block(n.orelse))

    def While(self, n: Any) -> Any:
        return ir.While(0, self.some(n.test), self.block(n.body), self.block(n.orelse))

    def For(self, n: Any) -> Any:
        is_async = isinstance(n, ast.AsyncFor)
        return ir.For(0, self.some(n.target), self.some(n.iter), self.block(n.body), self.block(n.orelse), is_async)

    AsyncFor = For

    def With(self, n: Any) -> Any:
        items = [ir.WithItem(0, self.some(item.context_expr), self.some(item.optional_vars)) for item in n.items]
        return ir.With(0, items, self.block(n.body), isinstance(n, ast.AsyncWith))

    AsyncWith = With

    def Try(self, n: Any) -> Any:
        handlers = [ir.Handler(0, self.some(h.type), h.name, self.block(h.body)) for h in n.handlers]
        is_star = type(n).__name__ == "TryStar"
        return ir.Try(0, self.block(n.body), handlers, self.block(n.orelse), self.block(n.finalbody), is_star)

    TryStar = Try

    def FunctionDef(self, n: Any) -> Any:
        number = self.numbers.get(id(n), -1)
        return ir.FunctionDef(
            0, n.name, number, self.block(n.body) if number < 0 else None, self.arguments(n.args),
            self.all(n.decorator_list), isinstance(n, ast.AsyncFunctionDef), _yields(n.body),
        )  # fmt: skip

    AsyncFunctionDef = FunctionDef

    def ClassDef(self, n: Any) -> Any:
        number = self.numbers.get(id(n), -1)
        body = self.block(n.body) if number < 0 else None
        return ir.ClassDef(
            0, n.name, number, body, self.all(n.bases), self.all(n.keywords), self.all(n.decorator_list)
        )  # fmt: skip

    def Match(self, n: Any) -> Any:
        cases = [ir.Case(0, self.some(c.pattern), self.some(c.guard), self.block(c.body)) for c in n.cases]
        return ir.Match(0, self.some(n.subject), cases)

    def MatchValue(self, n: Any) -> Any:
        return self.some(n.value)

    def MatchSingleton(self, n: Any) -> Any:
        return ir.Const(0, n.value)

    def MatchSequence(self, n: Any) -> Any:
        return ir.ListExpr(0, self.all(n.patterns))

    def MatchStar(self, n: Any) -> Any:
        return ir.Starred(0, ir.Name(0, n.name or "_"))

    def MatchOr(self, n: Any) -> Any:
        return ir.BoolOp(0, "or", self.all(n.patterns))

    def MatchAs(self, n: Any) -> Any:
        return ir.Name(0, n.name or "_") if n.pattern is None else ir.Opaque(0, "an as-pattern", _captures(n))

    def MatchMapping(self, n: Any) -> Any:
        return ir.Opaque(0, "a mapping pattern", _captures(n))

    def MatchClass(self, n: Any) -> Any:
        return ir.Opaque(0, "a class pattern", _captures(n))


def _captures(pattern: ast.pattern) -> list[str]:
    names = {getattr(node, "name", None) for node in ast.walk(pattern)}
    names |= {node.rest for node in ast.walk(pattern) if isinstance(node, ast.MatchMapping)}
    return sorted(name for name in names if name)


def _yields(statements: Any) -> bool:
    stack = list(statements)
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (*DEFS, ast.Lambda)):
            stack += ast.iter_child_nodes(node)
    return False
