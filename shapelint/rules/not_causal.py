"""not-causal (SHP313): a convolution that is called causal pads both sides.

What: a convolution along one axis keeps its size by padding half before and half behind, although its class, function,
attribute or a comment beside it says `causal`; or `F.pad` puts the padding behind the input; or it pads d * (k - 1) on
both sides, and the cut that follows takes the begin away instead of the end, or half at each end; a docstring, or a
name such as `Chomp1d`, may say what the cut is for. Silent where causality is a choice (a parameter or attribute
`causal`), where the padding stands before the input only, and where the end is cut off.

Why: all sizes are right, and a network that predicts the next step learns to read it from its input: the loss is
wonderful, and nothing is learnt.

Bad:

    import torch
    from torch import nn

    class CausalConv(nn.Module):
        def __init__(self, c, k, d):
            super().__init__()
            self.conv = nn.Conv1d(c, c, k, padding=d * (k - 1) // 2, dilation=d)  # warning: [not-causal]

        def forward(self, x):
            return self.conv(x)

    CausalConv(4, 3, 2)(torch.randn(1, 4, 50))

Good:

    import torch
    from torch import nn

    class CausalConv(nn.Module):
        def __init__(self, c, k, d):
            super().__init__()
            self.left = d * (k - 1)
            self.conv = nn.Conv1d(c, c, k, dilation=d)

        def forward(self, x):
            return self.conv(nn.functional.pad(x, (self.left, 0)))

    CausalConv(4, 3, 2)(torch.randn(1, 4, 50))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow import short
from shapelint.rules.evidence.same_layer import Layer, layer_of, numbers
from shapelint.rules.evidence.same_words import DOUBT
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.evidence.windows import Window, read_pad, windows
from shapelint.rules.wording.words import title
from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import (
    comments_above,
    comments_beside,
    docstring_of,
    items_at,
    source_at,
    span_of,
    words,
)

severity = "warning"
instead_of = ("not-same",)

CHOICE = re.compile(
    r"\b(?:is_)?causal\b\s*(?::|=|,|\))|\bself\.(?:is_)?causal\b|non_?causal|\b(?:look_?ahead|context|future)\w*\s*[:=]",
    re.IGNORECASE,
)
"""Where causality is a choice, or something of the future is wanted."""
AFTER = frozenset(("right", "after", "behind", "future", "ahead", "lookahead"))
"""What an amount is called that stands behind the input on purpose."""
NO_CAUSAL = {"attention", "attn", "mask", "transformer", "non", "anti", "reverse", "reversed", "backward"}
"""Words beside which `causal` says nothing of padding, or the opposite."""
KEPT = {"relu", "ReLU", "tanh", "Tanh", "sigmoid", "Sigmoid", "dropout", "Dropout", "BatchNorm1d", "contiguous"}


def check(trace: Trace) -> Iterator[Finding]:
    for window in windows(trace).values():
        layer = layer_of(window)
        if window.kind != "conv" or window.spatial != 1 or layer is None or window.event.caught:
            continue
        if layer.padded_before:
            yield from _padded_behind(trace, window, layer)
            continue
        own, wanted = numbers(window.padding), layer.wants(0)
        if own is None or not wanted or own[0] not in (wanted, 2 * wanted) or layer.stride != (1,):
            continue
        cut = _cut(trace, window.event)
        said = _called_causal(window.place) or _said_of_cut(window.place, cut)
        if not said:
            continue
        later = _later_steps(cut, wanted)
        if own[0] == wanted and cut is None:
            yield _finding(
                trace, window, said, f"pads {own[0] // 2} behind the input too: each step sees {own[0] // 2} later ones"
            )
        elif own[0] == 2 * wanted and cut is not None and later:
            why = f"the cut takes the first {later} steps away: what is left sees {later} later ones"
            yield _finding(trace, window, said, why, cut)


def _padded_behind(trace: Trace, window: Window, layer: Layer) -> Iterator[Finding]:
    """Findings about `F.pad(x, (0, p))` before the layer.

    Or half of it on each side.
    """
    source = window.input.source
    pad = read_pad(source) if isinstance(source, Event) else None
    if pad is None or any(window.padding) or layer.stride != (1,) or len(pad.sides) != 1:
        return
    before, after = pad.sides[0]
    if not isinstance(before, int) or not isinstance(after, int) or after < 1 or before + after != layer.wants(0):
        return
    said = _called_causal(window.place)
    items = items_at(pad.event.where("pad"))
    if len(items) == 2 and not AFTER.isdisjoint(words(source_at(items[1]))):
        return  # who names the amount behind decides on it
    if said and _cut(trace, window.event) is None:
        why = f"{after} of its padding stand behind the input: each step sees {after} later ones"
        yield _finding(trace, window, said, why, pad.event)


@kept(maxsize=4096)
def _called_causal(place: Place) -> str:
    """The name or comment that says so.

    "" where none does, or where it is a choice.
    """
    definition: Any = place.definition
    owner = definition
    while owner.kind == "function" and owner.parent is not None and owner.parent.kind != "module":
        owner = owner.parent
    if owner.kind == "module" or _is_choice(owner):
        return ""
    for name in (owner.name, definition.name):
        found = words(name)
        if "causal" in found and not NO_CAUSAL & set(found):
            return f"`{name}`"
    row, column, _, _ = place.definition.place(place.at)
    kept = re.search(r"([\w.]+)\s*=[^=]*$", place.definition.file.lines[row - 1][: column - 1])
    if kept and "causal" in words(kept[1]):
        return f"`{kept[1]}`"
    for _, text in [*comments_beside(place), *comments_above(place)]:
        if re.search(r"\bcausal\b", text, re.IGNORECASE) and not DOUBT.search(text):
            return f"the comment `{text.lstrip('# ').strip()}`"
    return ""


@kept(maxsize=256)
def _is_choice(definition: Any) -> bool:
    text = "\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])
    return CHOICE.search(text) is not None


def _cut(trace: Trace, event: Event) -> Event | None:
    """What is indexed of the result.

    As it stands or after an activation.
    """
    waiting = [event]
    while waiting:
        for user in flow_in(trace).users.get(id(waiting.pop()), ()):
            if short(user) in ("__getitem__", "narrow"):
                return user
            if short(user) in KEPT:
                waiting.append(user)
    return None


def _said_of_cut(place: Place, cut: Event | None) -> str:
    """The docstring or name at a cut that speaks of causality."""
    if cut is None:
        return ""
    owner: Any = place.definition
    while owner.kind == "function" and owner.parent is not None and owner.parent.kind != "module":
        owner = owner.parent
    if owner.kind == "module" or _is_choice(owner):
        return ""
    text = docstring_of(owner)
    if re.search(r"\bcausal\b", text, re.IGNORECASE) and not DOUBT.search(text):
        return f"the docstring of `{owner.name}`"
    name = cut.place.definition.qualname
    return f"`{name}`" if "chomp" in name.lower() else ""


def _later_steps(cut: Event | None, count: int) -> int:
    """How many later steps are seen by what a cut leaves."""
    key = None if cut is None else cut.arguments.get("key")
    last = key[-1] if isinstance(key, tuple) and key else key
    if not isinstance(last, slice) or not isinstance(last.start, int) or last.start < 1:
        return 0
    end = 0 if last.stop is None else last.stop
    return last.start if isinstance(end, int) and end <= 0 and last.start - end == count else 0


def _finding(trace: Trace, window: Window, said: str, why: str, cut: Event | None = None) -> Finding:
    event = window.event
    padding = window.argument("padding") or window.place
    span = span_of(cut.place if cut is not None else padding)
    related = [Related(span_of(event.place), "called here")] if event.build is not None else []
    is_pad = cut is not None and read_pad(cut) is not None
    if cut is not None:
        related.append(Related(span_of(padding), "the layer" if is_pad else "pads both sides"))
    reach = (window.kernel[0], window.dilation[0])
    help = f"pad (d*(k - 1), 0) = ({(reach[0] - 1) * reach[1]}, 0) with F.pad and nothing here"
    if is_pad:
        help = f"pad ({(reach[0] - 1) * reach[1]}, 0)"
    elif cut is not None:
        help = f"cut the end off: [..., :-{(reach[0] - 1) * reach[1]}]"
    message = f"{title(trace, event)} is called causal by {said}, but {why}"
    others = tuple(one for one in related if one.span != span)
    return Finding("", "", span, message, label="sees later steps", help=help, related=others, event=event)
