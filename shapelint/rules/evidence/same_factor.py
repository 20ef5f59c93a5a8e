"""Layers that are said to scale the size.

To double or halve it, too; and do not do so exactly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow_after import is_cut, module_input
from shapelint.rules.evidence.same_layer import Layer, effective_int
from shapelint.rules.evidence.windows import Window, spatial_sizes, surely_differ
from shapelint.rules.wording.words import title
from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import (
    comments_above,
    comments_beside,
    docstring_of,
    docstring_row,
    source_at,
    span_of,
)
from shapelint.source.span import Location, Span
from shapelint.source.text import has_any

_WHAT = (
    r"(?:the\s+)?(?:input(?:'s)?\s+)?(?:spatial\s+|temporal\s+)?(?:sizes?|resolution|height|width|length|dimensions?)\b"
)
_BY = r"(?:by\s+)?(?:a\s+)?(?:factor\s+)?(?:of\s+)?"
_NUMBER = r"(?:(?P<number>\d\d?)\b|`?(?P<name>(?!the\b|a\b)[a-z_]\w*)`?)"
_AS = r"as\s+(?:wide|long|high|tall|large|big|many)\b"
UP = re.compile(
    rf"\bdoubl(?:es?|ing)\s+{_WHAT}|\bupsampl(?:es?|ing)\s+by\s+{_BY}{_NUMBER}|\btwice\s+(?:{_WHAT}|{_AS})"
    rf"|\b(?P<times>\d\d?)\s+times\s+(?:{_AS}|{_WHAT})",
    re.IGNORECASE,
)
DOWN = re.compile(
    rf"\bhal(?:ves?|ving|f)\s+{_WHAT}|\b(?:downsampl|reduc)(?:es?|ing)\s+(?:{_WHAT}\s+)?by\s+{_BY}{_NUMBER}",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"\b(?:not|no|never|if|when|optional\w*|may|might|can|roughly|about|approximat\w*|nearly|almost|at (?:least|most)|"
    r"around|instead|except|unless|than|todo|plus|minus|one (?:more|less))\b|n't|\?|~",
    re.IGNORECASE,
)
WINDOWS = re.compile(r"\b(?:nn|F|functional)\.\w*(?:[Cc]onv|[Pp]ool|[Uu]psample|interpolate)\w*\(")


class Factor(Struct, frozen=True):
    """A stated factor, with its words and their row.

    By how much the size is multiplied ("up") or divided.

    name: what the number is called, where it is not written: it must be that of the stride.
    """

    up: bool
    number: int
    says: str
    row: int
    name: str = ""


def of_factor(trace: Trace, window: Window, layer: Layer | None) -> Finding | None:
    """The finding about a layer with a stated factor.

    In its comment, or in the docstring of the function that builds nothing else.
    """
    if layer is None or layer.padded_before:
        return None
    factor = _said_of(window.place)
    factor = factor and _with_number(factor, layer)
    if factor is None or not _is_wrong(layer, factor) or is_cut(trace, window.event):
        return None
    return _finding(trace, window, layer, factor)


def of_scaling_block(trace: Trace, event: Event, layers: list[Layer]) -> Finding | None:
    """A module whose docstring says so.

    The layer to blame is the only one that scales.
    """
    factor = _in_docstring(event.target.cls.place.definition.file, event.target.cls) if event.target.cls.place else None
    scaling = [layer for layer in layers if any(step != 1 for step in layer.stride)]
    given, made = module_input(trace, event), trace.tensor(event.output)
    if factor is None or len(scaling) != 1 or given is None or made is None:
        return None
    (layer,) = scaling
    factor = _with_number(factor, layer)
    if factor is None:
        return None
    spatial = layer.window.spatial
    before, after = spatial_sizes(given, spatial, event), spatial_sizes(made, spatial, event)
    if before is None or after is None or not _is_wrong(layer, factor):
        return None
    wanted = [size * factor.number if factor.up else size // factor.number for size in before]
    return _finding(trace, layer.window, layer, factor) if surely_differ(event, wanted, after) else None


def _with_number(factor: Factor, layer: Layer) -> Factor | None:
    """The factor with the stride for its name.

    Where the stride is called so.
    """
    if not factor.name:
        return factor
    called = source_at(layer.window.argument("stride")).removeprefix("self.")
    return replace(factor, number=layer.stride[0], name="") if called == factor.name else None


def _is_wrong(layer: Layer, factor: Factor) -> bool:
    """Whether the layer scales by that number inexactly.

    It multiplies or divides, where the size can be divided.
    """
    if set(layer.stride) - {1} != {factor.number} or (layer.window.kind == "transposed") is not factor.up:
        return False
    reaches = [effective_int(k, d) for k, d in zip(layer.kernel, layer.dilation, strict=True)]
    n = 8 * max(*reaches, factor.number) * factor.number
    for axis, (reach, total) in enumerate(zip(reaches, layer.total, strict=True)):
        if layer.stride[axis] == 1:
            continue
        if factor.up:
            if (n - 1) * factor.number - total + reach + layer.extra[axis] != n * factor.number:
                return True
            continue
        rest = n + total - reach
        made = -(-rest // factor.number) + 1 if layer.window.ceil_mode else rest // factor.number + 1
        if made != n // factor.number:
            return True
    return False


# --- words ----------------------------------------------------------------------------------------------------------


@kept(maxsize=64)
def _speaks(file: Any) -> bool:
    small = file.text.lower()
    return (has_any(small, ("doubl", "upsampl", "twice", " times ")) and UP.search(file.text) is not None) or (
        has_any(small, ("halv", "half", "downsampl", "reduc")) and DOWN.search(file.text) is not None
    )


@kept(maxsize=4096)
def _said_of(place: Place) -> Factor | None:
    if not _speaks(place.definition.file):
        return None
    for row, text in [*comments_beside(place), *comments_above(place)]:
        found = _read(text, row)
        if found is not None:
            return found
    definition = place.definition
    if definition.kind != "function" or len(WINDOWS.findall(_text(definition))) != 1:
        return None
    return _read(docstring_of(definition), docstring_row(definition))


def _in_docstring(file: Any, cls: Any) -> Factor | None:
    if not _speaks(file):
        return None
    definition = next((one for one in file.definitions if one.kind == "class" and one.qualname == cls.name), None)
    return None if definition is None else _read(docstring_of(definition), docstring_row(definition))


@lru_cache(maxsize=512)
def _read(text: str, row: int) -> Factor | None:
    for clause in re.split(r"(?<=[.;:])\s|\n\s*\n", text):
        for up, pattern in ((True, UP), (False, DOWN)):
            found = pattern.search(clause)
            if found is None or DOUBT.search(clause):
                continue
            number = found["number"] or (found["times"] if up else None) or 2
            return Factor(up, int(number), " ".join(found[0].split()), row, found["name"] or "")
    return None


@kept(maxsize=256)
def _text(definition: Any) -> str:
    return "\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])


def _finding(trace: Trace, window: Window, layer: Layer, factor: Factor) -> Finding:
    event = window.event
    before, after = (spatial_sizes(t, window.spatial, event) for t in (window.input, window.output))
    sizes = "" if before is None or after is None else f": {_sizes(before)} becomes {_sizes(after)}"
    over = [k - step for k, step in zip(layer.kernel, layer.stride, strict=True)]
    help = "shapelint pad says which padding does"
    if factor.up and min(over) >= 0:
        spare = [one % 2 for one in over]
        extra = f", output_padding={_each(spare)}" if any(spare) else ""
        help = f"write padding={_each([(one + more) // 2 for one, more in zip(over, spare, strict=True)])}{extra}"
    elif not factor.up and all((one + 1) // 2 > 0 for one in over):
        help = f"write padding={_each([(one + 1) // 2 for one in over])}"
    span = span_of(window.place)
    related = [_row(window.place, factor)]
    if event.build is not None:
        related.append(Related(span_of(event.place), "called here"))
    message = f'{title(trace, event)} does not make it exact: "{factor.says}" is said of it{sizes}'
    others = tuple(one for one in related if one.span.start.row != span.start.row)
    return Finding("", "", span, message, label="not exactly so", help=help, related=others, event=event)


def _each(numbers: list[int]) -> str:
    """One number where it is the same along each axis."""
    return str(numbers[0]) if len(set(numbers)) == 1 else f"({', '.join(map(str, numbers))})"


def _row(place: Place, factor: Factor) -> Related:
    file = place.definition.file
    line = file.lines[factor.row - 1]
    column = len(line) - len(line.lstrip()) + 1
    return Related(
        Span(file.path, Location(factor.row, column), Location(factor.row, len(line.rstrip()) + 1)), "said here"
    )


def _sizes(sizes: Any) -> str:
    return "x".join(str(one) if str(one).isalnum() else f"({one})" for one in sizes)
