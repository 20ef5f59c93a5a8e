"""Functions and methods of one tensor whose result has its shape.

One body; the tables are the declarations.

Activations with their layers are in `activations`, what fills a tensor with numbers in `fills`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.arithmetic import changed, changed_with
from shapelint.ops.core.arguments import dtype_given
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import floated, floats, is_floating, real
from shapelint.ops.core.need import need
from shapelint.ops.core.results import ValuesIndices
from shapelint.ops.formulas.axes import along
from shapelint.ops.formulas.broadcasting import copied, elementwise, mapped
from shapelint.sizes.tensors import Tensor, like

SAME = "ceil fix floor frac neg negative sgn sign trunc relu bitwise_not"
"""Keep the type of their input."""

FLOATING = """
    acos acosh arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh cos cosh deg2rad digamma erf erfc
    erfinv exp exp2 expm1 i0 lgamma log log10 log1p log2 rad2deg reciprocal rsqrt sigmoid sin sinc sinh sqrt tan tanh
"""
"""Make numbers of the default type from integers."""

BOOLEAN = "isfinite isinf isnan isneginf isposinf isreal signbit"

IN_PLACE_FUNCTIONS = """
    abs acos acosh arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh ceil conj_physical cos cosh
    deg2rad erf erfc exp exp2 expm1 fix floor frac i0 log log10 log1p log2 neg negative rad2deg reciprocal relu rsqrt
    sigmoid sin sinc sinh sqrt square tan tanh trunc
"""
"""Those whose in-place form is a function of torch too (torch.sin_); the method (Tensor.sin_) all have."""

SPECIAL = """
    airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 digamma entr erf erfc erfcx erfinv exp2 expit expm1 gammaln i0 i0e
    i1 i1e log1p log_ndtr modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 ndtr ndtri psi
    scaled_modified_bessel_k0 scaled_modified_bessel_k1 sinc spherical_bessel_j0
"""

DECLARED: list[Callable[..., Any]] = []
"""What the tables declare."""


def _unary(
    type_of: Callable[[str | None], str | None], *names: str, make: Callable[[Tensor], Tensor] = mapped
) -> Callable[..., Tensor]:
    @function(*names)
    def unary(input: Tensor, *, out=None) -> Tensor:
        """(*) -> (*)"""
        made = make(input)
        made.dtype = type_of(input.dtype)
        return made

    return unary


def _in_place(*names: str) -> Callable[..., Tensor]:
    @function(*names)
    def in_place(input: Tensor) -> Tensor:
        """(*) -> (*)"""
        return changed(input)

    return in_place


def _same(dtype: str | None) -> str | None:
    return dtype


def _floating(dtype: str | None) -> str | None:
    return floated(dtype)


def _squared(dtype: str | None) -> str | None:
    return "int64" if dtype == "bool" else dtype


def _boolean(dtype: str | None) -> str | None:
    return "bool"


for _names, _type in ((SAME, _same), (FLOATING, _floating), (BOOLEAN, _boolean)):
    for _short in _names.split():
        DECLARED.append(_unary(_type, f"torch.{_short}", f"torch.Tensor.{_short}"))
for _short in SPECIAL.split():
    DECLARED.append(_unary(_floating, f"torch.special.{_short}"))
for _short in ("abs", "conj_physical", "square", *SAME.split(), *FLOATING.split()):
    _aliases = (f"torch.{_short}_",) if _short in IN_PLACE_FUNCTIONS.split() else ()
    DECLARED.append(_in_place(f"torch.Tensor.{_short}_", *_aliases))

square = _unary(_squared, "torch.square", "torch.Tensor.square")
absolute = _unary(
    real, "torch.abs", "torch.Tensor.abs", "torch.absolute", "torch.Tensor.absolute", "torch.Tensor.__abs__"
)
angle = _unary(lambda dtype: real(_floating(dtype)), "torch.angle", "torch.Tensor.angle")
negation = _unary(_same, "torch.Tensor.__neg__")
inversion = _unary(_same, "torch.Tensor.__invert__")
positive = _unary(_same, "torch.positive", "torch.Tensor.positive", "torch.Tensor.__pos__", make=copied)
conj_physical = _unary(_same, "torch.conj_physical", "torch.Tensor.conj_physical", make=copied)
logical_not = _unary(_boolean, "torch.logical_not", "torch.Tensor.logical_not")
absolute_ = _in_place("torch.Tensor.absolute_", "torch.Tensor.logical_not_")
msort = _unary(_same, "torch.msort", "torch.Tensor.msort")


@function("torch.round", "torch.Tensor.round", "torch.special.round")
def rounded(input: Tensor, *, decimals=0, out=None) -> Tensor:
    """(*) -> (*)"""
    return mapped(input)


@function("torch.Tensor.round_", "torch.round_")
def rounded_(input: Tensor, *, decimals=0) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.logit", "torch.Tensor.logit", "torch.special.logit")
def logit(input: Tensor, eps=None, *, out=None) -> Tensor:
    """(*) -> (*)"""
    return Tensor(input.shape, _floating(input.dtype))


@function("torch.Tensor.logit_", "torch.logit_")
def logit_(input: Tensor, eps=None) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.nan_to_num", "torch.Tensor.nan_to_num")
def nan_to_num(input: Tensor, nan=None, posinf=None, neginf=None, *, out=None) -> Tensor:
    """(*) -> (*)"""
    return mapped(input)


@function("torch.Tensor.nan_to_num_", "torch.nan_to_num_")
def nan_to_num_(input: Tensor, nan=None, posinf=None, neginf=None) -> Tensor:
    """(*) -> (*)"""
    return changed(input)


@function("torch.polygamma", "torch.special.polygamma")
def polygamma(n, input: Tensor, *, out=None) -> Tensor:
    """(*) -> (*)"""
    return Tensor(input.shape, _floating(input.dtype))


# --- limits, which may be tensors -------------------------------------------------------------------------------


@function("torch.clamp", "torch.Tensor.clamp", "torch.clip", "torch.Tensor.clip")
def clamp(input: Tensor, min: Tensor | None = None, max: Tensor | None = None, *, out=None) -> Tensor:
    """The broadcast of input and the limits."""
    return elementwise(input, *_limits(min, max), arguments=("input", "min", "max"))


@function("torch.Tensor.clamp_", "torch.Tensor.clip_", "torch.clamp_", "torch.clip_")
def clamp_(input: Tensor, min: Tensor | None = None, max: Tensor | None = None) -> Tensor:
    """input; the limits must broadcast to its shape."""
    return changed_with(input, *(("min", limit) for limit in _limits(min, max)))


def _limits(min: Tensor | None, max: Tensor | None) -> tuple[Tensor, ...]:
    given = tuple(limit for limit in (min, max) if limit is not None)
    if not given:
        need.refuse("wrong-arguments", "at least one of min and max must be given", argument="min")
    return given


@function("torch.clamp_min", "torch.Tensor.clamp_min")
def clamp_min(input: Tensor, min: Tensor, *, out=None) -> Tensor:
    """The broadcast of input and min."""
    return elementwise(input, min, arguments=("input", "min"))


@function("torch.clamp_max", "torch.Tensor.clamp_max")
def clamp_max(input: Tensor, max: Tensor, *, out=None) -> Tensor:
    """The broadcast of input and max."""
    return elementwise(input, max, arguments=("input", "max"))


@function("torch.Tensor.clamp_min_", "torch.clamp_min_")
def clamp_min_(input: Tensor, min: Tensor) -> Tensor:
    """input; min must broadcast to its shape."""
    return changed_with(input, ("min", min))


@function("torch.Tensor.clamp_max_", "torch.clamp_max_")
def clamp_max_(input: Tensor, max: Tensor) -> Tensor:
    """input; max must broadcast to its shape."""
    return changed_with(input, ("max", max))


# --- along an axis ----------------------------------------------------------------------------------------------


def _cumulative(short: str) -> Callable[..., Tensor]:
    @function(f"torch.{short}", f"torch.Tensor.{short}")
    def cumulative(input: Tensor, dim, *, dtype=None, out=None) -> Tensor:
        """(*) -> (*)"""
        along(input, dim)
        kept = input.dtype if is_floating(input.dtype) else "int64" if input.dtype else None
        return Tensor(input.shape, dtype_given(dtype, kept))

    return cumulative


cumsum, cumprod = _cumulative("cumsum"), _cumulative("cumprod")


@function("torch.Tensor.cumsum_", "torch.Tensor.cumprod_")
def cumsum_(input: Tensor, dim, *, dtype=None) -> Tensor:
    """(*) -> (*)"""
    along(input, dim)
    return changed(input)


@function("torch.logcumsumexp", "torch.Tensor.logcumsumexp")
def logcumsumexp(input: Tensor, dim, *, out=None) -> Tensor:
    """(*) -> (*)"""
    along(input, dim)
    return like(input)


@function("torch.cummax", "torch.Tensor.cummax", "torch.cummin", "torch.Tensor.cummin")
def cummax(input: Tensor, dim, *, out=None) -> ValuesIndices:
    """(*) -> values and indices, each (*)"""
    along(input, dim)
    return ValuesIndices(like(input), like(input, "int64"))


@function("torch.sort", "torch.Tensor.sort")
def sort(input: Tensor, dim=-1, descending=False, *, stable=None, out=None) -> ValuesIndices:
    """(*) -> values and indices, each (*)"""
    along(input, dim)
    return ValuesIndices(like(input), like(input, "int64"))


@function("torch.argsort", "torch.Tensor.argsort")
def argsort(input: Tensor, dim=-1, descending=False, *, stable=False) -> Tensor:
    """(*) -> (*)"""
    along(input, dim)
    return like(input, "int64")


@function("torch.softmax", "torch.Tensor.softmax")
def softmax(input: Tensor, dim, dtype=None, *, out=None) -> Tensor:
    """(*) -> (*)"""
    if dtype is None:
        floats(input)
    along(input, dim)
    return Tensor(input.shape, dtype_given(dtype, input.dtype))


@function("torch.log_softmax", "torch.Tensor.log_softmax")
def log_softmax(input: Tensor, dim, dtype=None, *, out=None) -> Tensor:
    """(*) -> (*)"""
    return softmax(input, dim, dtype)


@function("torch.special.softmax")
def special_softmax(input: Tensor, dim, *, dtype=None) -> Tensor:
    """(*) -> (*)"""
    return softmax(input, dim, dtype)


@function("torch.special.log_softmax")
def special_log_softmax(input: Tensor, dim, *, dtype=None) -> Tensor:
    """(*) -> (*)"""
    return softmax(input, dim, dtype)


@function("torch.renorm", "torch.Tensor.renorm")
def renorm(input: Tensor, p, dim, maxnorm, *, out=None) -> Tensor:
    """(*) -> (*)"""
    along(input, dim)
    return like(input)
