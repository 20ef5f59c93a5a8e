"""A trace as people know it from Keras and torchinfo.

The tree of modules with type, output shape and parameters.

UNet                       UNet               (N, 2, H, W)         118,978
├─ first                   Sequential         (N, 8, H, W)             816
│  ├─ 0                    Conv2d             (N, 8, H, W)             216
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapelint.app.cli.trace_columns import COLUMNS, NUMBERS, USUAL, cell, text, total, totals
from shapelint.layers.tracing.agreement import Answer, compare_outputs, plain
from shapelint.layers.tracing.result import Call, Traced
from shapelint.report.render.sanitize import sanitize


@dataclass(frozen=True)
class Column:
    """What torch computed, for each call.

    calls: (qualified name, recorded output). numbers: for the symbols of the trace.
    """

    calls: Sequence[tuple[str, Any]]
    output: Any
    numbers: Mapping[str, int]
    parameters: int


@dataclass
class Node:
    call: Call
    children: list[Node] = field(default_factory=list)


def tree(calls: Sequence[Call]) -> list[Node]:
    """The calls as a forest: within each call, those that it makes.

    They are given in the order of completion.
    """
    waiting: list[Node] = []
    for call in calls:
        node = Node(call)
        while waiting and waiting[-1].call.depth > call.depth:
            node.children.insert(0, waiting.pop())
        waiting.append(node)
    return waiting


def table(
    traced: Traced,
    depth: int | None = None,
    functions: bool = False,
    real: Column | None = None,
    columns: Sequence[str] = USUAL,
    width: int | None = None,
) -> Iterator[str]:
    """The lines of the table and of what follows it.

    depth: how deep to go. functions: show calls of functions, too. columns: some of COLUMNS. width: of the terminal;
    the widest columns of words are cut to fit it.
    """
    rows = list(_rows(tree(traced.calls), traced.target.rpartition("::")[2], depth, functions, real, columns))
    heads = ("Layer", *(COLUMNS[column] for column in columns), *(() if real is None else ("torch",)))
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    right = {i for i, column in enumerate(columns, 1) if column in NUMBERS}
    if width is not None:
        widths = _fitted(widths, right, width)
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    yield f"{sanitize(traced.target)}  {', '.join(map(text, traced.inputs))}"
    yield ""
    yield _line(heads, widths, right)
    yield rule
    for row in rows:
        yield _line(row, widths, right)
    if not rows:
        yield "no module call is completed"
    yield rule
    yield f"Output: {_output(traced)}" + ("" if real is None else f"   torch: {_real(real.output)}")
    first, *others = totals(traced)
    yield first + ("" if real is None else f"   torch: {real.parameters:,}")
    yield from others
    if traced.demands:
        yield f"Demands: {'; '.join(traced.demands)}"
    if traced.unresolved:
        yield ""
        yield "Not resolved:"
        for filename, row_, column, reason in traced.unresolved:
            place = f"{sanitize(shown(filename))}:{row_}:{column}: " if filename else ""
            yield f"  {place}{sanitize(reason)}"


def _output(traced: Traced) -> str:
    """`(N, 10)`; `{out: (N, 10), aux: (N, 10)}` of what has names."""
    if traced.names and isinstance(traced.output, list) and len(traced.names) == len(traced.output):
        named = zip(traced.names, traced.output, strict=True)
        return f"{{{', '.join(f'{sanitize(name)}: {text(shape)}' for name, shape in named)}}}"
    return text(traced.output)


LEAST = 12
"""Columns of a terminal that a column of the table keeps."""


def _fitted(widths: list[int], right: set[int], width: int) -> list[int]:
    """Widths that fit, the widest columns of words cut first.

    Numbers are never cut.
    """
    made = list(widths)
    while sum(made) + 2 * (len(made) - 1) > width:
        words = [i for i in range(len(made)) if i not in right and made[i] > LEAST]
        if not words:
            break
        made[max(words, key=lambda i: made[i])] -= 1
    return made


def _line(cells: Sequence[str], widths: Sequence[int], right: set[int]) -> str:
    cut = [cell if len(cell) <= width else f"{cell[: width - 1]}…" for cell, width in zip(cells, widths, strict=True)]
    padded = [
        cell.rjust(width) if i in right else cell.ljust(width)
        for i, (cell, width) in enumerate(zip(cut, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def _rows(
    nodes: list[Node],
    title: str,
    depth: int | None,
    functions: bool,
    real: Column | None,
    columns: Sequence[str],
) -> Iterator[tuple[str, ...]]:
    outputs = {} if real is None else _outputs(real)
    numbers = _numbers_of_calls(nodes)

    def rows(node: Node, margin: str, branch: str, above: str, level: int) -> Iterator[tuple[str, ...]]:
        call = node.call
        label = title if call.name == "" else _label(call, above)
        number = numbers[id(node)]
        cells = [sanitize(margin + branch + label)]
        cells += [sanitize(cell(column, call, number > 1)) for column in columns]
        if real is not None:
            cells.append("" if call.name is None else _beside(outputs.get((call.name, number)), call, real))
        yield tuple(cells)
        if depth is not None and level >= depth:
            return
        inside = [child for child in node.children if functions or _has_module(child)]
        inner = margin + {"├─ ": "│  ", "└─ ": "   ", "": ""}[branch]
        for index, child in enumerate(inside):
            last = index == len(inside) - 1
            yield from rows(
                child, inner, "└─ " if last else "├─ ", call.name if call.name is not None else above, level + 1
            )

    for node in nodes:
        if functions or _has_module(node):
            yield from rows(node, "", "", "", 0)


def _outputs(real: Column) -> dict[tuple[str, int], list[Any]]:
    """What torch computed, by name and number of the call.

    In a list, for there are outputs that are None.
    """
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], list[Any]] = {}
    for name, output in real.calls:
        seen[name] += 1
        found[name, seen[name]] = [output]
    return found


def _beside(theirs: list[Any] | None, call: Call, real: Column) -> str:
    if theirs is None:
        return "not called"
    answer = compare_outputs(plain(theirs[0]), call.output, real.numbers)
    return _real(theirs[0]) + ("  differs" if answer is Answer.WRONG else "")


def _numbers_of_calls(nodes: list[Node]) -> dict[int, int]:
    """For each node, its number among the calls of one name.

    Counted in the order of completion.
    """
    seen: Counter[str | None] = Counter()
    found: dict[int, int] = {}

    def visit(node: Node) -> None:
        for child in node.children:
            visit(child)
        seen[node.call.name] += 1
        found[id(node)] = seen[node.call.name] if node.call.name is not None else 1

    for node in nodes:
        visit(node)
    return found


def _has_module(node: Node) -> bool:
    return node.call.name is not None or any(map(_has_module, node.children))


def _label(call: Call, above: str) -> str:
    """The name within the module above, or what a function is called."""
    if call.name is None:
        return call.title
    return call.name[len(above) + 1 :] if above and call.name.startswith(above + ".") else call.name


def _real(output: Any) -> str:
    return text(plain(output))


def shown(filename: str) -> str:
    """Relative to the current folder where it is in it."""
    here = os.path.join(os.getcwd(), "")
    return filename.removeprefix(here)


# --- json -----------------------------------------------------------------------------------------------------------


def as_json(traced: Traced) -> str:
    """The trace as JSON.

    A shape is a list of numbers and of texts for symbolic sizes, null where it is not known.
    """
    calls = [
        {
            "name": call.name,
            "type": call.type,
            "inputs": [_plain(one) for one in call.inputs],
            "output": _plain(call.output),
            "parameters": _plain(call.parameters),
            "trainable": _plain(call.trainable),
            "kernel": list(call.kernel),
            "mult_adds": _plain(call.products),
            "bytes": _plain(call.size),
            "filename": sanitize(shown(call.filename)),
            "location": {"row": call.row, "column": call.column},
        }
        for call in traced.calls
    ]
    unresolved = [
        {"filename": sanitize(shown(filename)), "location": {"row": row, "column": column}, "reason": sanitize(reason)}
        for filename, row, column, reason in traced.unresolved
    ]
    answer = {
        "target": traced.target,
        "inputs": [_plain(one) for one in traced.inputs],
        "output": _plain(traced.output),
        "names": list(traced.names),
        "parameters": _plain(traced.parameters),
        "trainable": _plain(traced.trainable),
        "mult_adds": _plain(total([call.products for call in traced.calls])),
        "demands": traced.demands,
        "calls": calls,
        "unresolved": unresolved,
    }
    return json.dumps(answer, indent=2)


def _plain(shape: Any) -> Any:
    if isinstance(shape, (list, tuple)):
        return [_plain(one) for one in shape]
    return shape if shape is None or isinstance(shape, int) else str(shape)
