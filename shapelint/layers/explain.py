"""`shapelint explain KIND`.

A layer's result with its formula, and pictures of how it comes about.
"""

from __future__ import annotations

from shapelint.layers.answer import Answer
from shapelint.layers.errors import Unclear
from shapelint.layers.picture.cells import Cells
from shapelint.layers.picture.grid import contents, drawn, fits, plain_rows, seen, uses
from shapelint.layers.picture.ruler import ruler
from shapelint.layers.words.numbers import headline, never_read, product, result, shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapelint.layers.axis import Axis


class Look:
    """How wide the terminal is, and whether it shows more than ASCII."""

    __slots__ = ("ascii", "grid", "width")

    def __init__(self, width: int = 80, ascii: bool = False, grid: bool = True) -> None:
        self.width = width
        self.ascii = ascii
        self.grid = grid


def explained(answer: Answer, look: Look) -> Iterator[str]:
    """All that is said and drawn of one layer.

    In lines that fit.
    """
    for line in _explained(answer, look):
        yield from wrapped(line, look.width)


def wrapped(line: str, width: int) -> list[str]:
    """The lines of a text that is too long for one.

    It goes on in the next, further in. Code can be broken where it has a space.
    """
    if len(line) <= width:
        return [line]
    from textwrap import wrap

    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(
        line.strip(), width, initial_indent=indent, subsequent_indent=indent + "    ", break_long_words=True,
        break_on_hyphens=False,
    )  # fmt: skip


def _explained(answer: Answer, look: Look) -> Iterator[str]:
    yield from result(answer)
    if any(axis.before + axis.after for axis in answer.axes) and answer.question.kind != "transposed":
        padded = shape([axis.padded for axis in answer.axes])
        yield f"  padded {padded}: padding is added to the input, not to the result"
    yield from _said(answer)
    if answer.is_symbolic:
        yield "  (a picture needs sizes in numbers)"
        return
    yield from pictures(answer.axes, answer.question.mode, look)
    yield from never_read(answer.axes)
    yield from bias(answer.axes, answer.question.mode)
    yield from product(answer)


def _said(answer: Answer) -> Iterator[str]:
    """The line of PyTorch, and the receptive field."""
    keras = answer.question.rule == "same"
    line = next((line for line in answer.lines if (line.does == "keras_same") == keras), None)
    if line is not None:
        yield f"  PyTorch: {line.text}"
    sizes = dict.fromkeys(str(field.size) for field in answer.fields)
    yield f"  receptive field {'x'.join(sizes)}: what one output sees of the input along an axis"


def svg(answer: Answer) -> str:
    """The pictures as one SVG, with the same words above them."""
    from shapelint.layers.picture.drawn import svg_of

    if answer.is_symbolic:
        raise Unclear("--svg draws sizes in numbers: give --input in numbers")
    words = [*result(answer), *_said(answer), *never_read(answer.axes), *bias(answer.axes, answer.question.mode)]
    return svg_of(headline(answer), words, answer.axes, list(groups(answer.axes)), answer.question.mode)


def svg_words(title: str, axes: Sequence[Axis], mode: str) -> list[str]:
    """What stands above the picture of an operation of a program."""
    return [title, *dict.fromkeys(axis.formula for axis in axes), *never_read(axes), *bias(axes, mode)]


def pictures(axes: Sequence[Axis], mode: str, look: Look) -> Iterator[str]:
    """The rulers of the axes that differ, and the grid of two."""
    for axis, names in groups(axes):
        yield ""
        yield from ruler(axis, look.width, names)
    if look.grid and fits(axes):
        yield from _grids(axes[0], axes[1], mode, look)


def groups(axes: Sequence[Axis]) -> Iterator[tuple[Axis, str]]:
    """Each axis that differs from those before it.

    With the names of all that are like it.
    """
    found: dict[tuple[object, ...], list[Axis]] = {}
    for axis in axes:
        found.setdefault(axis.window, []).append(axis)
    for alike in found.values():
        yield alike[0], " and ".join(axis.name for axis in alike)


def _grids(rows: Axis, columns: Axis, mode: str, look: Look) -> Iterator[str]:
    tall, wide = Cells(rows), Cells(columns)
    if rows.kind == "transposed":
        lines = drawn(uses(rows, columns), tall, wide, look.width)
        if lines:
            yield ""
            cut = ", around it what padding cuts off" if _is_cut(rows, columns) else ""
            yield f"how many windows add to each element of the result{cut}:"
            yield from lines
        return
    values = contents(rows, columns, mode, look.ascii)
    lines = drawn(values, tall, wide, look.width)
    if lines:
        yield ""
        yield f"the padded input, elements numbered from 1{_filled(rows.kind, mode)}:"
        yield from lines
    if mode != "zeros":
        yield "row by row:"
        yield from plain_rows(values, look.width)
    lines = drawn(uses(rows, columns), tall, wide, look.width)
    if lines:
        yield ""
        yield "how many windows read each of them:"
        yield from lines
    outputs = seen(rows, columns)
    lines = drawn(outputs, None, None, look.width)
    if lines and rows.kind == "conv" and mode == "zeros" and any("b" in row for row in outputs):
        yield ""
        yield "how many elements of the input each output sees (b: none, it is the bias):"
        yield from lines


def _is_cut(rows: Axis, columns: Axis) -> bool:
    return any(axis.before or axis.after for axis in (rows, columns))


def _filled(kind: str, mode: str) -> str:
    if mode != "zeros":
        return f", around them what {mode} copies"
    return ", around them -inf" if kind == "maxpool" else ", around them zeros"


def bias(axes: Sequence[Axis], mode: str) -> Iterator[str]:
    """What a bias does where there is nothing but padding."""
    kind = axes[0].kind
    if kind not in ("conv", "transposed"):
        return
    total = blind = 1
    for axis in axes:
        assert isinstance(axis.output, int)
        total *= axis.output
        blind *= _seeing(axis)
    blind = total - blind
    if kind == "transposed":
        if blind:
            yield f"a bias is added to every output; {blind} of {total} get nothing else, as no window reaches them"
    elif mode == "zeros" and blind:
        yield (
            f"a bias is added to every output, also to the {blind} of {total} that see nothing but padding: those are "
            "the bias itself"
        )


def _seeing(axis: Axis) -> int:
    """How many outputs of an axis see an element of the input."""
    cells = Cells(axis)
    if cells.count > 10_000:
        return cells.inside if cells.is_transposed else cells.windows
    if cells.is_transposed:
        return sum(cells.uses(cell) > 0 for cell in range(cells.before, cells.before + cells.inside))
    return sum(cells.inputs(window) > 0 for window in range(cells.windows))
