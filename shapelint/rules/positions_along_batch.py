"""positions-along-batch (SHP310): a table of positions is added along the batch.

What: a table (a parameter, a buffer, an embedding of `arange`) whose name speaks of positions varies along one axis of
what it is added to, and every attention or recurrent layer behind takes that axis for the batch and runs along another,
as `batch_first` and the transposes on the way say, or as the product of queries and keys shows that are computed of
embedded tokens. Something that belongs to each sample, as an embedding of subjects, and attention along one axis after
the other are no mistake. The one row `pe[:, x.size(1)]` of such a table, where the rows of all steps were meant, is
added to every step.

Why: nothing fails. All steps of a sample get the same position, so that the network cannot tell their order, and what a
sample gives depends on its place in the batch.

Bad:

    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self, d=16):
            super().__init__()
            self.positions = nn.Parameter(torch.zeros(50, 1, d))
            self.encoder = nn.TransformerEncoderLayer(d, 2, batch_first=True)

        def forward(self, x):
            return self.encoder(x + self.positions[: x.size(0)])  # warning: [positions-along-batch]

    Net()(torch.randn(8, 20, 16))

Good:

    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self, d=16):
            super().__init__()
            self.positions = nn.Parameter(torch.zeros(50, 1, d))
            self.encoder = nn.TransformerEncoderLayer(d, 2, batch_first=True)

        def forward(self, x):
            return self.encoder(x + self.positions[: x.size(1)].transpose(0, 1))

    Net()(torch.randn(8, 20, 16))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.attention import MEETINGS, attends
from shapelint.rules.evidence.axis_origin import JOINS, origin
from shapelint.rules.evidence.flow import calls_of, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.one_row import one_row
from shapelint.rules.evidence.sequences import SEQUENCES, steps_axis
from shapelint.rules.evidence.spelled import same_axis
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at, words
from shapelint.source.reading.callee_text import operand_places

severity = "warning"
instead_of = ("wrong-axis",)

COUNTED = {"arange", "linspace", "zeros", "ones", "empty", "full", "tensor", "range", "as_tensor", "from_numpy"}
WORDS = re.compile(r"pe|pos|posi?tion\w*|positional|positions|temporal|sinusoid\w*|posemb|timestep\w*")


def check(trace: Trace) -> Iterator[Finding]:
    if not any(True for _ in calls_of(trace, SEQUENCES | MEETINGS)):
        return
    for event in calls_of(trace, {"add"}):
        given, shape = inputs(event), shape_of(event.output, event)
        if len(given) != 2 or shape is None or len(shape) != 3:
            continue
        for x, table in (given, given[::-1]):
            lone = one_row(trace, event, x, table)
            if lone is not None and _is_table(table) and _is_called_so(event, table):
                if any(short(user) in SEQUENCES | MEETINGS for user in flow_in(trace).after(event)):
                    yield lone
                break
            axis = _varies_along(event, table, shape)
            if axis is None or shape_of(x, event) != shape or not _is_table(table) or not _is_called_so(event, table):
                continue
            layer = _taken_for_the_batch(trace, event, axis) or attends(trace, event, axis, x)
            if layer is not None:
                if axis == 1 and _is_forgotten(trace, layer) and not _stands_in_front(x, event):
                    yield _of_layer(trace, event, table, layer)
                else:
                    yield _finding(trace, event, table, axis, layer)


def _varies_along(event: Event, table: Tensor, shape: tuple[Any, ...]) -> int | None:
    """The only axis along which a table varies.

    Of the axes of the sum but the last.
    """
    own = shape_of(table, event)
    if own is None or not 2 <= len(own) <= 3:
        return None
    whole = (1,) * (3 - len(own)) + own
    along = [axis for axis in (0, 1) if whole[axis] != 1]
    return along[0] if len(along) == 1 and whole[along[0]] == shape[along[0]] and whole[2] != 1 else None


def _is_table(tensor: Tensor) -> bool:
    """Whether it comes from parameters, buffers and counted numbers only."""
    waiting, seen = [tensor], 0
    while waiting and seen < 200:
        one = waiting.pop()
        seen += 1
        made = source(one)
        if one.role in ("parameter", "buffer"):
            continue
        if made is None and one.known_shape == ():
            continue  # a number
        if made is None:
            return False
        given = [other for other in inputs(made) if other is not one]
        if not given and made.name not in COUNTED:
            return False
        waiting += given
    return True


def _is_called_so(event: Event, table: Tensor) -> bool:
    """Whether names speak of positions.

    In the sum, of the class or function that it stands in, of the table.
    """
    texts = [_operand(event, table), event.place.definition.qualname, table.name or ""]
    made = source(table)
    for _ in range(6):
        if made is None:
            break
        texts.append(source_at(made.place))
        before = main(made)
        texts.append((before.name or "") if before is not None else "")
        made = source(before)
    return any(WORDS.fullmatch(word) for text in texts for word in words(text))


def _operand(event: Event, table: Tensor) -> str:
    """How the table is written in the sum.

    Another one may stand beside it.
    """
    given = inputs(event)
    places = operand_places(event.place, event.as_method)
    which = 0 if given and given[0] is table else 1
    return source_at(places[which]) if None not in places else source_at(event.place)


def _taken_for_the_batch(trace: Trace, event: Event, axis: int) -> Event | None:
    """The first layer behind that runs along the other axis.

    None where one runs along this, or it is not known.
    """
    first, behind = None, flow_in(trace).after(event)
    made = {id(event)} | {id(user) for user in behind}
    for user in behind:
        if short(user) not in SEQUENCES or id(source(main(user))) not in made:
            continue  # as a decoder that looks at it by the way
        steps, x = steps_axis(user), main(user)
        shape = shape_of(x, user)
        if steps is None or x is None or shape is None or len(shape) != 3:
            return None
        batch = (x, 1 - steps)
        if not same_axis(user, batch, (event.output, axis)) or not same_axis(
            user, (x, steps), (event.output, 1 - axis)
        ):
            return None
        first = first or user
    return first


def _finding(trace: Trace, event: Event, table: Tensor, axis: int, layer: Event) -> Finding:
    shape, own = (size_text(shape_of(event.output, event)), size_text(shape_of(table, event)))
    first = "" if short(layer) in MEETINGS else " (batch_first=True)" if axis == 0 else " (batch_first is False)"
    return warning(
        event,
        f"the positions {own} vary along axis {axis} of {shape}, which {title(trace, layer)} takes for the batch"
        f"{first}: all steps of a sample get the same one",
        label=f"added along axis {axis}",
        help=f"take as many positions as there are steps, and add them along axis {1 - axis}",
        related=[(layer, f"runs along axis {1 - axis}")],
    )


def _stands_in_front(x: Tensor, event: Event) -> bool:
    """Whether axis 0 was moved or put where it stands.

    Who did so has the steps in front.
    """
    start = origin(x, 0, event)
    made = start.event
    if made is None or start.moved is not None:
        return start.moved is not None
    if short(made) in JOINS and start.axis == 0:
        return any(_stands_in_front(one, made) for one in inputs(made))
    return short(made) in ("unsqueeze", "stack")


def _is_forgotten(trace: Trace, layer: Event) -> bool:
    """Whether nobody said what the layer takes for the batch.

    Then it is rather that which was forgotten: the positions stand along the steps. Not where the axes were moved for
    the layer before.
    """
    names = {short(layer), f"{short(layer)}Layer"}
    builds = [event for event in trace.events if event.kind == "build" and event.name in names]
    return bool(builds) and all(event.where("batch_first") is None for event in builds)


def _of_layer(trace: Trace, event: Event, table: Tensor, layer: Event) -> Finding:
    shape, own = (size_text(shape_of(event.output, event)), size_text(shape_of(table, event)))
    return warning(
        layer,
        f"{title(trace, layer)} runs along axis 0 of {shape}, as batch_first is False, and takes axis 1 for the batch, "
        f"along which the positions {own} vary: it mixes the samples",
        label="runs along axis 0",
        help="build it with batch_first=True",
        related=[(event, "the positions are added here")],
    )
