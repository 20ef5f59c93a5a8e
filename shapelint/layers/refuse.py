"""What torch refuses of a window.

In its words and with the numbers of the question.
"""

from __future__ import annotations

from shapelint.layers.axis import Axis
from shapelint.layers.errors import Impossible
from shapelint.layers.kinds import CLASSES
from shapelint.ops.formulas.same_padding import most_output_padding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


TOO_LARGE = {
    "conv": "Kernel size can't be greater than actual input size", "maxpool": "Output size is too small",
    "avgpool": "Output size is too small",
}  # fmt: skip


def refuse(axes: Sequence[Axis], mode: str = "zeros") -> None:
    """Raises Impossible for the first axis that torch refuses.

    Sizes that are symbols refuse nothing.
    """
    for axis in axes:
        _padding(axis, len(axes))
        if isinstance(axis.size, int):
            _size(axis, len(axes))
            _mode(axis, mode)


def refused(axes: Sequence[Axis]) -> bool:
    try:
        refuse(axes)
    except Impossible:
        return True
    return False


def _padding(axis: Axis, rank: int) -> None:
    most = axis.kernel // 2
    if axis.kind in ("maxpool", "avgpool") and not axis.apart and axis.before > most:
        dilated = ", and its dilation does not count" if axis.dilation != 1 else ""
        raise Impossible(
            f"padding={axis.before} is too much: nn.{CLASSES[axis.kind]}{rank}d takes at most {most}, half of the "
            f'kernel ({axis.kernel}){dilated}; torch: "pad should be at most half of effective kernel size"'
        )
    if axis.kind == "transposed" and axis.extra > most_output_padding(axis.stride, axis.dilation):
        raise Impossible(
            f"output_padding={axis.extra} is too much: it must be less than stride ({axis.stride}) or dilation "
            f'({axis.dilation}); torch: "output padding must be smaller than either stride or dilation"'
        )


def _size(axis: Axis, rank: int) -> None:
    size, output = axis.size, axis.output
    assert isinstance(size, int) and isinstance(output, int)
    if size == 0:
        raise Impossible(f"the input has no {axis.many}: torch takes no empty input")
    if axis.kind == "transposed":
        if output < 1:
            cut = axis.before + axis.after
            raise Impossible(
                f'nothing is left of {output + cut} {axis.many} when padding cuts off {cut}; torch: "Output '
                'size is too small"'
            )
        return
    if output < 1:
        words = (
            "Kernel size can't be greater than actual input size" if axis.kind == "conv" else "Output size is too small"
        )
        padded = "padded " if axis.before + axis.after else ""
        raise Impossible(
            f'{_reaches(axis)} more than the {axis.padded} {axis.many} of the {padded}input; torch: "{words}"'
        )
    if axis.kind == "avgpool" and rank == 3 and (axis.padded if axis.apart else size) < axis.kernel:
        raise Impossible(
            f"nn.AvgPool3d wants an input as large as its kernel without the padding: {size} {axis.many}, kernel "
            f"{axis.kernel}"
        )


def _reaches(axis: Axis) -> str:
    if axis.dilation == 1:
        return f"kernel {axis.kernel} is"
    return f"kernel {axis.kernel} under dilation {axis.dilation} reaches over {axis.reach},"


def _mode(axis: Axis, mode: str) -> None:
    """reflect copies what lies behind the edge, circular the other end."""
    size = axis.size
    assert isinstance(size, int)
    most = max(axis.before, axis.after)
    if mode == "reflect" and most >= size:
        raise Impossible(
            f'reflect takes padding below the size: {most} of {size} {axis.many}; torch: "Padding size should be less '
            'than the corresponding input dimension"'
        )
    if mode == "circular" and most > size:
        raise Impossible(
            f'circular takes padding up to the size: {most} of {size} {axis.many}; torch: "Padding value causes '
            'wrapping around more than once"'
        )
