"""Keras's attention."""

from __future__ import annotations

from shapelint.layers.keras.declare import KerasLayer, layer, made, need
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


@layer("MultiHeadAttention")
class MultiHeadAttention(KerasLayer):
    """(N, T, d), (N, S, d) -> (N, T, d); key_dim is that of one head"""

    def __init__(
        self, num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, **options
    ) -> None:
        heads, keys = need.whole(num_heads, "num_heads"), need.whole(key_dim, "key_dim")
        values = keys if value_dim is None else need.whole(value_dim, "value_dim")
        self.keep(heads=heads, key_dim=keys, value_dim=values, use_bias=use_bias, output=output_shape, rate=dropout)
        self.keep(options=options)

    def forward(
        self, query: Tensor, value: Tensor, key: Tensor | None = None, query_mask=None, value_mask=None, key_mask=None,
        attention_mask=None, return_attention_scores=False, training=None, use_causal_mask=False,
    ) -> Tensor | tuple[Tensor, ...]:  # fmt: skip
        """(N, T, d), (N, S, d) -> (N, T, d)"""
        given, there = need.shape(query), need.shape(value)
        keyed = there if key is None else need.shape(key)
        out: tuple[Dim, ...] = (given[-1],) if self.output is None else need.sizes(self.output, "output_shape")
        for name, size, width in (
            ("query", given[-1], self.key_dim), ("key", keyed[-1], self.key_dim), ("value", there[-1], self.value_dim)
        ):  # fmt: skip
            self.weight(f"{name}_kernel", size, self.heads, width)
            if self.use_bias:
                self.weight(f"{name}_bias", self.heads, width)
        self.weight("output_kernel", self.heads, self.value_dim, *out)
        if self.use_bias:
            self.weight("output_bias", *out)
        found = made(*given[:-1], *out, like=query)
        if return_attention_scores:
            return found, made(given[0], self.heads, *given[1:-1], *there[1:-1])
        return found
