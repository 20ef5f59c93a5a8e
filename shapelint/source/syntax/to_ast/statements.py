"""How the statements of libcst become those of `ast`."""

from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from shapelint.source.syntax import nodes
from shapelint.source.syntax.to_ast.expressions import arguments, parameters
from shapelint.source.syntax.to_ast.to import Functions, To, plain


def block(to: To, suite: Any) -> list[Any]:
    """The statements of an IndentedBlock, a SimpleStatementSuite or a Module."""
    made: list[Any] = []
    for node in suite.body:
        for one in node.body if isinstance(node, cst.SimpleStatementLine) else (node,):
            statement = to(one)
            made.append(statement if isinstance(statement, ast.stmt) else ast.Expr(statement, **to.at(one)))
    return made


def optional_block(to: To, node: Any) -> list[Any]:
    """What an `else` or `finally` holds; an `elif` is an `if` alone."""
    if node is None:
        return []
    return [to(node)] if isinstance(node, cst.If) else block(to, node.body)


def until(to: To, first: Any, *blocks: list[Any]) -> dict[str, int]:
    """The place of a statement that ends with its last block."""
    last = next(found[-1] for found in reversed(blocks) if found)
    return {**to.at(first), "end_lineno": last.end_lineno, "end_col_offset": last.end_col_offset}


# --- simple statements ----------------------------------------------------------------------------------------------


def assign(to: To, node: cst.Assign) -> Any:
    return ast.Assign([to(target.target) for target in node.targets], to(node.value), **to.at(node))


def annotated(to: To, node: cst.AnnAssign) -> Any:
    simple = int(isinstance(node.target, cst.Name) and not node.target.lpar)
    annotation = to(node.annotation.annotation)
    return ast.AnnAssign(to(node.target), annotation, to.optional(node.value), simple, **to.at(node))


def raise_(to: To, node: cst.Raise) -> Any:
    cause = None if node.cause is None else to(node.cause.item)
    return ast.Raise(to.optional(node.exc), cause, **to.at(node))


def delete(to: To, node: cst.Del) -> Any:
    target = node.target
    targets = target.elements if isinstance(target, cst.Tuple) and not target.lpar else [target]
    return ast.Delete(to.every(targets), **to.at(node))


def global_(to: To, node: cst.Global) -> Any:
    return ast.Global([item.name.value for item in node.names], **to.at(node))


def nonlocal_(to: To, node: cst.Nonlocal) -> Any:
    return ast.Nonlocal([item.name.value for item in node.names], **to.at(node))


def type_alias(to: To, node: cst.TypeAlias) -> Any:
    return nodes.TypeAlias(to(node.name), [], to(node.value), **to.at(node))


def dotted(node: Any) -> str:
    """`a.b.c` of an import."""
    parts = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    parts.append(node.value)
    return ".".join(reversed(parts))


def alias(to: To, node: cst.ImportAlias) -> Any:
    asname: Any = None if node.asname is None else node.asname.name
    return ast.alias(dotted(node.name), None if asname is None else asname.value, **to.at(node))


def import_from(to: To, node: cst.ImportFrom) -> Any:
    module = None if node.module is None else dotted(node.module)
    if isinstance(node.names, cst.ImportStar):
        names = [ast.alias("*", None, **to.at(node.names))]
    else:
        names = to.every(node.names)
    return ast.ImportFrom(module, names, len(node.relative), **to.at(node))


# --- compound statements --------------------------------------------------------------------------------------------


def conditional(to: To, node: Any) -> Any:
    kind: Any = ast.If if isinstance(node, cst.If) else ast.While
    body, orelse = block(to, node.body), optional_block(to, node.orelse)
    return kind(to(node.test), body, orelse, **until(to, node, body, orelse))


def for_(to: To, node: cst.For) -> Any:
    kind: Any = ast.For if node.asynchronous is None else ast.AsyncFor
    body, orelse = block(to, node.body), optional_block(to, node.orelse)
    return kind(to(node.target), to(node.iter), body, orelse, **until(to, node, body, orelse))


def with_(to: To, node: cst.With) -> Any:
    kind: Any = ast.With if node.asynchronous is None else ast.AsyncWith
    items = [
        ast.withitem(to(item.item), None if item.asname is None else to(item.asname.name)) for item in node.items
    ]  # fmt: skip
    body = block(to, node.body)
    return kind(items, body, **until(to, node, body))


def try_(to: To, node: Any) -> Any:
    kind: Any = nodes.TryStar if isinstance(node, cst.TryStar) else ast.Try
    body, handlers = block(to, node.body), to.every(node.handlers)
    orelse, final = optional_block(to, node.orelse), optional_block(to, node.finalbody)
    return kind(body, handlers, orelse, final, **until(to, node, body, handlers, orelse, final))


def handler(to: To, node: Any) -> Any:
    name = None if node.name is None else node.name.name.value
    body = block(to, node.body)
    return ast.ExceptHandler(to.optional(node.type), name, body, **until(to, node, body))


def function(to: To, node: cst.FunctionDef) -> Any:
    kind: Any = ast.FunctionDef if node.asynchronous is None else ast.AsyncFunctionDef
    body = block(to, node.body)
    return kind(
        name=node.name.value,
        args=parameters(to, node.params),
        body=body,
        decorator_list=[to(decorator.decorator) for decorator in node.decorators],
        returns=None if node.returns is None else to(node.returns.annotation),
        **until(to, node, body),
    )


def class_(to: To, node: cst.ClassDef) -> Any:
    bases, keywords = arguments(to, [*node.bases, *node.keywords])
    decorators = [to(decorator.decorator) for decorator in node.decorators]
    body = block(to, node.body)
    return ast.ClassDef(
        name=node.name.value, bases=bases, keywords=keywords, body=body, decorator_list=decorators,
        **until(to, node, body),
    )  # fmt: skip


def match(to: To, node: cst.Match) -> Any:
    cases = [ast.match_case(to(one.pattern), to.optional(one.guard), block(to, one.body)) for one in node.cases]
    return ast.Match(to(node.subject), cases, **until(to, node, cases[-1].body))


STATEMENTS: Functions = {
    cst.Assign: assign, cst.AnnAssign: annotated, cst.Raise: raise_, cst.Del: delete, cst.Global: global_,
    cst.Nonlocal: nonlocal_, cst.TypeAlias: type_alias, cst.ImportFrom: import_from, cst.ImportAlias: alias,
    cst.If: conditional, cst.While: conditional, cst.For: for_, cst.With: with_, cst.Try: try_, cst.TryStar: try_,
    cst.ExceptHandler: handler, cst.ExceptStarHandler: handler, cst.FunctionDef: function, cst.ClassDef: class_,
    cst.Match: match,
    cst.Expr: plain(ast.Expr, "value"),
    cst.AugAssign: plain(ast.AugAssign, "target", "operator", "value"),
    cst.Return: plain(ast.Return, "value"),
    cst.Assert: plain(ast.Assert, "test", "msg"),
    cst.Pass: plain(ast.Pass),
    cst.Break: plain(ast.Break),
    cst.Continue: plain(ast.Continue),
    cst.Import: plain(ast.Import, "names"),
}  # fmt: skip
