"""What TensorFlow and Keras do under 'same'.

And for which sizes torch's own padding does it, too.
"""

from __future__ import annotations

from shapelint.layers.answer import Answer
from shapelint.layers.axis import Axis
from shapelint.layers.same import Agreement, agreement, same_axis
from shapelint.layers.torch_lines import each
from shapelint.layers.words.numbers import shape
from shapelint.layers.words.pytorch import pad_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_RESTS = 8


def keras(answer: Answer) -> Iterator[str]:
    question = answer.question
    if question.kind == "transposed":
        yield from _keras_transposed(answer)
        return
    keras = answer.keras_axes()
    if keras is None:
        yield from _keras_by_rest(answer)
        return
    label = "" if question.rule == "same" else " 'same'"
    yield f"TensorFlow/Keras{label}: {sides_of(keras)} added{_total(keras)}"
    line = next((line for line in answer.lines if line.does == "keras_same"), None)
    if line is not None and question.kind not in ("maxpool", "avgpool"):
        yield f"  {line.text}{_size(answer)}"
        if line.pads:
            yield f"  {pad_order(keras)}"
    if any(axis.stride != 1 and axis.dilation != 1 for axis in keras):
        yield "  (Keras itself refuses a stride together with a dilation)"
    yield from _agreement(answer)


def _size(answer: Answer) -> str:
    return "" if answer.is_symbolic else f"  {shape([same.output for same in answer.same])}"


def sides_of(axes: Sequence[Axis]) -> str:
    """`(1, 1)`, or `rows (1, 2), columns (0, 0)`."""
    if all((axis.before, axis.after) == (axes[0].before, axes[0].after) for axis in axes):
        return f"({axes[0].before}, {axes[0].after})"
    return ", ".join(f"{axis.name} ({axis.before}, {axis.after})" for axis in axes)


def _total(axes: Sequence[Axis]) -> str:
    axis = axes[0]
    if axis.stride == 1 or not isinstance(axis.size, int) or any(one.window != axis.window for one in axes):
        return ""
    count = axis.output
    return f": max(({count} - 1)*{axis.stride} + {axis.reach} - {axis.size}, 0) = {axis.before + axis.after} in all"


def _agreement(answer: Answer) -> Iterator[str]:
    """For which sizes the symmetric line does the same.

    Axes of which the same is to be said together.
    """
    said: dict[str, list[tuple[Axis, Agreement]]] = {}
    for axis, same in zip(answer.plain, answer.same, strict=True):
        if same.agrees is not None:
            said.setdefault(_agrees(answer, axis, same.agrees), []).append((axis, same.agrees))
    for text, about in said.items():
        label = "" if len(said) == 1 else f"{', '.join(axis.name for axis, _ in about)}: "
        yield f"  {label}{text}{_for_these(about)}"
    if answer.question.kind in ("maxpool", "avgpool") and not answer.question.up:
        yield from _with_ceil_mode(answer)


def _with_ceil_mode(answer: Answer) -> Iterator[str]:
    """Pools whose windows hang over the end have another way."""
    found = [agreement(axis, 0, True) for axis in answer.plain]
    if all(one is not None and one.every for one in found):
        yield "  ceil_mode=True does the same for every input size"


def _agrees(answer: Answer, axis: Axis, agrees: Agreement) -> str:
    up = answer.question.up and answer.question.sides is not None
    padding = f"padding={agrees.padding}" + (", ceil_mode=True" if up else "")
    if axis.stride == 1 and axis.reach % 2 == 0 and answer.question.sides is None:
        return f"no symmetric padding does the same for any size: {axis.reach - 1} are added in all"
    if agrees.every:
        return f"{padding} does the same for every input size"
    if not agrees.rests:
        return f"{padding} does the same for no input size"
    return f"{padding} and SAME agree {agrees.words()} (from {agrees.first} on)"


def _for_these(about: Sequence[tuple[Axis, Agreement]]) -> str:
    """`: not so for 224`"""
    words = []
    for holds, text in ((True, "so"), (False, "not so")):
        sizes = [
            str(axis.size) for axis, agrees in about if isinstance(axis.size, int) and agrees.holds(axis.size) is holds
        ]
        if sizes:
            words.append(f"{text} for {', '.join(dict.fromkeys(sizes))}")
    depends = 0 < len(about[0][1].rests) < about[0][1].modulo
    return f": {'; '.join(words)}" if words and depends else ""


def _keras_by_rest(answer: Answer) -> Iterator[str]:
    """What SAME adds to a size that is not known.

    By what is left of it after whole strides.
    """
    yield "TensorFlow/Keras: what 'same' adds depends on the size:"
    sizes = [str(axis.size) for axis in answer.plain]
    same = len({axis.with_(size=0).window for axis in answer.plain}) == 1
    for axis, names in [(answer.plain[0], sizes)] if same else zip(answer.plain, [[one] for one in sizes], strict=True):
        called = " or ".join(dict.fromkeys(names))
        if axis.stride > MOST_RESTS:
            yield f"  max({axis.reach} - r, 0) in all, with r = {called} mod {axis.stride}, {axis.stride} for 0"
            continue
        for rest in range(axis.stride):
            one = _same_of_rest(axis, rest)
            where = ("is even" if rest == 0 else "is odd") if axis.stride == 2 else f"mod {axis.stride} is {rest}"
            yield f"  ({one.before}, {one.after}) where {called} {where}"
    yield from _agreement(answer)


def _same_of_rest(axis: Axis, rest: int) -> Axis:
    return same_axis(axis.with_(size=axis.stride + rest))


def _keras_transposed(answer: Answer) -> Iterator[str]:
    line = next((line for line in answer.lines if line.does == "keras_same"), None)
    keras = answer.keras_axes()
    if line is None or keras is None:
        return
    sides = [min(axis.before, axis.after) for axis in keras]
    extra = [axis.extra for axis in keras]
    words = f"padding={each(sides)}" + (f", output_padding={each(extra)}" if any(extra) else "")
    cut = f", then {line.cut}" if line.cut else ""
    yield f"Keras 'same': {words}{cut}"
    yield f"  {line.text}{_size(answer)}"
    if any(axis.stride != 1 and axis.dilation != 1 for axis in keras):
        yield "  (Keras itself refuses a stride together with a dilation)"
    other = next((line for line in answer.lines if line.does in ("given", "same_size")), None)
    if other is None or list(answer.outputs) != [same.output for same in answer.same]:
        return
    shifts = {axis.before - same.before for axis, same in zip(other.axes, answer.same, strict=True)}
    if shifts == {0}:
        yield "  the same as torch's line"
    else:
        many = max(abs(int(shift)) for shift in shifts if isinstance(shift, int))
        yield f"  torch's line has the size, and is shifted by {'one' if many == 1 else many} against it"
