"""How names, numbers and strings of libcst become nodes of `ast`."""

from __future__ import annotations

import ast
import warnings
from typing import Any, Union

import libcst as cst

from shapelint.source.syntax.nodes import TemplateStr, Unread
from shapelint.source.syntax.to_ast.to import LOAD, Functions, To, code_of

CONSTANTS = {"True": True, "False": False, "None": None}


def name(to: To, node: cst.Name) -> Any:
    if node.value in CONSTANTS:
        return ast.Constant(CONSTANTS[node.value], **to.at(node))
    return ast.Name(node.value, LOAD, **to.at(node))


def integer(to: To, node: cst.Integer) -> Any:
    try:
        return ast.Constant(int(node.value, 0), **to.at(node))
    except ValueError:  # more digits than Python converts
        return Unread(**to.at(node))


def float_(to: To, node: cst.Float) -> Any:
    return ast.Constant(float(node.value), **to.at(node))


def imaginary(to: To, node: cst.Imaginary) -> Any:
    return ast.Constant(complex(node.value), **to.at(node))


def ellipsis(to: To, node: cst.Ellipsis) -> Any:
    return ast.Constant(..., **to.at(node))


def literal(token: str) -> Union[str, bytes, None]:
    """What a string token says; None where this Python cannot read it."""
    if token[0] in "'\"" and "\\" not in token:
        width = 3 if token[:3] == token[0] * 3 and len(token) >= 6 else 1
        return token[width:-width]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes
            value: Union[str, bytes] = ast.literal_eval(token)
    except (SyntaxError, ValueError):
        return None
    return value


def string(to: To, node: cst.SimpleString) -> Any:
    return _constant(literal(node.value), to.at(node))


def _constant(value: Union[str, bytes, None], at: dict[str, Any]) -> ast.expr:
    return Unread(**at) if value is None else ast.Constant(value, **at)


def concatenated(to: To, node: cst.ConcatenatedString) -> Any:
    pieces: list[Any] = []
    rest: Any = node
    while isinstance(rest, cst.ConcatenatedString):
        pieces.append(rest.left)
        rest = rest.right
    pieces.append(rest)
    at = to.at(node)
    if any(isinstance(piece, cst.TemplatedString) for piece in pieces):
        return TemplateStr([], **at)
    if not all(isinstance(piece, cst.SimpleString) for piece in pieces):
        parts = [
            part
            for piece in pieces
            for part in (
                [string(to, piece)] if isinstance(piece, cst.SimpleString) else _parts(to, piece.parts, piece.start)
            )
        ]
        return ast.JoinedStr(_merged(parts), **at)
    values: list[Any] = [literal(piece.value) for piece in pieces]
    return _constant(None if None in values else type(values[0])().join(values), at)


def formatted(to: To, node: cst.FormattedString) -> Any:
    return ast.JoinedStr(_merged(_parts(to, node.parts, node.start)), **to.at(node))


def template(to: To, node: cst.TemplatedString) -> Any:
    return TemplateStr([], **to.at(node))


def _parts(to: To, contents: Any, start: str) -> list[Any]:
    """The contents of an f-string, or of a format specification.

    start: its prefix and opening quotes.
    """
    parts: list[Any] = []
    for content in contents:
        at = to.at(content)
        if isinstance(content, cst.FormattedStringText):
            parts.append(_constant(_text(content.value, start), at))
            continue
        conversion = content.conversion
        if content.equal is not None:  # f"{x = }" writes the expression too, and its repr
            said = code_of(content.expression) + code_of(content.equal)
            parts.append(ast.Constant(code_of(content.whitespace_before_expression) + said, **at))
            if conversion is None and content.format_spec is None:
                conversion = "r"
        value = to(content.expression)
        spec = None
        if content.format_spec is not None:
            spec = ast.JoinedStr(_merged(_parts(to, content.format_spec, start)), **at)
        parts.append(ast.FormattedValue(value, -1 if conversion is None else ord(conversion), spec, **at))
    return parts


def _text(raw: str, start: str) -> Union[str, bytes, None]:
    text = raw.replace("{{", "{").replace("}}", "}")
    quotes = start.lstrip("fFrR")
    if "\\" not in text or "r" in start[: -len(quotes)].lower():
        return text
    return literal(quotes + text + quotes)


def _merged(parts: list[Any]) -> list[Any]:
    """Strings that follow each other are one, and empty ones none."""
    merged: list[Any] = []
    for part in parts:
        if isinstance(part, ast.Constant):
            if not part.value:
                continue
            if merged and isinstance(merged[-1], ast.Constant):
                before: Any = merged[-1]
                before.value += part.value
                before.end_lineno, before.end_col_offset = part.end_lineno, part.end_col_offset
                continue
        merged.append(part)
    return merged


LITERALS: Functions = {
    cst.Name: name, cst.Integer: integer, cst.Float: float_, cst.Imaginary: imaginary, cst.Ellipsis: ellipsis,
    cst.SimpleString: string, cst.ConcatenatedString: concatenated, cst.FormattedString: formatted,
    cst.TemplatedString: template,
}  # fmt: skip
