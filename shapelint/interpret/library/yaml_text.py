"""The YAML that configurations are written in.

Block and flow mappings and lists of scalars.

Anchors, tags, block scalars and several documents are not read: `Unreadable` says so, and nothing is known then.
"""

from __future__ import annotations

import re
from typing import Any


class Unreadable(Exception):
    """The text is more than what is read here, or no YAML."""


INT = re.compile(r"[-+]?(0|[1-9][0-9_]*)$")
FLOAT = re.compile(r"[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9]+)([eE][-+][0-9]+)?$")
WORDS: dict[str, Any] = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
    **dict.fromkeys(("null", "~", ""), None),
}
KEY = re.compile(r"""("[^"\\]*"|'[^']*'|[^\s\[\]{},#&*!|>'"%@`-][^:#{}\[\],]*?|-[^\s:#][^:#]*?)\s*:(\s+|$)""")


Lines = list[tuple[int, str]]
"""The indent of each line, and what it says."""


def parse(text: str) -> Any:
    """What the text says. Raises Unreadable."""
    lines: Lines = []
    for raw in text.splitlines():
        if "\t" in raw[: len(raw) - len(raw.lstrip())]:
            raise Unreadable
        bare = _without_comment(raw).rstrip()
        if bare.strip() and not (bare == "---" and not lines):
            lines.append((len(bare) - len(bare.lstrip()), bare.strip()))
    if not lines:
        return None
    value, rest = _block(lines, 0, lines[0][0])
    if rest != len(lines):
        raise Unreadable
    return value


def _without_comment(line: str) -> str:
    quote = ""
    for index, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'" and (index == 0 or line[index - 1] in " [{,:"):
            quote = letter
        elif letter == "#" and (index == 0 or line[index - 1] in " \t"):
            return line[:index]
    return line


def _block(lines: Lines, at: int, indent: int) -> tuple[Any, int]:
    """The value that begins at a line, and the line after it."""
    text = lines[at][1]
    if text == "-" or text.startswith("- "):
        return _list(lines, at, indent)
    if KEY.match(text):
        return _mapping(lines, at, indent)
    joined, at = text, at + 1
    while at < len(lines) and not _is_whole(joined):  # a flow collection over several lines
        joined, at = f"{joined} {lines[at][1]}", at + 1
    return _flow(joined), at


def _list(lines: Lines, at: int, indent: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while at < len(lines) and lines[at][0] == indent and (lines[at][1] == "-" or lines[at][1].startswith("- ")):
        rest = lines[at][1][1:]
        if not rest.strip():
            value, at = _nested(lines, at, indent)
        else:
            inner = indent + 1 + len(rest) - len(rest.lstrip())
            lines[at] = (inner, rest.strip())
            value, at = _block(lines, at, inner)
        found.append(value)
    return found, at


def _mapping(lines: Lines, at: int, indent: int) -> tuple[dict[Any, Any], int]:
    found: dict[Any, Any] = {}
    while at < len(lines) and lines[at][0] == indent:
        match = KEY.match(lines[at][1])
        if match is None:
            raise Unreadable
        key, rest = _scalar(match[1]), lines[at][1][match.end() :].strip()
        if key.__hash__ is None:
            raise Unreadable
        if rest:
            at += 1
            while at < len(lines) and not _is_whole(rest):
                rest, at = f"{rest} {lines[at][1]}", at + 1
            found[key] = _flow(rest)
            continue
        is_list = at + 1 < len(lines) and lines[at + 1][0] == indent and lines[at + 1][1].startswith("-")
        if is_list:  # a list may stand as far to the left as its key
            found[key], at = _list(lines, at + 1, indent)
        else:
            found[key], at = _nested(lines, at, indent)
    if at < len(lines) and lines[at][0] > indent:
        raise Unreadable
    return found, at


def _nested(lines: Lines, at: int, indent: int) -> tuple[Any, int]:
    at += 1
    if at < len(lines) and lines[at][0] > indent:
        return _block(lines, at, lines[at][0])
    return None, at


def _is_whole(text: str) -> bool:
    """Whether all brackets outside of quotes are closed."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
    return bare.count("[") + bare.count("{") <= bare.count("]") + bare.count("}")


# --- flow -----------------------------------------------------------------------------------------------------------

TOKEN = re.compile(r"""\s*([\[\]{},]|"(?:[^"\\])*"|'[^']*'|[^\[\]{},"']+)""")


def _flow(text: str) -> Any:
    if text[:1] not in "[{":
        return _scalar(text)
    tokens = TOKEN.findall(text)
    if "".join(tokens).replace(" ", "") != text.replace(" ", ""):
        raise Unreadable
    value, end = _collection(tokens, 0)
    if end != len(tokens):
        raise Unreadable
    return value


def _collection(tokens: list[str], at: int) -> tuple[Any, int]:
    """The value that begins at a token, and the token after it."""
    token = tokens[at]
    if token == "[":
        items: list[Any] = []
        at += 1
        while at < len(tokens) and tokens[at] != "]":
            value, at = _collection(tokens, at)
            items.append(value)
            at = _next(tokens, at, "]")
        return items, _closed(tokens, at)
    if token == "{":
        pairs: dict[Any, Any] = {}
        at += 1
        while at < len(tokens) and tokens[at] != "}":
            key, colon, rest = tokens[at].partition(":")
            if not colon and at + 1 < len(tokens) and tokens[at + 1].startswith(":"):  # a quoted key
                at += 1
                colon, rest = ":", tokens[at][1:]
            if not colon:
                raise Unreadable
            at += 1
            if rest.strip():
                pairs[_scalar(key.strip())] = _scalar(rest.strip())
            else:
                pairs[_scalar(key.strip())], at = _collection(tokens, at)
            at = _next(tokens, at, "}")
        return pairs, _closed(tokens, at)
    if token in ("]", "}", ","):
        raise Unreadable
    return _scalar(token.strip()), at + 1


def _next(tokens: list[str], at: int, end: str) -> int:
    """Where the next element begins, or the end stands."""
    if at >= len(tokens) or tokens[at] not in (",", end):
        raise Unreadable
    return at + (tokens[at] == ",")


def _closed(tokens: list[str], at: int) -> int:
    if at >= len(tokens):
        raise Unreadable
    return at + 1


def _scalar(text: str) -> Any:
    if text[:1] in ("'", '"'):
        if len(text) < 2 or text[-1] != text[0] or text[0] in text[1:-1] or (text[0] == '"' and "\\" in text):
            raise Unreadable
        return text[1:-1]
    if text[:1] in tuple("&*!|>%@`") or ": " in text:
        raise Unreadable
    if text.lower() in WORDS and text in (text.lower(), text.capitalize(), text.upper()):
        return WORDS[text.lower()]
    if INT.match(text):
        return int(text.replace("_", "")) if len(text) < 20 else text
    if FLOAT.match(text):
        return float(text.replace("_", ""))
    if re.match(r"0[0-9xob]", text):
        raise Unreadable
    return text
