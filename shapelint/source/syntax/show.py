"""The IR prints itself.

One statement a line, indented as a program is, every operation with its brackets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Union

from shapelint.source.syntax import ir
from shapelint.source.syntax.file import Definition


def show(definition: Definition) -> str:
    """A definition as text; its comments follow with their rows within it."""
    lines = list(_block(definition.body().statements, ""))
    lines += [f"# {row - definition.first_row + 1}: {text}" for row, _, text in definition.comments()]
    return "\n".join(lines) + "\n"


def expression(node: Union[ir.Expression, ir.Keyword, ir.Generator]) -> str:
    """One expression as text."""
    return _EXPRESSIONS[type(node)](node)


def _list(nodes: list[Any]) -> str:
    return ", ".join(expression(node) for node in nodes)


def _optional(node: Union[ir.Expression, None], before: str = "") -> str:
    return "" if node is None else before + expression(node)


def _call(node: ir.Call) -> str:
    return f"{expression(node.func)}({_list([*node.args, *node.keywords])})"


def _compare(node: ir.Compare) -> str:
    rest = "".join(f" {op} {expression(right)}" for op, right in zip(node.ops, node.rights, strict=True))
    return f"({expression(node.left)}{rest})"


def _dict(node: ir.DictExpr) -> str:
    pairs = zip(node.keys, node.values, strict=True)
    return (
        "{"
        + ", ".join(f"**{expression(v)}" if k is None else f"{expression(k)}: {expression(v)}" for k, v in pairs)
        + "}"
    )


def _tuple(node: ir.TupleExpr) -> str:
    return f"({expression(node.items[0])},)" if len(node.items) == 1 else f"({_list(node.items)})"


def _formatted(node: ir.FormattedValue) -> str:
    conversion = f"!{node.conversion}" if node.conversion else ""
    return "{" + expression(node.value) + conversion + _optional(node.spec, ":") + "}"


def _comprehension(node: ir.Comprehension) -> str:
    head = f"{expression(node.key)}: " if node.key is not None else ""
    return f"<{node.kind} {head}{expression(node.element)}{''.join(map(expression, node.generators))}>"


def _generator(node: ir.Generator) -> str:
    conditions = "".join(f" if {expression(condition)}" for condition in node.conditions)
    return f"{' async' if node.is_async else ''} for {expression(node.target)} in {expression(node.iter)}{conditions}"


def _yield(node: ir.Yield) -> str:
    return f"(yield{' from' if node.is_from else ''}{_optional(node.value, ' ')})"


def _slice(node: ir.Slice) -> str:
    return f"{_optional(node.lower)}:{_optional(node.upper)}{_optional(node.step, ':')}"


def _opaque(node: Union[ir.Opaque, ir.OpaqueStatement]) -> str:
    return f"<opaque: {node.what}{'; binds ' + ', '.join(node.binds) if node.binds else ''}>"


_EXPRESSIONS: dict[type, Callable[[Any], str]] = {
    ir.Const: lambda n: repr(n.value),
    ir.Bytes: lambda n: repr(n.value),
    ir.Imaginary: lambda n: repr(complex(0, n.value)),
    ir.Ellipsis_: lambda n: "...",
    ir.Name: lambda n: str(n.id),
    ir.Attribute: lambda n: f"{expression(n.value)}.{n.attr}",
    ir.Subscript: lambda n: f"{expression(n.value)}[{expression(n.index)}]",
    ir.Slice: _slice,
    ir.Starred: lambda n: f"*{expression(n.value)}",
    ir.Keyword: lambda n: f"**{expression(n.value)}" if n.name is None else f"{n.name}={expression(n.value)}",
    ir.Call: _call,
    ir.BinOp: lambda n: f"({expression(n.left)} {n.op} {expression(n.right)})",
    ir.UnaryOp: lambda n: f"({n.op}{' ' if n.op == 'not' else ''}{expression(n.operand)})",
    ir.BoolOp: lambda n: "(" + f" {n.op} ".join(expression(value) for value in n.values) + ")",
    ir.Compare: _compare,
    ir.IfExp: lambda n: f"({expression(n.then)} if {expression(n.test)} else {expression(n.orelse)})",
    ir.TupleExpr: _tuple,
    ir.ListExpr: lambda n: f"[{_list(n.items)}]",
    ir.SetExpr: lambda n: "{" + _list(n.items) + "}",
    ir.DictExpr: _dict,
    ir.FString: lambda n: f"f<{' '.join(expression(part) for part in n.parts)}>",
    ir.FormattedValue: _formatted,
    ir.Comprehension: _comprehension,
    ir.Generator: _generator,
    ir.Lambda: lambda n: f"(lambda {_parameters(n.parameters)}: {expression(n.body)})",
    ir.NamedExpr: lambda n: f"({n.name} := {expression(n.value)})",
    ir.Await: lambda n: f"(await {expression(n.value)})",
    ir.Yield: _yield,
    ir.Opaque: _opaque,
}


def _parameters(node: ir.Parameters) -> str:
    """As Python writes them, `/` and `*` included."""
    out: list[str] = []
    kinds = [item.kind for item in node.items]
    for position, item in enumerate(node.items):
        if item.kind == "keyword" and "var" not in kinds and "keyword" not in kinds[:position]:
            out.append("*")
        text = {"var": "*", "kwvar": "**"}.get(item.kind, "") + item.name
        text += f": {item.annotation_text}" if item.annotation_text else ""
        out.append(text + _optional(item.default, "="))
        if item.kind == "positional" and "positional" not in kinds[position + 1 :]:
            out.append("/")
    return ", ".join(out)


def _block(statements: list[ir.Statement], indent: str) -> Iterator[str]:
    for node in statements:
        yield from _statement(node, indent)


def _simple(node: Any) -> str:
    """A statement that is one line; "" for a compound one."""
    match_ = _SIMPLE.get(type(node))
    return match_(node) if match_ is not None else ""


def _alias(node: ir.Alias) -> str:
    return node.name + (f" as {node.asname}" if node.asname else "")


def _raise(node: ir.Raise) -> str:
    return "raise" + _optional(node.value, " ") + _optional(node.cause, " from ")


_SIMPLE: dict[type, Callable[[Any], str]] = {
    ir.ExprStatement: lambda n: expression(n.value),
    ir.Assign: lambda n: " = ".join(expression(target) for target in [*n.targets, n.value]),
    ir.AnnAssign: lambda n: f"{expression(n.target)}: {n.annotation_text}{_optional(n.value, ' = ')}",
    ir.AugAssign: lambda n: f"{expression(n.target)} {n.op}= {expression(n.value)}",
    ir.Return: lambda n: "return" + _optional(n.value, " "),
    ir.Raise: _raise,
    ir.Assert: lambda n: f"assert {expression(n.test)}{_optional(n.message, ', ')}",
    ir.Delete: lambda n: f"del {_list(n.targets)}",
    ir.Pass: lambda n: "pass",
    ir.Break: lambda n: "break",
    ir.Continue: lambda n: "continue",
    ir.Global: lambda n: f"global {', '.join(n.names)}",
    ir.Nonlocal: lambda n: f"nonlocal {', '.join(n.names)}",
    ir.Import: lambda n: f"import {', '.join(map(_alias, n.names))}",
    ir.ImportFrom: lambda n: f"from {'.' * n.level}{n.module} import {', '.join(map(_alias, n.names))}",
    ir.OpaqueStatement: _opaque,
}


def _statement(node: ir.Statement, indent: str) -> Iterator[str]:
    inner = indent + "    "
    simple = _simple(node)
    if simple:
        yield indent + simple
    elif isinstance(node, ir.If):
        yield f"{indent}if {expression(node.test)}:"
        yield from _block(node.body, inner)
        yield from _orelse(node.orelse, indent)
    elif isinstance(node, ir.While):
        yield f"{indent}while {expression(node.test)}:"
        yield from _block(node.body, inner)
        yield from _orelse(node.orelse, indent)
    elif isinstance(node, ir.For):
        word = "async for" if node.is_async else "for"
        yield f"{indent}{word} {expression(node.target)} in {expression(node.iter)}:"
        yield from _block(node.body, inner)
        yield from _orelse(node.orelse, indent)
    elif isinstance(node, ir.With):
        items = ", ".join(expression(item.value) + _optional(item.target, " as ") for item in node.items)
        yield f"{indent}{'async ' if node.is_async else ''}with {items}:"
        yield from _block(node.body, inner)
    elif isinstance(node, ir.Try):
        yield f"{indent}try:"
        yield from _block(node.body, inner)
        for handler in node.handlers:
            name = f" as {handler.name}" if handler.name else ""
            yield f"{indent}except{'*' if node.is_star else ''}{_optional(handler.catches, ' ')}{name}:"
            yield from _block(handler.body, inner)
        yield from _orelse(node.orelse, indent)
        yield from _orelse(node.final, indent, "finally")
    elif isinstance(node, ir.Match):
        yield f"{indent}match {expression(node.subject)}:"
        for case in node.cases:
            yield f"{inner}case {expression(case.pattern)}{_optional(case.guard, ' if ')}:"
            yield from _block(case.body, inner + "    ")
    elif isinstance(node, (ir.FunctionDef, ir.ClassDef)):
        yield from _definition(node, indent)


def _orelse(statements: list[ir.Statement], indent: str, word: str = "else") -> Iterator[str]:
    if statements:
        yield f"{indent}{word}:"
        yield from _block(statements, indent + "    ")


def _definition(node: Union[ir.FunctionDef, ir.ClassDef], indent: str) -> Iterator[str]:
    for decorator in node.decorators:
        yield f"{indent}@{expression(decorator)}"
    if isinstance(node, ir.FunctionDef):
        word = ("async " if node.is_async else "") + ("generator" if node.is_generator else "def")
        header = f"{word} {node.name}({_parameters(node.parameters)})"
    else:
        header = f"class {node.name}({_list([*node.bases, *node.keywords])})"
    if node.body is None:
        yield f"{indent}{header} -> definition {node.definition}"
    else:
        yield f"{indent}{header}:"
        yield from _block(node.body, indent + "    ")
