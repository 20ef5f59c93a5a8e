"""shape-comment (SHP308): a comment, docstring, annotation or assert states another shape.

What: `# (B, 64, H/2, W/2)` at the end of a row, `# [B, 8, 7, 7] -> [B, 4, 14, 14]` above one, `x: (batch, channels,
time)` and `returns: ...` in a docstring, `Float[Tensor, "b t 64"]`, `assert x.shape == (...)`, and "stride 8 in all" of
a module are read as contracts: a letter stands for one size within a function, a number for itself. Reported is what
cannot be true whatever the unknown sizes are, for the defaults of the class. `H/2` may be rounded either way, and bare
letters without an arrow, `# B, C, H, W`, count only where sizes stand in another order: they may say no more than which
axis is which. `# 224 -> 112` is held against the runs in which the left side holds: what is tried with 64 says nothing.
`# stride 8` and `# 1/8` speak of the image that the network is given, or of the block that they stand above.

Why: the comment is what the next reader believes, and often what the author meant. One of the two is wrong.

Bad:

    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc = nn.Linear(80, 100)

        def forward(self, x):
            x = self.fc(x.flatten(1))  # (N, 10)  # warning: [shape-comment]
            return x

Good:

    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc = nn.Linear(80, 100)

        def forward(self, x):
            x = self.fc(x.flatten(1))  # (N, 100)
            return x
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.contract import Contract, built_as_usual
from shapelint.rules.evidence.flow import shape_of, warning
from shapelint.rules.evidence.stated_chains import broken_chains
from shapelint.rules.evidence.stated_of import Activation, activations, event_of, pairs
from shapelint.rules.evidence.stated_strides import broken_strides, not_strided
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Input
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.stated_shapes import stated_stride
from shapelint.source.span import Location, Span

severity = "warning"


def check(trace: Trace) -> Iterator[Finding]:
    verdicts: dict[tuple[Any, int, int], list[Finding | None]] = {}
    for one in activations(trace):
        contract: Contract | None = None
        for pair in pairs(trace, one):
            contract = contract or Contract(trace, one, trace.once(_alone))
            key = one.frame.definition, pair.stated.row, pair.stated.column
            if pair.role == "given":
                contract.believe(pair)
            else:
                verdicts.setdefault(key, []).append(contract.checked(pair))
        for key, found in _of_module(trace, one):
            verdicts.setdefault(key, []).append(found)
    yield from _asserted(trace)
    yield from broken_chains(trace)
    yield from broken_strides(trace)
    for findings in verdicts.values():
        first = findings[0]
        if first is not None and all(one is not None for one in findings):
            yield first


def _alone(trace: Trace) -> bool:
    """Whether a body was entered with inputs that nobody gave it."""
    return any(isinstance(value, Input) for body in trace.bodies for value in body.given.values())


def _of_module(trace: Trace, one: Activation) -> Iterator[tuple[Any, Finding | None]]:
    """`stride 8 in all` of a module.

    What its forward gives, beside what it is given.
    """
    function = one.frame.function
    if one.body is None or function is None or function.name != "forward" or function.body is not None:
        return
    around = function.definition.parent
    stated = stated_stride(around) if around is not None and around.kind == "class" else None
    result = trace.tensor(one.result)
    if stated is None or result is None or not built_as_usual(trace, one):
        return
    event = event_of(trace, result)
    given = next((t for t in (trace.tensor(value) for value in one.body.given.values()) if t is not None), None)
    before = None if given is None or event is None else shape_of(given, event)
    after = None if event is None else shape_of(result, event)
    if event is None or before is None or after is None or len(before) != len(after) or len(after) not in (3, 4, 5):
        return
    row, column, end, stride, text = stated
    found = None
    wrong = [i for i in range(2, len(after)) if not_strided(event, before[i], after[i], stride)]
    if len(wrong) == len(after) - 2:
        path = function.definition.file.path
        found = warning(
            event,
            f'"{text}" is stated, but {size_text(before)} becomes {size_text(after)}',
            at=Span(path, Location(row, column), Location(row, end)),
            label=f"{size_text(before)} becomes {size_text(after)}",
            help="correct whichever of the two is wrong",
            related=[(event, f"{event.name} gives {size_text(after)}")],
        )
    yield (around, row, column), found


def _asserted(trace: Trace) -> Iterator[Finding]:
    """`assert x.shape == (...)` that is never true."""
    for named in trace.named:
        tensor = trace.tensor(named.value) if named.name == "assert" else None
        event = None if tensor is None else event_of(trace, tensor)
        shape = None if tensor is None or event is None else shape_of(tensor, event)
        if event is not None and shape is not None:
            yield warning(
                event,
                f"`{source_at(named.place)}` never holds: the shape is {size_text(shape)}",
                at=named.place,
                label=f"it is {size_text(shape)}",
                help="correct whichever of the two is wrong",
                related=[(event, f"{event.name} gives {size_text(shape)}")],
            )
