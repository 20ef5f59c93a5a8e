"""Multi-head attention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.declare import function, layer, parameter
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import optional, size_argument, told
from shapelint.ops.core.submodule import submodule
from shapelint.sizes.dims import Dim, floor_div
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, like


@layer("torch.nn.MultiheadAttention")
class MultiheadAttention:
    """query (L, N, embed_dim), key (S, N, kdim), value (S, N, vdim) -> (L, N, embed_dim), (N, L, S)"""

    def __init__(
        self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None,
        vdim=None, batch_first=False, device=None, dtype=None,
    ) -> None:  # fmt: skip
        wide, heads = size_argument(embed_dim, 1, "embed_dim"), size_argument(num_heads, 1, "num_heads")
        if need.facts.at_least(heads, 1) is not Verdict.NO:
            need.divides(
                heads, wide, "indivisible-channels", actual_is="embed_dim", expected_is="num_heads",
                argument="num_heads",
            )  # fmt: skip
        self.embed_dim, self.num_heads, self.dropout, self.batch_first = embed_dim, num_heads, dropout, batch_first
        self.kdim = embed_dim if kdim is None else kdim
        self.vdim = embed_dim if vdim is None else vdim
        keys, values = size_argument(self.kdim, 0, "kdim"), size_argument(self.vdim, 0, "vdim")
        self.head_dim = floor_div(wide, heads) if need.facts.same(heads, 0) is Verdict.NO else Unknown("unknown heads")
        self._qkv_same_embed_dim = _both(need.facts.same(keys, wide), need.facts.same(values, wide))
        self._project(wide, keys, values)
        self.in_proj_bias = optional(bias, parameter(3 * wide), "in_proj_bias")
        self.out_proj = submodule("torch.nn.Linear", embed_dim, embed_dim, bias=bias)
        self.bias_k = optional(add_bias_kv, parameter(1, 1, wide), "bias_k")
        self.bias_v = optional(add_bias_kv, parameter(1, 1, wide), "bias_v")
        self.add_zero_attn = add_zero_attn

    def _project(self, wide: Dim, keys: Dim, values: Dim) -> None:
        """Make the weights for queries, keys and values.

        One packed weight where keys and values are as wide as queries, else three.
        """
        packed: Any = self._qkv_same_embed_dim
        apart = packed if isinstance(packed, Unknown) else not packed
        self.q_proj_weight = optional(apart, parameter(wide, wide), "q_proj_weight")
        self.k_proj_weight = optional(apart, parameter(wide, keys), "k_proj_weight")
        self.v_proj_weight = optional(apart, parameter(wide, values), "v_proj_weight")
        self.in_proj_weight = optional(packed, parameter(3 * wide, wide), "in_proj_weight")

    def forward(
        self, query: Tensor, key: Tensor, value: Tensor, key_padding_mask: Tensor | None = None, need_weights=True,
        attn_mask: Tensor | None = None, average_attn_weights=True, is_causal=False,
    ) -> tuple[Tensor, Any]:  # fmt: skip
        widths = tuple(need.whole(one, name) for one, name in (
            (self.embed_dim, "embed_dim"), (self.kdim, "kdim"), (self.vdim, "vdim"),
        ))  # fmt: skip
        extra = [told(self.add_zero_attn), None if isinstance(self.bias_k, Unknown) else self.bias_k is not None]
        heads, first = need.whole(self.num_heads, "num_heads"), told(self.batch_first)
        return _attend(
            query, key, value, widths, heads, first, key_padding_mask, need_weights, attn_mask, average_attn_weights,
            is_causal, None if None in extra else sum(bool(one) for one in extra),
        )  # fmt: skip


def _both(one: Verdict, other: Verdict) -> Any:
    if Verdict.NO in (one, other):
        return False
    return True if one is other is Verdict.YES else Unknown("whether kdim and vdim are embed_dim is not known")


@function("torch.nn.functional.multi_head_attention_forward")
def multi_head_attention_forward(
    query: Tensor, key: Tensor, value: Tensor, embed_dim_to_check, num_heads, in_proj_weight: Tensor | None,
    in_proj_bias: Tensor | None, bias_k: Tensor | None, bias_v: Tensor | None, add_zero_attn, dropout_p,
    out_proj_weight: Tensor, out_proj_bias: Tensor | None, training=True, key_padding_mask: Tensor | None = None,
    need_weights=True, attn_mask: Tensor | None = None, use_separate_proj_weight=False,
    q_proj_weight: Tensor | None = None, k_proj_weight: Tensor | None = None, v_proj_weight: Tensor | None = None,
    static_k: Tensor | None = None, static_v: Tensor | None = None, average_attn_weights=True, is_causal=False,
) -> tuple[Tensor, Any]:  # fmt: skip
    """query (L, N, E), key (S, N, E), value (S, N, E) -> (L, N, E), (N, L, S)"""
    if static_k is not None or static_v is not None or told(use_separate_proj_weight) is not False:
        raise Undecided("attention with keys and values that are projected apart")
    wide, heads = need.whole(embed_dim_to_check, "embed_dim_to_check"), need.whole(num_heads, "num_heads")
    need.divides(heads, wide, "indivisible-channels", actual_is="embed_dim", argument="num_heads")
    more = told(add_zero_attn)
    vague = bias_k is not None and need.known(bias_k) is None  # it may be None
    extra = None if more is None or vague else int(more) + (bias_k is not None)
    return _attend(
        query, key, value, (wide, wide, wide), heads, False, key_padding_mask, need_weights, attn_mask,
        average_attn_weights, is_causal, extra,
    )  # fmt: skip


def _attend(
    query: Tensor, key: Tensor, value: Tensor, widths: tuple[Dim, ...], heads: Dim, batch_first: bool | None,
    key_padding_mask: Tensor | None, need_weights: Any, attn_mask: Tensor | None, average: Any, is_causal: Any,
    extra: int | None,
) -> tuple[Tensor, Any]:  # fmt: skip
    """(attended, weights).

    extra: how many keys the layer adds of its own, None where that is not known.
    """
    demand_one_rank([query, key, value], [key_padding_mask], batch_first)
    q, k, v = _ranked(query, key, value)
    last = len(q) - 1
    for shape, tensor, width, name, wants in (
        (q, query, widths[0], "query", "embed_dim"), (k, key, widths[1], "key", "kdim"),
        (v, value, widths[2], "value", "vdim"),
    ):  # fmt: skip
        need.same(
            shape[last], width, "feature-mismatch", actual_is=f"last size of {name}", expected_is=wants,
            argument="embed_dim", of=tensor, axis=last,
        )  # fmt: skip
    for axis in range(last):
        need.same(
            v[axis], k[axis], "size-mismatch", actual_is="size of value", expected_is="size of key",
            argument="value", of=value, axis=axis,
        )  # fmt: skip
    batch: Dim | None = None
    if last == 2:
        if batch_first is None:
            return like(query), Unknown("batch_first is not known")
        at = 0 if batch_first else 1
        batch, steps, seen = q[at], q[1 - at], k[1 - at]
        need.same(
            k[at], batch, "size-mismatch", actual_is="batch size of key", expected_is="batch size of query",
            argument="key", of=key, axis=at,
        )  # fmt: skip
    else:
        steps, seen = q[0], k[0]
    causal, weighted = (False if is_causal is None else told(is_causal)), told(need_weights)
    if causal and attn_mask is None:
        need.refuse("wrong-arguments", "is_causal=True needs the attn_mask, too", argument="is_causal")
    ignored = key_padding_mask is None and weighted is not True and causal is not False
    if attn_mask is not None:
        _mask(attn_mask, batch, heads, steps, seen, checked=not ignored)
    if key_padding_mask is not None:
        _fits(key_padding_mask, (seen,) if batch is None else (batch, seen), "key_padding_mask")
    if weighted is False:
        return like(query), None
    if weighted is None or extra is None or (averaged := told(average)) is None:
        return like(query), Unknown("whether and how weights are returned is not known")
    front = () if batch is None else (batch,)
    between = () if averaged else (heads,)
    return like(query), Tensor((*front, *between, steps, seen + extra), query.dtype)


def demand_one_rank(tensors: Sequence[Tensor], paddings: Sequence[Tensor | None], batch_first: bool | None) -> None:
    """Demand that sequences are all batched, or none.

    Those that meet in attention have rank 3 or 2; a padding mask has one axis less.

    Those of unknown rank take the rank of the others, and 3 where no rank is known.
    """
    ranks = {len(shape) for shape in map(need.known, tensors) if shape is not None}
    ranks |= {len(shape) + 1 for one in paddings if one is not None and (shape := need.known(one)) is not None}
    rank = 2 if 2 in ranks and 3 not in ranks else 3
    letters = ("NLE" if batch_first else "LNE") if rank == 3 else "LE"
    for one in tensors:
        if need.known(one) is None:
            need.refine(one, rank, letters)


def _ranked(query: Tensor, key: Tensor, value: Tensor) -> tuple[tuple[Dim, ...], ...]:
    """The three shapes, which must have the same rank."""
    first = need.rank(query, (3, 2), "query")
    return (first, *(need.rank(one, (len(first),), name) for one, name in ((key, "key"), (value, "value"))))


def _mask(mask: Tensor, batch: Dim | None, heads: Dim, steps: Dim, seen: Dim, checked: bool) -> None:
    """attn_mask is (L, S), or (N * num_heads, L, S).

    In three dimensions without a batch (num_heads, L, S).
    """
    if need.known(mask) is None:
        return
    shape = need.rank(mask, (2, 3), "attn_mask")
    if len(shape) == 3 and (checked or batch is None):
        _fits(mask, (heads if batch is None else batch * heads, steps, seen), "attn_mask")
    elif checked:
        _fits(mask, (steps, seen), "attn_mask")


def _fits(mask: Tensor, wanted: tuple[Dim, ...], argument: str) -> None:
    if need.known(mask) is None:
        return
    shape = need.rank(mask, (len(wanted),), argument)
    for axis, (there, size) in enumerate(zip(shape, wanted, strict=True)):
        need.same(
            there, size, "size-mismatch", actual_is=f"size of {argument}", expected_is="size that the attention has",
            argument=argument, of=mask, axis=axis,
        )  # fmt: skip
