"""Whether one layer keeps the size.

As what is written about it says, or how its padding is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from shapelint.ops.core.trace import Event, Trace
from shapelint.ops.formulas.same_padding import effective, kept, unfit
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow_after import around, is_cut, module_input
from shapelint.rules.evidence.same_words import Promise, promise_of, promise_of_padding
from shapelint.rules.evidence.windows import Window, read_pad, spatial_sizes, windows
from shapelint.rules.fixes.same import mend
from shapelint.rules.wording.words import title
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import formula_at, items_at, source_at, span_of

HALVES = re.compile(r"//\s*2\b|>>\s*1\b|\b(?:int|floor)\(.*/\s*2(?:\.0?)?\s*\)")


class Layer(Struct, frozen=True, dict=True):
    """A window with numbers for all it is made of.

    total: padding of an axis in all, with what was padded before.
    """

    window: Window
    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    total: tuple[int, ...]
    extra: tuple[int, ...]
    padded_before: bool

    def wants(self, index: int) -> int:
        return effective_int(self.kernel[index], self.dilation[index]) - 1

    @cached_property
    def keeps(self) -> bool:
        """Whether every size stays as it is."""
        return self.window.kind != "transposed" and all(
            s == 1 and t == self.wants(i) for i, (s, t) in enumerate(zip(self.stride, self.total, strict=True))
        )


def effective_int(kernel: int, dilation: int) -> int:
    reach = effective(kernel, dilation)
    assert isinstance(reach, int)
    return reach


def numbers(values: Sequence[Dim]) -> tuple[int, ...] | None:
    found: list[int] = []
    for value in values:
        if not isinstance(value, int):
            return None
        found.append(value)
    return tuple(found)


def layer_of(window: Window) -> Layer | None:
    """None where a number is not known."""
    read = [numbers(v) for v in (window.kernel, window.stride, window.dilation, window.padding, window.output_padding)]
    if any(one is None for one in read):
        return None
    kernel, stride, dilation, total, extra = (one or () for one in read)
    source = window.input.source
    pad = read_pad(source) if isinstance(source, Event) else None
    if pad is not None:
        added = [pad.total(window.spatial - 1 - index) for index in range(window.spatial)]
        before = numbers([n for n in added if n is not None])
        if before is None or len(before) != len(total) or len(pad.sides) > window.spatial:
            return None
        total = tuple(t + b for t, b in zip(total, before, strict=True))
    return Layer(window, kernel, stride, dilation, total, extra, pad is not None)


def of_layer(trace: Trace, window: Window, layer: Layer | None) -> Finding | None:
    if layer is None:
        return None
    promise = promise_of(window)
    if promise is not None:
        return broken(trace, layer, promise)
    outer = around(trace, window.event) if window.event.build is None else None
    said = (
        None
        if layer.keeps or not any(layer.total)
        else promise_of_padding(outer.target.place if outer is not None else None, window)
    )
    if said is None:
        return by_formula(trace, layer)
    found = broken(trace, layer, said[0])
    return None if found is None else found.with_(span=span_of(said[1]), fix=None)


# --- what is promised -----------------------------------------------------------------------------------------------


def broken(trace: Trace, layer: Layer, promise: Promise) -> Finding | None:
    """What is written about the layer does not hold."""
    window, strict = layer.window, promise.kind == "contract"
    if window.kind == "transposed" and layer.padded_before:
        return None
    if window.kind == "transposed":
        if not strict and any(step != 1 for step in layer.stride):
            return None
        lacking = [
            s + t - e - x for s, t, e, x in zip(layer.stride, layer.total, _reaches(layer), layer.extra, strict=True)
        ]
        if not any(lacking):
            return None
        made = ", ".join(str(-n) for n in dict.fromkeys(lacking))
        return _finding(
            trace, layer, promise, f"makes size * stride {'+' if lacking[0] < 0 else '-'} {made.lstrip('-')}", strict
        )
    if all(step == 1 for step in layer.stride):
        if layer.keeps or (not strict and is_cut(trace, window.event)):
            return None
        return _finding(trace, layer, promise, _by_how_much(layer), strict)
    if promise.kind == "comment":
        return _strided(trace, layer, promise)
    if not strict:
        return None
    for k, s, t, d in zip(layer.kernel, layer.stride, layer.total, layer.dilation, strict=True):
        size = unfit(k, s, t, d, window.ceil_mode and not layer.padded_before)
        if size is not None:
            return _finding(
                trace, layer, promise, f"a size of {size} does not become {kept(size, s)} = ceil({size}/{s})", strict
            )
    return None


def _reaches(layer: Layer) -> list[int]:
    return [effective_int(k, d) for k, d in zip(layer.kernel, layer.dilation, strict=True)]


def _strided(trace: Trace, layer: Layer, promise: Promise) -> Finding | None:
    """ "same size", and a stride that surely divides it."""
    window = layer.window
    before, after = (spatial_sizes(t, window.spatial, window.event) for t in (window.input, window.output))
    if before is None or after is None or window.event.facts.same(before[-1], after[-1]) is Verdict.YES:
        return None
    return _finding(trace, layer, promise, f"a stride of {max(layer.stride)} divides the size", False)


def _by_how_much(layer: Layer) -> str:
    """The sentence about how much padding is missing.

    `a kernel of 3 with dilation 2 takes 4 of padding in all, it has 2`
    """
    for index, (k, d, t) in enumerate(zip(layer.kernel, layer.dilation, layer.total, strict=True)):
        if t != layer.wants(index):
            spread = f" with dilation {d}" if d != 1 else ""
            sides = layer.wants(index)
            half = "" if sides % 2 == 0 else ", more on one side than on the other"
            return f"a kernel of {k}{spread} takes {sides} of padding in all{half}, and it has {t}"
    return ""


# --- how the padding is computed ------------------------------------------------------------------------------------


def by_formula(trace: Trace, layer: Layer) -> Finding | None:
    """`(k - 1) // 2` under dilation, `k // 2` for an even kernel."""
    window = layer.window
    if (
        window.text
        or window.kind == "transposed"
        or layer.padded_before
        or layer.keeps
        or any(s != 1 for s in layer.stride)
    ):
        return None
    if not any(layer.total) or not all(map(_as_if, layer.kernel, layer.total)):
        return None
    if not HALVES.search(formula_at(window.argument("padding"))):
        return None
    if is_cut(trace, window.event) or _kept_after_all(trace, window) or _halves(trace, layer):
        return None
    return _finding(trace, layer, Promise("formula", ""), _by_how_much(layer), False)


def _as_if(kernel: int, total: int) -> bool:
    """Whether the padding is what (k - 1)//2 or k//2 gives."""
    return total in (2 * (kernel // 2), 2 * ((kernel - 1) // 2))


def _halves(trace: Trace, layer: Layer) -> bool:
    """Whether the formula was made for strided layers beside this one.

    Even kernels that halve the size are padded by half of them; a last one of stride 1, as discriminators of patches
    have it, may well add one.
    """
    if all(kernel % 2 for kernel in layer.kernel):
        return False
    formula = formula_at(layer.window.argument("padding"))
    for window in windows(trace).values():
        other = layer_of(window)
        if other is None or other.kernel != layer.kernel or all(step == 1 for step in other.stride):
            continue
        if formula_at(window.argument("padding")) == formula:
            return True
    return False


def _kept_after_all(trace: Trace, window: Window) -> bool:
    """Whether the module around it restores the size.

    It gives back the size that it got.
    """
    outer = around(trace, window.event)
    if outer is None:
        return False
    given, made = module_input(trace, outer), trace.tensor(outer.output)
    before = None if given is None else spatial_sizes(given, window.spatial, outer)
    after = None if made is None else spatial_sizes(made, window.spatial, outer)
    return before is not None and before == after


# --- the finding ----------------------------------------------------------------------------------------------------


def _finding(trace: Trace, layer: Layer, promise: Promise, why: str, safe: bool) -> Finding:
    window = layer.window
    event = window.event
    place = window.argument("padding") or _handed_on(window) or (_padded_at(layer) if not safe else None)
    place = place or window.place
    before, after = (spatial_sizes(t, window.spatial, event) for t in (window.input, window.output))
    sizes = (
        f": {_sizes(before)} becomes {_sizes(after)}"
        if before is not None and after is not None and before != after
        else ""
    )
    says = {
        "contract": f"as `{promise.says}` promises",
        "formula": "as its padding, half of the kernel, was to make it",
        "block": f"as {promise.says}",
    }.get(promise.kind, f"as {promise.says} says")
    head = f"{title(trace, event)} does not keep the size, {says}"
    help, fix = mend(trace, layer.window, layer.kernel, layer.stride, layer.dilation, layer.total, safe)
    span = span_of(place)
    related: list[Related] = []
    if event.build is not None:
        related.append(Related(span_of(event.place), "called here"))
    if promise.related is not None and promise.related.span.start.row != span.start.row:
        related.append(promise.related)
    return Finding(
        "",
        "",
        span,
        f"{head}: {why}{sizes}",
        label="changes the size",
        help=help,
        fix=fix,
        related=tuple(related),
        event=event,
    )


def _padded_at(layer: Layer) -> Place | None:
    """The call that pads by amounts that it was told by formulas.

    It is to blame for them, and not the layer that it pads for.
    """
    pad = layer.window.input.source if layer.padded_before else None
    read = read_pad(pad) if isinstance(pad, Event) else None
    if read is None or read.event.target is not None or not any(layer.total):
        return None
    computed = any(source_at(item).isidentifier() or "//" in source_at(item) for item in items_at(read.place))
    return read.event.place if computed else None


def _handed_on(window: Window) -> Place | None:
    """The call that says the padding.

    Where a function that builds the layer hands it on with `**`.
    """
    stack = (window.event.build or window.event).stack
    call = stack[-1] if stack and window.place.definition.kind == "function" else None
    return call if call is not None and re.search(r"\bpadding\s*=", source_at(call)) else None


def _sizes(sizes: Sequence[Dim]) -> str:
    return "x".join(str(one) if str(one).isalnum() else f"({one})" for one in sizes)
