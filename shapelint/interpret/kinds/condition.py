"""Comparisons whose outcome is not known."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from shapelint.interpret.kinds.unknown import Unknowns
from shapelint.interpret.language.comparison import decide, known_truth
from shapelint.interpret.state.guesses import OPTIONAL
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.ranks import RankOf, ranks_where
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Computed, Input, OptionalInput, Unknown, UnknownShape
from shapelint.source.place import Place

SMALL = 64
"""Of sizes that are held against a number up to this, the larger ones are looked at first: code asks for what is
unusually small."""


class Conditions(Unknowns[Condition]):
    types = (Condition,)
    learns = False

    def choice_key(self, value: Condition) -> tuple[Hashable, ...]:
        return value.op, *(KINDS[type(side)].operand_key(side) for side in (value.left, value.right))

    def truth(self, run: Run, place: Place, value: Condition) -> bool | None:
        if value.op == "truth":
            inner = known_truth(run, place, value.left)
            return None if inner is None else inner is not value.negated
        if type(value.left) in OF_RANKS or type(value.right) in OF_RANKS:
            answer = self._by_rank(run, value)
            if answer is not None:
                return answer
        found = run.world.choices.get(positive(self.choice_key(value)))
        return None if found is None else found is not is_opposite(value)

    def is_likely(self, value: Condition) -> bool:
        if value.op == "truth":
            return KINDS[type(value.left)].is_likely(value.left) is not value.negated
        return _is_likely(value, False) is not is_opposite(value)

    def decide(self, run: Run, value: Condition, forced: bool | None, likely: bool) -> bool:
        if value.op == "truth":
            inner = decide(run, run.settled(value.left), forced if forced is None else forced is not value.negated)
            return inner is not value.negated
        opposite = is_opposite(value)
        may_be_none = value.op == "is" and isinstance(value.left, OptionalInput)
        choice = run.choose(
            positive(self.choice_key(value)),
            may_be_none or _is_likely(value, likely),
            forced if forced is None else forced is not opposite,
            value,
        )
        if may_be_none and not choice:
            run.world.note(OPTIONAL, run.recorder)
        if value.op == "exists" and choice:
            run.world.there.add(run.world.asked_for[value.left])
        if value.op == "isinstance" and choice and isinstance(value.left, Input):
            run.world.learn(
                value.left, Unknown(value.left.reason, value.left.name)
            )  # of another class, hence no tensor
        if value.op in ("any", "all"):
            if choice is (value.op == "all"):  # then so is each of them
                for one in value.left:
                    decide(run, run.settled(one), choice)
            return choice
        self._learn_rank(run, value, choice)
        _learn(run, value.left, value.right, "==" if value.op == "!=" else value.op, choice)
        return choice is not opposite

    def _by_rank(self, run: Run, value: Condition) -> bool | None:
        """The outcome for every rank that is left."""
        asked = ranks_where(value.op, run.settled(value.left), run.settled(value.right), holds=True)
        if asked is None:
            return None
        _, possible, fit = asked
        if not possible or (fit and fit != possible):
            return None
        return bool(fit) is not value.negated

    def _learn_rank(self, run: Run, value: Condition, choice: bool) -> None:
        """Keep the ranks with which the comparison turns out so."""
        op = "==" if value.op == "!=" else value.op
        asked = ranks_where(op, run.settled(value.left), run.settled(value.right), holds=choice)
        if asked is None:
            return
        tensor, possible, left = asked
        if isinstance(tensor.shape, UnknownShape) and tensor.shape.resolved is None and left and left != possible:
            run.heap.refine(tensor.shape)
            tensor.shape.ranks = left


OF_RANKS = frozenset((RankOf, Computed))


def positive(key: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """The key of what is decided: `a == b` for `a != b`."""
    return ("==", *key[1:]) if key[0] == "!=" else key


def is_opposite(value: Condition) -> bool:
    """Whether the condition holds where the one that is decided does not."""
    return value.op == "!=" or value.negated


def _is_likely(value: Condition, likely: bool) -> bool:
    """Whether the condition is first tried as one that holds."""
    if value.op in ("any", "all"):
        answers = (KINDS[type(one)].is_likely(one) for one in value.left)
        return any(answers) if value.op == "any" else all(answers)
    if value.op not in ("<", "<=", ">", ">="):
        return value.op == "in" or (likely and value.op == "==")
    size, number = (value.left, value.right) if isinstance(value.left, Expr) else (value.right, value.left)
    if isinstance(size, Expr) and isinstance(number, int) and number <= SMALL:
        return (value.op[0] == ">") is (size is value.left)
    return True


def _learn(run: Run, left: Any, right: Any, op: str, holds: bool) -> None:
    """What the outcome of a comparison teaches about its operands."""
    one, other = KINDS[type(left)], KINDS[type(right)]
    if op in ("is", "==") and holds:
        for a, b, of_a, of_b in ((left, right, one, other), (right, left, other, one)):
            if of_a.learns and of_b.is_learnt:
                return run.world.learn(a, b)
            if of_a.learns and of_b.learns:
                return _learn_same(run, a, b)
    if not one.is_size or not other.is_size or (one.is_scalar and other.is_scalar):
        return None
    if op == "==" and holds:
        run.world.facts.assume_same(left, right, None)
    elif (op, holds) in ((">=", True), ("<", False)):
        run.world.facts.assume_at_least(left, right, None)
    elif (op, holds) in ((">", True), ("<=", False)):
        run.world.facts.assume_at_least(left, right + 1, None)
    elif (op, holds) in (("<=", True), (">", False)):
        run.world.facts.assume_at_least(right, left, None)
    elif (op, holds) in (("<", True), (">=", False)):
        run.world.facts.assume_at_least(right, left + 1, None)
    return None


def _learn_same(run: Run, a: Unknown, b: Unknown) -> None:
    """Let two unknown values be one.

    Either is a number only where it is known for one: whole shapes are compared, too.
    """
    one, other = run.world.facts.known_symbol(a), run.world.facts.known_symbol(b)
    if one is not None and other is not None:
        run.world.facts.assume_same(one, other, None)
    if one is not None and other is None:
        a, b = b, a
    run.world.learn(a, b)
