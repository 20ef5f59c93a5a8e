"""Shapes that people write in comments, docstrings and annotations.

`# (B, 64, H/2, W/2)`, `x: [N, T, D]`, "b 3 h w".

Only what is plainly a shape is read: two to six sizes in brackets (or short letters with commas or crosses between,
where the comment says nothing else), each a number, a name, or simple arithmetic of these. Everything else is prose.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Union

from msgspec import Struct

from shapelint.source.looks import kept
from shapelint.source.syntax import ir
from shapelint.source.syntax.file import Definition

Size = Union[int, str, "Sum", "Quotient", "Product", None]
"""A number, a letter, arithmetic of sizes, or None for a size of which nothing is said (`...` is not read at all)."""

Sizes = tuple[Size, ...]


class Sum(Struct, frozen=True):
    left: Size
    right: Size
    sign: int


class Product(Struct, frozen=True):
    left: Size
    right: Size


class Quotient(Struct, frozen=True):
    above: Size
    below: int


class Stated(Struct, frozen=True):
    """row: in the file.

    name: of what it is said ("" where the place says it, "return" of the result). before: the shape on the left of an
    arrow, of the parameter `taken` where a docstring says so. text: as it is written, for messages. alone: the comment
    has the row for itself. loose: said without an arrow in a comment or docstring, so that letters may mean no more
    than the order of axes.
    """

    row: int
    column: int
    end_column: int
    name: str
    before: Sizes | None
    shape: Sizes
    text: str
    alone: bool = False
    loose: bool = False
    taken: str = ""


BRACKETED = r"(?:\([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*\)|\[[^\[\]]*\])"
ARROW = r"\s*(?:->|=>|→|-->)\s*"
COMMENT = re.compile(
    rf"#+\s*(?:(?P<name>[A-Za-z_]\w*)(?:\.shape|\.size\(\))?\s*(?::|=|is)\s*)?(?:shape\s*:?\s*)?(?:(?P<before>{BRACKETED}){ARROW}|{ARROW})?"
    rf"(?P<shape>{BRACKETED})\.?\s*"
)
LIST = re.compile(
    r"#+\s*(?P<shape>[A-Z0-9]\w?(?:\s*[*/]+\s*\w+)?(?:\s*,\s*(?:[A-Z0-9]\w?|\d+[A-Z])(?:\s*[*/]+\s*\w+)?){2,5})\s*"
)
CROSSED = re.compile(r"#+\s*(?P<shape>[A-Z0-9]\w{0,2}(?:\s+[x×]\s+[A-Z0-9]\w{0,2}(?:/\d+)?){2,5})\s*")
ONE_OF_SEVERAL = re.compile(rf"[A-Za-z_]\w*\s*:\s*{BRACKETED}")
SEVERAL = re.compile(rf"#+\s*{ONE_OF_SEVERAL.pattern}(?:\s*(?:,|;|and)\s*{ONE_OF_SEVERAL.pattern})+\.?\s*")
"""`x: (B, T), mask: (B, T)`"""
LABELS = {
    "shape",
    "output",
    "out",
    "size",
    "input",
    "in",
    "result",
    "returns",
    "return",
    "dim",
    "dims",
    "Shape",
    "Output",
}
IN_TEXT = re.compile(BRACKETED)
TOKEN = re.compile(r"^[A-Za-z_][\w.]*'*$")


@lru_cache(maxsize=1024)
def read_sizes(text: str) -> Sizes | None:
    """The sizes in `(B, 2 * planes, H / 2)`.

    Without its brackets or with; None where it is no shape.
    """
    text = text.strip()
    if text[:1] in "([" and text[-1:] in ")]":
        text = text[1:-1]
    if "," not in text:
        text = re.sub(r"\s+[x×]\s+", ", ", text)
    plain = re.sub(r"'+", "_prime", text).replace("×", "*")
    plain = re.sub(r"(?<![\w.])(\d+)([A-Za-z_])", r"\1*\2", plain)
    if not plain or len(plain) > 120 or not re.fullmatch(r"[\w\s,.+\-*/()]+", plain):
        return None
    try:
        tree = ast.parse(f"({plain},)" if not plain.rstrip().endswith(",") else f"({plain})", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if not isinstance(tree, ast.Tuple) or not 2 <= len(tree.elts) <= 6:
        return None
    sizes = [_size(one) for one in tree.elts]
    return None if any(one is False for one in sizes) else tuple(one for one in sizes if one is not False)


def _size(node: ast.expr) -> Size | bool:
    """One size; False where it is none."""
    if isinstance(node, ast.Constant):
        return (
            node.value
            if isinstance(node.value, int) and not isinstance(node.value, bool) and node.value >= 1
            else False
        )
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return None if isinstance(node.operand, ast.Constant) and node.operand.value == 1 else False
    if isinstance(node, ast.Name):
        return None if set(node.id) == {"_"} else node.id
    if isinstance(node, ast.Attribute):
        return None
    if not isinstance(node, ast.BinOp):
        return False
    left, right = _size(node.left), _size(node.right)
    if left is False or right is False:
        return False
    assert not isinstance(left, bool) and not isinstance(right, bool)
    if left is None or right is None:
        return None
    if isinstance(node.op, (ast.Add, ast.Sub)):
        return Sum(left, right, 1 if isinstance(node.op, ast.Add) else -1)
    if isinstance(node.op, ast.Mult):
        return Product(left, right)
    if isinstance(node.op, (ast.Div, ast.FloorDiv)):
        return Quotient(left, right) if isinstance(right, int) else None
    return False


def letters(size: Size) -> Iterator[str]:
    """The names in a size."""
    if isinstance(size, str):
        yield size
    elif isinstance(size, (Sum, Product)):
        yield from letters(size.left)
        yield from letters(size.right)
    elif isinstance(size, Quotient):
        yield from letters(size.above)


@kept(maxsize=1024)
def comments_on(definition: Definition) -> tuple[Stated, ...]:
    """What the comments of a definition state."""
    found = []
    lines = definition.file.lines
    for row, column, text in definition.comments():
        alone = not lines[row - 1][: column - 1].strip()
        for part in _parts(text) if alone else (text,):
            stated = _in_comment(part)
            if stated is not None:
                name, before, shape = stated
                bare = part.lstrip("# ").strip()
                found.append(Stated(row, column, column + len(text), name, before, shape, bare, alone, before is None))
    return tuple(found)


def _parts(text: str) -> tuple[str, ...]:
    """What a comment says of several: `# x: (B, T), mask: (B, T)`."""
    if text.count(":") < 2 or SEVERAL.fullmatch(text) is None:
        return (text,)
    return tuple("# " + match[0] for match in ONE_OF_SEVERAL.finditer(text))


def _in_comment(text: str) -> tuple[str, Sizes | None, Sizes] | None:
    bracketed, listed = "(" in text or "[" in text, "," in text or "x" in text or "×" in text
    if not bracketed and not listed:
        return None  # prose, as most comments are
    match = COMMENT.fullmatch(text) if bracketed else None
    if match is not None:
        shape = read_sizes(match["shape"])
        before = None if match["before"] is None else read_sizes(match["before"])
        if shape is None or (match["before"] is not None and before is None):
            return None
        name = match["name"] or ""
        return ("" if name in LABELS else name), before, shape
    match = LIST.fullmatch(text) or CROSSED.fullmatch(text)
    if match is None:
        return None
    shape = read_sizes(match["shape"])
    return None if shape is None or not any(letter for size in shape for letter in letters(size)) else ("", None, shape)


QUOTES = re.compile(r"\s*[rRuU]?[\"']")


@kept(maxsize=1024)
def docstring_of(definition: Definition) -> tuple[int, tuple[str, ...]]:
    """A definition's docstring: its first row, and its rows.

    As they stand in the file; no rows where it has none.
    """
    statements = definition.body().statements
    first = statements[0] if statements else None
    if (
        not isinstance(first, ir.ExprStatement)
        or not isinstance(first.value, ir.Const)
        or not isinstance(first.value.value, str)
    ):
        return 0, ()
    lines = definition.file.lines
    for row in range(definition.first_row, definition.last_row + 1):  # cheaper than asking for places
        if QUOTES.match(lines[row - 1]):
            return row, tuple(lines[row - 1 : row + first.value.value.count("\n")])
    return 0, ()


PARAMETER = re.compile(
    r"\s*(?:[-*:]\s*)?(?:param\s+)?`{0,2}(?P<name>[A-Za-z_]\w*)`{0,2}\s*(?:\([^()]*\))?\s*:(?P<rest>.*)"
)
RESULT = re.compile(r"\s*(?:[-*:]\s*)?(?:[Rr]eturns?|[Oo]utputs?|[Oo]ut)\s*:(?P<rest>.*)")
CONDITION = re.compile(
    r"\b(?:if|either|or|when|otherwise|else|optional|unless|except|e\.g\.|i\.e\.)(?!\w)", re.IGNORECASE
)
SECTION = re.compile(r"\s*[A-Z]\w*( \w+)?:\s*")


@kept(maxsize=1024)
def docstring_states(definition: Definition) -> tuple[Stated, ...]:
    """What a function's docstring says of its parameters and its result."""
    first, rows = docstring_of(definition)
    rows = tuple(line.replace('"""', "   ").replace("'''", "   ") for line in rows)
    if not any(read_sizes(match[0]) is not None for line in rows for match in IN_TEXT.finditer(line)):
        return ()
    found: list[Stated] = []
    in_result = False
    for offset, bare in enumerate(rows):
        result = RESULT.fullmatch(bare)
        if result is not None or SECTION.fullmatch(bare):
            in_result = result is not None
        parameter = PARAMETER.fullmatch(bare)
        name = "return" if in_result else parameter["name"] if parameter is not None else ""
        shapes = [(m, read_sizes(m[0])) for m in IN_TEXT.finditer(bare)]
        shapes = [(m, sizes) for m, sizes in shapes if sizes is not None]
        row = first + offset
        if len(shapes) == 1 and name and not CONDITION.search(bare):
            ((match, sizes),) = shapes
            assert sizes is not None
            found.append(Stated(row, match.start() + 1, match.end() + 1, name, None, sizes, match[0], loose=True))
            in_result = in_result and not bare.strip()
        elif len(shapes) == 2 and re.fullmatch(ARROW, bare[shapes[0][0].end() : shapes[1][0].start()]):
            (_, before), (right, after) = shapes
            assert before is not None and after is not None
            if not bare[right.end() :].strip(" ."):
                taken = "" if in_result else name
                start, end = right.start() + 1, right.end() + 1
                found.append(Stated(row, start, end, "return", before, after, right[0], taken=taken))
    return tuple(found)


ANNOTATION = re.compile(
    r"(?:[\w.]+\.)?(?!(?:Union|Tuple|Dict|Mapping|Callable|Generator|Literal)\[)[A-Z]\w*\[\s*(?:[\w.]+\.)?(?:Tensor|Array)\s*,\s*([\"'])(?P<sizes>[^\"']*)\1\s*\]"
)


@lru_cache(maxsize=1024)
def annotated_sizes(annotation: str) -> Sizes | None:
    """The sizes of `Float[Tensor, "b 3 h w"]`.

    None where it is no such annotation, or leaves the rank open.
    """
    match = ANNOTATION.fullmatch(annotation.strip())
    if match is None or "..." in match["sizes"] or "*" in match["sizes"]:
        return None
    sizes: list[Size] = []
    for token in match["sizes"].split():
        token = token.split("=")[-1]
        sizes.append(int(token) if token.isdigit() else token if TOKEN.match(token) and token != "_" else None)
    return tuple(sizes)


_THEN_TEXT = r"\s*,(?:[\s(\\]|\#[^\n]*)*[rRuU]?[\"']"
ANNOTATED = (re.compile("Tensor" + _THEN_TEXT), re.compile("Array" + _THEN_TEXT))
"""Two patterns: each is looked for by the word that it begins with, which is quick."""


@kept(maxsize=1024)
def speaks_of_shapes(definition: Definition) -> bool:
    """Whether a body states any shape.

    Or the class around it does of its forward: few do.
    """
    if comments_on(definition) or docstring_states(definition):
        return True
    around = definition.parent
    if around is not None and around.kind == "class" and stated_stride(around) is not None:
        return True
    if definition.kind != "function":
        return False
    text = "\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])
    return any(pattern.search(text) for pattern in ANNOTATED)


RETURNED = re.compile(r"->\s*(?P<annotation>[^:]*\[[^\]]*\])\s*:")


@kept(maxsize=1024)
def annotated_result(definition: Definition) -> Stated | None:
    """What the annotation of a function's result says."""
    for row in range(definition.first_row, min(definition.first_row + 12, definition.last_row) + 1):
        line = definition.file.lines[row - 1]
        match = RETURNED.search(line)
        if match is not None:
            sizes = annotated_sizes(match["annotation"])
            start = match.start("annotation") + 1
            text = match["annotation"]
            return None if not sizes else Stated(row, start, start + len(text), "return", None, sizes, text)
        if line.rstrip().endswith(":"):
            return None
    return None


STRIDE = re.compile(
    r"\b(?:total |overall )?stride (?:of )?(?P<number>\d+) (?:in all|in total|overall)\b"
    r"|\b(?:total|overall|output) stride (?:of |is )?(?P<other>\d+)\b(?!\s*(?:or|and|to|,|/)\s*\d)"
)
KEEPS = re.compile(r"\bkeeps the (?:spatial )?size\b", re.IGNORECASE)


@kept(maxsize=1024)
def stated_stride(definition: Definition) -> tuple[int, int, int, int, str] | None:
    """What a docstring says of the stride.

    `stride 8 in all`, `output stride 16`, `keeps the size`: (row, column, end column, stride, text).
    """
    first, rows = docstring_of(definition)
    for offset, line in enumerate(rows):
        match = STRIDE.search(line) or KEEPS.search(line)
        if match is not None:
            numbers = [text for text in match.groups() if text] if match.re is STRIDE else ["1"]
            return first + offset, match.start() + 1, match.end() + 1, int(numbers[0]), match[0]
    return None
