"""What is asked of a layer.

Its kind, its numbers for each axis, and which of them are left out.
"""

from __future__ import annotations

from shapelint.layers import given, kinds
from shapelint.layers.axis import Axis
from shapelint.layers.errors import Unclear
from shapelint.layers.torch_lines import Channels
from shapelint.ops.formulas.same_padding import causal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from shapelint.sizes.dims import Dim

MODES = ("zeros", "reflect", "replicate", "circular")
RULES = ("same", "valid", "causal")


class Question:
    """What is asked about one layer.

    What is None was left out; `rule` is "same", "valid", "causal" or "" where padding is in numbers.
    """

    def __init__(self, kind: str, options: dict[str, Any]) -> None:
        """Raises Unclear."""
        self.kind, rank = kinds.read_kind(kind)
        read = {name: options.get(name) for name in ("input", "output", "kernel", "stride", "dilation", "padding")}
        self.rule = _rule(self.kind, read, options)
        self.mode = _mode(self.kind, options.get("mode"))
        self.up = bool(options.get("ceil"))
        if self.up and self.kind not in ("maxpool", "avgpool"):
            raise Unclear("--ceil is for pools: no convolution has ceil_mode")
        sizes = None if read["input"] is None else given.names_and_sizes(read["input"], "--input")
        wanted = None if read["output"] is None else given.sizes(read["output"], "--output")
        kernel = None if read["kernel"] is None else given.sizes(read["kernel"], "--kernel")
        stride = None if read["stride"] is None else given.sizes(read["stride"], "--stride")
        dilation = None if read["dilation"] is None else given.sizes(read["dilation"], "--dilation")
        if dilation is not None and self.kind == "avgpool" and set(dilation) != {1}:
            raise Unclear("--dilation: average pools have none")
        sides = None if read["padding"] is None else given.sides(read["padding"])
        extra = options.get("output_padding")
        extras = None if extra is None else given.sizes(extra, "--output-padding", 0)
        if extras is not None and self.kind != "transposed":
            raise Unclear("--output-padding is for transposed convolutions")
        numbers = [one for one in (sizes, wanted, kernel, stride, dilation, sides, extras) if one is not None]
        rank = rank or max(map(len, numbers[:1] if sizes else numbers), default=2)
        if sizes is None and not numbers:
            rank = 2
        self.rank: int = rank

        def each(values: Any, option: str) -> Any:
            return None if values is None else given.each(values, rank, option)

        self.sizes: tuple[Dim, ...] | None = each(sizes, "--input")
        self.wanted: tuple[int, ...] | None = each(wanted, "--output")
        self.kernel: tuple[int, ...] | None = each(kernel, "--kernel")
        self.stride: tuple[int, ...] | None = each(stride, "--stride")
        self.dilation: tuple[int, ...] | None = each(dilation, "--dilation")
        self.sides: tuple[tuple[int, int], ...] | None = each(sides, "--padding")
        self.extra: tuple[int, ...] | None = each(extras, "--output-padding")
        if self.rule == "valid":
            self.sides = ((0, 0),) * rank
        self.channels = _channels(self.kind, options)

    @property
    def padding_is_given(self) -> bool:
        return self.sides is not None or self.rule != ""

    @property
    def names(self) -> tuple[str, ...]:
        return kinds.AXES[self.rank]

    def axis(self, index: int, **values: Any) -> Axis:
        """One axis with the numbers given.

        values: for those left out (size, kernel, stride, dilation, padding, extra); defaults are torch's. With "same"
        it is not padded yet.
        """
        kernel: Any = values.get("kernel", self.kernel and self.kernel[index])
        size: Any = values.get("size", self.sizes and self.sizes[index])
        pools = self.kind in ("maxpool", "avgpool")
        stride: Any = values.get("stride", self.stride[index] if self.stride else kernel if pools else 1)
        dilation = values.get("dilation", self.dilation[index] if self.dilation else 1)
        if "padding" in values:
            before = after = values["padding"]
        elif self.rule == "causal":
            before, after = causal(kernel, dilation)
        else:
            before, after = self.sides[index] if self.sides else (0, 0)
        extra = values.get("extra", self.extra[index] if self.extra else 0)
        return Axis(
            self.kind, self.names[index], size, kernel, stride, dilation, before, after, self.up, extra, self.apart
        )  # fmt: skip

    @property
    def apart(self) -> bool:
        """Whether a call of its own pads, as no layer can.

        Differently on both sides.
        """
        uneven = self.rule == "causal" or any(before != after for before, after in self.sides or ())
        return uneven and self.kind != "transposed"


def _rule(kind: str, read: dict[str, Any], options: dict[str, Any]) -> str:
    chosen = [rule for rule in RULES if options.get(rule)]
    padding = read["padding"]
    if isinstance(padding, str) and padding.strip().lower() in RULES:
        chosen.append(padding.strip().lower())
        read["padding"] = padding = None
    if padding is not None and chosen:
        raise Unclear(f"--{chosen[0]} and --padding both say how to pad: give one of them")
    if len(set(chosen)) > 1:
        raise Unclear(f"--{chosen[0]} and --{chosen[1]} both say how to pad: give one of them")
    if "causal" in chosen and kind != "conv":
        raise Unclear("--causal is for convolutions")
    return chosen[0] if chosen else ""


def _mode(kind: str, mode: Any) -> str:
    if mode is None:
        return "zeros"
    if mode not in MODES:
        from shapelint.report.closest import closest

        raise Unclear(f"--mode: there is no mode {mode!r}{closest(str(mode), MODES)} (there are {', '.join(MODES)})")
    if kind != "conv" and mode != "zeros":
        raise Unclear(
            "--mode: a transposed convolution pads with zeros only"
            if kind == "transposed"
            else "--mode: pools have no padding_mode"
        )
    return str(mode)


def _channels(kind: str, options: dict[str, Any]) -> Channels:
    numbers: dict[str, int | None] = {}
    for name in ("channels", "out_channels", "groups"):
        value = options.get(name)
        if value is None:
            numbers[name] = None
            continue
        option = f"--{name.replace('_', '-')}"
        read = given.sizes(value, option)
        if len(read) != 1:
            raise Unclear(f"{option} is one number")
        numbers[name] = read[0]
    if kind in ("maxpool", "avgpool") and (numbers["out_channels"] or numbers["groups"]):
        raise Unclear("--out-channels and --groups are for convolutions: a pool keeps its channels")
    for name in ("channels", "out_channels"):
        if (numbers[name] or 0) % (numbers["groups"] or 1):
            raise Unclear(f"--groups {numbers['groups']} does not divide --{name.replace('_', '-')} {numbers[name]}")
    return Channels(numbers["channels"], numbers["out_channels"], numbers["groups"])
