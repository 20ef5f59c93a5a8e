"""Windows that take SAME from Keras or TensorFlow.

Convolutions and pools, by the words beside them, held against it.

SAME gives ceil(n / stride) windows, pads more at the end where the padding is odd, and an average leaves it out. The
sizes are held against any such words, places and averages only where the call itself is quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from shapelint.ops.core.trace import Trace
from shapelint.ops.formulas.same_padding import kept, pad_argument, tensorflow_same, windows_up
from shapelint.ops.formulas.same_padding import windows as count_of_windows
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.pad_evidence import consumer
from shapelint.rules.evidence.same_layer import Layer
from shapelint.rules.evidence.windows import Pad, Window, spatial_sizes, windows
from shapelint.rules.wording.words import title
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import items_at, source_at, span_of, words
from shapelint.source.reading.quoted_layers import Quoted, quoted_same, said_of_same
from shapelint.source.span import Location, Span


def of_tensorflow(trace: Trace, window: Window, layer: Layer | None) -> Finding | None:
    """What is otherwise than under SAME."""
    if layer is None or window.kind == "transposed" or window.text:
        return None
    kind = "conv" if window.kind == "conv" else "max" if "max" in window.event.name.lower() else "avg"
    build = window.event.build
    own = trace.once(_calls_that_build)
    calls = () if build is None else tuple(place for place in build.stack if own[place] == 1)
    quoted = quoted_same(window.place, "conv" if kind == "conv" else "pool", calls)
    if quoted is None or (quoted.kind and quoted.kind != kind):
        return None
    sizes = spatial_sizes(window.input, window.spatial, window.event)
    numbers = tuple(n for n in sizes or () if isinstance(n, int))
    told = numbers if len(numbers) == window.spatial else ()
    return (
        _sizes(trace, window, layer, quoted, told)
        or _counted(trace, window, layer, quoted)
        or (_places(trace, window, layer, quoted, told) if quoted.kind and not layer.padded_before else None)
    )


def _calls_that_build(trace: Trace) -> Counter[Place]:
    """How many windows each call in the program builds."""
    builds = {id(build): build for window in windows(trace).values() if (build := window.event.build) is not None}
    return Counter(place for build in builds.values() for place in set(build.stack))


def more_before(pad: Pad) -> Finding | None:
    """The finding about a pad for SAME with more before.

    What stands around it speaks of TensorFlow's SAME, which pads more behind.
    """
    event = pad.event
    if event.target is not None or not all(isinstance(n, int) for side in pad.sides for n in side):
        return None
    sides = [(int(before or 0), int(after or 0)) for before, after in pad.sides]
    if any(after < 0 or before - after not in (0, 1) for before, after in sides) or all(
        before == after for before, after in sides
    ):
        return None
    said = said_of_same(event.place.definition)
    if said is None:
        return None
    row, text = said
    line = event.place.definition.file.lines[row - 1]
    span = Span(
        event.place.definition.file.path,
        Location(row, len(line) - len(line.lstrip()) + 1),
        Location(row, len(line) + 1),
    )
    before, after = next(side for side in sides if side[0] != side[1])
    message = f"{before} stand before and {after} behind, and `{text}` is said: SAME adds what is odd behind"
    return Finding(
        "", "", span_of(event.place), message, label="more before than behind", related=(Related(span, "said here"),),
        help="halve for what stands before, and put the rest behind", event=event,
    )  # fmt: skip


def cuts_for_same(trace: Trace, pad: Pad) -> Finding | None:
    """The finding about SAME by a formula that comes below zero.

    It does where the kernel is smaller than the stride; a pad by less than nothing cuts the border off.
    """
    event, definition = pad.event, pad.event.place.definition
    numbers = [int(n) for side in pad.sides for n in side if isinstance(n, int)]
    if event.target is not None or definition.kind != "function" or not numbers or min(numbers) >= 0:
        return None
    items = items_at(pad.place)
    written = source_at(pad.place) if not items else " ".join(map(source_at, items))
    if len(numbers) != 2 * len(pad.sides) or re.search(r"(?:^|[\s,(\[])-\w", written) or max(numbers) > 0:
        return None
    if "same" not in words(definition.qualname) and said_of_same(definition) is None:
        return None
    window = consumer(trace, event)
    if window is None or all(map(_is_covered, window.kernel, window.stride, window.dilation)):
        return None
    message = (
        f"SAME adds nothing where the kernel is smaller than the stride, and takes nothing away: this pads "
        f"{tuple(numbers)}, which cuts the border off"
    )
    return Finding(
        "", "", span_of(event.place), message, label="pads by less than nothing", help="write max(..., 0) around it",
        event=event,
    )  # fmt: skip


def _is_covered(kernel: Any, stride: Any, dilation: Any) -> bool:
    """Whether a window reaches the next, as far as is known."""
    return not all(isinstance(n, int) for n in (kernel, stride, dilation)) or dilation * (kernel - 1) + 1 >= stride


def _sizes(trace: Trace, window: Window, layer: Layer, quoted: Quoted, told: tuple[int, ...]) -> Finding | None:
    """Another number of windows for this size, or for every size."""
    for axis, (k, s, d, t) in enumerate(zip(layer.kernel, layer.stride, layer.dilation, layer.total, strict=True)):
        reach = d * (k - 1) + 1
        sizes = [told[axis] - (t if layer.padded_before else 0)] if told else list(range(reach, reach + 2 * s))
        made = [_made(window, layer, n, axis) for n in sizes]
        wanted = [kept(n, s) for n in sizes]
        if all(a != b for a, b in zip(made, wanted)):
            size = sizes[0]
            of = f"{size}" if told else f"any size, {size} for one,"
            return _finding(
                trace, window, layer, quoted, tuple(told) or None,
                f"makes {made[0]} of {of} where SAME makes ceil({size}/{s}) = {wanted[0]}",
            )  # fmt: skip
    return None


def _made(window: Window, layer: Layer, size: int, axis: int) -> Any:
    k, s, d, t = (layer.kernel[axis], layer.stride[axis], layer.dilation[axis], layer.total[axis])
    if layer.padded_before or t % 2:
        size, t = size + t, 0
    return windows_up(size, k, s, t // 2, d) if window.ceil_mode else count_of_windows(size, k, s, t, d)


def _counted(trace: Trace, window: Window, layer: Layer, quoted: Quoted) -> Finding | None:
    """An average that counts the zeros around the input."""
    event = window.event
    if quoted.kind != "avg" or not any(layer.total):
        return None
    given: dict[str, Any] = dict(event.arguments) if event.target is None else dict(event.target.attributes)
    if given.get("count_include_pad", True) is not True and not layer.padded_before:
        return None
    return _finding(
        trace, window, layer, quoted, None, "counts the zeros that it pads with; the average of SAME leaves them out",
        "write count_include_pad=False", "counts its padding",
    )  # fmt: skip


def _places(trace: Trace, window: Window, layer: Layer, quoted: Quoted, told: tuple[int, ...]) -> Finding | None:
    """As many windows, which stand elsewhere."""
    if not told or window.ceil_mode:
        return None
    sides = [tensorflow_same(n, k, s, d) for n, k, s, d in zip(told, layer.kernel, layer.stride, layer.dilation)]
    ours = [t // 2 for t in layer.total]
    if all(before == own for (before, _), own in zip(sides, ours)):
        return None
    size, padded = "x".join(map(str, told)), ", ".join(map(str, dict.fromkeys(ours)))
    pairs = ", ".join(f"({a}, {b})" for a, b in dict.fromkeys(sides))
    return _finding(
        trace, window, layer, quoted, told,
        f"pads {padded} before and behind {size}, SAME {pairs}: as many windows, each shifted against its own",
    )  # fmt: skip


def _finding(
    trace: Trace, window: Window, layer: Layer, quoted: Quoted, told: tuple[int, ...] | None, why: str, help: str = "",
    label: str = "not TensorFlow's SAME",
) -> Finding:  # fmt: skip
    event = window.event
    if not help:
        help = "shapelint pad says what SAME pads for a size"
        if told is not None:
            given = [n - (t if layer.padded_before else 0) for n, t in zip(told, layer.total)]
            sides = [
                tensorflow_same(n, k, s, d) for n, k, s, d in zip(given, layer.kernel, layer.stride, layer.dilation)
            ]
            fill = ', value=float("-inf")' if "max" in event.name.lower() else ""
            help = f"pad with F.pad(x, {tuple(pad_argument(sides))}{fill}) and padding=0"
    span = span_of(window.argument("padding") or window.place)
    related = [_row(window.place, quoted)]
    if event.build is not None:
        related.append(Related(span_of(event.place), "called here"))
    message = f"{title(trace, event)} is `{quoted.text}` by what stands there, but {why}"
    others = tuple(one for one in related if one.span.start.row != span.start.row)
    return Finding("", "", span, message, label=label, help=help, related=others, event=event)


def _row(place: Place, quoted: Quoted) -> Related:
    file = place.definition.file
    line = file.lines[quoted.row - 1]
    column = len(line) - len(line.lstrip()) + 1
    return Related(
        Span(file.path, Location(quoted.row, column), Location(quoted.row, len(line.rstrip()) + 1)), "said here"
    )
