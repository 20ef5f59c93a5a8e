"""What a mask says where it is True.

That a position counts, or that it is hidden: `tokens != PAD`, `arange < lengths` and a lower triangle are of the first
kind, `tokens == PAD`, `arange >= lengths` and an upper triangle of the second; `~` exchanges them.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.evidence.flow import calls_of, inputs, main, number, shape_of, short, source
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at, words
from shapelint.source.reading.callee_text import operand_places

KEPT = frozenset({
    "bool", "to", "long", "int", "float", "unsqueeze", "squeeze", "expand", "expand_as", "repeat", "view", "reshape",
    "contiguous", "clone", "detach", "cuda", "cpu", "type", "__getitem__", "byte", "repeat_interleave", "flatten",
    "broadcast_to", "stack", "type_as", "half",
})  # fmt: skip
MOVES = frozenset({"transpose", "permute", "t", "T", "mT"})
FLIPS = frozenset({"invert", "logical_not", "bitwise_not"})
HANDED = frozenset({"to", "cuda", "cpu", "long", "int", "clone", "contiguous", "detach", "__getitem__", "type"})
COMPARES = {"ne": True, "eq": False, "gt": True}
PADS = frozenset({"pad", "padding", "pads"})
LENGTHS = frozenset({"len", "lens", "length", "lengths", "valid"})
MADE = frozenset({"zeros", "ones", "full", "new_zeros", "new_ones", "zeros_like", "ones_like", "full_like"})
CONSTANT = ((r"\bones\w*\(|new_ones\(|\bTrue\b", True), (r"\bzeros\w*\(|new_zeros\(|\bFalse\b", False))
MOST = 40


class Sense(NamedTuple):
    """Whether True says that a position counts, by which operation and why.

    what: "tokens", "steps" or "triangle".
    """

    counts: bool
    event: Event
    why: str
    what: str


def sense_of(trace: Trace, mask: Any) -> Sense | None:
    """What True says in a mask; None where nothing tells."""
    flipped = moved = False
    tensor = mask
    for _ in range(MOST):
        made = source(tensor)
        if made is None:
            return None
        name, before = short(made), main(made)
        found = _told(trace, made, name)
        if found is not None:
            if found.what == "triangle" and moved:
                return None
            return found._replace(counts=found.counts is not flipped)
        if before is None or before is tensor:
            return None
        if name in FLIPS or _is_complement(made, name):
            flipped = not flipped
        elif name in MOVES:
            moved = True
        elif name in ("eq", "ne") and _of_numbers(before):
            other = _number_beside(made)
            if other not in (0, 1):
                return None
            flipped = flipped is not ((name == "eq") is (other == 0))
        elif name in ("and", "or", "logical_and", "logical_or", "bitwise_and", "bitwise_or"):
            both = [sense_of(trace, one) for one in inputs(made)]
            one, other_sense = both if len(both) == 2 else (None, None)
            if one is None or other_sense is None or one.counts is not other_sense.counts:
                return None
            return one._replace(counts=one.counts is not flipped)
        elif name not in KEPT or (name == "__getitem__" and _takes_by_tensor(made)):
            return None
        tensor = before
    return None


def _told(trace: Trace, made: Event, name: str) -> Sense | None:
    if name in COMPARES and made.operation is not None:
        tokens = _tokens(trace, made, name)
        if tokens is not None:
            return tokens
    if name in ("lt", "ge", "gt", "le"):
        return _steps(made, name)
    if name in ("tril", "triu"):
        return _triangle(made, name)
    if name in MADE:
        return _filled(trace, made)
    return None


def _tokens(trace: Trace, made: Event, name: str) -> Sense | None:
    """`tokens != PAD`: they are embedded, or the number is called so."""
    left, right = _operands(made)
    ids = main(made)
    if ids is None or len([one for one in inputs(made) if one.known_shape != ()]) != 1 or _is_mask(ids):
        return None
    padding = PADS & set(words(source_at(right))) if right is not None else set()
    if (name == "gt" or not padding) and not _is_padding(trace, ids, _number_beside(made)):
        return None
    if PADS & set(words(source_at(left))) - {"padded"} and not padding:
        return None  # a mask of paddings, it seems
    sign = {"ne": "!=", "eq": "==", "gt": ">"}[name]
    text = f"{source_at(left) or 'ids'} {sign} {source_at(right) or 'padding'}"
    return Sense(COMPARES[name], made, " ".join(text.split())[:60], "tokens")


def _is_padding(trace: Trace, ids: Tensor, value: int | None) -> bool:
    """Whether a number stands for padding in what an embedding looks up.

    It says so itself, or it is 0.
    """
    found = trace.once(_embedded).get(id(_root(ids)))
    return value is not None and found is not None and value == (0 if found is Ellipsis else found)


def _embedded(trace: Trace) -> dict[int, Any]:
    """The tensors that an embedding looks up, and its padding.

    An ellipsis where it has none.
    """
    found: dict[int, Any] = {}
    for event in calls_of(trace, {"Embedding", "embedding"}):
        held = getattr(event.target, "attributes", event.arguments).get("padding_idx")
        if isinstance(one := event.arguments.get("input"), Tensor):
            found[id(_root(one))] = Ellipsis if held is None else held
    return found


def _root(tensor: Tensor) -> Tensor:
    """The tensor that was handed on, or taken in part."""
    for _ in range(MOST):
        made = source(tensor)
        before = None if made is None or short(made) not in HANDED else main(made)
        if before is None:
            return tensor
        tensor = before
    return tensor


def _steps(made: Event, name: str) -> Sense | None:
    """`arange(steps) < lengths[:, None]`, whichever side stands first."""
    given = inputs(made)
    if len(given) != 2:
        return None
    counted = [_is_arange(one) for one in given]
    if counted[0] is counted[1]:
        return None
    place = _operands(made)[1 if counted[0] else 0]
    text = source_at(place)
    if not LENGTHS & set(words(text)) or PADS & set(words(text)):
        return None
    shape = shape_of(made.output, made)
    if shape is None or len(shape) < 2:
        return None
    counts = (name in ("lt", "le")) is counted[0]
    left, right = map(source_at, _operands(made))
    sign = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}[name]
    return Sense(counts, made, " ".join(f"{left} {sign} {right}".split())[:60], "steps")


def _is_arange(tensor: Tensor) -> bool:
    for _ in range(MOST):
        made = source(tensor)
        if made is None:
            return False
        if short(made) == "arange":
            return True
        before = main(made) if short(made) in KEPT else None
        if before is None:
            return False
        tensor = before
    return False


def _triangle(made: Event, name: str) -> Sense | None:
    """Ones below the diagonal and on it, or above it."""
    ones, diagonal = source(main(made)), number(made.arguments.get("diagonal"))
    if ones is None or diagonal is None or _constant(ones) is not True:
        return None
    if name == "tril":
        return Sense(True, made, "a lower triangle of ones", "triangle") if diagonal >= 0 else None
    return Sense(False, made, "an upper triangle of ones", "triangle") if diagonal >= 1 else None


def _constant(made: Event) -> bool | None:
    """Whether a tensor was made full of ones or Trues.

    False for zeros, None where neither is written.
    """
    text = source_at(made.place) if short(made) in MADE else ""
    found = [sign for pattern, sign in CONSTANT if re.search(pattern, text)]
    return found[0] if len(found) == 1 else None


def _filled(trace: Trace, made: Event) -> Sense | None:
    """Zeros that were set to True up to each length.

    Or ones set to False; behind the length it is the opposite.
    """
    start = _constant(made)
    if start is None:
        return None
    told: dict[bool, Event] = {}
    for event in calls_of(trace, {"__setitem__", "fill_", "masked_fill_"}):
        if event.arguments.get("self") is not made.output:
            continue
        key, value = event.arguments.get("key"), event.arguments.get("value")
        parts = key if isinstance(key, tuple) else (key,)
        text = source_at(event.place).partition("=")[0]
        if short(event) != "__setitem__" or type(value) not in (bool, int, float) or value not in (0, 1) or not parts:
            return None
        last = parts[-1]
        if (
            not isinstance(last, slice)
            or last.step is not None
            or bool(value) is start
            or not LENGTHS & set(words(text))
        ):
            return None
        if (last.start is None) is (last.stop is None):
            return None
        behind = last.stop is None and not re.search(r"-\s*[\w.()\[\]]+\s*:", text)
        told[bool(value) is not behind] = event
    if len(told) != 1:
        return None
    ((counts, event),) = told.items()
    return Sense(counts, made, " ".join(source_at(event.place).split())[:60], "tokens")


def _is_complement(made: Event, name: str) -> bool:
    """`1 - mask`."""
    left = _operands(made)[0] if name == "sub" else None
    return left is not None and source_at(left).strip() in ("1", "1.0")


def _of_numbers(tensor: Tensor) -> bool:
    """Whether it is a mask already, of which numbers are asked for."""
    return _is_mask(tensor)


def _is_mask(tensor: Tensor) -> bool:
    for _ in range(MOST):
        made = source(tensor)
        if made is None:
            return False
        if short(made) in ("eq", "ne", "lt", "le", "gt", "ge", "tril", "triu", "isin", "isnan", *FLIPS):
            return True
        before = main(made) if short(made) in KEPT or short(made) in MOVES or short(made) == "sub" else None
        if before is None:
            return False
        tensor = before
    return False


def _number_beside(made: Event) -> int | None:
    other = made.arguments.get("other")
    if isinstance(other, (bool, int, float)):
        return int(other)
    text = source_at(_operands(made)[1])
    return {"0": 0, "1": 1, "0.0": 0, "1.0": 1, "False": 0, "True": 1}.get(text.strip())


def _operands(made: Event) -> tuple[Any, Any]:
    left, right = operand_places(made.place, made.as_method)
    return left, right


def _takes_by_tensor(made: Event) -> bool:
    key = made.arguments.get("key")
    return any(isinstance(one, Tensor) for one in (key if isinstance(key, tuple) else (key,)))
