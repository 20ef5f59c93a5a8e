"""Words for the numbers of an answer.

Its first lines, what is never read, the product with channels.
"""

from __future__ import annotations

from shapelint.layers.axis import Axis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapelint.layers.answer import Answer
    from shapelint.sizes.dims import Dim


def shape(sizes: Sequence[Dim]) -> str:
    """`112x112`, `((H + 1)//2)x(W//2)`."""
    if len(sizes) == 1:
        return str(sizes[0])
    return "x".join(
        f"({size})" if not isinstance(size, int) and not str(size).isidentifier() else str(size) for size in sizes
    )


def headline(answer: Answer) -> str:
    """`conv 3x3, stride 2, padding 1: 224x224 -> 112x112`"""
    question, axes = answer.question, answer.axes
    words = [f"{question.kind} {_cross([axis.kernel for axis in axes])}"]
    if question.kind in ("maxpool", "avgpool") or any(axis.stride != 1 for axis in axes):
        words.append(f"stride {_cross([axis.stride for axis in axes], True)}")
    if any(axis.dilation != 1 for axis in axes):
        words.append(f"dilation {_cross([axis.dilation for axis in axes], True)}")
    if question.rule:
        words.append(f"'{question.rule}'")
    elif any(axis.before or axis.after for axis in axes):
        sides = [str(axis.before) if axis.symmetric else f"{axis.before},{axis.after}" for axis in axes]
        words.append(f"padding {_cross(sides, True)}")
    if any(axis.extra for axis in axes) and question.rule != "same":
        words.append(f"output_padding {_cross([axis.extra for axis in axes], True)}")
    if question.up:
        words.append("ceil_mode")
    if question.mode != "zeros":
        words.append(f"mode {question.mode}")
    return f"{', '.join(words)}: {shape([axis.size for axis in axes])} -> {shape(answer.outputs)}"


def _cross(values: Sequence[object], short: bool = False) -> str:
    return str(values[0]) if short and len(set(values)) == 1 else "x".join(map(str, values))


def result(answer: Answer) -> Iterator[str]:
    yield headline(answer)
    axes = answer.axes
    for axis, names in alike(axes):
        label = f"{names}: " if names else ""
        if axis.dilation != 1:
            yield f"  {label}effective kernel {axis.reach} = {axis.dilation}*({axis.kernel} - 1) + 1"
        if answer.question.rule == "same" and answer.question.kind == "transposed":
            yield f"  {label}{axis.size}*{axis.stride} = {answer.same[axes.index(axis)].output}"
        elif answer.question.rule == "same" and (axis.before, axis.after) != _pair(answer, axis):
            yield f"  {label}ceil({axis.size}/{axis.stride}) = {answer.same[axes.index(axis)].output}"
        else:
            yield f"  {label}{axis.formula}"
        if axis.dropped and isinstance(axis.size, int):
            yield f"  {label}the last window of ceil_mode would begin behind the input: it is left out"
    if answer.is_symbolic:
        least = [1 if answer.question.rule == "same" else axis.least for axis in axes]
        demands = [f"{axis.size} >= {n}" for axis, n in zip(axes, least, strict=True) if not isinstance(axis.size, int)]
        yield f"  demands: {'; '.join(dict.fromkeys(demands))}"


def _pair(answer: Answer, axis: Axis) -> tuple[Dim, Dim]:
    same = answer.same[answer.axes.index(axis)]
    return same.before, same.after


def alike(axes: Sequence[Axis]) -> Iterator[tuple[Axis, str]]:
    """One axis for all that are alike, else each with its name."""
    if all(axis.window == axes[0].window for axis in axes):
        yield axes[0], ""
        return
    for axis in axes:
        yield axis, axis.name


def never_read(axes: Sequence[Axis]) -> Iterator[str]:
    """What no window reads, counted from 1 among the padded elements."""
    if axes[0].kind == "transposed" or any(not isinstance(axis.size, int) for axis in axes):
        return
    words = [text for axis in axes for text in _unread(axis)]
    yield from words or ["nothing is left unread"]


def _unread(axis: Axis) -> Iterator[str]:
    one, padded = axis.one, axis.padded
    word = f"padding {one}" if axis.before + axis.after else one
    runs = list(axis.runs())
    for first, last in runs if len(runs) <= 3 else [*runs[:2], runs[-1]]:
        inside = axis.before <= last and first < axis.before + _whole(axis.size)
        what = one if inside else word
        place = f"{what} {first + 1}" if first == last else f"{what}s {first + 1} to {last + 1}"
        where = f" of the padded {padded}" if inside and axis.before + axis.after else f" of {padded}"
        yield f"{place}{where} {'is' if first == last else 'are'} never read"
    if len(runs) > 3:
        yield f"{len(axis.unread)} of {padded} {axis.many} are never read in all"
    elif _whole(padded) > 10_000 and axis.holes:
        yield f"between the windows, {axis.many} are left out as well"


def _whole(size: Dim) -> int:
    assert isinstance(size, int)
    return size


def product(answer: Answer) -> Iterator[str]:
    """What comes of it with channels.

    How many numbers, and how many parameters.
    """
    channels, kind = answer.question.channels, answer.question.kind
    made = channels.made or channels.given
    if made is None:
        return
    outputs = answer.outputs
    if all(isinstance(size, int) for size in outputs):
        yield product_of(made, outputs)
    if kind in ("conv", "transposed") and channels.given and channels.made:
        kernel = "*".join(str(axis.kernel) for axis in answer.axes)
        groups = channels.groups or 1
        into, out = channels.given, channels.made
        weights = into // groups * out
        for axis in answer.axes:
            weights *= axis.kernel
        share = f"{into}" if groups == 1 else f"{into}//{groups}"
        yield f"Parameters: {kernel}*{share}*{out} + {out} = {weights + out:,}"


def product_of(channels: int, sizes: Sequence[Dim]) -> str:
    """`Numbers in all: 16*5*5 = 400, the in_features of a Linear after flatten(1)`."""
    total: Dim = channels
    for size in sizes:
        total = total * size
    return (
        f"Numbers of one sample: {'*'.join(map(str, (channels, *sizes)))} = {total}, in_features of a Linear behind it"
    )
