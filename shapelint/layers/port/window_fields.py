"""How the windows of convolutions and pools differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shapelint.layers.port.axes import length, letters_of
from shapelint.layers.port.difference import Difference, as_written, field
from shapelint.layers.port.steps import Step
from shapelint.ops.formulas.same_padding import keras_transposed_size, transposed_size, windows, windows_up

# --- windows ----------------------------------------------------------------------------------------------------------


WINDOW = ("kernel", "stride", "dilation", "before", "after")


def _is_clear(*steps: Step) -> bool:
    return all(step.said.get(name) is not None for step in steps for name in WINDOW)


def _window(k: Step, t: Step) -> Iterator[Difference]:
    if not _is_clear(k, t):
        return
    effect = "params" if k.kind == "conv" else "values"
    fields = [*field(k, t, "kernel", effect, fix=f"kernel_size={as_written(k.said['kernel'])}")]
    by_default = k.kind == "pool" and all(step.said["kernel"] == step.said["stride"] for step in (k, t))
    if by_default and fields:
        fields[0].effect = "shape"
    else:
        fields += field(k, t, "stride", "shape", fix=f"stride={as_written(k.said['stride'])}")
    fields += field(k, t, "dilation", "values", fix=f"dilation={as_written(k.said['dilation'])}")
    yield from fields
    sizes = k.said.get("sizes")
    if fields or sizes is None or len(k.said["kernel"]) != len(t.said["kernel"]):
        return
    here = _counts(k, sizes)
    there = _counts(t, sizes)
    padding, wanted = _padding(k), _padding(t)
    text = f"{k.said.get('padding_word')!r} in Keras, {_torch_padding(t)} in torch"
    if here != there:
        message = f"padding is {text}: {_sizes(sizes)} becomes {_sizes(here)} in Keras, {_sizes(there)} in torch"
        yield Difference("padding", "shape", k, t, padding, wanted, message, _padding_fix(k))
    elif k.said["before"] != t.said["before"]:
        message = (
            f"the sizes agree, the windows do not: the first begins {_sizes(k.said['before'])} before the input in "
            f"Keras, {_sizes(t.said['before'])} in torch"
        )
        yield Difference("alignment", "values", k, t, padding, wanted, message, _padding_fix(k))


def _counts(step: Step, sizes: Sequence[int]) -> tuple[Any, ...]:
    said = step.said
    found = []
    for n, size in enumerate(sizes):
        kernel, stride, spread = said["kernel"][n], said["stride"][n], said["dilation"][n]
        before, after = said["before"][n], said["after"][n]
        cut = said.get("cut", (0,) * len(sizes))[n]
        if said.get("ceil_mode") is True:
            even = before == after
            whole = size if even else size + before + after
            found.append(windows_up(whole, kernel, stride, before if even else 0, spread))
        else:
            found.append(windows(size, kernel, stride, _whole_before(said, n) + after, spread) - cut)
    return tuple(found)


def _whole_before(said: dict[str, Any], n: int) -> Any:
    """The padding before the input, whatever was cut off the result."""
    return said.get("whole_before", said["before"])[n]


def _sizes(sizes: Sequence[Any]) -> str:
    return "x".join(map(str, sizes))


def _padding(step: Step) -> Any:
    before, after = step.said["before"], step.said["after"]
    if before == after:
        return as_written(before)
    return [[a, b] for a, b in zip(before, after)]


def _torch_padding(step: Step) -> str:
    if "padded_by" in step.said:
        return f"F.pad {_padding(step)}"
    word = step.said.get("padding_word")
    ceil = ", ceil_mode=True" if step.said.get("ceil_mode") is True else ""
    return f"padding={word!r}{ceil}" if isinstance(word, str) else f"padding={as_written(step.said['before'])}{ceil}"


def _padding_fix(k: Step) -> str:
    before, after = k.said["before"], k.said["after"]
    if before == after:
        return f"padding={as_written(before)}"
    if k.kind == "pool" and not any(before) and all(a < s for a, s in zip(after, k.said["stride"])):
        return "ceil_mode=True" + (", count_include_pad=False" if k.said.get("pool_kind") == "avg" else "")
    flat = ", ".join(f"{a}, {b}" for a, b in list(zip(before, after))[::-1])
    fill = ', value=float("-inf")' if k.said.get("pool_kind") == "max" else ""
    return f"x = F.pad(x, ({flat}){fill}), and padding=0"


def conv(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "units", "shape", fix=f"out_channels={k.said.get('units')}")
    yield from _window(k, t)
    yield from field(k, t, "groups", "params", fix=f"groups={k.said.get('groups')}")
    yield from bias(k, t)
    if (t.said.get("mode") or "zeros") != "zeros" and any(t.said["before"] or ()):
        yield Difference(
            "padding", "values", k, t, "zeros", t.said["mode"], f"torch pads with {t.said['mode']}, Keras with zeros"
        )


def bias(k: Step, t: Step) -> Iterator[Difference]:
    a, b = k.said.get("bias"), t.said.get("bias")
    if a is not None and b is not None and a != b:
        yield Difference(
            "bias", "params", k, t, a, b,
            f"{'a' if a else 'no'} bias in Keras ({k.parameters:,} parameters), {'one' if b else 'none'} in torch "
            f"({t.parameters:,})", f"bias={a}",
        )  # fmt: skip


def transposed(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "units", "shape", fix=f"out_channels={k.said.get('units')}")
    fields = [
        *field(k, t, "kernel", "params"), *field(k, t, "stride", "shape"), *field(k, t, "dilation", "values")
    ]  # fmt: skip
    yield from fields
    yield from bias(k, t)
    source = k.takes
    names = ("kernel", "stride", "dilation", "before")
    if fields or source is None or any(step.said.get(name) is None for step in (k, t) for name in names):
        return
    spatial = len(k.said["kernel"])
    sizes = [length(axis) for axis in source if "C" not in letters_of(axis)][-spatial:]
    sizes = sizes if len(sizes) == spatial else [8] * spatial
    same = k.said["padding_word"] == "same"
    extra = t.said.get("output_padding")
    extras = extra if isinstance(extra, tuple) else (extra or 0,) * spatial
    cut = t.said.get("cut", (0,) * spatial)
    here, there = [], []
    for n, size in enumerate(sizes):
        kernel, stride, spread = k.said["kernel"][n], k.said["stride"][n], k.said["dilation"][n]
        here.append(
            keras_transposed_size(size, kernel, stride, same, spread, k.said.get("extra", (None,) * spatial)[n])
        )
        here[-1] -= k.said.get("cut", (0,) * spatial)[n]
        pad = (t.said["after"] or (0,) * spatial)[n]
        there.append(transposed_size(size, kernel, stride, pad, spread, extras[n]) - cut[n])
    if here != there:
        message = f"{_sizes(sizes)} becomes {_sizes(here)} in Keras, {_sizes(there)} in torch"
        yield Difference("padding", "shape", k, t, _sizes(here), _sizes(there), message)
    elif k.said["before"] != t.said["before"]:
        message = (
            f"the sizes agree, the windows do not: Keras cuts {_sizes(k.said['before'])} before, "
            f"torch {_sizes(t.said['before'])}"
        )
        yield Difference(
            "alignment", "values", k, t, as_written(k.said["before"]), as_written(t.said["before"]), message
        )


def pool(k: Step, t: Step) -> Iterator[Difference]:
    yield from field(k, t, "pool_kind", "values")
    if k.kind != "pool":
        return
    yield from _window(k, t)
    padded = any(t.said["before"] or ()) or any(t.said["after"] or ())
    if k.said["pool_kind"] == t.said["pool_kind"] == "avg" and padded:
        if t.said.get("count_include_pad") is not False or "padded_by" in t.said:
            yield Difference(
                "count_include_pad", "values", k, t, False, True,
                "Keras's average leaves the padding out, torch counts its zeros", "count_include_pad=False",
            )  # fmt: skip
