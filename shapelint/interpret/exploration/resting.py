"""What a failure rests on of what was guessed in its world.

By the tensors that led to it, and by the branches that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.interpret.exploration.guards import flags_around
from shapelint.interpret.state.guesses import BATCHED, CONDITION, Made
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Tensor

MOST_EVENTS = 2_000


def is_batched(event: Event, made: list[Made]) -> bool:
    """Whether the failure comes of an input taken for a batch."""
    orders = {one.order for one in made if one.row is BATCHED and one.holds}
    return bool(orders) and any(one.order in orders for one in _behind(event))


def flags(event: Event, made: list[Made]) -> list[str]:
    """The unknown flags on which an operation depends, as written.

    Their branches hold the operation, the calls that led to it, or the layer.
    """
    decided = {(one.place, one.holds) for one in made if one.row is CONDITION}
    if not decided:
        return []
    built = event.build
    way = [*event.stack, event.place, *((*built.stack, built.place) if built is not None else ())]
    found = [f"`{text}` holds" if holds else f"`{text}` does not hold" for place, holds, text in flags_around(way) if (place, holds) in decided]  # fmt: skip
    return list(dict.fromkeys(found))


def _behind(event: Event) -> Iterator[Event]:
    """The event, and those that made what it was given, each once."""
    waiting, seen = [event], {id(event)}
    while waiting and len(seen) < MOST_EVENTS:
        one = waiting.pop()
        yield one
        for value in one.arguments.values():
            for tensor in _tensors(value):
                source = tensor.source
                if isinstance(source, Event) and id(source) not in seen:
                    seen.add(id(source))
                    waiting.append(source)


def _tensors(value: Any, depth: int = 3) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (list, tuple)) and depth:
        for part in value:
            yield from _tensors(part, depth - 1)
