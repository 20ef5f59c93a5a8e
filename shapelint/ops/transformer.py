"""Transformer layers and their stacks.

Each keeps the shape of what it transforms; attention checks that it can.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.ops.attention import demand_one_rank
from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import size_argument, told
from shapelint.ops.core.submodule import clone, module_list, operation_of, run, submodule, through
from shapelint.ops.formulas.axes import at_least_rank, size_at
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, Unknown, like

_OUTER = {
    "embed_dim": "d_model", "num_heads": "nhead", "in_features": "d_model", "out_features": "dim_feedforward",
    "normalized_shape": "d_model",
}  # fmt: skip
"""How the transformer layers call the parameters of what they are made of."""

_TARGET = {"key_padding_mask": "tgt_key_padding_mask", "attn_mask": "tgt_mask", "query": "tgt", "embed_dim": "d_model"}
_SOURCE = {"key_padding_mask": "src_key_padding_mask", "attn_mask": "src_mask", "query": "src", "embed_dim": "d_model"}
_MEMORY = {
    "key_padding_mask": "memory_key_padding_mask", "attn_mask": "memory_mask", "key": "memory", "value": "memory",
    "query": "tgt", "embed_dim": "d_model",
}  # fmt: skip


def _activation(activation: Any) -> None:
    if isinstance(activation, str) and activation not in ("relu", "gelu"):
        need.refuse(
            "wrong-arguments", f"activation must be 'relu' or 'gelu', it is {activation!r}", argument="activation"
        )


def _attention(d_model: Any, nhead: Any, dropout: Any, bias: Any, batch_first: Any) -> Any:
    return submodule(
        "torch.nn.MultiheadAttention", d_model, nhead, dropout=dropout, bias=bias, batch_first=batch_first,
        renamed=_OUTER,
    )  # fmt: skip


def _norm(d_model: Any, eps: Any, bias: Any) -> Any:
    return submodule("torch.nn.LayerNorm", d_model, eps=eps, bias=bias, renamed=_OUTER)


def _attend(
    module: Any, query: Tensor, memory: Tensor, mask: Tensor | None, padding: Tensor | None, causal: Any,
    renamed: dict[str, str],
) -> None:  # fmt: skip
    run(
        module, query, memory, memory, attn_mask=mask, key_padding_mask=padding, need_weights=False, is_causal=causal,
        renamed=renamed,
    )  # fmt: skip


class _Layer:
    """What encoder and decoder layers have in common."""

    linear1: Any
    linear2: Any
    dropout: Any
    activation: Any
    norm_first: Any

    def _feed_forward(self, d_model: Any, dim_feedforward: Any, dropout: Any, bias: Any) -> None:
        self.linear1 = submodule("torch.nn.Linear", d_model, dim_feedforward, bias=bias, renamed=_OUTER)
        self.dropout = submodule("torch.nn.Dropout", dropout)
        self.linear2 = submodule("torch.nn.Linear", dim_feedforward, d_model, bias=bias, renamed=_OUTER)

    def _block(self, x: Tensor, norm: Any, body: Callable[[Tensor], Tensor]) -> Tensor:
        """`norm(x + body(x))`, or `x + body(norm(x))` where norm_first is set.

        The order of calls, not the sizes.
        """
        first = told(self.norm_first)
        if first is True:
            return body(through(norm, x))
        return through(norm, body(x)) if first is False else body(x)

    def _feed(self, x: Tensor, dropout: Any) -> Tensor:
        if operation_of(self.linear1) is None or operation_of(self.linear2) is None:
            return like(x)  # replaced by the program's own
        inner = through(self.dropout, through(self.activation, run(self.linear1, x, renamed=_OUTER)))
        return through(dropout, run(self.linear2, inner, renamed=_OUTER))


@layer("torch.nn.TransformerEncoderLayer")
class TransformerEncoderLayer(_Layer):
    """(S, N, d_model) -> same"""

    def __init__(
        self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation="relu", layer_norm_eps=1e-5,
        batch_first=False, norm_first=False, bias=True, device=None, dtype=None,
    ) -> None:  # fmt: skip
        self.self_attn = _attention(d_model, nhead, dropout, bias, batch_first)
        self._feed_forward(d_model, dim_feedforward, dropout, bias)
        self.norm_first = norm_first
        self.norm1, self.norm2 = _norm(d_model, layer_norm_eps, bias), _norm(d_model, layer_norm_eps, bias)
        self.dropout1, self.dropout2 = submodule("torch.nn.Dropout", dropout), submodule("torch.nn.Dropout", dropout)
        _activation(activation)
        self.activation = activation

    def forward(
        self, src: Tensor, src_mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None, is_causal=False
    ) -> Tensor:
        def attention(x: Tensor) -> Tensor:
            _attend(self.self_attn, x, x, src_mask, src_key_padding_mask, is_causal, _SOURCE)
            return through(self.dropout1, like(x))

        x = self._block(src, self.norm1, attention)
        self._block(x, self.norm2, lambda x: self._feed(x, self.dropout2))
        return like(src)


@layer("torch.nn.TransformerDecoderLayer")
class TransformerDecoderLayer(_Layer):
    """tgt (T, N, d_model), memory (S, N, d_model) -> (T, N, d_model)"""

    def __init__(
        self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation="relu", layer_norm_eps=1e-5,
        batch_first=False, norm_first=False, bias=True, device=None, dtype=None,
    ) -> None:  # fmt: skip
        self.self_attn = _attention(d_model, nhead, dropout, bias, batch_first)
        self.multihead_attn = _attention(d_model, nhead, dropout, bias, batch_first)
        self._feed_forward(d_model, dim_feedforward, dropout, bias)
        self.norm_first = norm_first
        self.norm1, self.norm2 = _norm(d_model, layer_norm_eps, bias), _norm(d_model, layer_norm_eps, bias)
        self.norm3 = _norm(d_model, layer_norm_eps, bias)
        self.dropout1, self.dropout2 = submodule("torch.nn.Dropout", dropout), submodule("torch.nn.Dropout", dropout)
        self.dropout3 = submodule("torch.nn.Dropout", dropout)
        _activation(activation)
        self.activation = activation

    def forward(
        self, tgt: Tensor, memory: Tensor, tgt_mask: Tensor | None = None, memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None, memory_key_padding_mask: Tensor | None = None,
        tgt_is_causal=False, memory_is_causal=False,
    ) -> Tensor:  # fmt: skip
        attributes = getattr(self.self_attn, "attributes", {})
        demand_one_rank(
            [tgt, memory], [tgt_key_padding_mask, memory_key_padding_mask], told(attributes.get("batch_first"))
        )

        def attention(x: Tensor) -> Tensor:
            _attend(self.self_attn, x, x, tgt_mask, tgt_key_padding_mask, tgt_is_causal, _TARGET)
            return through(self.dropout1, like(x))

        def crossed(x: Tensor) -> Tensor:
            _attend(self.multihead_attn, x, memory, memory_mask, memory_key_padding_mask, memory_is_causal, _MEMORY)
            return through(self.dropout2, like(x))

        x = self._block(tgt, self.norm1, attention)
        x = self._block(x, self.norm2, crossed)
        self._block(x, self.norm3, lambda x: self._feed(x, self.dropout3))
        return like(tgt)


class _Stack:
    """num_layers copies of a layer, and a last norm."""

    layers: Any
    norm: Any

    def _hold(self, layer: Any, num_layers: Any, norm: Any) -> None:
        count = size_argument(num_layers, 0, "num_layers")
        # Of an unknown number of copies one is held: each keeps the shape, and so do all of them together.
        self.layers = module_list(*(clone(layer) for _ in range(count if isinstance(count, int) else 1)))
        self.num_layers, self.norm = num_layers, norm

    def _each(self) -> list[Any]:
        """The layers. Refuses a stack without any."""
        attributes = getattr(self.layers, "attributes", None)
        if not isinstance(attributes, dict):
            raise Undecided("its layers are not known")
        held = [one for name, one in attributes.items() if name.isdigit()]  # `eval()` leaves a mode there as well
        if not held:
            need.refuse("invalid-size", "a stack without layers cannot be called", argument="num_layers")
        return held

    def _finish(self, output: Tensor) -> Tensor:
        """The last norm."""
        if isinstance(self.norm, Unknown):
            raise Undecided("its norm is not known")
        return output if self.norm is None else run(self.norm, output)


@layer("torch.nn.TransformerEncoder")
class TransformerEncoder(_Stack):
    """(S, N, d_model) -> same"""

    def __init__(self, encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True) -> None:
        self._hold(encoder_layer, num_layers, norm)
        self.enable_nested_tensor, self.mask_check = enable_nested_tensor, mask_check

    def forward(
        self, src: Tensor, mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None, is_causal=None
    ) -> Tensor:
        output = src
        for one in self._each():
            output = run(
                one, output, src_mask=mask, src_key_padding_mask=src_key_padding_mask, is_causal=is_causal,
                renamed={"src_mask": "mask"},
            )  # fmt: skip
        return self._finish(output)


@layer("torch.nn.TransformerDecoder")
class TransformerDecoder(_Stack):
    """tgt (T, N, d_model), memory (S, N, d_model) -> (T, N, d_model)"""

    def __init__(self, decoder_layer, num_layers, norm=None) -> None:
        self._hold(decoder_layer, num_layers, norm)

    def forward(
        self, tgt: Tensor, memory: Tensor, tgt_mask: Tensor | None = None, memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None, memory_key_padding_mask: Tensor | None = None, tgt_is_causal=None,
        memory_is_causal=False,
    ) -> Tensor:  # fmt: skip
        output = tgt
        for one in self._each():
            output = run(
                one, output, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
                tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask,
                tgt_is_causal=tgt_is_causal, memory_is_causal=memory_is_causal,
            )  # fmt: skip
        return self._finish(output)


@layer("torch.nn.Transformer")
class Transformer:
    """src (S, N, d_model), tgt (T, N, d_model) -> (T, N, d_model)"""

    def __init__(
        self, d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1,
        activation="relu", custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-5, batch_first=False,
        norm_first=False, bias=True, device=None, dtype=None,
    ) -> None:  # fmt: skip
        shared = (d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias)
        self.encoder, self.decoder = custom_encoder, custom_decoder
        for role, kind, count in (
            ("encoder", "Encoder", num_encoder_layers), ("decoder", "Decoder", num_decoder_layers),
        ):  # fmt: skip
            if getattr(self, role) is None:
                one = submodule(f"torch.nn.Transformer{kind}Layer", *shared)
                norm = _norm(d_model, layer_norm_eps, bias)
                renamed = {"num_layers": f"num_{role}_layers"}
                setattr(self, role, submodule(f"torch.nn.Transformer{kind}", one, count, norm, renamed=renamed))
        self.d_model, self.nhead, self.batch_first = d_model, nhead, batch_first

    def forward(
        self, src: Tensor, tgt: Tensor, src_mask: Tensor | None = None, tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None, memory_key_padding_mask: Tensor | None = None, src_is_causal=None,
        tgt_is_causal=None, memory_is_causal=False,
    ) -> Tensor:  # fmt: skip
        first, wide = told(self.batch_first), need.whole(self.d_model, "d_model")
        demand_one_rank([src, tgt], [src_key_padding_mask, tgt_key_padding_mask, memory_key_padding_mask], first)
        for one, name in ((src, "src"), (tgt, "tgt")):
            at_least_rank(one, 1, name)
            _last(one, wide, name)
        self._batches(src, tgt, first)
        memory = run(
            self.encoder, src, mask=src_mask, src_key_padding_mask=src_key_padding_mask, is_causal=src_is_causal,
            renamed={"mask": "src_mask"},
        )  # fmt: skip
        result: Tensor = run(
            self.decoder, tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
            tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask,
            tgt_is_causal=tgt_is_causal, memory_is_causal=memory_is_causal,
        )  # fmt: skip
        return result

    def _batches(self, src: Tensor, tgt: Tensor, batch_first: bool | None) -> None:
        shape = need.known(src)
        if batch_first is None or shape is None or len(shape) != 3:
            return
        axis = 0 if batch_first else 1
        there = size_at(tgt, axis)
        if there is not None:
            need.same(
                there, shape[axis], "size-mismatch", actual_is="batch size of tgt", expected_is="batch size of src",
                argument="tgt", of=tgt, axis=axis,
            )  # fmt: skip


def _last(x: Tensor, wide: Dim, name: str) -> None:
    size = size_at(x, -1)
    assert size is not None
    need.same(
        size, wide, "feature-mismatch", actual_is=f"last size of {name}", expected_is="d_model", argument="d_model",
        of=x, axis=-1,
    )  # fmt: skip


@function("torch.nn.Transformer.generate_square_subsequent_mask")
def generate_square_subsequent_mask(sz, device=None, dtype=None) -> Tensor:
    """-> (sz, sz)"""
    size = size_argument(sz, 0, "sz")
    return Tensor((size, size), "float32" if dtype is None else None)
