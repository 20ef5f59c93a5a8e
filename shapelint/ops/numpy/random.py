"""Arrays of random numbers.

The functions of numpy.random, of its RandomState, and of the newer Generator.

A generator's methods are declared without the generator itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.core.array_arguments import shape_given, type_given
from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import is_floating
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import need
from shapelint.ops.formulas.broadcasting import broadcast, expands_to
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Chance, Drawn, Tensor, Unknown

OLD = ("numpy.random", "numpy.random.RandomState")
NEW = "numpy.random.Generator"

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def older(*names: str) -> list[str]:
    """The names under numpy.random, and of the methods of RandomState."""
    return [f"{owner}.{name}" for name in names for owner in OLD]


def every(*names: str) -> list[str]:
    """The same, and of the methods of Generator."""
    return [*older(*names), *(f"{NEW}.{name}" for name in names)]


def a_number() -> Unknown:
    """One number, which is Python's own."""
    return Unknown("a number drawn at random")


def drawn(size: Any, *given: Any, dtype: str | None = "float64") -> Tensor | Unknown:
    """Numbers of that shape.

    Without a size of the shape that the parameters broadcast to.
    """
    parameters = [to_array(one) for one in given]
    shape = broadcast(*parameters, arguments=["size"] * len(parameters)) if parameters else ()
    if size is None:
        if shape != ():
            return Tensor(shape, dtype)
        return Chance("a number drawn at random") if is_floating(dtype) else a_number()
    result = laid_out(*shape_given(size, "size"), dtype=dtype)
    for one in parameters:
        expands_to(one, result, "size")
    return result


@function(*older("rand", "randn"))
def rand(*sizes) -> Tensor | Unknown:
    """*sizes -> (*sizes)"""
    if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)):
        says = f"the sizes stand one by one, not in a {type(sizes[0]).__name__}: write *{sizes[0]!r}"
        need.refuse("wrong-arguments", says, argument="sizes")
    return laid_out(*shape_given(list(sizes)), dtype="float64") if sizes else Chance("a number drawn at random")


@function(*older("random", "random_sample", "standard_normal"), "numpy.random.ranf", "numpy.random.sample")
def random(size=None) -> Tensor | Unknown:
    """size -> (*size)"""
    return drawn(size)


@function(f"{NEW}.random", f"{NEW}.standard_normal")
def newer_random(size=None, dtype=None, out=None) -> Tensor | Unknown:
    """size -> (*size)"""
    return drawn(size, dtype=type_given(dtype, "float64"))


@function(*older("randint"))
def randint(low, high=None, size=None, dtype=None) -> Tensor | Unknown:
    """size -> (*size)"""
    return _whole(low, high, size, dtype, False)


@function(f"{NEW}.integers")
def integers(low, high=None, size=None, dtype=None, endpoint=False) -> Tensor | Unknown:
    """size -> (*size)"""
    return _whole(low, high, size, dtype, endpoint)


def _whole(low: Any, high: Any, size: Any, dtype: Any, endpoint: Any) -> Tensor | Unknown:
    first, last = (0, low) if high is None else (low, high)
    some = size is None or need.facts.at_least(product(shape_given(size, "size")), 1) is Verdict.YES
    numbers = isinstance(first, int) and isinstance(last, int) and isinstance(endpoint, bool)
    if some and numbers and first >= last + endpoint:
        need.refuse("wrong-arguments", f"there is no integer from {first} up to {last}", argument="high")
    made = drawn(size, *(one for one in (low, high) if one is not None), dtype=type_given(dtype, "int64"))
    if isinstance(made, Unknown) and isinstance(first, int) and isinstance(last, (int, Expr)):
        return Drawn("a number drawn at random", first, last + (endpoint is True))
    return made


# --- distributions ------------------------------------------------------------------------------------------------


@function(*every("uniform"))
def uniform(low=0.0, high=1.0, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, low, high)


@function(*every("normal", "laplace", "gumbel", "logistic"))
def normal(loc=0.0, scale=1.0, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, loc, scale)


@function(*every("lognormal"))
def lognormal(mean=0.0, sigma=1.0, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, mean, sigma)


@function(*every("exponential", "rayleigh"))
def exponential(scale=1.0, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, scale)


@function(*every("poisson"))
def poisson(lam=1.0, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, lam, dtype="int64")


@function(*every("binomial"))
def binomial(n, p, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, n, p, dtype="int64")


@function(*every("geometric"))
def geometric(p, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, p, dtype="int64")


@function(*every("beta"))
def beta(a, b, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, a, b)


@function(*every("gamma"))
def gamma(shape, scale=1.0, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, shape, scale)


@function(*every("chisquare", "standard_t"))
def chisquare(df, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, df)


@function(*every("vonmises"))
def vonmises(mu, kappa, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, mu, kappa)


@function(*every("weibull", "power", "pareto"))
def weibull(a, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, a)


@function(*every("triangular"))
def triangular(left, mode, right, size=None) -> Tensor | Unknown:
    """size -> (*size); without it the broadcast of the parameters"""
    return drawn(size, left, mode, right)


@function(*every("standard_cauchy"))
def standard_cauchy(size=None) -> Tensor | Unknown:
    """size -> (*size)"""
    return drawn(size)


@function(*older("standard_exponential"))
def standard_exponential(size=None) -> Tensor | Unknown:
    """size -> (*size)"""
    return drawn(size)


@function(f"{NEW}.standard_exponential")
def newer_standard_exponential(size=None, dtype=None, method="zig", out=None) -> Tensor | Unknown:
    """size -> (*size)"""
    return drawn(size, dtype=type_given(dtype, "float64"))


# --- of several variables -----------------------------------------------------------------------------------------


@function(*every("multivariate_normal"))
def multivariate_normal(
    mean, cov, size=None, check_valid="warn", tol=1e-08, *, method="svd"
) -> Tensor:  # fmt: skip
    """(n), (n, n), size -> (*size, n)"""
    centre, spread = to_array(mean), to_array(cov)
    (count,) = need.rank(centre, {1: "n"}, "mean")
    rows, columns = need.rank(spread, {2: "nm"}, "cov")
    for axis, one in enumerate((rows, columns)):
        need.same(
            one, count, "size-mismatch", actual_is=f"size of axis {axis} of cov", expected_is="size of mean", of=spread,
            axis=axis, argument="cov",
        )  # fmt: skip
    return laid_out(*sizes_given(size), count, dtype="float64")


@function(*every("dirichlet"))
def dirichlet(alpha, size=None) -> Tensor:
    """(n), size -> (*size, n)"""
    (count,) = need.rank(to_array(alpha), {1: "n"}, "alpha")
    return laid_out(*sizes_given(size), count, dtype="float64")


@function(*older("multinomial"))
def multinomial(n, pvals, size=None) -> Tensor:
    """(k), size -> (*size, k)"""
    (count,) = need.rank(to_array(pvals), {1: "k"}, "pvals")
    return laid_out(*sizes_given(size), count, dtype="int64")


def sizes_given(size: Any) -> tuple[Dim, ...]:
    return () if size is None else shape_given(size, "size")
