"""Sequences of different lengths, padded or packed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import told
from shapelint.ops.formulas.broadcasting import expands_to
from shapelint.sizes.dims import Dim, maximum
from shapelint.sizes.tensors import Tensor, Unknown


@dataclass(eq=False)
class PackedSequence:
    """What torch's PackedSequence holds, and the sizes it was made of.

    data: (elements of all sequences together, *features). batch: how many sequences. length: of the longest.
    """

    data: Tensor
    batch: Dim
    length: Dim
    batch_sizes: Tensor
    sorted_indices: Tensor | None = None
    unsorted_indices: Tensor | None = None

    def with_features(self, *features: Dim) -> PackedSequence:
        """The same sequences with other features."""
        rows = need.shape(self.data)[0]
        data = Tensor((rows, *features), self.data.dtype)
        return PackedSequence(
            data, self.batch, self.length, self.batch_sizes, self.sorted_indices, self.unsorted_indices
        )


def _packed(
    rows: Dim, batch: Dim, length: Dim, features: Sequence[Dim], dtype: str | None, ordered: Any
) -> PackedSequence:
    indices = [None, None] if told(ordered) else [Tensor((batch,), "int64") for _ in range(2)]
    return PackedSequence(Tensor((rows, *features), dtype), batch, length, Tensor((length,), "int64"), *indices)


def _stated(lengths: Any) -> list[Dim] | None:
    """The lengths where their number is known from the source, else None."""
    if isinstance(lengths, Tensor):
        lengths = lengths.data
    if isinstance(lengths, (list, tuple)) and all(isinstance(one, (int, Unknown)) for one in lengths):
        return [need.whole(one, "lengths") for one in lengths]
    return None


@function("torch.nn.utils.rnn.pack_padded_sequence")
def pack_padded_sequence(input: Tensor, lengths, batch_first=False, enforce_sorted=True) -> PackedSequence:
    """(L, N, *) with N lengths -> packed"""
    shape = need.known(input)
    if shape is not None and len(shape) < 2:
        need.refuse(
            "wrong-rank",
            "input must have at least 2 dimensions",
            actual=len(shape),
            expected=2,
            of=input,
            argument="input",
        )
    first = told(batch_first)
    if shape is None or first is None:
        raise Undecided("the shape of the sequences is not known" if shape is None else "batch_first is not known")
    batch = shape[0] if first else shape[1]
    stated = _stated(lengths)
    if stated is None:
        if isinstance(lengths, Tensor):
            count: Dim = need.rank(lengths, {1: "N"}, "lengths")[0]
        elif isinstance(lengths, (list, tuple)):
            count = len(lengths)
        else:
            count = batch
    else:
        count = len(stated)
    ordered = told(enforce_sorted)
    if ordered:
        need.same(
            count, batch, "size-mismatch", actual_is="number of lengths", expected_is="batch size", argument="lengths"
        )
    else:  # sorting picks the first of them, as many as there are lengths
        need.at_most(
            count, batch, "size-mismatch", actual_is="number of lengths", expected_is="batch size", argument="lengths"
        )
    if stated:
        for length in stated:
            need.at_least(length, 1, "invalid-size", actual_is="length of a sequence", argument="lengths")
        if ordered:
            for before, after in pairwise(stated):
                if isinstance(before, int) and isinstance(after, int) and before < after:
                    need.refuse(
                        "wrong-arguments", "lengths must not grow unless enforce_sorted=False", argument="lengths"
                    )
    rows: Dim = sum(stated[1:], stated[0]) if stated else need.fresh("rows")
    longest: Dim = maximum(*stated) if stated else need.fresh("L")
    return _packed(rows, count, longest, shape[2:], input.dtype, enforce_sorted)


@function("torch.nn.utils.rnn.pad_packed_sequence")
def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None) -> tuple[Tensor, Tensor]:
    """packed -> (L, N, *), lengths (N)"""
    if not isinstance(sequence, PackedSequence):
        raise Undecided("the packed sequence is not known")
    first = told(batch_first)
    if first is None:
        raise Undecided("batch_first is not known")
    length = sequence.length
    if total_length is not None:
        length = need.whole(total_length, "total_length")
        need.at_least(
            length, sequence.length, "size-mismatch", actual_is="total_length", expected_is="longest sequence",
            argument="total_length",
        )  # fmt: skip
    front = (sequence.batch, length) if first else (length, sequence.batch)
    padded = Tensor((*front, *need.shape(sequence.data)[1:]), sequence.data.dtype)
    return padded, Tensor((sequence.batch,), "int64")


def _sequences(sequences: Any) -> list[Tensor]:
    """The tensors of a list.

    A tensor counts as the list of its rows.
    """
    if isinstance(sequences, Tensor):
        rows, *rest = need.shape(sequences)
        if not isinstance(rows, int):
            raise Undecided("the number of sequences is not known")
        return [Tensor(tuple(rest), sequences.dtype) for _ in range(rows)]
    if not isinstance(sequences, (list, tuple)) or not all(isinstance(one, Tensor) for one in sequences):
        raise Undecided("the sequences are not known")
    return list(sequences)


def _common(sequences: list[Tensor]) -> tuple[Dim, tuple[Dim, ...]]:
    """(longest length, features of each).

    The features must be those of the first, or broadcast to them.
    """
    if not sequences:
        need.refuse("wrong-arguments", "there must be at least one sequence", argument="sequences")
    shapes = [need.shape(one) for one in sequences]
    if not all(shapes):
        need.refuse("wrong-rank", "a sequence must have at least one dimension", argument="sequences")
    features = shapes[0][1:]
    for one, shape in zip(sequences, shapes, strict=True):
        expands_to(one, Tensor((shape[0], *features)), "sequences", "size-mismatch")
    return maximum(*(shape[0] for shape in shapes)), features


@function("torch.nn.utils.rnn.pad_sequence")
def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right") -> Tensor:
    """N times (L_i, *) -> (L, N, *)"""
    first = told(batch_first)
    if first is None:
        raise Undecided("batch_first is not known")
    every = _sequences(sequences)
    length, features = _common(every)
    front = (len(every), length) if first else (length, len(every))
    return Tensor((*front, *features), every[0].dtype)


@function("torch.nn.utils.rnn.pack_sequence")
def pack_sequence(sequences, enforce_sorted=True) -> PackedSequence:
    """N times (L_i, *) -> packed"""
    every = _sequences(sequences)
    length, features = _common(every)
    lengths = [need.shape(one)[0] for one in every]
    grows = any(isinstance(a, int) and isinstance(b, int) and a < b for a, b in pairwise(lengths))
    if told(enforce_sorted) is True and grows:
        need.refuse("wrong-arguments", "sequences must not grow unless enforce_sorted=False", argument="sequences")
    rows: Dim = sum(lengths[1:], lengths[0])
    return _packed(rows, len(every), length, features, every[0].dtype, enforce_sorted)


@function("torch.nn.utils.rnn.unpack_sequence")
def unpack_sequence(packed_sequences) -> list[Tensor]:
    """packed -> N times (L_i, *)"""
    if not isinstance(packed_sequences, PackedSequence) or not isinstance(packed_sequences.batch, int):
        raise Undecided("the number of sequences is not known")
    data = packed_sequences.data
    return [Tensor((need.fresh("L"), *need.shape(data)[1:]), data.dtype) for _ in range(packed_sequences.batch)]


@function("torch.nn.utils.rnn.unpad_sequence")
def unpad_sequence(padded_sequences: Tensor, lengths, batch_first=False) -> list[Tensor]:
    """(L, N, *) -> N times (L_i, *)"""
    shape = need.shape(padded_sequences)
    first = told(batch_first)
    if first is None or len(shape) < 2:
        raise Undecided("the layout of the sequences is not known")
    batch = shape[0] if first else shape[1]
    if not isinstance(batch, int):
        raise Undecided("the number of sequences is not known")
    stated = _stated(lengths) or [need.fresh("L") for _ in range(batch)]
    return [
        Tensor((length, *shape[2:]), padded_sequences.dtype) for length, _ in zip(stated, range(batch), strict=False)
    ]
