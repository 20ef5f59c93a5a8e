"""Channels that are normalised one by one, but along another axis.

Part of wrong-axis: `for i in range(3): img[:, :, i] -= mean[i]` of (3, height, width), and `img[i]` of (height, width,
3). The loop goes through as many as there are channels, and the axis that it indexes has many more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import calls_of, inputs, main, number, shape_of, short, warning
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text
from shapelint.source.place import Place

INDEX = frozenset({"__getitem__", "ndarray.__getitem__"})
SHIFTS = re.compile(r"(?:ndarray\.)?_{0,2}i?(?:sub|div|truediv|mul)_{0,2}")
WORD = r"\w*(?:mean|std|sigma|(?<![a-z])mu(?![a-z])|var|avg|deviation)\w*"
STATISTIC = WORD + r"(?:\(\))?\s*\[\s*{0}\s*\]"
HEADER = r"\bfor\s+{0}\b[^\n]*\bin\b[^\n]*" + WORD
"""The loop goes through the statistics itself: `for i, (m, s) in enumerate(zip(mean, std))`."""
ABOVE = 4
CHANNELS = (3, 4)
MANY = 16
"""Rows or columns that an image has at least."""


def other_than_channels(trace: Trace) -> Iterator[Finding]:
    places: dict[tuple[Any, int], list[Event]] = {}
    for event in calls_of(trace, INDEX):
        places.setdefault((event.place.definition, event.place.at), []).append(event)
    rows: set[tuple[Any, int]] = set()
    for events in places.values():
        if len(events) < min(CHANNELS):
            continue
        found = _of_other_axis(trace, events)
        if found is None:
            continue
        row = events[0].place.definition, int(events[0].place.definition.place(events[0].place.at)[0])
        if row not in rows:
            rows.add(row)
            yield found


def _of_other_axis(trace: Trace, events: list[Event]) -> Finding | None:
    event = events[0]
    shape = shape_of(main(event), event)
    if shape is None or len(shape) not in (3, 4):
        return None
    taken = {_taken(one, len(shape)) for one in events}
    axes, indices = {axis for axis, _ in taken}, {at for _, at in taken}
    count = len(indices)
    if len(axes) != 1 or count not in CHANNELS or indices != set(range(count)):
        return None
    (axis,) = axes
    size = shape[axis]
    channels = [at for at in (len(shape) - 3, len(shape) - 1) if shape[at] == count]
    if not isinstance(size, int) or size < MANY or len(channels) != 1:
        return None
    sides = [one for at, one in enumerate(shape[-3:]) if at + len(shape) - 3 != channels[0]]
    if not all(isinstance(one, int) and one >= MANY for one in sides) or not _says_statistic(event.place):
        return None
    users = flow_in(trace).users.get(id(event), ())
    if not any(SHIFTS.fullmatch(short(user)) and main(user) is event.output and _by_number(user) for user in users):
        return None
    right = "[i]" if channels[0] == 0 else f"[{':, ' * channels[0]}i]"
    return warning(
        event,
        f"the statistic of each channel is taken from axis {axis} of {size_text(shape)}, {count} of {size}; "
        f"the channels are axis {channels[0]}",
        label=f"{count} of {size}",
        help=f"index the channels: {right}",
    )


def _by_number(user: Event) -> bool:
    given = inputs(user)
    return len(given) == 1 or (len(given) == 2 and given[1].known_shape == ())


def _taken(event: Event, rank: int) -> tuple[int, int]:
    """The axis and element that an index takes, all else being whole."""
    key = event.arguments.get("key")
    parts = [*(key if isinstance(key, tuple) else (key,))]
    if len(parts) > rank or any(
        not (isinstance(one, slice) or one is Ellipsis or number(one) is not None) for one in parts
    ):
        return -1, -1
    if Ellipsis in parts:
        at = parts.index(Ellipsis)
        parts[at : at + 1] = [slice(None)] * (rank - len(parts) + 1)
    picked = [(axis, one) for axis, one in enumerate(parts) if number(one) is not None]
    whole = all(one == slice(None) for one in parts if isinstance(one, slice))
    return picked[0] if len(picked) == 1 and whole else (-1, -1)


def _says_statistic(place: Place) -> bool:
    """Whether the statement takes a mean or deviation of the same index."""
    file = place.definition.file
    row, _, end, _ = place.definition.place(place.at)
    text = "\n".join(file.lines[row - 1 : end])
    index = re.search(r"\[[\s:,.]*(\w+)\s*\]", text)
    if index is None:
        return False
    name, before = re.escape(index[1]), "\n".join(file.lines[max(row - 1 - ABOVE, 0) : row - 1])
    return any(
        re.search(pattern.format(name), where, re.IGNORECASE)
        for pattern, where in ((STATISTIC, text), (HEADER, before))
    )
