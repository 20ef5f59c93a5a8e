"""Keras models in comments and docstrings, held against the class beside them.

They speak for its layers only where all convolutions and pools are there, in order, with the same kernels and strides.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import docstring_of, docstring_row
from shapelint.source.reading.number_origins import nodes_of
from shapelint.source.syntax import ir

KERAS = re.compile(
    r"\b(?P<name>(?:Max|Average)Pool(?:ing)?[123]D|Conv(?:olution)?[123]D)\s*"
    r"\((?P<arguments>(?:[^()\n]|\((?:[^()\n])*\))*)\)"
)
TORCH = re.compile(r"(?:nn\.|torch\.nn\.)?(?P<kind>Conv|MaxPool|AvgPool)[123]d")
PAST = re.compile(r"\b(?:was|were)\s+(?:trained|written|exported|saved|built|made|converted|defined)\b", re.IGNORECASE)
"""What tells of a model that there was, and takes nothing back."""
LEAST = 2
"""Layers that a model has at least."""


class _Window(NamedTuple):
    """A layer that slides over its input.

    kind: "conv", "max" or "avg". kernel, stride: 0 where they are not written as one number.
    """

    kind: str
    kernel: int
    stride: int


class Line(NamedTuple):
    """What a commented model says of a layer.

    The call, on which row, with SAME or not.
    """

    row: int
    text: str
    kind: str
    same: bool


def line_of_model(place: Place, is_doubtful: Any) -> Line | None:
    """The line of a commented model for a layer.

    place: where it is built.
    is_doubtful: whether words withdraw what is said.
    """
    owner = place.definition.parent
    if owner is None or owner.kind != "class":
        return None
    return _lines(owner, is_doubtful).get((id(place.definition), place.at))


@kept(maxsize=256)
def _lines(owner: Any, is_doubtful: Any) -> dict[tuple[int, int], Line]:
    built = list(_built(owner))
    for block in _blocks(owner):
        if any(is_doubtful(PAST.sub("", text)) for _, text in block):
            continue
        said = [one for row, text in block for one in _said(row, text)]
        if len(said) == len(built) >= LEAST and all(
            _alike(window, own) for (_, window), (_, own) in zip(said, built, strict=True)
        ):
            return {key: line for (line, _), (key, _) in zip(said, built, strict=True)}
    return {}


def _alike(one: _Window, other: _Window) -> bool:
    return one == other and 0 not in one


def _blocks(owner: Any) -> Iterator[list[tuple[int, str]]]:
    """The comments above and within a class, and its docstring.

    One run of rows after the other.
    """
    comments = {at: text for at, _, text in owner.file.comments()}
    first = owner.first_row
    while first > 1 and (first - 1 in comments or not owner.file.lines[first - 2].strip()):
        first -= 1
    runs: list[list[tuple[int, str]]] = [[]]
    for row in range(first, owner.last_row + 1):
        alone = row in comments and owner.file.lines[row - 1].lstrip().startswith("#")
        if alone:
            runs[-1].append((row, comments[row].lstrip("# ")))
        elif owner.file.lines[row - 1].strip() and runs[-1]:
            runs.append([])
    yield from (run for run in runs if run)
    for one in (owner, *_file_of_one(owner)):
        text = docstring_of(one)
        if text:
            yield [(docstring_row(one) + index, line) for index, line in enumerate(text.splitlines())]


def _file_of_one(owner: Any) -> list[Any]:
    """The module around a class, where no other class slides windows."""
    module = owner.parent
    if module is None or module.kind != "module":
        return []
    others = (one for one in module.children if one.kind == "class" and one is not owner)
    return [] if any(next(_built(one), None) is not None for one in others) else [module]


def _said(row: int, text: str) -> Iterator[tuple[Line, _Window]]:
    for match in KERAS.finditer(text):
        try:
            call = ast.parse(match[0], mode="eval").body
        except SyntaxError:
            continue
        if not isinstance(call, ast.Call):
            continue
        name = match["name"].lower()
        kind = "conv" if "conv" in name else "max" if "max" in name else "avg"
        named = {one.arg: one.value for one in call.keywords}
        at = 1 if kind == "conv" else 0
        rest = [*call.args[at:], None, None][:2]
        kernel = _one(rest[0] or named.get("kernel_size") or named.get("pool_size")) if _has(rest, named) else 2
        step = rest[1] or named.get("strides") or named.get("stride")
        stride = (1 if kind == "conv" else kernel) if step is None else _one(step)
        padding = named.get("padding") or named.get("border_mode")
        same = isinstance(padding, ast.Constant) and str(padding.value).lower() == "same"
        yield Line(row, match[0], kind, same), _Window(kind, kernel, stride)


def _has(rest: list[Any], named: dict[Any, Any]) -> bool:
    return rest[0] is not None or "kernel_size" in named or "pool_size" in named


def _one(node: Any) -> int:
    """The number that is written, or that a tuple repeats.

    0 for all else.
    """
    values = node.elts if isinstance(node, (ast.Tuple, ast.List)) else [node]
    numbers = {value.value if isinstance(value, ast.Constant) else None for value in values}
    number = numbers.pop() if len(numbers) == 1 else None
    return number if type(number) is int else 0


def _built(owner: Any) -> Iterator[tuple[tuple[int, int], _Window]]:
    """The convolutions and pools that a class builds.

    In the order of the text.
    """
    for definition in owner.children:
        calls = [node for node in nodes_of(definition) if isinstance(node, ir.Call)]
        for call in sorted(calls, key=lambda node: definition.place(node.at)[:2]):
            match = TORCH.fullmatch(getattr(call.func, "dotted", "") or "")
            if match is None:
                continue
            kind = {"Conv": "conv", "MaxPool": "max", "AvgPool": "avg"}[match["kind"]]
            named = {one.name: one.value for one in call.keywords}
            rest = [*call.args[2 if kind == "conv" else 0 :], None, None][:2]
            kernel = _number(rest[0] or named.get("kernel_size"))
            step = rest[1] or named.get("stride")
            stride = (1 if kind == "conv" else kernel) if step is None else _number(step)
            yield (id(definition), call.at), _Window(kind, kernel, stride)


def _number(node: Any) -> int:
    values = node.items if isinstance(node, (ir.TupleExpr, ir.ListExpr)) else [node]
    numbers = {value.value if isinstance(value, ir.Const) else None for value in values}
    number = numbers.pop() if len(numbers) == 1 else None
    return number if type(number) is int else 0
