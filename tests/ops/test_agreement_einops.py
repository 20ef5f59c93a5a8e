"""einops agrees with einops."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples

X = (2, 3, 4)

REARRANGEMENTS: list[tuple[tuple[int, ...], str, dict[str, Any]]] = [
    (X, "a b c -> c a b", {}),
    (X, "a b c->(a b) c", {}),
    (X, "a (b d) c -> a b d c", {"d": 3}),
    (X, "a (b d) c -> a b d c", {"d": 2}),
    (X, "a (b d) c -> a b d c", {}),
    (X, "a (b d) c -> a b d c", {"b": 3, "d": 2}),
    (X, "a (b d) c -> a b d c", {"b": 3, "d": 1}),
    (X, "a b c -> a b", {}),
    (X, "a b c -> a b c d", {}),
    (X, "a b c -> a b c 1", {}),
    (X, "a b c -> a b c ()", {}),
    (X, "a b c -> a b (c 1)", {}),
    (X, "a b c 1 -> a b c", {}),
    ((2, 1), "a 1 -> a", {}),
    ((2, 1), "a () -> a", {}),
    ((2, 2), "a () -> a", {}),
    (X, "a b c -> a b c 2", {}),
    (X, "a b 4 -> a b", {}),
    (X, "a ... -> ... a", {}),
    (X, "a ... -> (... a)", {}),
    (X, "a ... -> a (...)", {}),
    (X, "a ... c -> a (...) c", {}),
    (X, "... -> (...)", {}),
    (X, "... c -> c ...", {}),
    (X, "a b c ... -> a b c ...", {}),
    (X, "(...) -> ...", {}),
    (X, "a b c -> a b c ...", {}),
    (X, "a ... -> a", {}),
    (X, "a b c a -> a b c", {}),
    (X, "a b c -> a a b c", {}),
    (X, "a b c", {}),
    (X, "a b c -> a b c -> a", {}),
    (X, "a b c -> a b c", {"z": 3}),
    (X, "a b c -> a b c", {"a": 2}),
    (X, "a b c -> a b c", {"a": 3}),
    (X, "a ((b c)) -> a b c", {}),
    (X, "a (b -> a b", {}),
    (X, "a b) -> a b", {}),
    (X, "A b c -> A b c", {}),
    (X, "_a b c -> _a b c", {}),
    (X, "a_ b c -> a_ b c", {}),
    (X, "a1 b c -> a1 b c", {}),
    (X, "a-b b c -> a b c", {}),
    (X, "a b _ -> a b _", {}),
    (X, "a  b   c  ->  a b   c ", {}),
    (X, "a b c -> (a b c)", {}),
    (X, "a b () c -> a b c", {}),
    ((6,), "(a b c) -> a b c", {"a": 2}),
    ((6,), "(a b c) -> a b c", {"a": 2, "c": 3}),
    (X, "a (b d) c -> a b d c", {"d": 0}),
    (X, "a (b d) c -> a b d c", {"d": -1}),
    (X, "a (b 3) c -> a b c", {}),
    (X, "a (b 1) c -> a b c", {}),
    ((0, 3), "a b -> b a", {}),
    ((0, 3), "(a c) b -> a c b", {"c": 2}),
    (X, "... -> ...", {}),
    (X, " -> ", {}),
    ((), " -> ", {}),
    ((), " -> 1", {}),
    (X, "a .. b -> a b", {}),
    (X, "... ... -> ...", {}),
    (X, "a (... b) -> a b ...", {}),
    (X, "b ... c -> (b ...) c", {}),
    ((2, 12, 6, 6), "b (p1 p2 c) h w -> b (h p1) (w p2) c", {"p1": 2, "p2": 3}),
    ((2, 3, 8, 6), "b c (h p) (w q) -> b (h w) (p q c)", {"p": 4, "q": 4}),
    ((2, 3, 8, 8), "b c (h p) (w q) -> b (h w) (p q c)", {"p": 4, "q": 4}),
    ((2, 5, 12), "b n (h d) -> b h n d", {"h": 4}),
]


@samples("einops.rearrange")
def rearrangements(pick: Random) -> Iterator[Sample]:
    for shape, pattern, lengths in REARRANGEMENTS:
        yield sample(T(*shape), pattern, **lengths)
    yield sample([T(*X), T(*X)], "n a b c -> a n b c")
    yield sample([T(*X), T(2)], "n a b c -> a n b c")
    yield sample(tensor=T(*X), pattern="a b c -> a c b")


@samples("einops.layers.torch.Rearrange")
def rearrange_layers(pick: Random) -> Iterator[Sample]:
    for shape, pattern, lengths in REARRANGEMENTS:
        yield sample(T(*shape), build=built(pattern, **lengths))


REDUCTIONS: list[tuple[tuple[int, ...], str, dict[str, Any]]] = [
    (X, "a b c -> a", {}),
    (X, "a b c -> a b c 1", {}),
    (X, "a b c -> ", {}),
    (X, "a b c -> a d", {}),
    (X, "a (b 3) c -> a b", {}),
    (X, "a (b d) c -> a b", {"d": 3}),
    (X, "a (b d) c -> a b", {}),
    (X, "a b c -> a 1 c", {}),
    (X, "a b c -> a ... c", {}),
    (X, "... c -> c", {}),
    (X, "a ... -> a", {}),
    (X, "a ... -> ...", {}),
    (X, "a ... -> (...)", {}),
    (X, "a b c -> a b c", {"d": 3}),
    ((2, 6, 6), "b (h 2) (w 2) -> b h w", {}),
    ((2, 5, 6), "b (h 2) (w 2) -> b h w", {}),
    (X, "a c b -> a b 2", {}),
]


@samples("einops.reduce")
def reductions(pick: Random) -> Iterator[Sample]:
    for shape, pattern, lengths in REDUCTIONS:
        yield sample(T(*shape), pattern, pick.choice(("mean", "max", "sum", "min", "prod")), **lengths)
    for kind in ("median", "repeat", "rearrange"):
        yield sample(T(*X), "a b c -> a", kind)
    yield sample(T(*X), "a b ... -> (a d) b ...", "repeat", d=4)
    yield sample(T(*X, dtype="int64"), "a b c -> (b a) c", "rearrange")
    yield sample([T(*X), T(*X)], "n a b c -> a", "sum")


@samples("einops.layers.torch.Reduce")
def reduce_layers(pick: Random) -> Iterator[Sample]:
    for shape, pattern, lengths in REDUCTIONS:
        yield sample(T(*shape), build=built(pattern, "max", **lengths))
    for kind in ("median", "repeat", "rearrange"):
        yield sample(T(*X), build=built("a b c -> a", kind))
    yield sample(T(*X), build=built("a ... -> (a s) ...", "repeat", s=4))
    yield sample(T(*X), build=built("a b c -> (b a) c", "rearrange"))
    yield sample(T(*X), build=built("a b c -> (b a) c", "rearrange", d=2))


@samples("einops.repeat")
def repetitions(pick: Random) -> Iterator[Sample]:
    for shape, pattern, lengths in (
        (X, "a b c -> a b c d", {"d": 5}),
        (X, "a b c -> a b c d", {}),
        (X, "a b c -> a b c 5", {}),
        (X, "a b c -> a b (c 5)", {}),
        (X, "a b c -> a b", {}),
        (X, "a b c -> (r a) b c", {"r": 2}),
        (X, "a b c -> a b c 1", {}),
        (X, "a b c -> a b c", {"d": 4}),
        (X, "... -> d ...", {"d": 2}),
        ((1, 4), "() n -> b n", {"b": 3}),
        ((2, 4), "1 n -> b n", {"b": 3}),
        (X, "a b c -> (a r) b c", {"r": 0}),
        (X, "a (b 3) c -> a b c", {}),
        (X, "a b c -> a b (c d)", {"d": 2, "c": 4}),
        (X, "a b c -> a b (c d)", {"d": 2, "c": 5}),
        ((3, 4), "1 1 d -> b n d", {"b": 2}),
        ((1, 1, 4), "1 1 d -> b 1 d", {"b": 2}),
    ):
        yield sample(T(*shape), pattern, **lengths)


@samples("einops.einsum")
def einsums(pick: Random) -> Iterator[Sample]:
    x = T(*X)
    for args in (
        (x, T(4, 5), "a b c, c d -> a b d"),
        (x, T(3, 5), "a b c, c d -> a b d"),
        (x, T(4, 5), "a b c, c d"),
        (x, "a b c -> a"),
        (x, T(4, 5), "... c, c d -> ... d"),
        (x, T(4, 5), "a b c, c d -> a (b d)"),
        (x, T(4, 5), "a b c, c d -> a e"),
        (x, "a b c, c d -> a b d"),
        (x, "a b -> a"),
        (x, "a b c -> a 1"),
        ("a b c -> a", x),
        (T(3, 3), "i i ->"),
        (T(3, 3), "i i -> i"),
        (T(2, 3), "i i -> i"),
        (T(2, 5, 8), T(2, 7, 8), "batch q dim, batch k dim -> batch q k"),
    ):
        yield sample(*args)


@samples("einops.pack")
def packs(pick: Random) -> Iterator[Sample]:
    x = T(*X)
    for tensors, pattern in (
        ([x, x], "* b c"),
        ([x, T(3, 4)], "* b c"),
        ([x, T(5, 4)], "* b c"),
        ([x], "a *"),
        ([x, T(2, 7)], "a *"),
        ([x, T(2, 7, 1, 4)], "a * c"),
        ([x, x], "a b c"),
        ([x, x], "a b c *"),
        ([x, T(2)], "a b *"),
        ([], "a *"),
        ([x], "a * *"),
        ([x], "* a b c d"),
        ([x], "a * a"),
    ):
        yield sample(tensors, pattern)


@samples("einops.unpack")
def unpacks(pick: Random) -> Iterator[Sample]:
    x = T(2, 12)
    for shapes in (
        [(3,), (9,)],
        [(3,), (3, 3)],
        [(3,), (-1, 3)],
        [(3,), (-1, 2)],
        [(3,), (8,)],
        [(3,), (-1,)],
        [(), (11,)],
        [(-1,), (-1,)],
        [[3], [9]],
        [(13,), (-1,)],
        [3, 9],
    ):
        yield sample(x, shapes, "b *")
    yield sample(T(2, 12, 3), [(3,), (9,)], "b *")
    yield sample(T(2, 12, 3), [(3,), (9,)], "b * c")


@samples("einops.parse_shape")
def parsed_shapes(pick: Random) -> Iterator[Sample]:
    for pattern in ("a b c", "a _ c", "a b", "a ... c", "a _ 4", "a _ 5", "_ _ _", "a (b c)"):
        yield sample(T(*X), pattern)


@samples("einops.asnumpy")
def arrays(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3))


@samples("einops.layers.torch.EinMix")
def mixes(pick: Random) -> Iterator[Sample]:
    for shape, args, lengths in (
        (X, ("a b c -> a b d", "c d"), {"c": 4, "d": 5}),
        (X, ("a b c -> a b d", "c d"), {"c": 3, "d": 5}),
        (X, ("a b c -> a b d", "c d", "d"), {"c": 4, "d": 5}),
        (X, ("a b c -> a b d", "c d"), {"c": 4}),
        (X, ("a b c -> a b d", "c e"), {"c": 4, "e": 2, "d": 4}),
        (X, ("a b (h c) -> a h b d", "h c d"), {"h": 2, "c": 2, "d": 5}),
        (X, ("a b (h c) -> a h b d", "h c d", "h d"), {"h": 2, "c": 2, "d": 5}),
        (X, ("a b (h c) -> a b (h d)", "h c d"), {"h": 3, "c": 2, "d": 5}),
        (X, ("a b (h c) -> a b (h d)", "h c d", "d"), {"h": 2, "c": 2, "d": 5}),
        (X, ("... c -> ... d", "c d", "d"), {"c": 4, "d": 7}),
        (X, ("a b c -> a b d", "c d", "c"), {"c": 4, "d": 5}),
        (X, ("a b c -> a b d", "c (d)"), {"c": 4, "d": 5}),
        (X, ("a b c -> a b d", "c d"), {"c": 4, "d": 5, "z": 1}),
        ((2, 3), ("a b c -> a b d", "c d"), {"c": 4, "d": 5}),
    ):
        yield sample(T(*shape), build=built(*args, **lengths))


test_agreement = agreement_test(__name__)
