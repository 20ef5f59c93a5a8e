"""Which operations refuse which types, whatever else they are given.

The tables are declarations, by names of torch; those of a module of torch's are read of its layers and functions
alike. What hangs on shapes or options (the target of cross entropy) stands in the operation's body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from shapelint.ops.core.dtypes import alike, floats
from shapelint.sizes.tensors import Tensor

FLOATS = """
    nn.ELU nn.CELU nn.GELU nn.LeakyReLU nn.Hardshrink nn.Softshrink nn.Softplus nn.RReLU nn.SELU nn.SiLU nn.Mish
    nn.Hardswish nn.Hardsigmoid nn.LogSigmoid nn.Dropout nn.AlphaDropout nn.Dropout1d nn.Dropout2d nn.Dropout3d nn.GLU
    nn.PReLU nn.Softmax2d nn.functional.elu nn.functional.celu nn.functional.gelu nn.functional.leaky_relu
    nn.functional.softplus nn.functional.rrelu nn.functional.selu nn.functional.silu nn.functional.mish
    nn.functional.hardswish nn.functional.hardsigmoid nn.functional.logsigmoid nn.functional.dropout
    nn.functional.normalize nn.functional.prelu
    dropout selu celu prelu
    Tensor.normal_ Tensor.exponential_ bernoulli multinomial
    norm linalg.norm linalg.vector_norm linalg.matrix_norm quantile nanquantile
    linalg.inv inverse linalg.det det logdet slogdet linalg.slogdet linalg.eigh linalg.eigvalsh linalg.eig linalg.svd
    svd linalg.svdvals linalg.qr qr pinverse linalg.pinv linalg.matrix_rank cholesky linalg.cholesky linalg.solve
    nn.functional.kl_div nn.KLDivLoss nn.functional.affine_grid
    exp_ log_ sqrt_ rsqrt_ sigmoid_ tanh_ sin_ cos_ log1p_ log2_ log10_ expm1_ reciprocal_ erf_
"""
"""The first tensor must be of floats."""

ALIKE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("scatter_add", "Tensor.scatter_add_"), ("input", "src")),
    **dict.fromkeys(("scatter_reduce", "Tensor.scatter_reduce_"), ("input", "src")),
    **dict.fromkeys(("index_add", "Tensor.index_add_", "index_copy", "Tensor.index_copy_"), ("input", "source")),
    **dict.fromkeys(("masked_scatter", "Tensor.masked_scatter_", "put", "Tensor.put_"), ("input", "source")),
    **dict.fromkeys(("lerp", "Tensor.lerp_"), ("input", "end")),
    **dict.fromkeys(("cross", "linalg.cross"), ("input", "other")),
    "nn.functional.grid_sample": ("input", "grid"),
    "nn.functional.scaled_dot_product_attention": ("query", "key", "value"),
    "nn.MultiheadAttention": ("in_proj_weight", "query", "key", "value"),
    "cdist": ("x1", "x2"),
    "tensordot": ("a", "b"),
    "linalg.solve": ("A", "B"),
}  # fmt: skip
"""These arguments must be of one type; a name that is no argument is an attribute of the layer."""


Demands = tuple[bool, tuple[str, ...]]
"""Whether the first tensor must be of floats, and which arguments must be of one type."""


@cache
def _declared() -> dict[str, Demands]:
    found: dict[str, Demands] = {}
    for name in FLOATS.split():
        found.update(dict.fromkeys(_names(name), (True, ())))
    for name, arguments in ALIKE.items():
        for one in _names(name):
            found[one] = found.get(one, (False, ()))[0], arguments
    return found


def _names(name: str) -> Iterator[str]:
    """The qualified names, that of the method among them."""
    yield f"torch.{name}"
    if "." not in name:
        yield f"torch.Tensor.{name}"


@cache
def demands_of(names: tuple[str, ...]) -> Demands | None:
    """What the tables say of the operation of these names."""
    return next((_declared()[name] for name in names if name in _declared()), None)


def demand_types(demands: Demands, arguments: Mapping[str, Any], attributes: Mapping[str, Any]) -> None:
    """Demand what the tables say of these arguments.

    An operation that is told in which type to compute (`dtype=`) takes any.
    """
    must_float, (first, *others) = demands[0], demands[1] or ("",)
    name, value = next(iter(arguments.items()), ("", None))
    if must_float and isinstance(value, Tensor) and arguments.get("dtype") is None:
        floats(value, name)
    kept = arguments.get(first, attributes.get(first))
    for other in others:
        value = arguments.get(other)
        if isinstance(value, Tensor) and isinstance(kept, Tensor):
            alike(value, kept, other, "weight" if first not in arguments else first)
