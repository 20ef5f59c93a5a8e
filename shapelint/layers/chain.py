"""Several layers one after the other.

`conv k4 | maxpool k2`, with the receptive field after each.
"""

from __future__ import annotations

from shapelint.layers.answer import Answer, ask
from shapelint.layers.errors import Impossible, Unclear
from shapelint.layers.field import Field
from shapelint.layers.given import names_and_sizes, sizes
from shapelint.layers.words.numbers import product_of, shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from shapelint.sizes.dims import Dim

SHORT = {"k": "kernel", "s": "stride", "p": "padding", "d": "dilation", "o": "output_padding", "c": "out_channels"}
LONG = {**{name: name for name in SHORT.values()}, "kernel_size": "kernel", "mode": "mode", "groups": "groups"}
FLAGS = ("same", "valid", "causal", "ceil")
MOST = 200


class Chain:
    """steps: the answers in order.

    fields: what one output of each sees of the input, one an axis.
    """

    def __init__(self, text: str, input: Any, channels: Any = None) -> None:
        """Raises Unclear and Impossible."""
        if input is None:
            raise Unclear("a chain needs --input")
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > MOST:
            raise Unclear(f"--chain has {len(parts)} layers, at most {MOST} are taken")
        self.input: tuple[Dim, ...] = names_and_sizes(input, "--input")
        self.channels: int | None = None if channels is None else sizes(channels, "--channels")[0]
        self.steps: list[Answer] = []
        self.fields: list[list[Field]] = []
        self.names: list[str] = []
        at = self.input
        for number, part in enumerate(parts, 1):
            kind, options = _read(part, number)
            try:
                answer = ask(kind, **options, input=at)
            except (Unclear, Impossible) as why:
                raise type(why)(f"layer {number} ({part}): {why}") from why
            before = self.fields[-1] if self.fields else [Field() for _ in answer.axes]
            self.fields.append([field.after(axis) for field, axis in zip(before, answer.axes, strict=True)])
            self.steps.append(answer)
            self.names.append(part)
            if answer.question.channels.made:
                self.channels = answer.question.channels.made
            at = tuple(answer.outputs)
        self.output = at

    def lines(self) -> Iterator[str]:
        """A table with a row for each layer.

        And what comes of it in all.
        """
        rows: list[tuple[str, ...]] = [("layer", "size", "receptive field", "jump", "first centre", "PyTorch")]
        rows.append(("input", shape(self.input), "", "", "", ""))
        for name, answer, fields in zip(self.names, self.steps, self.fields, strict=True):
            cells = [_one([str(getattr(field, key)) for field in fields]) for key in ("size", "jump", "centre")]
            line = next((line for line in answer.lines if line.does in ("keras_same", "given")), None)
            rows.append((name, shape(answer.outputs), *cells, "" if line is None else line.text))
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield ""
        sizes_seen = _one([str(field.size) for field in self.fields[-1]])
        yield f"In all: {shape(self.input)} -> {shape(self.output)}, receptive field {sizes_seen}"
        for number, answer in enumerate(self.steps, 1):
            for axis in answer.axes:
                if axis.kind != "transposed" and isinstance(axis.size, int) and axis.tail > axis.after:
                    many = axis.tail - axis.after
                    yield f"Layer {number} never reads the last {many} of its {axis.size} {axis.name}"
        if self.channels is not None and all(isinstance(size, int) for size in self.output):
            yield product_of(self.channels, self.output)


def _one(texts: list[str]) -> str:
    return texts[0] if len(set(texts)) == 1 else "x".join(texts)


def _read(part: str, number: int) -> tuple[str, dict[str, Any]]:
    """`maxpool k2 s2 p1 same c16`: the kind and its options.

    Raises Unclear.
    """
    words = part.split()
    if not words:
        raise Unclear(f"layer {number} of the chain is empty")
    options: dict[str, Any] = {}
    for word in words[1:]:
        name, _, value = word.partition("=")
        if word in FLAGS:
            options[word] = True
        elif value and LONG.get(SHORT.get(name, name)):
            options[LONG[SHORT.get(name, name)]] = value
        elif word[0] in SHORT and word[1:2].isdigit():
            options[SHORT[word[0]]] = word[1:]
        else:
            raise Unclear(f"layer {number} ({part}): {word!r} is not understood (k3 s2 p1 d1 c16, same, valid, ceil)")
    return words[0], options
