"""The patterns of einops: `b (h p) (w q) c -> b (h w) (p q c)`, read into groups of axes and checked.

One group is one axis of the tensor: several names in brackets are its factors, `1` and `()` are an axis of size 1, a
larger number is a factor of that size without a name, `...` stands for any number of axes.
"""

from __future__ import annotations

import re

from msgspec import Struct

DOTS = "..."

REDUCTIONS = ("min", "max", "sum", "mean", "prod", "any", "all")

Group = tuple[str, ...]
"""The names of the factors of one axis; (DOTS,) where `...` stands outside brackets."""


class Malformed(Exception):
    """What einops would say of a pattern that it refuses."""


class Side(Struct, frozen=True):
    """One side of a pattern.

    numbers: the factors without a name, under names made up for them ("#0").
    bracketed_dots: whether `...` stands inside brackets, and so among the factors of one axis.
    """

    groups: tuple[Group, ...]
    numbers: dict[str, int] = {}
    bracketed_dots: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Every name, DOTS among them, without the numbers."""
        return frozenset(name for group in self.groups for name in group) - self.numbers.keys()

    @property
    def has_dots(self) -> bool:
        return DOTS in self.names

    @property
    def axes(self) -> int:
        """How many axes there are beside those of `...`."""
        return len(self.groups) - (self.has_dots and not self.bracketed_dots)


class Pattern(Struct, frozen=True):
    text: str
    left: Side
    right: Side


def read(text: str, operation: str, lengths: frozenset[str]) -> Pattern:
    """The pattern of a rearrange, reduce or repeat.

    lengths: the sizes that are given to it by name.

    Raises Malformed where einops refuses it whatever the tensor is.
    """
    sides = text.split("->")
    if len(sides) != 2:
        raise Malformed("there must be one -> in it")
    left, right = read_side(sides[0]), read_side(sides[1])
    if not left.has_dots and right.has_dots:
        raise Malformed("... stands on the right only")
    if left.bracketed_dots:
        raise Malformed("... stands in brackets on the left")
    if operation == "rearrange":
        if left.numbers or right.numbers:
            raise Malformed("numbers other than 1 have no place in rearrange")
        _none(left.names ^ right.names, "stands on one side only")
    elif operation == "repeat":
        _none((left.names - right.names) | left.numbers.keys(), "stands on the left only")
        _none(right.names - left.names - lengths, "has no size")
    else:
        _none((right.names - left.names) | right.numbers.keys(), "stands on the right only")
    _none(lengths - (right.names if operation == "repeat" else left.names), "is not in it")
    for group in left.groups:
        _none(unsized(group, lengths | left.numbers.keys())[1:], "cannot be inferred beside another")
    return Pattern(text, left, right)


def unsized(group: Group, sized: frozenset[str] | set[str]) -> list[str]:
    """The factors of an axis whose sizes are not given."""
    return [name for name in group if name not in sized and name != DOTS]


def _none(names: frozenset[str] | set[str] | list[str], says: str) -> None:
    if names:
        raise Malformed(f"{', '.join(sorted(names))} {says}")


TOKEN = re.compile(r"\s*(\.\.\.|[()]|[^\s().]+|\.)")


def read_side(text: str, underscore: bool = False) -> Side:
    """One side.

    underscore: whether `_` may stand for an axis without a name. Raises Malformed.
    """
    groups: list[Group] = []
    numbers: dict[str, int] = {}
    seen: set[str] = set()
    inside: list[str] | None = None
    bracketed = False
    for token in TOKEN.findall(text):
        if token == "(":
            if inside is not None:
                raise Malformed("brackets stand inside brackets")
            inside = []
        elif token == ")":
            if inside is None:
                raise Malformed("a bracket is closed that was not opened")
            groups.append(tuple(inside))
            inside = None
        else:
            names = _factor(token, numbers, seen, underscore)
            bracketed = bracketed or (token == DOTS and inside is not None)
            if inside is None:
                groups.append(names)
            else:
                inside.extend(names)
    if inside is not None:
        raise Malformed("a bracket is not closed")
    return Side(tuple(groups), numbers, bracketed)


def _factor(token: str, numbers: dict[str, int], seen: set[str], underscore: bool) -> Group:
    """The name or names that a word stands for: none for `1`."""
    if token.isdecimal():
        if int(token) == 1:
            return ()
        if int(token) == 0:
            raise Malformed("0 is no size")
        name = f"#{len(numbers)}"
        numbers[name] = int(token)
        return (name,)
    if token == "_" and underscore:
        blank = f"_{len(seen)}"
        seen.add(blank)
        return (blank,)
    if token != DOTS and (not token.isidentifier() or token[0] == "_" or token[-1] == "_"):
        raise Malformed(f"{token!r} is no name of an axis")
    if token in seen:
        raise Malformed(f"{token} stands twice on one side")
    seen.add(token)
    return (token,)
