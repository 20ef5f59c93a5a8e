"""Random arrays have the shapes that numpy gives them, of all three kinds of generators."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from agreement import Sample, agreement_test, calls, samples

from shapelint.ops.numpy.random import NEW, every, older


@samples(*older("rand", "randn"))
def sizes(pick: Random) -> Iterator[Sample]:
    yield from calls("; 3; 2, 3; 0, 2; (2, 3); -1; 2, -3; 2.0; 2, 3, 4; [2]")


@samples(*older("random", "random_sample", "standard_normal"), "numpy.random.ranf", "numpy.random.sample")
@samples(*every("standard_cauchy", "standard_exponential"), f"{NEW}.random", f"{NEW}.standard_normal")
def standard(pick: Random) -> Iterator[Sample]:
    yield from calls("; 3; (2, 3); [2, 3]; -1; (2, -1); 2.0; size=4; size=(); size=None")


@samples(f"{NEW}.random", f"{NEW}.standard_normal", f"{NEW}.standard_exponential")
def typed(pick: Random) -> Iterator[Sample]:
    yield from calls("3, dtype=DType('float32'); (2, 3), 'float64'")


@samples(*older("randint"), f"{NEW}.integers")
def whole(pick: Random) -> Iterator[Sample]:
    yield from calls("5; 0, 5; 0, 5, 3; 0, 5, (2, 3); 5, size=(2, 3); 5, 5; 7, 3, 2; 0, 5, -1; 0")
    yield from calls("high=5, low=0, size=2; 0, 5, ()")
    yield from calls("0, [3, 4, 5]; [1, 2], [5, 6]; 0, 5, (2,), dtype='int32'; 5, dtype=DType('uint8'), size=3")
    yield from calls("[0, 0], 5, (3, 2)")
    yield from calls("[0, 0], [5, 6, 7]; 0, [5, 6], (3, 3)")


@samples(*every("uniform", "normal", "laplace", "gumbel", "logistic", "lognormal"))
def of_two(pick: Random) -> Iterator[Sample]:
    yield from calls("0, 1; 0.0, 1.0, 3; 0, 1, (2, 3); size=(4, 2); [0, 1, 2], 3; [0, 1], [1, 2]; [0, 1], [1, 2, 3]")
    yield from calls("A(2, 1), 1")
    yield from calls("A(3), 1, (2, 3); A(3), 1, (2, 4); 0, 1, -1; 0, 1, 2.0; A(2, 3), 1, 3")


@samples(*every("exponential", "rayleigh", "poisson"))
def of_one(pick: Random) -> Iterator[Sample]:
    yield from calls("1.0; 1.0, 3; 1.0, (2, 3); [1, 2, 3]; size=4; [1, 2], (3, 2); [1, 2], (3, 3); 1.0, -1")
    yield from calls("2.0, size=()")


@samples(*every("binomial"))
def binomials(pick: Random) -> Iterator[Sample]:
    yield from calls("10, 0.5; 10, 0.5, 3; 10, 0.5, (2, 3); [10, 20], 0.5; [10, 20], [0.1, 0.2, 0.3]; 10")
    yield from calls("10, 0.5, size=[2, 2]")


@samples(*every("geometric", "chisquare", "standard_t", "weibull", "power", "pareto"))
def of_one_needed(pick: Random) -> Iterator[Sample]:
    yield from calls("0.5; 0.5, 3; 0.5, (2, 3); [0.5, 0.25]; ; [0.5, 0.25], (3, 2); 0.5, -1")


@samples(*every("beta", "gamma", "vonmises"))
def of_two_needed(pick: Random) -> Iterator[Sample]:
    yield from calls("1.0, 2.0; 1.0, 2.0, 3; 1.0, 2.0, (2, 3); [1, 2], 2.0; [1, 2], [1, 2, 3]; ; 1.0, 2.0, size=4")


@samples(*every("triangular"))
def of_three(pick: Random) -> Iterator[Sample]:
    yield from calls("0, 1, 2; 0, 1, 2, 3; 0, 1, 2, (2, 3); [0, 0], 1, 2; 0, 1")


@samples(*every("multivariate_normal"))
def of_several(pick: Random) -> Iterator[Sample]:
    yield from calls("[0, 0], [[1, 0], [0, 1]]; [0, 0], [[1, 0], [0, 1]], 5; [0, 0], [[1, 0], [0, 1]], (3, 4)")
    yield from calls("[0, 0, 0], [[1, 0], [0, 1]]")
    yield from calls("A(3), A(3, 3), size=2; A(3), A(3, 2); A(3), A(3); 0, [[1]]; A(2, 2), A(2, 2)")


@samples(*every("dirichlet"))
def dirichlets(pick: Random) -> Iterator[Sample]:
    yield from calls("[1, 2, 3]; [1, 2, 3], 4; [1, 2, 3], (2, 5); [[1, 2]]; [1.0, 2.0], size=3")


@samples(*older("multinomial"))
def multinomials(pick: Random) -> Iterator[Sample]:
    yield from calls("10, [0.5, 0.5]; 10, [0.25, 0.75], 3; 10, [0.5, 0.5], (2, 3); 10")


@samples(*older("choice"), f"{NEW}.choice")
def chosen(pick: Random) -> Iterator[Sample]:
    yield from calls("5; 5, 3; 5, (2, 3); [1, 2, 3]; [1.5, 2.5], 4; A(5), 3; 5, 3, False; 5, 6, False")
    yield from calls("A(3), (2, 2), replace=False")
    yield from calls("5, 3, p=[0.2] * 5; 5, 3, p=[0.25] * 4; A(3), 2, True, [0.5, 0.25, 0.25]; 5, size=()")
    yield from calls("[True, False]; 5, -1")


@samples(*older("choice"))
def chosen_of_matrices(pick: Random) -> Iterator[Sample]:
    yield from calls("5, 2; A(3, dtype='int32'), 2")


@samples(f"{NEW}.choice")
def chosen_along(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 3), 2; A(4, 3), 2, axis=1; A(4, 3); A(4, 3), 2, axis=2; A(4, 3), (2, 2)")
    yield from calls("A(4, 3), 5, replace=False")


@samples(*older("permutation"), f"{NEW}.permutation")
def permuted(pick: Random) -> Iterator[Sample]:
    yield from calls("5; A(4, 3); [1, 2, 3]; 0; A(5, dtype='int32'); -1")


@samples(f"{NEW}.permutation")
def permuted_along(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 3), 1; A(4, 3), axis=-1; A(4, 3), 2; [1, 2, 3], 0")


@samples(f"{NEW}.permuted")
def permuted_in_rows(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 3); A(4, 3), axis=-1; A(4, 3), axis=2; [1, 2, 3], axis=0")
    yield from calls("A(4, 3), 1", unsettled=True)


@samples(*older("shuffle"), f"{NEW}.shuffle")
def shuffled(pick: Random) -> Iterator[Sample]:
    yield from calls("A(4, 3); A(5); [1, 2, 3]; A(0)")


test_agreement = agreement_test(__name__)
