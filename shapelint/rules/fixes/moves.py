"""Moves of axes that are put before or behind a view.

`x.transpose(1, 2).reshape(b, t, d)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.source.place import Place
from shapelint.source.reading.argument_text import span_of
from shapelint.source.reading.call_parts import positional, receiver, text_between
from shapelint.source.reading.callee_text import text_at
from shapelint.source.span import Edit, Location, Span

Mended = tuple[str, tuple[Edit, ...]]
"""How the call reads then, and the edits that make it so; "" and none where it is written otherwise."""
NOTHING: Mended = "", ()


def flattened(call: Place, name: str) -> Mended:
    """`x.view(-1, 400)` becomes `x.flatten(1)`."""
    given = receiver(call)
    inner = text_at(given) if given is not None else ""
    if given is None or not inner or not text_at(call).startswith(f"{inner}.{name}("):
        return NOTHING
    span = span_of(call)
    return f"{inner}.flatten(1)", (Edit(Span(span.filename, span_of(given).end, span.end), ".flatten(1)"),)


def moved_before(call: Place, name: str, move: str) -> Mended:
    """`x.view(..)` becomes `x.transpose(1, 2).reshape(..)`.

    Moved, its numbers no longer stand in a row.

    name: of the method.
    """
    given = receiver(call)
    if given is None:
        return NOTHING
    text, inner = text_at(call), text_at(given)
    span, end = span_of(call), span_of(given).end
    head = f".{name}("
    rest = text_between(call, end, span.end)
    if not text or not inner or not rest.startswith(head):
        return NOTHING
    written = f"{move}.reshape("
    stop = Location(end.row, end.column + len(head))
    return f"{inner}{written}{rest[len(head) :]}", (Edit(Span(span.filename, end, stop), written),)


def moved_after(call: Place, name: str, order: Sequence[int], pair: tuple[int, int]) -> Mended:
    """`x.view(b, h, t, -1)` becomes `x.view(b, t, h, -1).transpose(1, 2)`."""
    given, places = receiver(call), positional(call)
    if given is None or len(places) != len(order):
        return NOTHING
    texts = [text_at(one) for one in places]
    if not all(texts) or not text_at(given):
        return NOTHING
    span = span_of(call)
    move = f".transpose({pair[0]}, {pair[1]})"
    edits = [Edit(span_of(places[n]), texts[of]) for n, of in enumerate(order) if n != of]
    edits.append(Edit(Span(span.filename, span.end, span.end), move))
    return f"{text_at(given)}.{name}({', '.join(texts[of] for of in order)}){move}", tuple(edits)
