"""Operations of tensors.

What each is to the comparison, and which axis is which after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.layers.port.axes import Axes, Axis, behind, length, letters_of, named, unknown
from shapelint.layers.port.steps import Step
from shapelint.layers.port.walk import Walk, layout
from shapelint.layers.port.windows import doubled
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Tensor

ACTIVATIONS = {
    "relu": "relu", "relu_": "relu", "relu6": "relu6", "sigmoid": "sigmoid", "tanh": "tanh", "softmax": "softmax",
    "log_softmax": "log_softmax", "leaky_relu": "leaky_relu", "leaky_relu_": "leaky_relu", "elu": "elu",
    "elu_": "elu", "gelu": "gelu", "silu": "silu", "selu": "selu", "softplus": "softplus", "mish": "mish",
    "softsign": "softsign", "hardsigmoid": "hard_sigmoid", "hardswish": "hard_swish", "logsigmoid": "log_sigmoid",
    "exp": "exponential", "sigmoid_": "sigmoid", "tanh_": "tanh", "celu": "elu",
}  # fmt: skip
MERGES = {
    "add": "add", "__add__": "add", "__radd__": "add", "__iadd__": "add", "add_": "add", "mul": "multiply",
    "__mul__": "multiply", "__rmul__": "multiply", "multiply": "multiply", "__imul__": "multiply",
    "sub": "subtract", "__sub__": "subtract", "subtract": "subtract", "__isub__": "subtract", "maximum": "maximum",
    "minimum": "minimum", "cat": "concatenate", "concat": "concatenate", "concatenate": "concatenate",
}  # fmt: skip
LAYOUT = ("view", "reshape", "flatten", "unflatten", "view_as", "reshape_as", "Flatten", "Unflatten")
KEEPING = ("contiguous", "clone", "to", "float", "detach", "type", "cpu", "cuda", "double", "half", "Identity")


class Functions(Walk):
    """Reads what is no layer of Keras.

    Functions and methods of torch's, on either side.
    """

    def function(self, event: Event) -> None:
        short = event.name
        values = list(self.tensors(event.arguments.values()))
        source = values[0] if values else None
        said = dict(event.arguments)
        step = Step("other", short, short, event)
        step.takes = None if source is None else self.axes.get(id(source))
        if event.failure is not None:
            step.refused = str(event.failure.actual_is)
        made = event.output
        if short in KEEPING:
            self.same(made, source)
            return
        if short in ACTIVATIONS:
            step.kind = "act"
            step.said = {"activation": ACTIVATIONS[short], **self.slopes(short, said)}
        elif short in ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_dropout"):
            step.kind = "dropout"
            word = "dropout" if short == "dropout" else "alpha" if short[0] == "a" else "spatial"
            step.said = {"rate": said.get("p"), "of": word}
        elif short in MERGES and len(values) > 1:
            step.kind = "merge"
            step.said = {"merge": MERGES[short]}
        elif short in LAYOUT or short in ("permute", "transpose", "squeeze", "unsqueeze", "swapaxes", "movedim", "t"):
            step.kind = "layout"
        elif short in ("flip", "fliplr", "flipud"):
            dims = {"fliplr": 1, "flipud": 0}.get(short, said.get("dims"))
            step.kind = "layout"
            step.said = {"flipped": tuple(dims) if isinstance(dims, (tuple, list)) else (dims,)}
        elif short == "__getitem__":
            if self.fold_slice(said.get("key"), source, made):
                return
            step.kind = "index"
            before = source.known_shape if source is not None else None
            cuts = _cuts(said.get("key"), before, made.known_shape) if isinstance(made, Tensor) else None
            if cuts is not None and len(cuts) > 2 and not any(cuts[0]) and not any(cuts[1]):
                step.kind = "crop"
                step.said = {"sides": tuple(cuts[2:])}
        elif short in ("mean", "amax", "max", "sum", "amin"):
            self.reduction(step, short, said, source)
        elif "pool" in short:
            self.pool(step, short, said, source, made)
        elif short == "pad":
            self.pad(step, said.get("pad"), said.get("mode"), said.get("value"), source)
        elif short in ("interpolate", "upsample", "upsample_nearest", "upsample_bilinear"):
            self.upsample(step, said.get("mode", "nearest"), said.get("align_corners"))
        self.axes_of(step, short, said, source, made)
        step.shape = self.keras_order(made)
        self.put(step, made, values)

    # --- parts ------------------------------------------------------------------------------------------------------

    def slopes(self, short: str, said: dict[str, Any]) -> dict[str, Any]:
        if short.startswith("leaky"):
            return {"negative_slope": said.get("negative_slope", 0.01)}
        if short in ("elu", "elu_"):
            return {"alpha": said.get("alpha", 1.0)}
        return {}

    def reduction(self, step: Step, short: str, said: dict[str, Any], source: Any) -> None:
        """A mean over all positions is a global pool."""
        axes = step.takes
        dims = said.get("dim")
        dims = dims if isinstance(dims, (tuple, list)) else (dims,)
        if axes is None or any(not isinstance(dim, int) for dim in dims):
            step.kind = "index"
            return
        gone = {dim % len(axes) for dim in dims}
        rest = [n for n in range(len(axes)) if n not in gone]
        step.kind = "global_pool" if len(rest) == 2 and 0 in rest and len(axes) > 2 else "other"
        step.said = {"pool_kind": {"mean": "avg", "amax": "max", "max": "max"}.get(short, short)}

    def pool(self, step: Step, short: str, said: dict[str, Any], source: Any, made: Any) -> None:
        kind = "avg" if "avg" in short.lower() else "lp" if "lp" in short.lower() else "max"
        made = made[0] if isinstance(made, (tuple, list)) else made
        found = made.known_shape if isinstance(made, Tensor) else None
        if "adaptive" in short.lower():
            count = int(short.rstrip("d_")[-1]) if short.rstrip("d_")[-1].isdigit() else 2
            ones = found is not None and all(size == 1 for size in found[-count:])
            step.kind = "global_pool" if ones else "adaptive_pool"
            step.said = {"pool_kind": kind}
            return
        step.kind = "pool"
        count = next((int(c) for c in short if c.isdigit()), 2)
        kernel = doubled(said.get("kernel_size"), count)
        strides = said.get("stride")
        sizes = source.known_shape[-count:] if isinstance(source, Tensor) and source.known_shape else None
        step.said = {
            "pool_kind": kind, "kernel": kernel,
            "stride": kernel if strides is None or strides in ((), []) else doubled(strides, count),
            "dilation": doubled(said.get("dilation", 1), count), "before": doubled(said.get("padding", 0), count),
            "after": doubled(said.get("padding", 0), count),
            "count_include_pad": said.get("count_include_pad", True) if kind == "avg" else None,
            "ceil_mode": said.get("ceil_mode", False), "sizes": sizes, "padding_word": said.get("padding", 0),
        }  # fmt: skip
        self.fold_padding(step, source)

    def pad(self, step: Step, pad: Any, mode: Any, value: Any, source: Any) -> None:
        step.kind = "pad"
        axes = step.takes
        given = list(pad) if isinstance(pad, (tuple, list)) else []
        pairs = [(given[n], given[n + 1]) for n in range(0, len(given) - 1, 2)][::-1]
        spatial = len(axes) - 2 if axes is not None and len(axes) > 2 else len(pairs)
        while len(pairs) < spatial:
            pairs.insert(0, (0, 0))
        zeros = mode in (None, "constant") and (value in (None, 0, 0.0) or value == float("-inf"))
        step.said = {"sides": tuple(pairs), "value": 0 if zeros else mode}

    def upsample(self, step: Step, mode: Any, align: Any) -> None:
        step.kind = "upsample"
        word = str(mode)
        word = "bilinear" if "linear" in word else word
        step.said = {"interpolation": word, "align_corners": bool(align)}

    def fold_slice(self, key: Any, source: Any, made: Any) -> bool:
        """Count a slice of a window's result as cut by it."""
        if source is None or not isinstance(made, Tensor):
            return False
        cuts = _cuts(key, source.known_shape, made.known_shape)
        if cuts is None or not self.fold_cuts(cuts[2:], source, made) or any(any(cut) for cut in cuts[:2]):
            return False
        self.axes[id(made)] = tuple(
            _renamed(axis, size) for axis, size in zip(self.axes.get(id(source), ()), made.known_shape or ())
        )
        self.makers[id(source)].shape = self.keras_order(made)
        return True

    def fold_cuts(self, cuts: Sequence[tuple[int, int]], source: Any, made: Any) -> bool:
        """Count cuts of a window's result as its own.

        cuts: how many are cut off the begin and the end of each axis that a window slides over.
        """
        window = self.makers.get(id(source))
        if window is None or window.kind not in ("conv", "transposed") or len(cuts) != len(window.said["kernel"] or ()):
            return False
        if window.said["before"] is None or window.said["stride"] is None:
            return False
        said = window.said
        steps = said["stride"] if window.kind == "conv" else (1,) * len(cuts)
        sign = -1 if window.kind == "conv" else 1
        said.setdefault("whole_before", said["before"])
        said["before"] = tuple(b + sign * start * s for b, (start, _), s in zip(said["before"], cuts, steps))
        said["cut"] = tuple(
            gone + start + end for gone, (start, end) in zip(said.get("cut", (0,) * len(cuts)), cuts)
        )  # fmt: skip
        self.makers[id(made)] = window
        self.alive.append(made)
        return True

    # --- axes -------------------------------------------------------------------------------------------------------

    def keras_order(self, value: Any) -> tuple[Any, ...] | None:
        value = value[0] if isinstance(value, (tuple, list)) and value else value
        shape = value.known_shape if isinstance(value, Tensor) else None
        if shape is None:
            return None
        axes = self.axes.get(id(value))
        if axes is None or len(axes) != len(shape):
            return tuple(shape[1:])
        letters = [letters_of(axis) for axis in axes]
        batch = letters.index("N") if "N" in letters else 0
        rest = [n for n in range(len(shape)) if n != batch]
        channels = [n for n in rest if letters[n] == "C"]
        if len(channels) == 1:
            rest = [n for n in rest if n != channels[0]] + channels
        elif len(shape) > 3 and len(channels) == 0 and not letters[1]:
            rest = [*[n for n in rest if n != 1], 1]  # one channel has no name
        return tuple(shape[n] for n in rest)

    def merged_axes(self, step: Step, said: dict[str, Any], shape: tuple[Any, ...]) -> Axes | None:
        """The axes of what several tensors were brought together to.

        Those of the one that has as many.
        """
        every = [self.axes.get(id(value)) for value in self.tensors(said.values())]
        known = [axes for axes in every if axes is not None and len(axes) == len(shape)]
        if not known:
            return None
        found: list[Axis] = []
        for n, size in enumerate(shape):
            fits = next((axes[n] for axes in known if _length_is(axes[n], size)), None)
            if step.said["merge"] == "concatenate" and (fits is None or len({axes[n] for axes in known}) > 1):
                fits = behind([axes[n] for axes in known], size) if len(known) == len(every) else unknown(size)
            found.append(unknown(size) if fits is None else fits)
        return tuple(found)

    def axes_of(self, step: Step, short: str, said: dict[str, Any], source: Any, made: Any) -> None:
        value = made[0] if isinstance(made, (tuple, list)) and made else made
        shape = value.known_shape if isinstance(value, Tensor) else None
        axes = step.takes
        if shape is None or axes is None:
            return
        found: Axes | None = None
        if short in LAYOUT:
            found = layout(axes, shape)
        elif short == "permute":
            dims = said.get("dims")
            dims = dims[0] if isinstance(dims, (tuple, list)) and dims and isinstance(dims[0], (tuple, list)) else dims
            if isinstance(dims, (tuple, list)) and all(isinstance(dim, int) for dim in dims):
                found = tuple(axes[dim] for dim in dims)
        elif short in ("transpose", "swapaxes"):
            one, other = (said.get(name, said.get(more)) for name, more in (("dim0", "axis0"), ("dim1", "axis1")))
            if isinstance(one, int) and isinstance(other, int):
                order: list[Axis] = list(axes)
                order[one], order[other] = order[other], order[one]
                found = tuple(order)
        elif short in ("squeeze", "unsqueeze"):
            found = layout(axes, shape)
        elif "flipped" in step.said or step.kind in ("act", "dropout"):
            found = axes
        elif step.kind == "merge":
            found = self.merged_axes(step, said, shape)
        elif step.kind in ("pool", "pad", "upsample", "adaptive_pool") or (
            step.kind == "global_pool" and len(shape) == len(axes)
        ):
            found = tuple(_renamed(axis, size) for axis, size in zip(axes, shape))
        elif step.kind == "global_pool" and len(shape) == 2:
            found = named("NC", shape)
        elif step.kind == "index" and len(shape) == len(axes):
            found = tuple(axis if _length_is(axis, size) else _renamed(axis, size) for axis, size in zip(axes, shape))
        elif step.kind == "index" and len(shape) == 2:
            found = named("NC", shape)
        elif step.kind == "other" and len(shape) == len(axes):
            found = tuple(axis if _length_is(axis, size) else unknown(size) for axis, size in zip(axes, shape))
        if found is not None:
            self.axes[id(value)] = found


def _length_is(axis: Axis, size: Any) -> bool:
    return bool(length(axis) == size)


def _renamed(axis: Axis, size: Any) -> Axis:
    """The axis of that name with another size.

    Positions after a window, channels after others were put to them.
    """
    if size == 1:
        return ()
    if len(axis) == 1:
        return ((axis[0][0], 1, size),)
    return axis if _length_is(axis, size) else unknown(size)


def _cuts(key: Any, before: Any, after: Any) -> Any:
    """How much an index cuts off each axis.

    At its begin and its end; None where it does more than that.
    """
    parts = list(key) if isinstance(key, (tuple, list)) else [key]
    if before is None or after is None or len(before) != len(after):
        return None
    dots = [n for n, part in enumerate(parts) if part is Ellipsis]
    if dots:
        parts[dots[0] : dots[0] + 1] = [slice(None)] * (len(before) - len(parts) + 1)
    parts += [slice(None)] * (len(before) - len(parts))
    found: list[Any] = []
    for part, old, new in zip(parts, before, after):
        if not isinstance(part, slice) or part.step not in (None, 1) or not isinstance(part.start, (int, type(None))):
            return None
        start = part.start or 0
        start = start + old if start < 0 else start
        found.append((start, old - new - start) if old != new else ())
    return [one or (0, 0) for one in found]
