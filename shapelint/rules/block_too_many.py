"""block-too-many (SHP314): padding to a multiple adds a whole block to a multiple.

What: the amounts of a pad are `m - n % m`, or `(n // m + 1) * m - n`: from 1 to m, and m where m divides n. What stands
around it speaks of a multiple, or of what is divisible, and of nothing more than that; or the very next operation is a
view that parts the padded axis into blocks of m, of which one is then made of padding alone. Silent where words ask for
at least one row or block more, where the code comes to the pad only if m does not divide n, and where the amount is
taken modulo m once more.

Why: nothing fails. An image of 256x256 is padded to 288x288, its border is computed for nothing, and what was meant for
images that fit changes them.

Bad:

    import torch
    import torch.nn.functional as F

    def to_multiple(x, m=32):
        h, w = x.shape[-2:]
        return F.pad(x, (0, m - w % m, 0, m - h % m))  # warning: [block-too-many]

    to_multiple(torch.rand(1, 3, 256, 256))

Good:

    import torch
    import torch.nn.functional as F

    def to_multiple(x, m=32):
        h, w = x.shape[-2:]
        return F.pad(x, (0, -w % m, 0, -h % m))

    to_multiple(torch.rand(1, 3, 256, 256))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow import alike, shape_of, short
from shapelint.rules.evidence.flow_after import is_cut
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.evidence.windows import Pad, pads
from shapelint.sizes.dims import Dim, Expr, evaluate, floor_div, symbol, symbols
from shapelint.sizes.facts import Verdict
from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import computed_at, docstring_of, items_at, source_at, span_of
from shapelint.source.reading.whole_blocks import whole_blocks
from shapelint.source.text import has_any

severity = "warning"

MULTIPLE = re.compile(r"multiples?(?![a-z])|divisib|divisor|\bround(?:ed)? up\b", re.IGNORECASE)
MORE = re.compile(
    r"\bat least\b|\bone (?:more|extra)\b|\bextra\b|\balways\b|\bmargin\b|\bbeyond\b|\bwhole\b|\beven (?:if|when)\b|"
    r"look_?ahead|\bstrictly\b|\badditional\b",
    re.IGNORECASE,
)
GUARD = re.compile(r"\b(?:if|while)\b[^\n:]*%")
"""Who asks for the rest pads where there is one: `if n % m != 0:`."""
REST = re.compile(r"^\s*(\w+)\s*=[^=\n]*%[^\n]*$", re.MULTILINE)
SPARES = (5, 8, 12)
"""What stands for a block whose size is not known."""


def check(trace: Trace) -> Iterator[Finding]:
    told = set[Any]()  # the bodies in which something is padded: what is written there is told of the pad
    for pad in pads(trace):
        told.add(pad.event.place.definition)
        definition = pad.event.place.definition
        if pad.event.caught or not _asks_for_no_more(definition):
            continue
        for index in range(len(pad.sides)):
            amount = pad.total(index)
            block = None if amount is None else _block(pad.event, amount)
            if block is not None and (_speaks_of_multiples(definition) or _is_parted(trace, pad, index, block)):
                yield _finding(pad, index, block)
                break
    yield from _written(trace, told)


def _written(trace: Trace, told: set[Any]) -> Iterator[Finding]:
    """The amounts that no pad is given.

    What is sliced, filled or made by hand to a multiple.
    """
    for named in trace.named:
        definition = named.place.definition
        if definition in told:
            continue
        if not (_divides(definition) and _speaks_of_multiples(definition) and _asks_for_no_more(definition)):
            told.add(definition)
            continue
        for one in whole_blocks(definition):
            if one.name == named.name:
                told.add(definition)
                yield _says(one.name, source_at(one.block), one.at)
                break


def _says(name: str, block: str, at: Place) -> Finding:
    message = f"`{name}` counts a whole block of {block} where {block} divides the size already: nothing was lacking"
    return Finding("", "", span_of(at), message, label="one block too many", help=f"add -n % {block}, which is 0 there")


def _block(event: Event, amount: Dim) -> Dim | None:
    """The m of an amount that is m - n % m.

    For all n; None for every other.
    """
    if not isinstance(amount, Expr) or len(symbols(amount)) > 2:
        return None
    for name in sorted(symbols(amount)):
        other = next(iter(symbols(amount) - {name}), None)
        if other is None:
            number = _adds(amount, name, {})
            block: Dim | None = number
        else:
            block = symbol(other) if all(_adds(amount, name, {other: one}) == one for one in SPARES) else None
        if block is not None:
            size = symbol(name)
            rest = size - floor_div(size, block) * block
            return None if event.facts.same(rest, 0) is Verdict.NO else block
    return None


def _adds(amount: Expr, name: str, others: dict[str, int]) -> int | None:
    """The block m where an amount is always m - n % m."""
    try:
        block = evaluate(amount, {name: 1, **others}) + 1
        if 2 <= block <= 512 and all(
            evaluate(amount, {name: n, **others}) == block - n % block for n in range(1, 3 * block + 1)
        ):
            return block
    except ZeroDivisionError:
        pass
    return None


def _is_parted(trace: Trace, pad: Pad, index: int, block: Dim) -> bool:
    """Whether the next operation parts the padded axis into blocks.

    And nothing is cut off.
    """
    users = flow_in(trace).users.get(id(pad.event), ())
    if len(users) != 1 or short(users[0]) not in ("view", "reshape") or is_cut(trace, pad.event):
        return False
    (view,) = users
    before, after = shape_of(pad.event.output, view), shape_of(view.output, view)
    if before is None or after is None:
        return False
    behind, inner = before[len(before) - index :], len(after) - index - 1
    kept = inner > 0 and all(alike(view, a, b) for a, b in zip(behind, after[inner + 1 :], strict=True))
    return kept and alike(view, after[inner], block)


@kept(maxsize=1024)
def _divides(definition: Any) -> bool:
    """Whether a body divides anything.

    Where it does not, its words need not be read.
    """
    return any(
        "%" in row or "/" in row for row in definition.file.lines[definition.first_row - 1 : definition.last_row]
    )


@kept(maxsize=1024)
def _speaks_of_multiples(definition: Any) -> bool:
    text = _text(definition)
    return has_any(text.lower(), ("multiple", "divis", "round")) and MULTIPLE.search(text) is not None


def _text(definition: Any) -> str:
    text = "\n".join(definition.file.lines[max(definition.first_row - 3, 0) : definition.last_row])
    of_a_class = definition.parent is not None and definition.parent.kind == "class"
    return text + docstring_of(definition.parent) if of_a_class else text


@kept(maxsize=1024)
def _asks_for_no_more(definition: Any) -> bool:
    """Whether neither words nor conditions speak of a whole block.

    As meant, or as what never happens.
    """
    if definition.kind != "function":
        return False
    text = _text(definition)
    if ("%" in text and GUARD.search(text) is not None) or MORE.search(text) is not None:
        return False
    asked = (rf"\b(?:if|while|and|or)\b[^\n:]*\b{match[1]}\b" for match in REST.finditer(text))
    return not any(re.search(pattern, text) for pattern in asked)


def _finding(pad: Pad, index: int, block: Dim) -> Finding:
    items = items_at(pad.place)
    own = [item for item in items[2 * index : 2 * index + 2] if source_at(item) not in ("", "0")]
    texts = " and ".join(f"`{source_at(item)}`" for item in own) or "the amount"
    made = computed_at(own[0]) if own else None
    place = made or pad.place or pad.event.place
    message = f"{texts} is a whole block of {block} where {block} divides the size already: nothing had to be added"
    related = [Related(span_of(pad.event.place), "padded here")] if made is not None else []
    return Finding(
        "", "", span_of(place), message, label="never 0", help=f"write -n % {block}, which is 0 there",
        related=tuple(one for one in related if one.span != span_of(place)), event=pad.event,
    )  # fmt: skip
