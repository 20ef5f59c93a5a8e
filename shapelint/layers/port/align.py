"""Which step of the one side is which of the other.

Steps with weights, and those that bring branches together, are aligned by least cost in the order of the data, never by
name; what lies behind each of them (activations, pools, dropout) is then paired behind its partner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.layers.port.steps import Step

FAMILIES = ({"conv", "transposed"}, {"batch_norm", "layer_norm", "group_norm", "instance_norm"}, {"lstm", "gru", "rnn"})
BETWEEN = ("act", "pool", "global_pool", "adaptive_pool", "upsample", "dropout", "pad", "crop")
Pairs = list[tuple[Step, Step]]


def anchors(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.weighted or step.kind == "merge"]


def align(keras: Sequence[Step], torch: Sequence[Step]) -> tuple[Pairs, list[Step], list[Step]]:
    """The pairs, and the steps of each side that have no partner."""
    pairs, left, right = _least_cost(anchors(keras), anchors(torch))
    pairs, left, right = _crossed(pairs, left, right)
    more, rest_left, rest_right = _between(keras, torch, pairs)
    order = {id(step): n for n, step in enumerate(keras)}
    return sorted([*pairs, *more], key=lambda pair: order[id(pair[0])]), left + rest_left, right + rest_right


def _crossed(pairs: Pairs, left: list[Step], right: list[Step]) -> tuple[Pairs, list[Step], list[Step]]:
    """Branches may stand in another order.

    What fits badly is paired with what fits, wherever that stands.
    """
    good = [pair for pair in pairs if cost(*pair) < ALIKE]
    ones = [*left, *[one for one, other in pairs if cost(one, other) >= ALIKE]]
    others = [*right, *[other for one, other in pairs if cost(one, other) >= ALIKE]]
    twins: Pairs = []
    for one in list(ones):
        twin = next((other for other in others if cost(one, other) < 0.05), None)
        if twin is not None:
            twins.append((one, twin))
            ones.remove(one)
            others.remove(twin)
    if not twins:
        return pairs, left, right
    more, left, right = _least_cost(ones, others)
    return [*good, *twins, *more], left, right


ALIKE = 0.3
"""Partners that cost less are not parted."""


def cost(one: Step, other: Step) -> float:
    """How unlike two anchors are; 9 where they cannot be partners."""
    if one.kind != other.kind:
        return 1.4 if any(one.kind in family and other.kind in family for family in FAMILIES) else 9.0
    total = 0.0
    for name, weight in (
        ("units", 0.5),
        ("kernel", 0.3),
        ("in", 0.3),
        ("merge", 0.5),
        ("groups", 0.1),
        ("stride", 0.1),
    ):
        a, b = one.said.get(name), other.said.get(name)
        if a is not None and b is not None and a != b:
            total += weight
    if one.shape is not None and other.shape is not None and one.shape != other.shape:
        total += 0.2
    return total


def gap(step: Step) -> float:
    return 0.75 if step.kind == "merge" or "norm" in step.kind or step.kind == "prelu" else 1.0


def _least_cost(one: list[Step], other: list[Step]) -> tuple[Pairs, list[Step], list[Step]]:
    rows, columns = len(one), len(other)
    best: list[list[tuple[float, str]]] = [[(0.0, "")] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if i == j == 0:
                continue
            ways: list[tuple[float, str]] = []
            if i and j:
                ways.append((best[i - 1][j - 1][0] + cost(one[i - 1], other[j - 1]), "both"))
            if i:
                ways.append((best[i - 1][j][0] + gap(one[i - 1]), "left"))
            if j:
                ways.append((best[i][j - 1][0] + gap(other[j - 1]), "right"))
            best[i][j] = min(ways, key=lambda way: way[0])
    pairs: Pairs = []
    left, right = [], []
    i, j = rows, columns
    while i or j:
        way = best[i][j][1]
        if way == "both":
            i, j = i - 1, j - 1
            pairs.append((one[i], other[j]))
        elif way == "left":
            i -= 1
            left.append(one[i])
        else:
            j -= 1
            right.append(other[j])
    return pairs[::-1], left[::-1], right[::-1]


def owner(step: Step) -> Step | None:
    """The anchor that a step lies behind."""
    seen = 0
    while step.inputs and seen < 1000:
        seen += 1
        step = step.inputs[0]
        if step.weighted or step.kind == "merge":
            return step
    return None


def _between(keras: Sequence[Step], torch: Sequence[Step], pairs: Pairs) -> tuple[Pairs, list[Step], list[Step]]:
    partner: dict[Any, Any] = {id(one): id(other) for one, other in pairs}
    behind: dict[Any, list[Step]] = {}
    for step in torch:
        if step.kind in BETWEEN:
            behind.setdefault(_key(owner(step)), []).append(step)
    found: Pairs = []
    left: list[Step] = []
    for step in keras:
        if step.kind not in BETWEEN:
            continue
        key = _key(owner(step))
        there = behind.get(partner.get(key) if key is not None else None, [])
        twin = _twin(step, there)
        if twin is None:
            left.append(step)
        else:
            there.remove(twin)
            found.append((step, twin))
    right = [step for steps in behind.values() for step in steps]
    for step in list(left):
        twin = _twin(step, [other for other in right if _same_detail(step, other)])
        if twin is not None and _orphan(step, partner):
            found.append((step, twin))
            left.remove(step)
            right.remove(twin)
    return found, left, right


def _orphan(step: Step, partner: dict[Any, Any]) -> bool:
    above = owner(step)
    return above is not None and id(above) not in partner


def _key(step: Step | None) -> int | None:
    return None if step is None else id(step)


POOLS = ("pool", "global_pool", "adaptive_pool")


def _twin(step: Step, others: Sequence[Step]) -> Step | None:
    alike = [other for other in others if other.kind == step.kind]
    exact = next((other for other in alike if _same_detail(step, other)), None)
    if exact is not None or alike:
        return exact or alike[0]
    return next((other for other in others if step.kind in POOLS and other.kind in POOLS), None)


def _same_detail(one: Step, other: Step) -> bool:
    names = ("activation", "pool_kind", "kernel", "of", "interpolation")
    return one.kind == other.kind and all(one.said.get(name) == other.said.get(name) for name in names)
