"""Judgement and learning: by example, and against brute force over small assignments."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from shapelint.sizes.dims import Dim, Expr, ceil_div, evaluate, floor_div, maximum, minimum, modulo
from shapelint.sizes.facts import Facts, Obligation, Verdict
from shapelint.sizes.facts.roots import integer_roots
from shapelint.sizes.tensors import Unknown

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


class World:
    """Facts with the usual symbols; k is a parameter without bounds."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.N, self.C, self.H, self.W = (self.facts.fresh(name) for name in "NCHW")
        self.k = self.facts.symbol_of(Unknown("a parameter", "k"))


@pytest.fixture
def world() -> World:
    return World()


# --- judgement --------------------------------------------------------------------------------------------------


def test_a_verdict_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(YES)


def test_numbers_are_judged_as_numbers() -> None:
    facts = Facts()
    assert (facts.same(3, 3), facts.same(3, 4)) == (YES, NO)
    assert (facts.at_least(3, 3), facts.at_least(2, 3)) == (YES, NO)
    assert (facts.divides(3, 9), facts.divides(3, 10), facts.divides(0, 4)) == (YES, NO, NO)


def test_same(world: World) -> None:
    N, C, H, W, k = world.N, world.C, world.H, world.W, world.k
    same = world.facts.same
    assert same(H, W) is UNKNOWN
    assert same(H, 0) is NO  # a size is at least 1
    assert same(k, 0) is UNKNOWN  # a parameter may be
    assert same(64 * k, 1000) is NO  # 64 does not divide 1000
    assert same(64 * k, 1024) is UNKNOWN
    assert same(64 * N * H, 63) is NO  # at least 64
    assert same(N * C * H * W, N * C * (H * W + 1)) is NO
    assert same(H + 1, H) is NO
    assert same(H // 2 + (H + 1) // 2, H) is YES
    assert same(H - H // 2, ceil_div(H, 2)) is YES
    assert same(H // 3 + (H + 1) // 3 + (H + 2) // 3, H) is YES  # the chunks of a split
    assert same(2 * (H // 2), H) is UNKNOWN  # where H is even
    assert same(2 * (H // 2), H + 1) is NO
    assert same((H // 2 - 2) ** 2, 26) is NO  # no square
    assert same(H * H - W * W, 2) is NO  # squares differ by 0, 1 or 3 modulo 4


def test_at_least(world: World) -> None:
    N, C, H, W, k = world.N, world.C, world.H, world.W, world.k
    at_least = world.facts.at_least
    assert at_least(H, 1) is YES
    assert at_least(H, 2) is UNKNOWN
    assert at_least(0, H) is NO
    assert at_least(k, 1) is UNKNOWN
    assert at_least(H, H // 2) is YES
    assert at_least(H // 2, H) is NO
    assert at_least(H * W, H) is YES
    assert at_least(H * W, 4 * (H // 2) * (W // 2)) is YES
    assert at_least(N * 64 * C, 64) is YES
    assert at_least(ceil_div(H, 3) * 3, H) is YES
    assert at_least(maximum(H, W), W) is YES
    assert at_least(minimum(H, W), W + 1) is NO
    assert at_least(k * k, 0) is YES
    assert at_least(H % 4, 4) is NO


def test_divides(world: World) -> None:
    C, H, W, k = world.C, world.H, world.W, world.k
    divides = world.facts.divides
    assert divides(8, 64 * k) is YES
    assert divides(64, 8 * k) is UNKNOWN
    assert divides(2, 2 * k + 1) is NO
    assert divides(C, C * H) is YES
    assert divides(C * H, C * H * W) is YES
    assert divides(2 * C, 4 * H + 2 * W + 1) is NO  # an even number divides no odd one
    assert divides(H + 8, H) is NO  # smaller than its divisor
    assert divides(2, H * (H + 1)) is YES
    assert divides(32, H // 32) is UNKNOWN
    assert divides(4, 4 * (H // 4)) is YES


# --- learning ---------------------------------------------------------------------------------------------------


def test_equations_are_solved_for_a_symbol(world: World) -> None:
    facts, C, H, W, k = world.facts, world.C, world.H, world.W, world.k
    facts.assume_same(2 * C, 64, "first")
    facts.assume_same(W, H - 3, "second")
    facts.assume_same(world.N, 3 * k, "third")
    assert facts.resolve(C) == 32
    assert facts.same(W + 3, H) is YES
    assert facts.bound(H) == (4, None)  # as W is at least 1
    assert facts.at_least(k, 1) is YES  # as N is at least 1
    assert facts.obligations == []
    assert facts.because(C) == ["first"]
    assert facts.because(W * world.N) == ["third", "second"]


def test_parameters_stay_and_sizes_are_named_after_them(world: World) -> None:
    world.facts.assume_same(world.k, world.C)
    assert str(world.facts.resolve(world.C)) == "k"


def test_what_is_learnt_later_reaches_what_was_learnt_before(world: World) -> None:
    facts = world.facts
    facts.assume_same(world.C, 2 * world.k, "conv1")
    facts.assume_same(world.k, 16, "conv2")
    assert facts.resolve(world.C) == 32
    assert facts.because(world.C) == ["conv1", "conv2"]


def test_the_images_a_classifier_accepts(world: World) -> None:
    facts, H = world.facts, world.H
    features = 64 * ((H - 4) // 2) ** 2
    assert facts.solutions(features, 1600, "H") == [14, 15]
    assert facts.solutions(features, 1600, H, limit=1) == [14]
    assert facts.same(features, 1600) is UNKNOWN
    facts.assume_same(features, 1600, "fc")
    assert facts.values(H) == (14, 15)
    assert [str(o) for o in facts.obligations] == ["64*((H - 4)//2)**2 == 1600"]
    assert facts.because(H) == ["fc"]
    assert facts.same(features, 1600) is YES
    assert facts.at_least(H, 16) is NO
    assert facts.same(H // 2, 7) is YES
    assert facts.divides(2, H) is UNKNOWN
    facts.assume_divides(2, H, "pool")
    assert facts.resolve(H) == 14


def test_an_equation_may_be_endless_or_without_solution(world: World) -> None:
    facts, N, H = world.facts, world.N, world.H
    assert facts.solutions(N * H, N * 7, "H") == [7]
    assert facts.solutions(H % 4, 0, "H", limit=3) == [4, 8, 12]
    assert facts.solutions(H * H, 2, "H") == []
    assert facts.solutions(H, world.W, "H") == []
    far = (H + 1048575) // 1048576
    assert facts.solutions(far, 3, "H", limit=2) == [2097153, 2097154]


def test_a_kept_equation_contradicts_later(world: World) -> None:
    facts, H, W = world.facts, world.H, world.W
    facts.assume_same(H * W, 49)
    assert facts.bound(H) == (1, 49)
    assert facts.same(H, 5) is NO  # 5 does not divide 49
    assert facts.same(H, 7) is UNKNOWN
    assert facts.same(2 * H * W, 98) is YES
    assert facts.same(H * W, 50) is NO
    facts.assume_same(H, 7)
    assert facts.resolve(W) == 7
    assert facts.obligations == []


def test_bounds(world: World) -> None:
    facts, H, W = world.facts, world.H, world.W
    facts.assume_at_least((H - 4) // 2, 3)
    assert facts.bound(H) == (10, None)
    assert facts.at_least(H, 10) is YES
    assert facts.same(H, 9) is NO
    facts.assume_at_least(20, 2 * H)
    assert facts.resolve(H) == 10
    assert facts.at_least(W, world.k) is UNKNOWN
    facts.assume_at_least(W, world.k)
    assert facts.at_least(W + 1, world.k) is YES
    assert facts.same(W + 1, world.k) is NO
    assert facts.obligations == [Obligation("at least", W, world.k)]


def test_the_smaller_of_two_that_equals_one_says_which_is_smaller() -> None:
    facts = Facts()
    n, m = facts.fresh("n"), facts.fresh("m")
    facts.assume_same(minimum(n + 1, 2 * m), n + 1)
    assert facts.at_least(2 * m, n + 1) is Verdict.YES
    facts.assume_same(n, maximum(n, 3))
    assert facts.bound(n) == (3, None)


def test_divisibility_is_remembered(world: World) -> None:
    facts, H = world.facts, world.H
    facts.assume_divides(4, H)
    facts.assume_divides(6, H)
    assert facts.divides(12, H) is YES
    assert facts.divides(2, H + 1) is NO
    assert facts.same(2 * (H // 2), H) is YES
    assert facts.same(H, 30) is NO
    assert facts.bound(H) == (12, None)
    facts.assume_divides(24, H)
    assert [str(o) for o in facts.obligations] == ["H divisible by 24"]
    facts.assume_divides(world.k, world.C)
    assert facts.divides(world.k, 3 * world.C) is YES


def test_what_is_zero_tells_residues(world: World) -> None:
    facts, H, W, N = world.facts, world.H, world.W, world.N
    for size in (H, W):
        facts.assume_same(modulo(7 - modulo(size, 7), 7), 0)
    assert facts.divides(7, H) is YES
    assert facts.bound(H) == (7, None)
    windows = N * (H // 7) * (W // 7)
    assert facts.same(N * ((H - 1) // 7) * ((W - 1) // 7), windows) is NO
    assert facts.same(N * ((H + 6) // 7) * ((W + 6) // 7), windows) is YES
    facts.assume_same(6 * (N // 2) * H - 4 * N, 8)
    assert facts.divides(3, N - 1) is YES
    assert facts.divides(6, N - 1) is UNKNOWN


def test_contradictions_are_noticed_and_nothing_follows(world: World) -> None:
    facts, H = world.facts, world.H
    facts.assume_divides(4, H)
    facts.assume_same(H % 8, 3)
    assert facts.contradictory
    assert facts.same(H, 4) is UNKNOWN
    assert facts.same(3, 4) is NO
    assert facts.example() is None
    facts.assume_same(H, 4)  # and nothing breaks


def test_forks_learn_on_their_own(world: World) -> None:
    facts, H = world.facts, world.H
    other = facts.fork()
    other.assume_same(H, 3)
    assert other.resolve(H) == 3
    assert facts.resolve(H) == H
    assert str(other.fresh("H")) == "H2" == str(facts.fresh("H"))


def test_a_zero_divisor_does_not_break_what_was_built_before(world: World) -> None:
    facts, H, k = world.facts, world.H, world.k
    size = H // k
    facts.assume_same(k, 0)
    assert facts.resolve(size) == size
    assert facts.same(size, 3) is UNKNOWN
    facts.assume_same(size, 3)
    assert facts.contradictory


# --- symbols ----------------------------------------------------------------------------------------------------


def test_names_are_unique() -> None:
    facts = Facts()
    names = [str(facts.fresh(hint)) for hint in ("H", "H", "H", "conv1", "conv1")]
    assert names == ["H", "H2", "H3", "conv1", "conv1_2"]
    assert facts.bound(facts.fresh("z", at_least=None)) == (None, None)
    assert facts.bound(facts.fresh("z", at_least=0)) == (0, None)


def test_an_unknown_is_one_symbol() -> None:
    facts = Facts()
    unknown = Unknown("a parameter", "width")
    one = facts.symbol_of(unknown)
    assert facts.symbol_of(unknown, "other hint") is one
    assert str(one) == "width"
    assert str(facts.symbol_of(unknown, part=1)) == "width2"
    assert str(facts.symbol_of(Unknown("a call"), "stride")) == "stride"
    assert facts.fork().symbol_of(unknown) is one
    assert facts.bound(one) == (None, None)


# --- examples ---------------------------------------------------------------------------------------------------


def test_examples_satisfy_what_was_assumed(world: World) -> None:
    facts, N, C, H, W, k = world.facts, world.N, world.C, world.H, world.W, world.k
    facts.assume_same(16 * ((H - 12) // 4) * ((W - 12) // 4), 400)
    facts.assume_same(C, 3 * k)
    facts.assume_at_least(N, 2)
    facts.assume_divides(2, W)
    example = facts.example([H * W])
    assert example is not None
    assert 16 * ((example["H"] - 12) // 4) * ((example["W"] - 12) // 4) == 400
    assert example["W"] % 2 == 0
    assert example["C"] == 3 * example["k"] >= 3
    assert example["N"] == 2
    wide = facts.example(extra=[Obligation("same", W, 2 * H)])
    assert wide is None or wide["W"] == 2 * wide["H"]


# --- exact zeros ------------------------------------------------------------------------------------------------


def test_integer_zeros_of_polynomials() -> None:
    rng = random.Random(3)
    for _ in range(500):
        roots = [rng.randint(-30, 30) for _ in range(rng.randint(1, 4))]
        coefficients = [rng.choice([-3, -1, 1, 2])]
        for root in roots:
            coefficients = [b - root * a for a, b in zip([*coefficients, 0], [0, *coefficients], strict=True)]
        assert integer_roots(coefficients) == sorted(set(roots))
        coefficients[0] += rng.randint(-5, 5)
        plain = [x for x in range(-400, 400) if sum(c * x**i for i, c in enumerate(coefficients)) == 0]
        assert integer_roots(coefficients) == plain


# --- what questions cost ----------------------------------------------------------------------------------------


def _calls(run: Callable[[], object]) -> int:
    """How many functions are called meanwhile: a time that does not depend on the machine."""
    count = 0

    def counted(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def _attention_over_windows(facts: Facts, n: Dim, h: Dim, w: Dim, c: Dim) -> None:
    """What a block asks that pads to windows of unknown size, and assumes where it is open."""
    heads, window, kernel = facts.fresh("heads"), facts.fresh("window"), facts.fresh("kernel", at_least=None)
    padded = ceil_div(h, window) * window
    for relation, a, b in (
        ("at_least", kernel, 1),
        ("at_least", h + 2 * (kernel // 2), kernel),
        ("divides", heads, c),
        ("same", padded * w * c // heads * heads, padded * w * c),
        ("same", n * padded * w * c, n * h * w * c),
        ("at_least", h * w, window * window),
        ("same", c, 1),
    ):
        if getattr(facts, relation)(a, b) is UNKNOWN:
            getattr(facts, f"assume_{relation}")(a, b)


def test_what_was_assumed_of_others_does_not_slow_a_question_down(world: World) -> None:
    facts = world.facts

    def block() -> None:
        _attention_over_windows(facts, world.N, facts.fresh("h"), facts.fresh("w"), facts.fresh("c"))

    block()
    early = _calls(block)
    for _ in range(60):
        block()
    assert len(facts.obligations) > 200
    assert _calls(block) < 2 * early


def test_a_hard_question_ends_soon(world: World) -> None:
    facts, size = world.facts, world.H
    hard: Dim = 0
    for index in range(1, 9):
        size = facts.fresh("size")
        hard = (hard + size * world.W) // (index + 2) * size + minimum(size, world.C) - maximum(hard, index)
        facts.assume_at_least(size * world.W, world.C * index)
    questions: list[tuple[Callable[[Dim, Dim], Verdict], Dim, Dim]] = [
        (facts.same, hard, 7), (facts.at_least, hard, size), (facts.divides, 8, hard)
    ]  # fmt: skip
    for ask, a, b in questions:
        assert _calls(lambda: ask(a, b)) < 20_000  # noqa: B023


def test_answers_hold_for_good_and_open_questions_are_asked_again(world: World) -> None:
    facts, H, W = world.facts, world.H, world.W
    assert facts.same(H, W) is UNKNOWN
    assert facts.at_least(H * W, H) is YES
    facts.assume_same(W, 2)
    facts.assume_at_least(H, 3)
    assert facts.same(H, W) is NO
    assert facts.at_least(H * W, H) is YES
    assert facts.bound(H // 2 * W) == (2, None)
    facts.assume_at_least(H, 8)
    assert facts.bound(H // 2 * W) == (8, None)


# --- soundness --------------------------------------------------------------------------------------------------

ASSIGNMENTS = [{"x": x, "y": y, "k": k} for x, y, k in product(range(1, 13), range(1, 13), range(-4, 13))]


def _random_size(rng: random.Random, leaves: list[Expr], depth: int) -> Dim:
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(leaves) if rng.random() < 0.7 else rng.randint(-3, 9)
    a, b = _random_size(rng, leaves, depth - 1), _random_size(rng, leaves, depth - 1)
    operation = rng.choice("++-**//%<>")
    try:
        if operation == "+":
            return a + b
        if operation == "-":
            return a - b
        if operation == "*":
            return a * b
        if operation == "/":
            return floor_div(a, rng.choice([2, 3, 4, b]))
        if operation == "%":
            return modulo(a, rng.choice([2, 3, 4, 8]))
    except ZeroDivisionError:
        return a
    return minimum(a, b) if operation == "<" else maximum(a, b)


def _truth(kind: str, a: Dim, b: Dim, where: dict[str, int]) -> bool | None:
    """Whether it holds; None where a divisor is 0, of which nothing is claimed."""
    try:
        left, right = evaluate(a, where), evaluate(b, where)
        if kind == "divides":
            return right % left == 0
        return left == right if kind == "same" else left >= right
    except ZeroDivisionError:
        return None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_no_verdict_is_wrong(seed: int) -> None:
    """Random questions, each assumed where it is open: verdicts, bounds, values and examples against brute force."""
    rng = random.Random(seed)
    decided = 0
    for _ in range(120):
        facts = Facts()
        x, y, k = facts.fresh("x"), facts.fresh("y"), facts.fresh("k", at_least=None)
        possible = ASSIGNMENTS
        asked: list[Any] = []
        for _ in range(rng.randint(1, 5)):
            kind = rng.choice(["same", "same", "at least", "divides"])
            a: Dim = _random_size(rng, [x, y, k], 2)
            b: Dim = _random_size(rng, [x, y, k], 2) if rng.random() < 0.5 else rng.randint(-1, 30)
            if kind == "divides" and rng.random() < 0.7:
                a, b = rng.randint(1, 8), a
            ask, assume = {
                "same": (facts.same, facts.assume_same),
                "at least": (facts.at_least, facts.assume_at_least),
                "divides": (facts.divides, facts.assume_divides),
            }[kind]
            verdict = ask(a, b)
            asked.append((kind, str(a), str(b), verdict.name))
            truths = [_truth(kind, a, b, where) for where in possible]
            if verdict is NO:
                assert True not in truths, asked
                decided += 1
                break
            if verdict is YES:
                assert False not in truths, asked
                decided += 1
                continue
            assume(a, b)
            possible = [where for where, true in zip(possible, truths, strict=True) if true]
            _learnt_nothing_wrong(facts, possible, asked)
        example = facts.example()
        if example is not None and example in ASSIGNMENTS:
            assert example in possible or any(_truth(kind, a, b, example) is None for kind, a, b in _kept(facts)), asked
    assert decided > 60


def _kept(facts: Facts) -> list[tuple[str, Dim, Dim]]:
    return [(o.kind, o.a, o.b) for o in facts.obligations]


def _learnt_nothing_wrong(facts: Facts, possible: list[dict[str, int]], asked: list[Any]) -> None:
    """No assignment that satisfies all assumptions is excluded by what the facts say."""
    assert not (facts.contradictory and possible), asked
    for name in "xyk":
        size = _symbol(name)
        low, high = facts.bound(size)
        values = facts.values(size)
        for where in possible:
            assert low is None or low <= where[name], asked
            assert high is None or where[name] <= high, asked
            assert values is None or where[name] in values, asked
            try:
                assert evaluate(facts.resolve(size), where) == where[name], asked
            except ZeroDivisionError:
                continue


def _symbol(name: str) -> Expr:
    from shapelint.sizes.dims import symbol

    return symbol(name)
