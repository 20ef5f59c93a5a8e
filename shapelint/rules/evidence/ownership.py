"""Which axis of a tensor an amount belongs to.

The one from whose size it was computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from msgspec import Struct

from shapelint.rules.evidence.windows import Pad, Window, sizes_from_last
from shapelint.sizes.dims import Dim, evaluate, symbols

PERIOD = 128 * 9 * 5 * 7 * 11 * 13
"""A multiple of all numbers up to 16, of 32, 64 and 128: what repeats itself (`-h % 8`) is the same again after it."""

TRIALS = 6


class Owner(Struct, frozen=True):
    """An axis, counted from the last.

    makes_up: the amount does not grow with the axis, as what is lacking to a fixed size, to a multiple or to another
    tensor's size does not; else it is merely computed of the size, or of the kernel over the axis.
    """

    axis: int
    makes_up: bool


def owner_of(amount: Dim | None, sizes: Mapping[int, Dim], kernels: Mapping[int, Dim]) -> Owner | None:
    """The axis that an amount belongs to.

    None where it depends on none, or on several alike.

    sizes, kernels: what is known of each axis, counted from the last.
    """
    if amount is None or isinstance(amount, int):
        return None
    names = symbols(amount)
    found: dict[int, set[str]] = {}
    for table in (sizes, kernels):
        for axis, size in table.items():
            shared = names & symbols(size)
            if shared:
                found.setdefault(axis, set()).update(shared)
    # A symbol of two axes tells nothing.
    counts = {name: sum(name in shared for shared in found.values()) for name in names}
    found = {axis: only for axis, shared in found.items() if (only := {n for n in shared if counts[n] == 1})}
    making_up = [axis for axis, shared in found.items() if all(_falls(amount, name) for name in shared)]
    if len(found) == 1:
        (axis,) = found
        return Owner(axis, bool(making_up) and bool(names & symbols(sizes.get(axis, 0))))
    return Owner(making_up[0], True) if len(making_up) == 1 else None


def _falls(amount: Dim, name: str) -> bool:
    """Whether an amount never grows with a symbol, over whole periods."""
    random = Random(0)
    for trial in range(TRIALS):
        values = {other: random.randint(1, 12) for other in sorted(symbols(amount))}
        if trial % 2:
            values[name] += random.randint(20, 400)
        try:
            before = evaluate(amount, values)
            values[name] += PERIOD
            if evaluate(amount, values) > before:
                return False
        except ZeroDivisionError:
            continue
    return True


class Misplaced(Struct, frozen=True):
    """An amount for one axis that belongs to another.

    index: of the axis in the tuple; both counted from the last.
    """

    index: int
    amount: Dim
    axis: int
    owner: int


class Flow(Struct, frozen=True):
    """What data flow says of a pad tuple.

    misplaced: the amounts that stand where they do not belong; empty where all are right, or no order is.
    moves: the axis that is padded -> the axis that its amounts belong to, both counted from the last.
    right: whether every amount that tells its axis stands there.
    """

    misplaced: tuple[Misplaced, ...]
    moves: dict[int, int]
    right: bool


def flow_of(pad: Pad, window: Window | None) -> Flow | None:
    """None where no amount tells its axis."""
    kernels: dict[int, Dim] = {}
    if window is not None:
        kernels = {index - window.spatial: size for index, size in enumerate(window.kernel)}
    ranks = sizes_from_last(pad.input, pad.event.output)
    told = [one for sizes in ranks if (one := _placed(pad.sides, sizes, kernels)) is not None]
    # Of several ranks that the input may have, one that makes all of it right is the one that was meant.
    return next((one for one in told if one.right), told[0]) if told else None


def _placed(
    sides: Sequence[tuple[Dim | None, Dim | None]], sizes: Mapping[int, Dim], kernels: Mapping[int, Dim]
) -> Flow | None:
    misplaced: list[Misplaced] = []
    moves: dict[int, set[int]] = {}
    certain = True
    for axis, pair in ((-1 - number, pair) for number, pair in enumerate(sides)):
        for offset, amount in enumerate(pair):
            owner = owner_of(amount, sizes, kernels)
            if owner is None or amount is None:
                continue
            moves.setdefault(axis, set()).add(owner.axis)
            if owner.axis != axis:
                # Where nobody asked for the size of the padded axis, it may well be that of the other: a square.
                certain = certain and owner.makes_up and axis in sizes
                misplaced.append(Misplaced(2 * (-1 - axis) + offset, amount, axis, owner.axis))
    if not misplaced:
        return Flow((), {}, True) if moves else None
    only = {axis: min(owners) for axis, owners in moves.items() if len(owners) == 1}
    one_to_one = len(only) == len(moves) and len(set(only.values())) == len(only)
    exchanged = set(only) == set(only.values())
    shifted = certain and all(axis != owner for axis, owner in only.items())
    if one_to_one and (exchanged or shifted):
        return Flow(tuple(misplaced), only, False)
    return Flow((), only, False)
