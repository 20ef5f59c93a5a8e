"""What two models that were aligned do differently, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shapelint.layers.port.axes import BEHIND, Axis, is_mixed, is_unknown, length, letters_of
from shapelint.layers.port.difference import EFFECTS, Difference
from shapelint.layers.port.layer_fields import BY_KIND
from shapelint.layers.port.steps import CARRYING, Step


def differences(
    pairs: Sequence[tuple[Step, Step]], left: Sequence[Step], right: Sequence[Step]
) -> tuple[list[Difference], list[str]]:
    """The differences, and notes."""
    found: list[Difference] = []
    notes: list[str] = []
    for keras, torch in pairs:
        for one in _pair(keras, torch):
            found.append(one)
        if torch.refused and not any(one.torch is torch and one.effect == "raises" for one in found):
            found.append(_refusal(keras, torch))
    found += _shared(pairs)
    _alone(left, right, pairs, found, notes)
    found = _once(found)
    _mark_consequences(found)
    order = {effect: n for n, effect in enumerate(EFFECTS)}
    return sorted(found, key=lambda one: (one.follows is not None, order[one.effect])), notes


def _pair(k: Step, t: Step) -> Iterator[Difference]:
    if k.kind != t.kind:
        effect = "shape" if k.shape != t.shape and k.shape is not None and t.shape is not None else "values"
        yield Difference("kind", effect, k, t, k.kind, t.kind, f"a {_word(k)} in Keras, a {_word(t)} in torch")
        return
    yield from BY_KIND.get(k.kind, _nothing)(k, t)
    if k.kind in CARRYING:
        yield from _order(k, t)


def _nothing(k: Step, t: Step) -> Iterator[Difference]:
    return iter(())


def _word(step: Step) -> str:
    """The name of a step's class: `Dropout`.

    A part of a layer made of layers has its class in its label only.
    """
    named = step.label.rpartition(" (")[2]
    return named[:-1] if named.endswith(")") else step.event.name


# --- orders -----------------------------------------------------------------------------------------------------------


def _order(k: Step, t: Step) -> Iterator[Difference]:
    """Whether the numbers that weights meet stand in the same order."""
    if k.takes is None or t.takes is None or k.kind == "embedding" or t.said.get("inner"):
        return
    is_last = t.kind == "linear" or "letters" in t.said
    mine = k.takes[-1] if is_last else _channels(k)
    its = t.takes[-1] if is_last else (t.takes[1] if len(t.takes) > 1 else None)
    if mine is None or its is None or length(mine) != length(its) or is_mixed(mine) or mine == its or is_unknown(its):
        return
    if is_mixed(its):
        yield Difference(
            "layout", "values", k, t, letters_of(mine), "mixed",
            "a reshape in torch mixes numbers of different axes, which Keras keeps apart",
        )  # fmt: skip
    elif letters_of(mine) == "C" and its and set(letters_of(its)) <= set("DHWT"):
        yield Difference(
            "layout", "values", k, t, "channels", _said(its), f"takes the channels in Keras, the {_said(its)} in torch"
        )
    elif _are_alike(letters_of(mine), letters_of(its)):
        fix = "x.permute(0, 2, 3, 1).flatten(1)" if "CHW" in letters_of(its) else ""
        yield Difference(
            "order", "order", k, t, _said(mine), _said(its),
            f"takes the numbers in the order {_said(mine)} in Keras, {_said(its)} in torch: only matters where weights "
            "are copied", fix,
        )  # fmt: skip


def _channels(k: Step) -> Axis | None:
    assert k.takes is not None
    first = getattr(k.module, "attributes", {}).get("first") is True
    return k.takes[1] if first and len(k.takes) > 2 else k.takes[-1]


def _are_alike(one: str, other: str) -> bool:
    """Whether two axes count the same, in whatever order and pieces."""
    if BEHIND in one + other:
        return set(one) - {BEHIND} == set(other) - {BEHIND}
    return sorted(one) == sorted(other)


WORDS = {"H": "rows", "W": "columns", "C": "channels", "T": "time", "D": "depth"}


def _said(axis: Axis) -> str:
    pieces = letters_of(axis).split(BEHIND)
    return "; then ".join(", ".join(WORDS.get(letter, letter) for letter in piece) for piece in pieces)


# --- what only one side has -------------------------------------------------------------------------------------------


def _shared(pairs: Sequence[tuple[Step, Step]]) -> Iterator[Difference]:
    seen: dict[int, tuple[Step, Step]] = {}
    for k, t in pairs:
        if not k.weighted or k.module is None:
            continue
        before = seen.setdefault(id(k.module), (k, t))
        if before[0].event is not k.event and before[1].module is not t.module:
            yield Difference(
                "shared", "params", k, t, "one layer", "two modules",
                f"Keras calls {k.name} twice; torch has {before[1].name} and {t.name}, each with weights of its own",
            )  # fmt: skip


def _alone(
    left: Sequence[Step], right: Sequence[Step], pairs: Sequence[tuple[Step, Step]], found: list[Difference],
    notes: list[str],
) -> None:  # fmt: skip
    last = max((n for n, (k, _) in enumerate(pairs) if k.weighted), default=-1)
    final = pairs[last][0] if last >= 0 else None
    for step in left:
        word = step.said.get("activation")
        if step.kind == "act" and word in ("softmax", "sigmoid") and step.inputs and step.inputs[0] is final:
            notes.append(
                f"torch leaves the last {word} out: right where the loss applies it (CrossEntropyLoss, "
                "BCEWithLogitsLoss)"
            )
            continue
        if step.kind in ("merge", "crop") and any(other.kind in (step.kind, "index", "other") for other in right):
            continue
        if step.kind in ("lstm", "gru", "rnn"):
            found[:] = [one for one in found if one.field != "step"]  # they end elsewhere, as there are fewer
        found.append(_lone(step, None))
    for step in right:
        if step.kind not in ("merge", "crop"):  # which may well be a part of something else
            found.append(_lone(None, step))


def _lone(k: Step | None, t: Step | None) -> Difference:
    step = k or t
    assert step is not None
    field = "activation" if step.kind == "act" else "missing"
    if step.kind in ("lstm", "gru", "rnn"):
        field = "layers"
    effect = "params" if step.weighted else "training" if step.kind == "dropout" else "values"
    what = step.said.get("activation") or _word(step)
    where, other = ("Keras", "torch") if k is not None else ("torch", "Keras")
    message = f"{what} is in {where} only: {other} has nothing in its place"
    return Difference(field, effect, k, t, what if k else None, what if t else None, message)


def _once(found: Sequence[Difference]) -> list[Difference]:
    """Each difference of a layer that is called several times once.

    Where time is taken for the batch, which step is taken says nothing.
    """
    wrong = {id(one.torch.module) for one in found if one.field == "layout" and one.torch is not None}
    seen: set[Any] = set()
    kept = []
    for one in found:
        if one.field == "step" and one.torch is not None and id(one.torch.module) in wrong:
            continue
        key = one.field, *[None if step is None else (step.name, step.place) for step in (one.keras, one.torch)]
        if key not in seen:
            kept.append(one)
        seen.add(key)
    return kept


# --- consequences -----------------------------------------------------------------------------------------------------


def _refusal(k: Step, t: Step) -> Difference:
    field = "in_features" if t.kind in ("linear", "conv") else "shape"
    return Difference(field, "raises", k, t, k.said.get("in"), t.said.get("in"), f"torch raises here: {t.refused}")


def _mark_consequences(found: list[Difference]) -> None:
    """Mark differences that follow from another.

    What torch refuses, or has other sizes of, behind a difference of sizes follows from that; and what lies behind a
    layer that is missing.
    """
    lone = {id(one.keras or one.torch): one for one in found if one.keras is None or one.torch is None}
    for one in lone.values():
        step = one.keras or one.torch
        assert step is not None
        above = [lone[id(other)] for other in _layers_above(step) if id(other) in lone]
        if not step.weighted and above and above[0].follows is None:
            one.follows = above[0]
    roots = [
        one for one in found if one.effect in ("shape", "values", "params") and one.torch and one.field != "in_features"
    ]
    sized = [
        one for one in roots
        if one.effect == "shape" or one.field in ("missing", "kind", "step", "merge", "layers", "kernel", "dilation")
    ]  # fmt: skip
    for one in found:
        if one.field not in ("in_features", "shape") or one.torch is None:
            continue
        before = [root for root in sized if root is not one and root.torch is not None and _leads(root, one)]
        if before:
            one.follows = before[-1]


def _layers_above(step: Step) -> list[Step]:
    """The nearest layers with weights on each way to a step."""
    found: list[Step] = []
    stack = list(step.inputs)
    for _ in range(100):
        if not stack:
            break
        one = stack.pop()
        if one.weighted:
            found.append(one)
        else:
            stack += one.inputs
    return found


def _leads(root: Difference, one: Difference) -> bool:
    assert root.torch is not None and one.torch is not None
    return root.torch is not one.torch and root.torch.event.order <= one.torch.event.order
