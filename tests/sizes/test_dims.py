"""Sizes against plain integers: every rewrite rule, random expressions, and how they print."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shapelint.sizes.dims import (
    Dim,
    TooLarge,
    as_symbol,
    ceil_div,
    evaluate,
    floor_div,
    maximum,
    minimum,
    modulo,
    product,
    substitute,
    symbol,
    symbols,
)

N, B, C, H, W, k, s = map(symbol, ["N", "B", "C", "H", "W", "k", "s"])

Thunk = Callable[[], Any]

numbers = st.integers(-30, 30)
divisors = st.integers(1, 12)
sums = st.builds(lambda a, b, c: a * H + b * W + c, numbers, numbers, numbers)
values = st.fixed_dictionaries({"H": st.integers(-40, 40), "W": st.integers(-40, 40)})


# --- rules ------------------------------------------------------------------------------------------------------


@given(sums, numbers, divisors)
def test_whole_numbers_leave_a_division(e: Dim, times: int, b: int) -> None:
    assert (e + times * b) // b == e // b + times


@given(st.integers(0, 30), st.integers(0, 30), numbers, st.integers(0, 30), divisors)
def test_whole_multiples_leave_a_division(x: int, y: int, z: int, times: int, b: int) -> None:
    e = x * H + y * W + z
    assert (e + times * b * W) // b == e // b + times * W


@given(sums, divisors, divisors)
def test_divisions_of_divisions_are_one(e: Dim, a: int, b: int) -> None:
    assert (e // a) // b == e // (a * b)


@given(sums, divisors, divisors)
def test_common_factors_cancel(e: Dim, b: int, times: int) -> None:
    assert (times * e) // (times * b) == e // b


@given(sums, numbers, divisors, divisors)
def test_an_offset_moves_into_a_division(e: Dim, offset: int, a: int, b: int) -> None:
    assert (e // a + offset) // b == (e + a * offset) // (a * b)


@given(st.integers(1, 30), numbers, divisors)
def test_the_leading_coefficient_inside_is_positive(a: int, c: int, b: int) -> None:
    assert (-a * H + c) // b == -ceil_div(a * H - c, b)


@given(sums, st.integers(-12, 12).filter(bool), values)
def test_division_and_remainder_are_pythons(e: Dim, b: int, where: dict[str, int]) -> None:
    number = evaluate(e, where)
    assert evaluate(e // b, where) == number // b
    assert evaluate(e % b, where) == number % b
    assert evaluate(ceil_div(e, b), where) == -(-number // b)


@given(sums, sums, sums, values)
def test_least_and_largest(a: Dim, b: Dim, c: Dim, where: dict[str, int]) -> None:
    plain = [evaluate(e, where) for e in (a, b, c)]
    assert evaluate(minimum(a, b, c), where) == min(plain)
    assert evaluate(maximum(a, b, c), where) == max(plain)
    assert minimum(a, minimum(b, c)) == minimum(c, a, b)
    assert maximum(a, a + 3) == a + 3
    assert minimum(a, a + 3) == a


@given(sums, sums, sums)
def test_sums_and_products_have_one_form(a: Dim, b: Dim, c: Dim) -> None:
    pairs = [(a + b, b + a), (a * b, b * a), (a * (b + c), a * b + a * c), (a + b - b, a), (a * b * c, a * (b * c))]
    for one, other in pairs:
        assert one == other
        assert hash(one) == hash(other)
        assert str(one) == str(other)


@given(st.integers(1, 6), sums, values)
def test_symbolic_divisors(times: int, e: Dim, where: dict[str, int]) -> None:
    assert (times * e * W) // (times * W) == e
    divisor = evaluate(H + 50 * W, where)
    if divisor:
        assert evaluate(e // (H + 50 * W), where) == evaluate(e, where) // divisor


def test_a_symbolic_divisor_divides_what_it_is_a_factor_of() -> None:
    assert (B * C * H * W) // (B * C) == H * W
    assert (H * W * B * C) % (W * H) == 0
    assert ((H + 1) * (W - 2)) // (H + 1) == W - 2
    assert (H * W) // (H * W) == 1
    assert (H * s + 3) // s == H + floor_div(3, s)
    assert (4 * C) // (2 * s) == (2 * C) // s
    assert floor_div(0, H) == 0


def test_twenty_strided_convolutions_have_a_closed_form() -> None:
    n: Dim = H
    for _ in range(20):
        n = (n + 2 * 1 - 1 * (3 - 1) - 1) // 2 + 1
    assert str(n) == "(H + 1048575)//1048576"


# --- random expressions -----------------------------------------------------------------------------------------

OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "square": lambda a, b: a**2 - b,
    "min": lambda a, b: minimum(a, b),
    "max": lambda a, b: maximum(a, b),
}
NAMES = ("H", "W", "k")


def _tree(rng: random.Random, depth: int) -> Any:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([*NAMES, rng.randint(-6, 9)])
    return rng.choice(list(OPERATIONS)), _tree(rng, depth - 1), _tree(rng, depth - 1)


def _build(tree: Any, leaves: dict[str, Any]) -> Any:
    if isinstance(tree, tuple):
        operation, a, b = tree
        return OPERATIONS[operation](_build(a, leaves), _build(b, leaves))
    return leaves[tree] if isinstance(tree, str) else tree


@pytest.mark.slow
def test_random_expressions_agree_with_plain_integers() -> None:
    """Built of symbols, then evaluated, half substituted, or read back from print: the plain computation's number."""
    rng = random.Random(20)
    built = compared = 0
    while built < 20_000:
        tree = _tree(rng, rng.randint(1, 4))
        try:
            expr = _build(tree, {name: symbol(name) for name in NAMES})
        except ZeroDivisionError:
            continue
        built += 1
        for _ in range(2):
            where = {"H": rng.randint(1, 12), "W": rng.randint(1, 12), "k": rng.randint(-4, 9)}
            try:
                plain = _build(tree, where)
            except ZeroDivisionError:  # a symbolic divisor counts as nonzero
                continue
            compared += 1
            assert evaluate(expr, where) == plain, (tree, where)
            if built % 4 == 0:
                assert substitute(expr, where) == plain, (tree, where)
                assert eval(str(expr), {"min": min, "max": max}, dict(where)) == plain, (tree, str(expr), where)
                try:
                    partly = substitute(expr, {"W": where["W"]})
                except ZeroDivisionError:
                    continue
                assert evaluate(partly, where) == plain, (tree, where)
                assert symbols(partly) <= symbols(expr) - {"W"}
    assert compared > 30_000


# --- text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (H // 2, "H//2"),
        (64 * k, "64*k"),
        (2 * H + 1, "2*H + 1"),
        (W * N * H, "N*H*W"),
        (4 - H, "4 - H"),
        (-H, "-H"),
        (-(H // 2), "-(H//2)"),
        ((H - 1) // 2 + 1, "(H + 1)//2"),
        ((H - 4) // 2, "(H - 4)//2"),
        (H // 2 + 1, "H//2 + 1"),
        (64 * ((H - 4) // 2) ** 2, "64*((H - 4)//2)**2"),
        (16 * N * (((H - 4) // 2 - 4) // 2) * (((W - 4) // 2 - 4) // 2), "16*N*((H - 12)//4)*((W - 12)//4)"),
        (N * H + N * W, "N*(H + W)"),
        ((H - 3) * (W - 3), "(H - 3)*(W - 3)"),
        (2 * H + 2, "2*H + 2"),
        (H % 2, "H % 2"),
        (3 * N * (H % 4), "3*N*(H % 4)"),
        (H % s, "H % s"),
        (H + (8 - H % 8) % 8, "8*((H + 7)//8)"),
        (ceil_div(H, 3), "(H + 2)//3"),
        ((H - 1) // s + 1, "(H - 1)//s + 1"),
        (minimum(H, W, 7) // 2, "min(H, W, 7)//2"),
        (symbol("self.dim") // 2, "self.dim//2"),
    ],
)  # fmt: skip
def test_text(size: Dim, text: str) -> None:
    assert str(size) == text


def test_text_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "from shapelint.sizes.dims import *\n"
        "a, b, c, d = map(symbol, 'alpha beta C H'.split())\n"
        "print(b*a + d*c + (a + b)//3 - a % 2, maximum(a, b, 3, d) * (d//2) * c, (a*b + c)//d)"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in "0123"
    }
    assert len(texts) == 1


# --- the rest of what is promised -------------------------------------------------------------------------------


def test_constant_results_are_plain_integers() -> None:
    for result in (H - H, H * 0, (H + 3) - H, (2 * H) // H, (4 * H) % 2, H**0, minimum(H, 3) - minimum(3, H)):
        assert type(result) is int


def test_no_truth_value_and_no_order() -> None:
    with pytest.raises(TypeError):
        bool(H)
    refused: list[Thunk] = [lambda: H < 3, lambda: H >= W, lambda: 3 > H, lambda: max(H, W)]  # noqa: SIM300
    for compare in refused:
        with pytest.raises(TypeError):
            compare()


def test_only_integers_mix_with_sizes() -> None:
    h: Any = H
    refused: list[Thunk] = [
        lambda: h + 0.5, lambda: h * "a", lambda: h / 2, lambda: h // 2.0, lambda: h**-1, lambda: 2**h
    ]  # fmt: skip
    for compute in refused:
        with pytest.raises(TypeError):
            compute()


def test_errors_are_those_of_integers() -> None:
    refused: list[Thunk] = [
        lambda: H // 0, lambda: H % 0, lambda: floor_div(3, 0), lambda: ceil_div(H, 0), lambda: modulo(3, 0)
    ]  # fmt: skip
    for divide in refused:
        with pytest.raises(ZeroDivisionError):
            divide()
    with pytest.raises(ZeroDivisionError):
        evaluate(H // W, {"H": 3, "W": 0})
    with pytest.raises(KeyError):
        evaluate(H + W, {"H": 3})


def test_equality_is_of_structure() -> None:
    assert H * 2 == H + H
    assert H != W
    assert H != 3
    assert {H + W: 1}[W + H] == 1


def test_what_a_size_is_made_of() -> None:
    assert symbols((H * 2 + minimum(W, k)) // s) == {"H", "W", "k", "s"}
    assert symbols(3) == frozenset()
    assert as_symbol(H) == "H"
    assert [as_symbol(dim) for dim in (3, H + 1, 2 * H, H * H, H // 2)] == [None] * 5
    assert product([2, H, 3, W]) == 6 * H * W
    assert product([]) == 1


def test_substitution_is_simultaneous_and_normalises() -> None:
    assert substitute(H - W, {"H": W, "W": H}) == W - H
    assert substitute(H // 2, {"H": 4 * k + 1}) == 2 * k
    assert substitute(maximum(H, 4), {"H": 2}) == 4


def test_sizes_survive_pickling() -> None:
    for dim in ((H + 1) // 2 * W, maximum(H, W * 2)):
        assert pickle.loads(pickle.dumps(dim)) == dim


@pytest.mark.parametrize(
    "grow",
    [
        lambda x: x * x,
        lambda x: (x * x) // s + 1,
        lambda x: x // s + x // k,
        lambda x: (x + 1) * (x + W),
        lambda x: x * 10**400,
        lambda x: maximum(x // s, W) + 1,
    ],
)
def test_growth_without_end_is_refused_in_time(grow: Callable[[Dim], Dim]) -> None:
    size: Dim = 2 * H + 1
    with pytest.raises(TooLarge):
        for _ in range(1000):
            size = grow(size)
    assert len(str(size)) < 200_000


layers_of_a_network = st.lists(
    st.tuples(st.integers(1, 7), st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=12
)


@settings(max_examples=200)
@given(layers_of_a_network, st.integers(1, 300))
def test_a_chain_of_windows_is_one_division(layers: list[tuple[int, int, int]], n: int) -> None:
    """Of (kernel, stride, padding)."""
    size: Dim = H
    plain = n
    for kernel, stride, padding in layers:
        size = (size + 2 * padding - kernel) // stride + 1
        plain = (plain + 2 * padding - kernel) // stride + 1
    assert str(size).count("//") <= 1
    assert evaluate(size, {"H": n}) == plain


# --- remembered results -----------------------------------------------------------------------------------------


def test_equal_sizes_made_apart_have_the_same_results() -> None:
    def results(n: Dim, m: Dim) -> list[str]:
        return [str(one) for one in (n + m, m - n, n * m, (n * m + n) // 6, (n * m) // (m + 1), n % m, n * n - n * m)]

    assert results(H // 2 + 1, W * 3) == results((H + 2) // 2, W + 2 * W)
    assert results(H // 2 + 1, W * 3) == results(H // 2 + 1, W * 3)


def test_what_is_too_large_is_so_every_time() -> None:
    for _ in range(2):
        with pytest.raises(TooLarge):
            size: Dim = 2 * H + 1
            for _ in range(1000):
                size = size * size
        with pytest.raises(ZeroDivisionError):
            (H + W) // 0
