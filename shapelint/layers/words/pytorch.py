"""PyTorch's lines, with what each gives and what it does not."""

from __future__ import annotations

from shapelint.layers.axis import Axis
from shapelint.layers.kinds import side_names
from shapelint.layers.torch_lines import Line, each, pad_call
from shapelint.layers.words.numbers import shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapelint.layers.answer import Answer

REFUSED = "padding='same' is not supported for strided convolutions"


def torch_lines(answer: Answer) -> Iterator[str]:
    question = answer.question
    rows: list[tuple[str, str]] = []
    for line in answer.lines:
        if line.does == "keras_same" and question.kind not in ("maxpool", "avgpool"):
            continue
        if line.text not in [text for text, _ in rows]:
            rows.append((line.text, _remark(answer, line)))
    width = max((len(text) for text, _ in rows), default=0)
    for text, remark in rows:
        yield f"  {text:<{width}}  {remark}".rstrip()
    if any("F.pad(" in text for text, _ in rows):
        yield f"  {pad_order(answer.axes)}"
    if question.kind == "conv" and question.rule == "same":
        if any(axis.stride != 1 for axis in answer.plain):
            yield f"  nn.Conv{question.rank}d takes no padding='same' here: ValueError \"{REFUSED}\""
        elif not any(line.text.endswith("padding='same')") for line in answer.lines):
            yield "  padding='same' does the same"
        else:
            yield from _uneven_same(answer)


def pad_order(axes: Sequence[Axis]) -> str:
    """How `F.pad` counts, with this padding."""
    pairs = ", ".join(f"{axis.name} ({axis.before}, {axis.after})" for axis in axes)
    names = ", ".join(side_names(len(axes)))
    return f"F.pad counts from the last axis: {names}; here {pairs}"


def _uneven_same(answer: Answer) -> Iterator[str]:
    """What the nearest symmetric paddings give, where none keeps the size."""
    question = answer.question
    if answer.is_symbolic:
        yield "  no symmetric padding keeps the size: the two sides must differ by one"
        return
    words = []
    for up in (0, 1):
        axes = [
            axis.with_(before=(axis.reach - 1 + up) // 2, after=(axis.reach - 1 + up) // 2) for axis in answer.plain
        ]
        words.append(f"padding={each([axis.before for axis in axes])} gives {shape([axis.output for axis in axes])}")
    yield f"  no symmetric padding keeps the size: {words[0]}, {words[1]}"
    if question.rank > 1:
        yield f"  both put the odd one last, as TensorFlow does: {pad_call(answer.axes)}"


def _remark(answer: Answer, line: Line) -> str:
    """What the line gives, and what it does not."""
    question = answer.question
    if line.does == "keras_same":
        text = f"{shape([same.output for same in answer.same])}, the windows of TensorFlow/Keras"
    elif answer.is_symbolic:
        text = ""
    else:
        text = shape([axis.output for axis in line.axes])
    if line.does == "same_size" and not answer.is_symbolic:
        text += "" if _is_same(answer, line) else _shifted(answer, line)
    if line.does == "same_size" and question.rule != "same":
        text = f"{text}: " + ("the size times the stride" if question.kind == "transposed" else "'same' in size")
    return "  ".join(filter(None, (text, line.note)))


def _is_same(answer: Answer, line: Line) -> bool:
    """Whether the windows of a line stand where SAME's do."""
    return all(
        (axis.before, axis.output) == (same.before, same.output)
        for axis, same in zip(line.axes, answer.same, strict=True)
    )


def _shifted(answer: Answer, line: Line) -> str:
    if answer.question.kind in ("maxpool", "avgpool"):
        return f", padding={each([axis.before for axis in line.axes])} has the size, not the windows"
    return ", the size of TensorFlow's SAME, not its windows"
