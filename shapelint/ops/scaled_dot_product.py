"""softmax(Q K^T) V as a function.

With its mask and with fewer key heads than query heads.
"""

from __future__ import annotations

from shapelint.ops.core.arguments import surely_given
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import need
from shapelint.ops.formulas.axes import at_least_rank, size_at
from shapelint.ops.formulas.broadcasting import broadcast_sizes, expands_to
from shapelint.ops.matmul import RULE, contract
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, UnknownShape, like


@function("torch.nn.functional.scaled_dot_product_attention")
def scaled_dot_product_attention(
    query: Tensor, key: Tensor, value: Tensor, attn_mask: Tensor | None = None, dropout_p=0.0, is_causal=False,
    scale=None, enable_gqa=False,
) -> Tensor:  # fmt: skip
    """(*, L, E), (*, S, E), (*, S, Ev) -> (*, L, Ev)

    attn_mask broadcasts to (*, L, S); whether it may have fewer than two axes depends on the kernel that torch
    chooses, so nothing is said of that. With enable_gqa the heads (axis -3) of key and value divide those of the query.
    """
    if surely_given(attn_mask) and is_causal is True:
        need.refuse("wrong-arguments", "attn_mask must not be given with is_causal=True", argument="attn_mask")
    for one, name in ((query, "query"), (key, "key"), (value, "value")):
        at_least_rank(one, 2, name)
    _last_axes_agree(query, key, value)
    grouped = need.flag(enable_gqa, "enable_gqa")
    if any(need.known(one) is None for one in (query, key, value)):
        return _partly_known(query, key, value)
    q, k, v = need.shape(query), need.shape(key), need.shape(value)
    if grouped:
        k, v = _repeated(q, key, "key"), _repeated(q, value, "value")
    scores = broadcast_sizes(q[:-2], k[:-2], arguments=("query", "key"))
    if attn_mask is not None:
        expands_to(attn_mask, Tensor((*scores, q[-2], k[-2])), "attn_mask")
    batch = broadcast_sizes(scores, v[:-2], arguments=("query", "value"))
    return Tensor((*batch, q[-2], v[-1]), query.dtype)


def _last_axes_agree(query: Tensor, key: Tensor, value: Tensor) -> None:
    """Demand E of query and key, S of key and value.

    Where they are known.
    """
    embedded, keys, values = size_at(query, -1), size_at(key, -2), size_at(value, -2)
    there = size_at(key, -1)
    if embedded is not None and there is not None:
        contract(there, embedded, of=key, axis=-1, argument="key", with_="query")
    if keys is not None and values is not None:
        need.same(
            values, keys, RULE, actual_is="positions of value", expected_is="positions of key", of=value, axis=-2,
            argument="value",
        )  # fmt: skip


def _partly_known(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    shape = query.shape
    if isinstance(shape, UnknownShape) and shape is key.shape and shape is value.shape:
        return like(query)
    found = {-2: size_at(query, -2), -1: size_at(value, -1)}
    vague = next(one.shape for one in (query, key, value) if need.known(one) is None)
    assert isinstance(vague, UnknownShape)
    return Tensor(UnknownShape(vague.reason, {axis: size for axis, size in found.items() if size is not None}))


def _repeated(query: tuple[Dim, ...], of: Tensor, name: str) -> tuple[Dim, ...]:
    """Key or value with its heads repeated.

    Until there are as many as the query's.
    """
    shape = need.shape(of)
    for rank, argument in ((len(query), "query"), (len(shape), name)):
        if rank < 3:
            need.refuse(
                "wrong-rank", f"with enable_gqa {argument} must have at least 3 dimensions, it has {rank}", actual=rank,
                expected=3, argument=argument,
            )  # fmt: skip
    need.divides(
        shape[-3], query[-3], "size-mismatch", actual_is="heads of query", expected_is=f"heads of {name}", of=of,
        axis=len(shape) - 3, argument=name,
    )  # fmt: skip
    return (*shape[:-3], query[-3], *shape[-2:])
