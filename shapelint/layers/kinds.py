"""The kinds of layers that slide a window.

Their names here, and torch's names for them.
"""

from __future__ import annotations

from shapelint.layers.errors import Unclear

CLASSES = {"conv": "Conv", "maxpool": "MaxPool", "avgpool": "AvgPool", "transposed": "ConvTranspose"}
ALSO = {"convtranspose": "transposed", "convtransposed": "transposed", "deconv": "transposed", "averagepool": "avgpool"}
AXES = {1: ("length",), 2: ("rows", "columns"), 3: ("depth", "rows", "columns")}
MANY = {"length": "elements", "rows": "rows", "columns": "columns", "depth": "slices"}
ONE = {"length": "element", "rows": "row", "columns": "column", "depth": "slice"}
LETTERS = {1: "L", 2: "HW", 3: "DHW"}


def read_kind(text: str) -> tuple[str, int | None]:
    """The kind of layer that a word names, and its axes.

    `conv2d`, `MaxPool2d`, `nn.ConvTranspose1d` or `avgpool`. Raises Unclear.
    """
    word = text.strip().rpartition(".")[2].lower().replace("_", "")
    axes = None
    if len(word) > 2 and word[-1] == "d" and word[-2].isdigit():
        word, axes = word[:-2], int(word[-2])
    kind = ALSO.get(word, word)
    if kind not in CLASSES or axes not in (None, 1, 2, 3):
        from shapelint.report.closest import closest

        words = [name + end for name in CLASSES for end in ("", "1d", "2d", "3d")]
        raise Unclear(f"there is no kind {text!r}{closest(text.lower(), words)} (there are {', '.join(CLASSES)})")
    return kind, axes


def side_names(count: int) -> tuple[str, ...]:
    """What the numbers of `F.pad` are called, in their order."""
    return ("left", "right", "top", "bottom", "front", "back")[: 2 * count]
