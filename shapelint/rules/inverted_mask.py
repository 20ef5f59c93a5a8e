"""inverted-mask (SHP333): attention hides what counts, and looks at the padding.

What: the `key_padding_mask` of torch's attention layers, and their boolean `attn_mask`, are True where nothing may be
looked at; that of `scaled_dot_product_attention` is True where something may. `masked_fill` with minus infinity hides
where its mask is True. Here the mask says the opposite: `tokens != PAD`, `arange(n) < lengths` and a lower triangle are
True where a position counts, `tokens == PAD`, `arange(n) >= lengths` and what is above the diagonal where it does not.
`~`, `logical_not`, `1 - mask` and `mask == 0` are followed. A mask of numbers is added to the scores: one of 0 and 1
hides nothing at all.

Why: nothing fails. The attention averages padding, or the future, and nothing else.

Bad:

    import torch
    from torch import nn

    tokens = torch.tensor([[5, 3, 0], [4, 0, 0]])
    x = nn.Embedding(9, 8)(tokens)
    attention = nn.MultiheadAttention(8, 2, batch_first=True)
    y, _ = attention(x, x, x, key_padding_mask=tokens != 0)  # warning: [inverted-mask]

Good:

    import torch
    from torch import nn

    tokens = torch.tensor([[5, 3, 0], [4, 0, 0]])
    x = nn.Embedding(9, 8)(tokens)
    attention = nn.MultiheadAttention(8, 2, batch_first=True)
    y, _ = attention(x, x, x, key_padding_mask=tokens == 0)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelint.ops.core.dtypes import is_floating
from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import calls_of, main, short, source, warning
from shapelint.rules.evidence.mask_senses import Sense, sense_of
from shapelint.rules.evidence.users import flow_in
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.callee_text import operand_places

severity = "warning"
torch = False

HIDING = (
    "key_padding_mask", "attn_mask", "src_key_padding_mask", "tgt_key_padding_mask", "memory_key_padding_mask",
    "src_mask", "tgt_mask", "mask",
)  # fmt: skip
"""Arguments that are True where nothing may be looked at."""
LAYERS = frozenset({
    "MultiheadAttention", "multi_head_attention_forward", "Transformer", "TransformerEncoder", "TransformerDecoder",
    "TransformerEncoderLayer", "TransformerDecoderLayer",
})  # fmt: skip
FILLS = frozenset({"masked_fill", "masked_fill_"})
FULL = frozenset({"full", "full_like", "new_full", "tensor", "scalar_tensor", "mul"})
LOW = re.compile(
    r"-\s*(?:float\(|(?:\w+\.)?inf\b|\d(?:\.0*)?e\d|\d{4,}|10\s*\*\*)|float\(\W*-inf|finfo\(.*\.min|\bneg_?inf\b",
    re.IGNORECASE,
)
SOFTENED = frozenset({"softmax", "Softmax"})


def check(trace: Trace) -> Iterator[Finding]:
    uses = [
        (event, argument, hides, sense)
        for event in calls_of(trace, LAYERS | FILLS | {"scaled_dot_product_attention", "where", "mul"})
        for argument, mask, hides in _masks(trace, event)
        if (sense := sense_of(trace, mask)) is not None
    ]
    yield from map(_of_numbers, (use for use in uses if use[1] and _is_of_numbers(use)))
    uses = [use for use in uses if not (use[1] and _is_of_numbers(use))]
    right = {(event.place.definition, id(sense.event)) for event, _, hides, sense in uses if sense.counts is not hides}
    for event, argument, hides, sense in uses:
        if sense.counts is hides and (event.place.definition, id(sense.event)) not in right:  # else both are meant
            true = "True where nothing may be looked at" if hides else "True where something may be looked at"
            says = "counts" if sense.counts else "does not count"
            what = f"`{argument}` of {short(event)}" if argument else "the mask before this softmax"
            yield warning(
                event,
                f"{what} is {true}, and `{sense.why}` is True where a position {says}",
                at=event.where(argument) or event.place,
                label="the other way round",
                help="exchange it: ~mask, or the opposite comparison",
                related=[(sense.event, f"True where a position {says}")],
            )


Use = tuple[Event, str, bool, Sense]


def _is_of_numbers(use: Use) -> bool:
    """Whether a mask holds numbers, which attention adds to the scores."""
    mask = use[0].arguments.get(use[1])
    return isinstance(mask, Tensor) and is_floating(mask.dtype)


def _of_numbers(use: Use) -> Finding:
    event, argument, _, sense = use
    return warning(
        event,
        f"`{argument}` of {short(event)} holds numbers, which are added to the scores: 0 and 1 hide nothing",
        at=event.where(argument) or event.place,
        label="added, as it is not boolean",
        help="make it boolean with .bool(), or put minus infinity where nothing may be looked at",
        related=[(sense.event, f"`{sense.why}` is 0 or 1")],
    )


def _masks(trace: Trace, event: Event) -> Iterator[tuple[str, object, bool]]:
    """The masks that an operation is given.

    Under which argument, and whether True hides.
    """
    name, given = short(event), event.arguments
    if name in LAYERS:
        yield from ((one, given[one], True) for one in HIDING if given.get(one) is not None)
    elif name == "scaled_dot_product_attention":
        yield "attn_mask", given.get("attn_mask"), False
    elif name in FILLS:
        if _is_low(given.get("value"), event.where("value")) and _is_softened(trace, event):
            yield "", given.get("mask"), True
    elif name == "where":
        low = [_is_low(given.get(one), event.where(one)) for one in ("input", "other")]
        if low[0] is not low[1] and _is_softened(trace, event):
            yield "", given.get("condition"), low[0]
    elif any(_is_low(None, place) for place in operand_places(event.place, event.as_method)):
        if _is_softened(trace, event):
            yield "", main(event), True


def _is_low(value: object, place: Place | None) -> bool:
    """Whether a value takes all weight from what it is put to."""
    if type(value) in (int, float):
        return value <= -1000  # type: ignore[operator]
    made = source(value)
    if made is not None and short(made) in FULL and made.place.definition.kind != "module":
        return LOW.search(source_at(made.place)) is not None
    return place is not None and LOW.search(source_at(place)) is not None


def _is_softened(trace: Trace, event: Event) -> bool:
    """Whether a softmax of its result, or of what it changed, follows."""
    if any(short(one) in SOFTENED for one in flow_in(trace).after(event)):
        return True
    changed = main(event)
    return short(event) == "masked_fill_" and any(
        main(one) is changed and one.order > event.order for one in calls_of(trace, SOFTENED)
    )
