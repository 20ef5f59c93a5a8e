"""einops: rearrange, reduce and repeat, as functions and as layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.dtypes import is_floating
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import named_size
from shapelint.ops.formulas.einops_pattern import DOTS, REDUCTIONS, Group, Malformed, Pattern, Side, read, unsized
from shapelint.ops.formulas.partial import unranked
from shapelint.ops.joining import stack
from shapelint.sizes.dims import Dim, floor_div, product
from shapelint.sizes.tensors import Tensor, Unknown, tensor

RULE = "invalid-reshape"


def malformed(text: str, error: Malformed) -> NoReturn:
    need.refuse("wrong-arguments", f"einops cannot use the pattern {text!r}: {error}", argument="pattern")


def _pattern(text: Any, operation: str, lengths: Mapping[str, Any], vague: bool = False) -> Pattern:
    """The pattern, read as one of an operation.

    vague: whether it may be one of another operation.
    """
    if not isinstance(text, str):
        raise Undecided("the pattern is not known")
    try:
        return read(text, operation, frozenset(lengths))
    except Malformed as error:
        if vague:
            raise Undecided("what the pattern is for is not known") from None
        malformed(text, error)


def _one(x: Tensor | Sequence[Tensor]) -> Tensor:
    """A list of tensors is stacked first."""
    if isinstance(x, Tensor):
        return x
    made = stack(list(x))
    assert isinstance(made, Tensor)
    return made


def _transformed(x: Tensor, pattern: Pattern, lengths: Mapping[str, Any]) -> Tensor:
    sizes: dict[str, Dim] = {**pattern.left.numbers}
    for name, value in lengths.items():
        sizes[name] = need.whole(value, name)
        need.at_least(sizes[name], 0, "invalid-size", actual_is=name, argument=name)
    dots = decomposed(x, pattern.left, pattern.text, sizes)
    for name, number in pattern.right.numbers.items():
        sizes[f"right{name}"] = number
    made: list[Dim] = []
    spread = None if pattern.right.bracketed_dots else (DOTS,)  # `(...)` is one axis, `...` is as many as there are
    for group in pattern.right.groups:
        names = [f"right{name}" if name in pattern.right.numbers else name for name in group]
        if DOTS not in names:
            made.append(product(need.facts.resolve(sizes[name]) for name in names))
        elif dots is None:
            if group == spread:
                return _around_dots(x, pattern.right, sizes)
            made.append(need.fresh("n"))
        elif group == spread:
            made.extend(dots)
        else:
            made.append(product([*dots, *(sizes[name] for name in names if name != DOTS)]))
    return tensor(*made, dtype=x.dtype)


def _around_dots(x: Tensor, side: Side, sizes: Mapping[str, Dim]) -> Tensor:
    """The result where nobody knows how many axes `...` stands for."""
    known: dict[int, Dim] = {}
    middle = side.groups.index((DOTS,))
    for place, group in enumerate(side.groups):
        if place != middle and not any(name in side.numbers for name in group):
            axis = place if place < middle else place - len(side.groups)
            known[axis] = product(need.facts.resolve(sizes[name]) for name in group)
    return unranked(x, known)


def decomposed(x: Tensor, side: Side, text: str, sizes: dict[str, Dim]) -> tuple[Dim, ...] | None:
    """Learn the sizes of all names from the axes of `x`.

    Those of `...`, None where the rank is not known.
    """
    shape = need.known(x)
    groups = list(side.groups)
    middle = groups.index((DOTS,)) if side.has_dots else len(groups)
    if shape is None and not side.has_dots:
        shape = need.refine(x, len(groups), [_letter(group, place) for place, group in enumerate(groups)])
    if shape is None:
        for place in range(middle):
            _learn(groups[place], named_size(x, place, _letter(groups[place], place)), place, x, text, sizes)
        for place in range(middle + 1, len(groups)):
            axis = place - len(groups)
            _learn(groups[place], named_size(x, axis, _letter(groups[place], axis)), axis, x, text, sizes)
        return None
    if len(shape) < side.axes or (len(shape) > side.axes and not side.has_dots):
        least = "at least " if side.has_dots else ""
        need.refuse(
            RULE, f"the pattern {text!r} wants {least}{side.axes} dimensions, the input has {len(shape)}: "
            f"{'x'.join(map(str, shape)) or 'none'}", actual=len(shape), expected=side.axes, of=x, argument="pattern",
        )  # fmt: skip
    spare = len(shape) - side.axes
    dots = shape[middle : middle + spare] if side.has_dots else ()
    for place, group in enumerate(groups):
        if place != middle or not side.has_dots:
            axis = place if place < middle else place + spare - 1
            _learn(group, shape[axis], axis, x, text, sizes)
    return dots


def _letter(group: Group, axis: int) -> str:
    return group[0] if len(group) == 1 and group[0][0] not in "#_" else f"d{axis}".replace("-", "_")


def _learn(group: Group, size: Dim, axis: int, x: Tensor, text: str, sizes: dict[str, Dim]) -> None:
    """Learn the size of a factor from its axis.

    The axis is the product of its factors, at most one of which is not known yet.
    """
    missing = unsized(group, set(sizes))
    given = product(sizes[name] for name in group if name not in missing)
    word = _word(group, sizes)
    about: dict[str, Any] = {
        "actual_is": f"axis {axis} of the input, {word} in {text!r}", "of": x, "axis": axis, "argument": "pattern",
    }  # fmt: skip
    if not missing:
        need.same(size, given, RULE, expected_is=word, **about)
        return
    (name,) = missing
    if len(group) == 1:
        sizes[name] = size
        return
    need.divides(given, size, RULE, expected_is=" * ".join(_shown(one, sizes) for one in group if one != name), **about)
    sizes[name] = 0 if given == 0 else floor_div(size, given)


def _word(group: Group, sizes: Mapping[str, Dim]) -> str:
    names = [_shown(name, sizes) for name in group]
    return names[0] if len(names) == 1 else f"({' '.join(names)})"


def _shown(name: str, sizes: Mapping[str, Dim]) -> str:
    return str(sizes[name]) if name.startswith("#") else name


@function("einops.rearrange")
def rearrange(tensor: Tensor | Sequence[Tensor], pattern, **axes_lengths) -> Tensor:
    """By a pattern: "b c h w -> b (h w) c" """
    return _transformed(_one(tensor), _pattern(pattern, "rearrange", axes_lengths), axes_lengths)


@function("einops.repeat")
def repeat(tensor: Tensor | Sequence[Tensor], pattern, **axes_lengths) -> Tensor:
    """By a pattern, axes that stand on the right only being new: "h w -> h w c" """
    return _transformed(_one(tensor), _pattern(pattern, "repeat", axes_lengths), axes_lengths)


def _reduced(x: Tensor, pattern: Pattern, reduction: Any, lengths: Mapping[str, Any]) -> Tensor:
    made = _transformed(x, pattern, lengths)
    kept = reduction in REARRANGING or (is_floating(x.dtype) and reduction in REDUCTIONS[:5])
    made.dtype = x.dtype if kept else None
    return made


REARRANGING = ("repeat", "rearrange")
"""What may stand in the place of a reduction: the pattern is then read as that function reads it."""


def _reducing(text: Any, reduction: Any, lengths: Mapping[str, Any]) -> Pattern:
    """The pattern beside a reduction."""
    if isinstance(reduction, str) and reduction in REARRANGING:
        return _pattern(text, reduction, lengths)
    _check_reduction(reduction)
    return _pattern(text, "reduce", lengths, vague=isinstance(reduction, Unknown))


def _check_reduction(reduction: Any) -> None:
    if isinstance(reduction, str) and reduction not in REDUCTIONS:
        need.refuse(
            "wrong-arguments", f"reduction must be one of {', '.join(REDUCTIONS)}, it is {reduction!r}",
            argument="reduction",
        )  # fmt: skip


@function("einops.reduce")
def reduce(tensor: Tensor | Sequence[Tensor], pattern, reduction, **axes_lengths) -> Tensor:
    """By a pattern, axes that stand on the left only being reduced: "b c h w -> b c" """
    return _reduced(_one(tensor), _reducing(pattern, reduction, axes_lengths), reduction, axes_lengths)


# --- layers -------------------------------------------------------------------------------------------------------


@layer("einops.layers.torch.Rearrange")
class Rearrange:
    """By a pattern: "b c h w -> b (h w) c" """

    def __init__(self, pattern, **axes_lengths) -> None:
        self.pattern = pattern
        self.axes_lengths = axes_lengths
        if isinstance(pattern, str):
            _pattern(pattern, "rearrange", axes_lengths)

    def forward(self, input: Tensor) -> Tensor:
        return _transformed(input, _pattern(self.pattern, "rearrange", self.axes_lengths), self.axes_lengths)


@layer("einops.layers.torch.Reduce")
class Reduce:
    """By a pattern, axes that stand on the left only being reduced: "b c h w -> b c" """

    def __init__(self, pattern, reduction, **axes_lengths) -> None:
        self.pattern = pattern
        self.reduction = reduction
        self.axes_lengths = axes_lengths
        if isinstance(pattern, str):
            _reducing(pattern, reduction, axes_lengths)

    def forward(self, input: Tensor) -> Tensor:
        pattern = _reducing(self.pattern, self.reduction, self.axes_lengths)
        return _reduced(input, pattern, self.reduction, self.axes_lengths)
