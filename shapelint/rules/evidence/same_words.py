"""Words that say that a size is kept.

Of a layer or a block: comments, docstrings, names, `# shapelint: same`.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Related
from shapelint.rules.evidence.windows import Window
from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import (
    comments_above,
    comments_beside,
    comments_heading,
    docstring_of,
    docstring_row,
    source_at,
    words,
)
from shapelint.source.reading.number_origins import passed_on
from shapelint.source.span import Location, Span

CONTRACT = re.compile(r"#\s*shapelint\s*:\s*same\b", re.IGNORECASE)
_WHAT = r"(?:size|sizes|length|shape|resolution|spatial\s+dim\w*|number\s+of\s+(?:frames|samples|steps|time\s+steps))"
SIZE = re.compile(
    rf"\bsame[\s-]+(?:spatial\s+)?{_WHAT}\b|\bkeep(?:s|ing)?\s+(?:the\s+)?(?:same\s+)?(?:spatial\s+)?{_WHAT}\b"
    rf"|\bpreserv(?:e|es|ing)\s+(?:the\s+)?(?:spatial\s+)?{_WHAT}\b|\b(?:size|length|shape|resolution)[\s-]preserving\b",
    re.IGNORECASE,
)  # fmt: skip
PADDING = re.compile(
    r"\bpad(?:ding)?\s*=\s*['\"]same['\"]|['\"]same['\"]\s+padding|\bsame[\s-]+padding\b", re.IGNORECASE
)
DOUBT = re.compile(r"\b(?:not|no|never|valid|instead|unlike|except|unless|if|when|than|todo)\b|n't|\?", re.IGNORECASE)
MANY = re.compile(r"\b(?:conv\w*s|layers|both|all|each|every|these)\b", re.IGNORECASE)
HINT = re.compile(r"same|keep|preserv", re.IGNORECASE)
LAYERS = frozenset(
    [
        "conv",
        "conv1d",
        "conv2d",
        "conv3d",
        "pool",
        "pool1d",
        "pool2d",
        "pool3d",
        "maxpool",
        "avgpool",
        "pad",
        "padding",
        "pools",
        "convs",
        "layer",
        "block",
    ]
)


class Promise(Struct, frozen=True):
    """What words promise of a size.

    kind: "contract", "comment", "padding" (a comment that speaks of 'same' padding), "name" or "docstring".

    says: the words. related: where they stand, None for a name beside the layer.
    """

    kind: str
    says: str
    related: Related | None = None


@kept(maxsize=256)
def speaks(definition: Any) -> bool:
    """Whether a definition may promise anything.

    Or the name of one around it: places are found only then, for that is slow.
    """
    lines = definition.file.lines[max(definition.first_row - 6, 0) : definition.last_row]
    return any(HINT.search(line) for line in lines) or "same" in definition.qualname.lower()


@kept(maxsize=64)
def has_contracts(file: Any) -> bool:
    return CONTRACT.search(file.text) is not None


def promise_of(window: Window) -> Promise | None:
    """What the source promises of a layer, or of a call."""
    place = window.place
    if not speaks(place.definition):
        return None
    for row, text in comments_beside(place):
        if found := CONTRACT.search(text):
            return Promise("contract", found[0], _row(place, row, "promised here"))
    for row, text in [*comments_beside(place), *comments_above(place)]:
        for kind, pattern in (("comment", SIZE), ("padding", PADDING)):
            if pattern.search(text) and not DOUBT.search(text):
                return Promise(kind, f"the comment `{text.lstrip('# ').strip()}`", _row(place, row, "said here"))
    for row, text in comments_heading(place):
        if MANY.search(text) and not DOUBT.search(text) and (found := SIZE.search(text) or PADDING.search(text)):
            kind = "comment" if found.re is SIZE else "padding"
            return Promise(kind, f"the comment `{text.lstrip('# ').strip()}`", _row(place, row, "said here"))
    name = _named_same(window)
    return Promise("name", f"the name `{name}`") if name else None


def promise_of_padding(built: Place | None, window: Window) -> tuple[Promise, Place] | None:
    """The promise at the formula of a padding.

    What a comment there says, and where that formula stands.
    """
    given = window.argument("padding")
    if given is None:
        return None
    stack = (window.event.build or window.event).stack
    for place in passed_on(given, stack, built)[1:]:
        if speaks(place.definition):
            for row, text in [*comments_beside(place), *comments_above(place)]:
                if SIZE.search(text) and not DOUBT.search(text):
                    said = Promise(
                        "comment", f"the comment `{text.lstrip('# ').strip()}`", _row(place, row, "said here")
                    )
                    return said, place
    return None


def _row(place: Place, row: int, message: str) -> Related:
    file = place.definition.file
    line = file.lines[row - 1]
    column = len(line) - len(line.lstrip()) + 1
    return Related(Span(file.path, Location(row, column), Location(row, len(line.rstrip()) + 1)), message)


def _named_same(window: Window) -> str:
    """A name with `same` in it.

    Of the variable that holds the padding, of what the layer is kept as, of the class or function that builds it.
    """
    padding = source_at(window.argument("padding"))
    if re.fullmatch(r"[\w.]+", padding) and "same" in words(padding):
        return padding
    place = window.place
    row, column, _, _ = place.definition.place(place.at)
    kept = re.search(r"(\w+)\s*=[^=]*$", place.definition.file.lines[row - 1][: column - 1])
    if kept and "same" in words(kept[1]):
        return kept[1]
    definition: Any = place.definition
    while definition is not None and definition.kind != "module":
        found = words(definition.name)
        if "same" in found and LAYERS & set(found):
            return str(definition.name)
        definition = definition.parent
    return ""


def block_promise(event: Event) -> Promise | None:
    """What the source promises of a composite module.

    In a comment where it is built or defined, or in a docstring.
    """
    forward = event.target.cls.find("forward")
    definition = getattr(forward, "definition", None)
    owner = getattr(definition, "parent", None)
    for place in (event.target.place, event.target.cls.place):
        if place is None or not has_contracts(place.definition.file):
            continue
        row = place.definition.place(place.at)[0]
        for at, text in comments_beside(place):
            if at == row and (found := CONTRACT.search(text)):
                return Promise("contract", found[0], _row(place, at, "promised here"))
    if owner is None or owner.kind != "class":
        return None
    return _in_docstring(owner) or _in_docstring(definition)


@kept(maxsize=1024)
def _in_docstring(definition: Any) -> Promise | None:
    for sentence in re.split(r"(?<=[.:;])\s|\n\s*\n", docstring_of(definition)):
        found = SIZE.search(sentence)
        if found and not DOUBT.search(sentence):
            related = _row(Place(definition, 0), docstring_row(definition), "said here")
            return Promise("docstring", f"the docstring `{' '.join(found[0].split())}`", related)
    return None
