"""Looking rows up in a table: embeddings, bags of them, one-hot vectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.arguments import surely_given
from shapelint.ops.core.declare import function, layer, parameter
from shapelint.ops.core.dtypes import INDICES, LONG, among
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import held, size_argument, told
from shapelint.ops.core.submodule import BuiltLayer, submodule
from shapelint.ops.formulas.largest import largest
from shapelint.ops.formulas.partial import inserted, known_of, unranked
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, Unknown


def _numbers(data: Any) -> Iterator[int]:
    """The integers of a tensor's stated data.

    Nothing where some are not plain integers.
    """
    if isinstance(data, (list, tuple)):
        for one in data:
            yield from _numbers(one)
    elif isinstance(data, int) and not isinstance(data, bool):
        yield data


def _indices_within(input: Tensor, rows: Dim, expected_is: str, types: tuple[str, ...] = INDICES) -> None:
    """Indices are whole numbers, and those written name rows that exist."""
    among(input, types)
    for index in _numbers(input.data):
        if index < 0:
            need.refuse(
                "index-out-of-range", f"index {index} is negative", actual=index, expected=rows, argument="input",
                of=input,
            )  # fmt: skip
        need.at_least(
            rows, index + 1, "index-out-of-range", actual_is=expected_is, expected_is="largest index + 1",
            argument="input", of=input,
        )  # fmt: skip
    found = largest(input, rows) if input.data is None else None
    if found is not None:
        need.at_least(
            rows, found + 1, "index-out-of-range", actual_is=expected_is, expected_is="largest index + 1",
            argument="input", of=input,
        )  # fmt: skip


OF_BAGS = (*INDICES, "int16", "int8", "uint8", "bool")
"""An empty bag is not looked into."""


def _rows_of(weight: Tensor, argument: str = "weight") -> tuple[Dim, Dim]:
    """(rows, width) of a table."""
    rows, width = need.rank(weight, {2: "VD"}, argument)
    return rows, width


def _append(input: Tensor, width: Dim, dtype: str | None) -> Tensor:
    """The shape of `input` and one axis more.

    Of an input of unknown rank only the new axis is known.
    """
    shape = need.known(input)
    if shape is not None:
        return Tensor((*shape, width), dtype)
    return unranked(input, inserted(known_of(input), -1, width), dtype)


def _table(rows: Dim, width: Dim, given: Tensor | None) -> Tensor:
    """The weight: a given one must be of that shape."""
    if given is None:
        return parameter(rows, width)
    need.rank(given, (2,), "_weight")
    wanted = ((rows, "num_embeddings"), (width, "embedding_dim"))
    for axis, (there, (size, name)) in enumerate(zip(need.shape(given), wanted, strict=True)):
        need.same(
            there, size, "size-mismatch", actual_is="size of _weight", expected_is=name, argument="_weight", of=given,
            axis=axis,
        )  # fmt: skip
    return parameter(rows, width, dtype=given.dtype)


def _padding_index(padding_idx: Any, rows: Dim, zero_checked: bool) -> Any:
    """`padding_idx` as the layer keeps it: not negative.

    Torch does not check 0 against an empty table in Embedding, in EmbeddingBag neither.
    """
    if padding_idx is None or isinstance(padding_idx, Unknown):
        return padding_idx
    index = need.whole(padding_idx, "padding_idx")
    if index == 0 and not zero_checked:
        return index
    if isinstance(index, int):
        bound = index + 1 if index >= 0 else -index
        need.at_least(
            rows, bound, "index-out-of-range", actual_is="num_embeddings", expected_is="padding_idx",
            argument="padding_idx",
        )  # fmt: skip
        return index if index >= 0 else rows + index
    return index


@layer("torch.nn.Embedding")
class Embedding:
    """(*) -> (*, embedding_dim)"""

    def __init__(
        self, num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,
        sparse=False, _weight: Tensor | None = None, _freeze=False, device=None, dtype=None,
    ) -> None:  # fmt: skip
        rows = size_argument(num_embeddings, 0, "num_embeddings")
        width = size_argument(embedding_dim, 0, "embedding_dim")
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.padding_idx = _padding_index(padding_idx, rows, zero_checked=False)
        self.max_norm, self.norm_type = max_norm, norm_type
        self.scale_grad_by_freq, self.sparse = scale_grad_by_freq, sparse
        self.weight = _table(rows, width, _weight if isinstance(_weight, Tensor) else None)

    def forward(self, input: Tensor) -> Tensor:
        _indices_within(input, need.whole(self.num_embeddings, "num_embeddings"), "num_embeddings")
        return _append(input, need.whole(self.embedding_dim, "embedding_dim"), held(self.weight).dtype)


@layer("torch.nn.EmbeddingBag")
class EmbeddingBag:
    """(B, N) -> (B, embedding_dim), or (N), offsets (B) -> (B, embedding_dim)"""

    def __init__(
        self, num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode="mean",
        sparse=False, _weight: Tensor | None = None, include_last_offset=False, padding_idx=None, device=None,
        dtype=None,
    ) -> None:  # fmt: skip
        rows = size_argument(num_embeddings, 0, "num_embeddings")
        width = size_argument(embedding_dim, 0, "embedding_dim")
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.max_norm, self.norm_type, self.scale_grad_by_freq = max_norm, norm_type, scale_grad_by_freq
        self.padding_idx = _padding_index(padding_idx, rows, zero_checked=False)
        self.weight = _table(rows, width, _weight if isinstance(_weight, Tensor) else None)
        self.mode, self.sparse, self.include_last_offset = mode, sparse, include_last_offset

    def forward(self, input: Tensor, offsets: Tensor | None = None, per_sample_weights: Tensor | None = None) -> Tensor:
        rows = need.whole(self.num_embeddings, "num_embeddings")
        width = need.whole(self.embedding_dim, "embedding_dim")
        _indices_within(input, rows, "num_embeddings", OF_BAGS)
        return _bags(
            input, width, held(self.weight).dtype, offsets, self.mode, per_sample_weights, self.include_last_offset,
        )  # fmt: skip


@function("torch.nn.Embedding.from_pretrained")
def embedding_from_pretrained(
    embeddings: Tensor, freeze=True, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,
    sparse=False,
) -> BuiltLayer:  # fmt: skip
    """embeddings (V, D) -> the layer that looks them up"""
    rows, width = _rows_of(embeddings, "embeddings")
    return submodule(
        "torch.nn.Embedding", rows, width, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, embeddings
    )


@function("torch.nn.EmbeddingBag.from_pretrained")
def bag_from_pretrained(
    embeddings: Tensor, freeze=True, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode="mean", sparse=False,
    include_last_offset=False, padding_idx=None,
) -> BuiltLayer:  # fmt: skip
    """embeddings (V, D) -> the layer that looks them up"""
    rows, width = _rows_of(embeddings, "embeddings")
    return submodule(
        "torch.nn.EmbeddingBag", rows, width, max_norm, norm_type, scale_grad_by_freq, mode, sparse, embeddings,
        include_last_offset, padding_idx,
    )  # fmt: skip


@function("torch.nn.functional.embedding")
def embedding(
    input: Tensor, weight: Tensor, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,
    sparse=False,
) -> Tensor:  # fmt: skip
    """input (*), weight (V, D) -> (*, D)"""
    rows, width = _rows_of(weight)
    _padding_index(padding_idx, rows, zero_checked=False)
    _indices_within(input, rows, "rows of weight")
    return _append(input, width, weight.dtype)


@function("torch.embedding")
def torch_embedding(weight: Tensor, indices: Tensor, padding_idx=-1, scale_grad_by_freq=False, sparse=False) -> Tensor:
    """weight (V, D), indices (*) -> (*, D)"""
    rows, width = _rows_of(weight)
    _indices_within(indices, rows, "rows of weight")
    return _append(indices, width, weight.dtype)


@function("torch.nn.functional.embedding_bag")
def embedding_bag(
    input: Tensor, weight: Tensor, offsets: Tensor | None = None, max_norm=None, norm_type=2, scale_grad_by_freq=False,
    mode="mean", sparse=False, per_sample_weights: Tensor | None = None, include_last_offset=False, padding_idx=None,
) -> Tensor:  # fmt: skip
    """input (B, N), weight (V, D) -> (B, D), or input (N), offsets (B) -> (B, D)"""
    if weight.dtype == "int64":
        raise Undecided("torch still takes (weight, input) in the old order")
    rows, width = _rows_of(weight)
    _indices_within(input, rows, "rows of weight", OF_BAGS)
    return _bags(input, width, weight.dtype, offsets, mode, per_sample_weights, include_last_offset)


def _bags(
    input: Tensor, width: Dim, dtype: str | None, offsets: Tensor | None, mode: Any, weights: Tensor | None,
    include_last_offset: Any,
) -> Tensor:  # fmt: skip
    if isinstance(mode, str) and mode not in ("sum", "mean", "max"):
        need.refuse("wrong-arguments", "mode must be 'sum', 'mean' or 'max'", argument="mode")
    if isinstance(mode, str) and mode != "sum":
        if surely_given(weights):
            need.refuse("wrong-arguments", "per_sample_weights need mode='sum'", argument="per_sample_weights")
        weights = None
    if offsets is not None and not surely_given(offsets):
        known = need.known(input)
        if known is None:
            raise Undecided("whether offsets are given is not known")
        offsets = None if len(known) == 2 else offsets
    if offsets is not None:
        shape = need.rank(input, {1: "L"})
    else:
        shape = need.rank(input, {2: "BL", 1: "L"})
        if len(shape) == 1:
            need.refuse("wrong-arguments", "a one-dimensional input needs offsets", argument="offsets", of=input)
    if weights is not None:
        _same_shape(weights, shape)
    if offsets is None:
        return Tensor((shape[0], width), dtype)
    bags = need.rank(offsets, {1: "B"}, "offsets")[0]
    last = told(include_last_offset)
    if last is None:
        raise Undecided("include_last_offset is not known")
    if last:
        need.at_least(bags, 1, "size-mismatch", actual_is="number of offsets", argument="offsets", of=offsets, axis=0)
        bags = bags - 1
    return Tensor((bags, width), dtype)


def _same_shape(weights: Tensor, shape: tuple[Dim, ...]) -> None:
    held = need.rank(weights, {len(shape): "BL"[-len(shape) :]}, "per_sample_weights")
    for axis, (there, size) in enumerate(zip(held, shape, strict=True)):
        need.same(
            there, size, "size-mismatch", actual_is="size of per_sample_weights", expected_is="size of the input",
            argument="per_sample_weights", of=weights, axis=axis,
        )  # fmt: skip


@function("torch.nn.functional.one_hot")
def one_hot(input: Tensor, num_classes=-1) -> Tensor:
    """(*) -> (*, num_classes)"""
    among(input, LONG)
    classes = need.whole(num_classes, "num_classes")
    stated = list(_numbers(input.data))
    if classes == -1:
        shape = need.known(input)
        if shape is not None and 0 in shape:
            need.refuse("wrong-arguments", "no classes can be counted in an empty tensor", argument="num_classes")
        return _append(input, max(stated) + 1 if stated else need.fresh("classes"), "int64")
    for index in stated:
        need.at_least(
            classes, index + 1, "index-out-of-range", actual_is="num_classes", expected_is="largest class + 1",
            argument="num_classes", of=input,
        )  # fmt: skip
    need.at_least(classes, 1, "invalid-size", actual_is="num_classes", argument="num_classes")
    return _append(input, classes, "int64")
