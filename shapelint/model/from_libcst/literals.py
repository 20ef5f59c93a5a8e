"""How names, numbers and strings of libcst become IR."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Union

import libcst as cst

from shapelint.model import ir
from shapelint.model.from_libcst.lowering import Lowering, code_of

CONSTANTS = {"True": True, "False": False, "None": None}


def name(to: Lowering, node: cst.Name) -> ir.Expression:
    at = to.at(node)
    if node.value in CONSTANTS:
        return ir.Const(at, CONSTANTS[node.value])
    return ir.Name(at, node.value)


def integer(to: Lowering, node: cst.Integer) -> ir.Expression:
    at = to.at(node)
    try:
        value = int(node.value, 0)
    except ValueError:  # more digits than Python converts
        return ir.Opaque(at, "a huge integer")
    return ir.Const(at, value) if value < 1 << 63 else ir.Opaque(at, "a huge integer")


def float_(to: Lowering, node: cst.Float) -> ir.Expression:
    return ir.Const(to.at(node), float(node.value))


def imaginary(to: Lowering, node: cst.Imaginary) -> ir.Expression:
    return ir.Opaque(to.at(node), "a complex number")


def ellipsis(to: Lowering, node: cst.Ellipsis) -> ir.Expression:
    return ir.Ellipsis_(to.at(node))


@lru_cache(4096)
def literal(token: str) -> Union[str, bytes, None]:
    """What a string token says; None where it cannot be read or cannot be kept (lone surrogates)."""
    quote = token[0]
    if quote in "'\"" and "\\" not in token:
        width = 3 if token[:3] == quote * 3 and len(token) >= 6 else 1
        return token[width:-width]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes
            value = ast.literal_eval(token)
    except (SyntaxError, ValueError):
        return None
    if isinstance(value, bytes):
        return value
    try:
        value.encode()
    except (UnicodeEncodeError, AttributeError):
        return None
    return str(value)


def string(to: Lowering, node: cst.SimpleString) -> ir.Expression:
    return _constant(to.at(node), literal(node.value))


def _constant(at: int, value: Union[str, bytes, None]) -> ir.Expression:
    if isinstance(value, bytes):
        return ir.Bytes(at, value)
    return ir.Opaque(at, "a string that cannot be read") if value is None else ir.Const(at, value)


def concatenated(to: Lowering, node: cst.ConcatenatedString) -> ir.Expression:
    at = to.at(node)
    pieces: list[Any] = []
    rest: Any = node
    while isinstance(rest, cst.ConcatenatedString):
        pieces.append(rest.left)
        rest = rest.right
    pieces.append(rest)
    if all(isinstance(piece, cst.SimpleString) for piece in pieces):
        values = [literal(piece.value) for piece in pieces]
        if None in values:
            return _constant(at, None)
        empty: Any = b"" if isinstance(values[0], bytes) else ""
        return _constant(at, empty.join(values))
    if any(isinstance(piece, cst.TemplatedString) for piece in pieces):
        return ir.Opaque(at, "a template string")
    parts: list[ir.Expression] = []
    for piece in pieces:
        parts += [string(to, piece)] if isinstance(piece, cst.SimpleString) else _parts(to, piece.parts, piece.start)
    return ir.FString(at, ir.merged(parts))


def formatted(to: Lowering, node: cst.FormattedString) -> ir.Expression:
    at = to.at(node)
    return ir.FString(at, ir.merged(_parts(to, node.parts, node.start)))


def template(to: Lowering, node: cst.TemplatedString) -> ir.Expression:
    return ir.Opaque(to.at(node), "a template string")


def _parts(to: Lowering, contents: Any, start: str) -> list[ir.Expression]:
    """The contents of an f-string, or of a format specification. start: its prefix and opening quotes."""
    parts: list[ir.Expression] = []
    for content in contents:
        at = to.at(content)
        if isinstance(content, cst.FormattedStringText):
            parts.append(_constant(at, _text(content.value, start)))
            continue
        conversion = content.conversion
        if content.equal is not None:  # f"{x = }" writes the expression too, and its repr
            said = code_of(content.expression) + code_of(content.equal)
            parts.append(ir.Const(at, code_of(content.whitespace_before_expression) + said))
            if conversion is None and content.format_spec is None:
                conversion = "r"
        value = to.expression(content.expression)
        spec = None
        if content.format_spec is not None:
            number = to.at(content)
            spec = ir.FString(number, ir.merged(_parts(to, content.format_spec, start)))
        parts.append(ir.FormattedValue(at, value, conversion, spec))
    return parts


def _text(raw: str, start: str) -> Union[str, bytes, None]:
    text = raw.replace("{{", "{").replace("}}", "}")
    quotes = start.lstrip("fFrR")
    if "\\" not in text or "r" in start[: -len(quotes)].lower():
        return text
    return literal(quotes + text + quotes)


LITERALS: dict[type, Callable[[Any, Any], ir.Expression]] = {
    cst.Name: name, cst.Integer: integer, cst.Float: float_, cst.Imaginary: imaginary, cst.Ellipsis: ellipsis,
    cst.SimpleString: string, cst.ConcatenatedString: concatenated, cst.FormattedString: formatted,
    cst.TemplatedString: template,
}  # fmt: skip
