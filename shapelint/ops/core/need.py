"""How an operation states what it requires, and asks about sizes.

`need` is the one object through which the bodies of operations speak to the run they are part of. Each requirement
leaves a `Requirement` with its verdict in the current event; one whose verdict is UNKNOWN is assumed from then on
(whatever runs after the operation runs only where it holds), so that a later contradiction is certain.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import msgspec

from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Computed, Tensor, Unknown, UnknownShape

ARITHMETIC: dict[str, Callable[[Any, Any], Dim]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
}


class Refused(Exception):
    """torch surely raises here, and nothing can be said of the result.

    The requirement is already recorded.
    """


class Undecided(Exception):
    """Nothing can be said of the result, for the given reason.

    Torch may well accept.
    """


class UnknownAttribute(Undecided, AttributeError):
    """A layer's body asked for an attribute it may lack.

    Its constructor never made it, or the program deleted it.
    """


class Requirement(msgspec.Struct, eq=False):
    """One thing an operation requires, with its verdict.

    And what a message needs to explain it.

    rule: the name of the rule that reports it when the verdict is NO ("channel-mismatch").
    actual, expected: the two sizes (or values) that meet; `actual_is` and `expected_is` say what they are
        ("channels of the input", "in_channels").
    argument: the parameter, in torch's spelling, that a reader would look at ("in_channels", "input").
    of: the tensor whose size `actual` is, and `axis` which of its axes, where there is one.
    formula: how `actual` came about, with numbers put in ("16 * 5 * 5"), where that helps.
    """

    rule: str
    verdict: Verdict
    actual: Any
    expected: Any
    relation: str  # "same" | "perhaps same" | "at least" | "at most" | "divides" | "holds"
    actual_is: str = ""
    expected_is: str = ""
    argument: str = ""
    of: Tensor | None = None
    axis: int | None = None
    formula: str = ""


class Need:
    """The voice of an operation's body.

    Every method that judges returns the verdict, and none raises but `refuse`, `rank`, `shape` and the readers of
    arguments (`flag`, `whole`, ...), which raise Refused or Undecided.
    """

    def __init__(self) -> None:
        self.facts = Facts()
        self.requirements: list[Requirement] = []
        self.why: Any = None  # what the facts learnt now are due to (the event)

    def record(
        self, facts: Facts, requirements: list[Requirement], why: Any = None
    ) -> tuple[Facts, list[Requirement], Any]:
        """Judge by these facts from now on.

        Collects what is required in `requirements`. Returns how it was before, to be put back so.
        """
        before = self.facts, self.requirements, self.why
        self.facts, self.requirements, self.why = facts, requirements, why
        return before

    @contextmanager
    def recording(self, facts: Facts, why: Any = None) -> Iterator[list[Requirement]]:
        """The same for a `with`.

        Judge by `facts`, collect the requirements stated within.
        """
        before = self.record(facts, [], why)
        try:
            yield self.requirements
        finally:
            self.record(*before)

    # --- requirements -------------------------------------------------------------------------------------------

    def same(self, actual: Dim, expected: Dim, rule: str, **about: Any) -> Verdict:
        """`actual == expected`."""
        verdict = self.facts.same(actual, expected)
        self._state(rule, verdict, actual, expected, "same", about)
        if verdict is Verdict.UNKNOWN:
            self.facts.assume_same(actual, expected, self.why)
        return verdict

    def at_least(self, actual: Dim, bound: Dim, rule: str, **about: Any) -> Verdict:
        """`actual >= bound`."""
        verdict = self.facts.at_least(actual, bound)
        self._state(rule, verdict, actual, bound, "at least", about)
        if verdict is Verdict.UNKNOWN:
            self.facts.assume_at_least(actual, bound, self.why)
        return verdict

    def at_most(self, actual: Dim, bound: Dim, rule: str, **about: Any) -> Verdict:
        """`actual <= bound`."""
        verdict = self.facts.at_least(bound, actual)
        self._state(rule, verdict, actual, bound, "at most", about)
        if verdict is Verdict.UNKNOWN:
            self.facts.assume_at_least(bound, actual, self.why)
        return verdict

    def divides(self, divisor: Dim, value: Dim, rule: str, **about: Any) -> Verdict:
        """`value % divisor == 0`."""
        verdict = self.facts.divides(divisor, value)
        self._state(rule, verdict, value, divisor, "divides", about)
        if verdict is Verdict.UNKNOWN:
            self.facts.assume_divides(divisor, value, self.why)
        return verdict

    def perhaps_same(self, actual: Dim, expected: Dim, rule: str, **about: Any) -> None:
        """`actual == expected` is not known, and need not be so.

        In broadcasting one may be 1. Assumes nothing.
        """
        self._state(rule, Verdict.UNKNOWN, actual, expected, "perhaps same", about)

    def usually_positive(self, size: Dim) -> None:
        """Take an unknown width to be at least 1.

        Some layers may be built with a width of 0, but nobody means to.
        """
        if self.facts.at_least(size, 1) is Verdict.UNKNOWN:
            self.facts.assume_at_least(size, 1, self.why)

    def holds(self, condition: bool, rule: str, says: str, **about: Any) -> Verdict:
        """A requirement that is plainly true or false.

        `says` is the whole sentence about it.
        """
        verdict = Verdict.YES if condition else Verdict.NO
        about.setdefault("actual", None)
        about.setdefault("expected", None)
        self._state(rule, verdict, about.pop("actual"), about.pop("expected"), "holds", {**about, "actual_is": says})
        return verdict

    def refuse(self, rule: str, says: str, **about: Any) -> NoReturn:
        """torch raises here whatever the sizes are."""
        self.holds(False, rule, says, **about)
        raise Refused(says)

    def _state(
        self, rule: str, verdict: Verdict, actual: Any, expected: Any, relation: str, about: dict[str, Any]
    ) -> None:
        if isinstance(actual, Expr):
            actual = self.facts.resolve(actual)
        if isinstance(expected, Expr):
            expected = self.facts.resolve(expected)
        self.requirements.append(Requirement(rule, verdict, actual, expected, relation, **about))

    # --- shapes -------------------------------------------------------------------------------------------------

    def known(self, tensor: Tensor) -> tuple[Dim, ...] | None:
        """The shape with everything learnt so far put in.

        None where the rank is unknown. Never raises.
        """
        shape = tensor.known_shape
        if shape is None:
            return None
        return self.facts.resolve_all(shape)

    def shape(self, tensor: Tensor) -> tuple[Dim, ...]:
        """The shape. Raises Undecided where the rank is unknown."""
        shape = self.known(tensor)
        if shape is None:
            assert isinstance(tensor.shape, UnknownShape)
            raise Undecided(tensor.shape.reason.text)
        return shape

    def rank(
        self, tensor: Tensor, ranks: Mapping[int, str] | Collection[int], argument: str = "input"
    ) -> tuple[Dim, ...]:
        """The shape, which must have one of these ranks.

        One that is not known is mostly taken to be the first.

        ranks: the ranks that are legal; as a mapping, rank -> a letter an axis ({4: "NCHW", 3: "CHW"}) by which
            sizes that become known here are called.
        Raises Refused (rule wrong-rank) where the rank is another.
        """
        shape = self.known(tensor)
        if shape is None:
            rank = self.facts.ranking(tensor.shape, self._possible(tensor, ranks))
            letters = ranks[rank] if isinstance(ranks, Mapping) else ""
            return self.refine(tensor, rank, letters)
        if len(shape) not in ranks:
            self.refuse(
                "wrong-rank", f"{argument} must have {alternatives(ranks)} dimensions, it has {len(shape)}",
                actual=len(shape), expected=tuple(ranks), of=tensor, argument=argument,
            )  # fmt: skip
        return shape

    def some_rank(self, tensor: Tensor, ranks: Collection[int], argument: str = "input") -> None:
        """Require one of these ranks, leaving open which."""
        if self.known(tensor) is not None:
            self.rank(tensor, ranks, argument)
        elif isinstance(tensor.shape, UnknownShape):
            possible = frozenset(self._possible(tensor, ranks))
            if possible != tensor.shape.ranks:
                self.facts.refining(tensor.shape)
                tensor.shape.ranks = possible

    def _possible(self, tensor: Tensor, ranks: Collection[int]) -> tuple[int, ...]:
        """Those of some ranks that nothing has excluded, else all."""
        shape = tensor.shape
        possible = shape.ranks if isinstance(shape, UnknownShape) else None
        return tuple(one for one in ranks if possible is None or one in possible) or tuple(ranks)

    def refine(self, tensor: Tensor, rank: int, letters: Sequence[str] = "") -> tuple[Dim, ...]:
        """Let a tensor of unknown rank have that rank.

        Fresh sizes named by `letters`, known ones kept.
        """
        unknown = tensor.shape
        assert isinstance(unknown, UnknownShape) and unknown.resolved is None
        sizes: list[Dim | None] = [None] * rank
        for axis, size in unknown.known.items():
            if -rank <= axis < rank:
                there = sizes[axis]
                if there is not None and self.facts.same(there, size) is not Verdict.YES:
                    self.facts.assume_same(there, size, self.why)
                sizes[axis] = size
        names = list(letters) if len(letters) == rank else [f"d{i}" for i in range(rank)]
        self.facts.refining(unknown)
        unknown.resolved = tuple(self.facts.fresh(names[i]) if s is None else s for i, s in enumerate(sizes))
        return self.shape(tensor)

    def axis(self, axis: Any, rank: int, argument: str = "dim", extra: int = 0) -> int:
        """An axis as torch counts it (negative from the end), made non-negative.

        Refuses one out of range.

        extra: 1 for operations that insert an axis (unsqueeze, stack).
        """
        number = self.whole(axis, argument)
        if not isinstance(number, int):
            raise Undecided(f"{argument} is not known")
        span = rank + extra or 1
        if not -span <= number < span:
            self.refuse(
                "axis-out-of-range", f"{argument}={number} is out of range for a tensor with {rank} dimensions",
                actual=number, expected=rank, argument=argument,
            )  # fmt: skip
        return number % span

    # --- arguments ----------------------------------------------------------------------------------------------

    def flag(self, value: Any, argument: str = "flag") -> bool:
        """A bool. Raises Undecided where it is not known."""
        if isinstance(value, (Unknown, Expr, Tensor)):
            raise Undecided(f"{argument} is not known")
        return bool(value)

    def whole(self, value: Any, argument: str = "size") -> Dim:
        """An integer size.

        An int, an Expr, or a symbol for an Unknown. Raises Undecided for anything else.
        """
        if type(value) is int:
            return value
        if isinstance(value, Expr):
            return self.facts.resolve(value)
        if isinstance(value, int):
            return int(value)
        if isinstance(value, Computed):
            left, right = self.whole(value.left, argument), self.whole(value.right, argument)
            if right == 0 and value.op in ("//", "%"):
                raise Undecided(f"{argument} is divided by zero")
            return ARITHMETIC[value.op](left, right)
        if isinstance(value, Unknown):
            return self.facts.symbol_of(value, argument)
        if isinstance(value, Tensor) and isinstance(value.data, (int, Expr)):
            return value.data if isinstance(value.data, int) else self.facts.resolve(value.data)
        raise Undecided(f"{argument} is not a size")

    def several(self, value: Any, count: int, argument: str = "size") -> tuple[Dim, ...]:
        """`count` integers from an int or a sequence.

        As torch's _single, _pair and _triple read them.

        An Unknown gives `count` different symbols, for it may be a tuple; what it was unpacked into where it was.
        Refuses a sequence of another length (a sequence of one is repeated, as torch's C++ side does).
        """
        if isinstance(value, Unknown) and not isinstance(value, Computed):
            unpacked = {key: one for key, one in (value.parts or {}).items() if isinstance(key, int)}
            if sorted(unpacked) == list(range(count)):
                return tuple(self.whole(unpacked[part], argument) for part in range(count))
            return tuple(self.facts.symbol_of(value, argument, part) for part in range(count))
        if isinstance(value, (tuple, list)):
            if len(value) == 1 and count > 1:
                value = [*value] * count
            if len(value) != count:
                self.refuse(
                    "wrong-arguments", f"{argument} must be one number or {count}, it has {len(value)}",
                    actual=len(value), expected=count, argument=argument,
                )  # fmt: skip
            return tuple(self.whole(one, argument) for one in value)
        return (self.whole(value, argument),) * count

    def sizes(self, value: Any, argument: str = "size") -> tuple[Dim, ...]:
        """A sequence of integers (an int counts as a sequence of one).

        Raises Undecided where the length is unknown.
        """
        if isinstance(value, (tuple, list)):
            return tuple(self.whole(one, argument) for one in value)
        if isinstance(value, Unknown):
            raise Undecided(f"{argument} is not known")
        return (self.whole(value, argument),)

    def fresh(self, name: str) -> Expr:
        """A size nobody can know, as a new symbol."""
        return self.facts.fresh(name)


def alternatives(numbers: Collection[object]) -> str:
    """`3`, `3 or 4`, `2, 3 or 4`."""
    words = [str(n) for n in sorted(numbers, key=str)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


need = Need()
