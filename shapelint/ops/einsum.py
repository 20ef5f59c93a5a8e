"""torch.einsum: its equation, and what it makes of the sizes.

A letter is one size wherever it stands (or 1, which broadcasts); `...` stands for the axes that have no letter, which
broadcast as in arithmetic. Without `->` the result has the axes of `...` and then, sorted, the letters that stand once.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any, NoReturn

from msgspec import Struct

from shapelint.ops.arithmetic import as_operand
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import is_floating, promoted
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast, meet
from shapelint.ops.matmul import RULE
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape

DOTS = "..."
LETTERS = string.ascii_uppercase + string.ascii_lowercase
"""In the order in which torch numbers them, for the form with lists of numbers."""

Subscripts = list[str]
"""Letters, and DOTS once at most."""


class Equation(Struct):
    inputs: list[Subscripts]
    output: Subscripts


@function("torch.einsum")
def einsum(*args) -> Tensor:
    """A sum of products by letters: ("bij,bjk->bik", (b, i, j), (b, j, k)) -> (b, i, k)"""
    if len(args) < 2:
        _refuse("einsum takes an equation and its operands")
    if isinstance(args[0], str):
        if len(args) == 2 and isinstance(args[1], Unknown):
            raise Undecided("whether the operands are a tensor or a list is not known")
        operands = args[1] if len(args) == 2 and isinstance(args[1], (tuple, list)) else args[1:]
        equation = parse(args[0])
    elif isinstance(args[0], Tensor):
        equation, operands = _from_lists(args)
    else:
        raise Undecided("the equation is not known")
    if len(operands) != len(equation.inputs):
        _refuse(f"the equation speaks of {len(equation.inputs)} operands, {len(operands)} are given")
    return contracted(equation, [as_operand(one, "operands") for one in operands])


def _refuse(says: str) -> NoReturn:
    need.refuse("wrong-arguments", says, argument="equation")


# --- reading ----------------------------------------------------------------------------------------------------


def parse(text: str) -> Equation:
    """An equation such as "b...i,ij->b...j". Refuses what torch cannot read."""
    left, arrow, right = text.partition("->")
    inputs = [_subscripts(part) for part in left.split(",")]
    return Equation(inputs, _checked_output(_subscripts(right), inputs) if arrow else _implied_output(inputs))


def _subscripts(text: str) -> Subscripts:
    found: Subscripts = []
    rest = text.replace(" ", "")
    while rest:
        part = DOTS if rest.startswith(DOTS) else rest[0]
        if part not in LETTERS and (part != DOTS or DOTS in found):
            _refuse(f"{part!r} in {text!r} is not a subscript")
        found.append(part)
        rest = rest[len(part) :]
    return found


def _from_lists(args: Sequence[Any]) -> tuple[Equation, list[Any]]:
    """The form einsum(x, [0, 1], y, [1, 2], [0, 2])."""
    operands, lists = list(args[0 : len(args) - 1 : 2]), list(args[1::2])
    inputs = [_numbered(one) for one in lists]
    if len(args) % 2:
        return Equation(inputs, _checked_output(_numbered(args[-1]), inputs)), operands
    return Equation(inputs, _implied_output(inputs)), operands


def _numbered(numbers: Any) -> Subscripts:
    if not isinstance(numbers, (tuple, list)):
        raise Undecided("the subscripts are not known")
    found: Subscripts = []
    for one in numbers:
        if one is Ellipsis:
            found.append(DOTS)
            continue
        number = need.whole(one, "sublist")
        if not isinstance(number, int):
            raise Undecided("the subscripts are not known")
        if not 0 <= number < len(LETTERS):
            _refuse(f"subscripts lie between 0 and {len(LETTERS) - 1}, {number} does not")
        found.append(LETTERS[number])
    return found


def _checked_output(output: Subscripts, inputs: list[Subscripts]) -> Subscripts:
    for letter in output:
        if output.count(letter) > 1:
            _refuse(f"{letter!r} stands twice in the result")
        if letter != DOTS and not any(letter in one for one in inputs):
            _refuse(f"{letter!r} stands in the result, but in no operand")
    return output


def _implied_output(inputs: list[Subscripts]) -> Subscripts:
    every = [letter for one in inputs for letter in one if letter != DOTS]
    dots = [DOTS] if any(DOTS in one for one in inputs) else []
    return dots + sorted(letter for letter in every if every.count(letter) == 1)


# --- sizes ------------------------------------------------------------------------------------------------------


def contracted(equation: Equation, operands: Sequence[Tensor]) -> Tensor:
    """The result of the equation on these operands."""
    sizes: dict[str, Dim] = {}
    dotted: list[Tensor] = []
    for number, (subscripts, operand) in enumerate(zip(equation.inputs, operands, strict=True)):
        part = _read(subscripts, operand, number, sizes)
        if part is not None:
            dotted.append(part)
    dots = broadcast(*dotted, arguments=["operands"] * len(dotted), rule=RULE) if dotted else ()
    joined = promoted(*operands)
    dtype = joined if is_floating(joined) else None
    if isinstance(dots, UnknownShape) and DOTS in equation.output:
        after = equation.output[equation.output.index(DOTS) + 1 :]
        known = {place - len(after): sizes[letter] for place, letter in enumerate(after) if letter in sizes}
        return Tensor(UnknownShape(dots.reason, known), dtype)
    result: list[Dim] = []
    for letter in equation.output:
        if letter == DOTS:
            assert isinstance(dots, tuple)
            result.extend(dots)
        elif letter in sizes:
            result.append(sizes[letter])
        else:
            result.append(need.fresh(letter))
    return Tensor(tuple(result), dtype)


def _read(subscripts: Subscripts, operand: Tensor, number: int, sizes: dict[str, Dim]) -> Tensor | None:
    """Learn the sizes of the letters of one operand.

    Returns a tensor of the axes that `...` stands for, or None.
    """
    letters = [one for one in subscripts if one != DOTS]
    has_dots = DOTS in subscripts
    if not has_dots:
        shape = need.rank(operand, {len(letters): _names(letters)}, "operands")
        _learn(letters, shape, 0, operand, number, sizes)
        return None
    known = need.known(operand)
    if known is None:
        assert isinstance(operand.shape, UnknownShape)
        return Tensor(UnknownShape(operand.shape.reason))
    if len(known) < len(letters):
        need.refuse(
            "wrong-rank", f"operand {number} must have at least {len(letters)} dimensions, it has {len(known)}",
            actual=len(known), expected=len(letters), of=operand, argument="operands",
        )  # fmt: skip
    before = subscripts.index(DOTS)
    after = len(known) - (len(letters) - before)
    _learn(letters[:before], known[:before], 0, operand, number, sizes)
    _learn(letters[before:], known[after:], after, operand, number, sizes)
    return Tensor(known[before:after])


def _names(letters: Subscripts) -> str:
    """What to call the sizes of a tensor of unknown rank."""
    return "".join(letters)


def _learn(
    letters: Subscripts, shape: Sequence[Dim], first: int, operand: Tensor, number: int, sizes: dict[str, Dim]
) -> None:  # fmt: skip
    seen: dict[str, Dim] = {}
    for axis, (letter, size) in enumerate(zip(letters, shape, strict=True), first):
        what = f"size of {letter!r} in operand {number}"
        if letter in seen:
            need.same(
                size, seen[letter], RULE, actual_is=what, expected_is=f"its other size in operand {number}", of=operand,
                axis=axis, argument="operands",
            )  # fmt: skip
        elif letter in sizes:
            sizes[letter] = meet(sizes[letter], size, operand, axis, "operands", RULE, what)
        else:
            sizes[letter] = size
        seen.setdefault(letter, size)
