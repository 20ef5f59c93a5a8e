"""A comparison as a table and findings for people, and as JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from shapelint.layers.port.comparing import Comparison
from shapelint.layers.port.difference import Difference
from shapelint.layers.port.steps import Step
from shapelint.report.render.sanitize import sanitize

HEADS = ("Keras", "shape", "parameters", "", "torch", "shape in Keras's order", "parameters")
HIDDEN = ("layout", "index", "other", "none")


def lines(comparison: Comparison) -> Iterator[str]:
    """The whole report."""
    yield from _table(comparison)
    yield ""
    roots = [one for one in comparison.found if one.follows is None]
    follow = [one for one in comparison.found if one.follows is not None]
    for group in _groups(roots):
        yield from _finding(group, [other for other in follow if other.follows in group])
    for one in follow:
        if one.follows not in roots:
            yield from _finding([one], [])
    for note in comparison.notes:
        yield f"note: {sanitize(note)}"
    for text in comparison.unread:
        yield f"not read: {sanitize(text)}"
    yield summary(comparison)


def _groups(found: Sequence[Difference]) -> list[list[Difference]]:
    """Differences grouped by the rows they come from.

    What the same rows of both sources make of several layers is told once.
    """
    groups: dict[Any, list[Difference]] = {}
    for one in found:
        places = [None if step is None else (step.location(), step.kind) for step in (one.keras, one.torch)]
        groups.setdefault((one.field, one.effect, *places, one.message, one.fix), []).append(one)
    return list(groups.values())


def summary(comparison: Comparison) -> str:
    keras, torch = totals(comparison.keras_steps), totals(comparison.torch_steps)
    count = len(_groups([one for one in comparison.found if one.follows is None]))
    trained = "" if keras[0] == keras[1] else f" ({keras[1]:,} trained)"
    words = "no difference was found" if not count else f"{count} difference{'s' if count > 1 else ''}"
    rest = "; what could not be read may differ" if comparison.unread else ""
    return f"{words}{rest}; parameters: Keras {keras[0]:,}{trained}, torch {torch[1]:,}"


def totals(steps: Sequence[Step]) -> tuple[int, int]:
    return sum(step.parameters for step in steps), sum(step.trained for step in steps)


# --- the table --------------------------------------------------------------------------------------------------------


def _table(comparison: Comparison) -> Iterator[str]:
    rows = list(_rows(comparison))
    widths = [max(len(row[n]) for row in [HEADS, *rows]) for n in range(len(HEADS))]
    yield _row(HEADS, widths)
    yield "─" * (sum(widths) + 2 * (len(widths) - 1))
    for row in rows:
        yield _row(row, widths)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if n in (2, 6) else cell.ljust(width) for n, (cell, width) in enumerate(zip(cells, widths))
    ]
    return "  ".join(padded).rstrip()


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    partner = {id(k): t for k, t in comparison.pairs}
    taken = {id(t) for _, t in comparison.pairs}
    different = {id(step) for one in comparison.found for step in (one.keras, one.torch) if step is not None}
    waiting = [step for step in comparison.torch_steps if step.kind not in HIDDEN]
    for step in comparison.keras_steps:
        if step.kind in HIDDEN:
            continue
        other = partner.get(id(step))
        if other is not None:
            while waiting and waiting[0] is not other and id(waiting[0]) not in taken:
                yield ("", "", "", "≠", *_cells(waiting.pop(0)))
            if other in waiting:
                waiting.remove(other)
        sign = "≠" if other is None or id(step) in different or id(other) in different else ""
        yield (*_cells(step), sign, *(("", "", "") if other is None else _cells(other)))
    for step in waiting:
        if id(step) not in taken:
            yield ("", "", "", "≠", *_cells(step))


def _cells(step: Step) -> tuple[str, str, str]:
    shape = "?" if step.shape is None else "x".join(map(str, step.shape))
    return sanitize(step.label), shape, f"{step.parameters:,}" if step.parameters else ""


# --- findings ---------------------------------------------------------------------------------------------------------


MOST = 3
"""How many layers that differ alike are named."""


def _finding(group: Sequence[Difference], follow: Sequence[Difference]) -> Iterator[str]:
    one = group[0]
    names = ", ".join(_names(other) for other in group[:MOST])
    more = f" and {len(group) - MOST} more" if len(group) > MOST else ""
    yield f"{one.effect}: {one.field}: {names}{more}: {sanitize(one.message)}"
    for side, step, value in (("Keras", one.keras, one.keras_value), ("torch", one.torch, one.torch_value)):
        if step is not None:
            yield f"    {side} {_place(step)}: {sanitize(str(value))}"
    if one.fix:
        yield f"    write {sanitize(one.fix)}"
    for other, *_ in _groups(follow):
        where = "" if other.torch is None else f" at {_place(other.torch)}"
        yield f"    from this follows {other.field}{where}: {sanitize(other.message)}"


def _names(one: Difference) -> str:
    return " / ".join(sanitize(step.name) for step in (one.keras, one.torch) if step is not None)


def _place(step: Step) -> str:
    path, row = step.location()
    return f"{sanitize(shown(path))}:{row}"


def shown(path: str) -> str:
    """A path from the current folder on, where it lies below that."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


# --- JSON -------------------------------------------------------------------------------------------------------------


def as_record(comparison: Comparison) -> dict[str, Any]:
    number = {id(one): n for n, one in enumerate(comparison.found)}
    keras = {id(step): n for n, step in enumerate(comparison.keras_steps)}
    torch = {id(step): n for n, step in enumerate(comparison.torch_steps)}
    return {
        "keras": _side(comparison.keras_steps, comparison.keras.name),
        "torch": _side(comparison.torch_steps, comparison.torch.name),
        "pairs": [[keras[id(k)], torch[id(t)]] for k, t in comparison.pairs],
        "differences": [
            {
                "field": one.field, "effect": one.effect, "keras": _end(one.keras, one.keras_value, "layer"),
                "torch": _end(one.torch, one.torch_value, "module"), "message": one.message,
                "follows_from": None if one.follows is None else number[id(one.follows)], "fix": one.fix or None,
            }
            for one in comparison.found
        ],
        "notes": comparison.notes,
        "unread": comparison.unread,
    }  # fmt: skip


def _side(steps: Sequence[Step], name: str) -> dict[str, Any]:
    total, trained = totals(steps)
    rows = [
        {
            "name": step.name, "kind": step.kind, "type": step.event.name, "parameters": step.parameters,
            "shape": None if step.shape is None else [n if isinstance(n, int) else str(n) for n in step.shape],
            "location": _location(step),
        }
        for step in steps
    ]  # fmt: skip
    return {"model": name, "table": rows, "params": total, "trained": trained}


def _end(step: Step | None, value: Any, word: str) -> dict[str, Any] | None:
    if step is None:
        return None
    plain = value if isinstance(value, (int, float, str, bool, list, type(None))) else str(value)
    if isinstance(value, tuple):
        plain = list(value)
    return {word: step.name, "value": plain, "location": _location(step)}


def _location(step: Step) -> dict[str, Any]:
    path, row = step.location()
    return {"filename": shown(path), "row": row}
