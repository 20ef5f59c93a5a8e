"""Recurrent layers agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from agreement import Sample, T, agreement_test, built, sample, samples

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.ops.packed import PackedSequence
from shapelint.sizes.facts import Facts


def options(pick: Random, lstm: bool) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for name in ("batch_first", "bidirectional"):
        if pick.random() < 0.5:
            chosen[name] = pick.random() < 0.7
    if pick.random() < 0.4:
        chosen["num_layers"] = pick.randint(1, 3)
    if pick.random() < 0.3:
        chosen["bias"] = False
    if lstm and pick.random() < 0.3:
        chosen["proj_size"] = pick.randint(1, 3)
    return chosen


def near(pick: Random, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape itself, or one a little wrong."""
    kind = pick.randrange(8)
    if kind == 0:
        at = pick.randrange(len(shape))
        return (*shape[:at], shape[at] + 1, *shape[at + 1 :])
    if kind == 1:
        return shape[1:]
    if kind == 2:
        return (1, *shape)
    return shape


def recurrent(lstm: bool) -> Any:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(36):
            wide, hidden, length, batch = pick.randint(1, 5), pick.randint(4, 6), pick.randint(1, 5), pick.randint(1, 4)
            chosen = options(pick, lstm)
            batched = pick.random() < 0.75
            shape: tuple[int, ...] = (length, wide)
            if batched:
                shape = (batch, length, wide) if chosen.get("batch_first") else (length, batch, wide)
            stacked = chosen.get("num_layers", 1) * (2 if chosen.get("bidirectional") else 1)
            first = (stacked, *((batch,) if batched else ()), chosen.get("proj_size") or hidden)
            kind = pick.random()
            given = T(*(near(pick, shape) if kind < 0.3 else shape))
            if kind < 0.5:
                yield sample(given, build=built(wide, hidden, **chosen))
            elif lstm:
                second = (*first[:-1], hidden)
                yield sample(
                    given, (T(*near(pick, first)), T(*near(pick, second))), build=built(wide, hidden, **chosen)
                )
            else:
                yield sample(given, T(*near(pick, first)), build=built(wide, hidden, **chosen))
        for wrong in ((0, 3), (3, 0), (3, 4, 0), (3.0, 4), (3, 4.0), (None, 4), (3,)):
            yield Sample(built(*wrong), None)
        yield Sample(built(3, 4, dropout=1.5), None)
        yield Sample(built(3, 4, bias=0.5), None)
        yield Sample(built(3, 4, batch_first=1), None)
        yield Sample(built(3, 4, proj_size=4), None)
        yield Sample(built(3, 4, hiden=4), None)
        yield sample(T(0, 2, 3), build=built(3, 4))
        yield sample(T(2, 0, 3), build=built(3, 4))
        if lstm:
            yield sample(T(5, 2, 3), T(1, 2, 4), build=built(3, 4))
            yield sample(T(5, 2, 3), T(2, 1, 2, 4), build=built(3, 4))
            yield sample(T(5, 3), T(2, 1, 4), build=built(3, 4))
            yield sample(T(5, 3), T(1, 1, 4), build=built(3, 4))
            yield sample(T(5, 2, 3), (T(1, 2, 4),), build=built(3, 4))

    return generate


samples("torch.nn.LSTM")(recurrent(lstm=True))
samples("torch.nn.RNN", "torch.nn.GRU")(recurrent(lstm=False))


@samples("torch.nn.RNN")
def rnn(pick: Random) -> Iterator[Sample]:
    yield sample(T(5, 2, 3), build=built(3, 4, 2, "relu", False, True))
    yield Sample(built(3, 4, nonlinearity="sigmoid"), None)
    yield Sample(built(3, 4, 2, True), None)


def cell(lstm: bool) -> Any:
    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(30):
            wide, hidden = pick.randint(1, 4), pick.randint(1, 4)
            shape, state = ((3, wide), (3, hidden)) if pick.random() < 0.7 else ((wide,), (hidden,))
            given = T(*near(pick, shape))
            states = [T(*near(pick, state)) for _ in range(2)]
            chosen = {"bias": False} if pick.random() < 0.3 else {}
            if pick.random() < 0.4:
                yield sample(given, build=built(wide, hidden, **chosen))
            else:
                yield sample(given, tuple(states) if lstm else states[0], build=built(wide, hidden, **chosen))
        if lstm:
            yield sample(T(2, 3), T(2, 4), build=built(3, 4))
            yield sample(T(3), T(2, 4), build=built(3, 4))
            yield sample(T(3), T(1, 4), build=built(3, 4))
        yield Sample(built(-1, 3), None)
        yield Sample(built(3, -1), None)
        yield Sample(built(3.0, 4), None)

    return generate


samples("torch.nn.LSTMCell")(cell(lstm=True))
samples("torch.nn.RNNCell", "torch.nn.GRUCell")(cell(lstm=False))


@samples("torch.nn.utils.rnn.pad_sequence")
def pad_sequence(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        features = tuple(pick.randint(1, 3) for _ in range(pick.randint(0, 2)))
        every = [T(pick.randint(1, 5), *features) for _ in range(pick.randint(1, 4))]
        if pick.random() < 0.4:
            every[-1] = T(3, *near(pick, (2, *features)))
        yield sample(every, **({"batch_first": pick.random() < 0.5} if pick.random() < 0.7 else {}))
    yield sample([])
    yield sample([T()])
    yield sample(T(2, 3, 4))


@samples("torch.nn.utils.rnn.pack_padded_sequence")
def pack_padded(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        lengths = sorted((pick.randint(1, 5) for _ in range(pick.randint(2, 4))), reverse=True)
        count = pick.choice((len(lengths), len(lengths), len(lengths) + 1))
        front = (count, 5)
        first = pick.random() < 0.5
        if pick.random() < 0.3:
            lengths.reverse()
        shape = (*(front if first else front[::-1]), *(3,) * pick.randint(0, 2))
        given: Any = T(len(lengths), dtype="int64", data=lengths) if pick.random() < 0.4 else lengths
        yield sample(T(*shape), given, first, enforce_sorted=pick.random() < 0.7)
    yield sample(T(5), [1])
    yield sample(T(5, 2), [1, 0])


@samples("torch.nn.utils.rnn.pack_sequence")
def pack_sequence(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        every = [T(pick.randint(1, 4), 3) for _ in range(pick.randint(1, 3))]
        if pick.random() < 0.3:
            every[-1] = T(1, 2)
        yield sample(every, enforce_sorted=pick.random() < 0.5)
    yield sample([])


@samples("torch.nn.utils.rnn.unpad_sequence")
def unpad_sequence(pick: Random) -> Iterator[Sample]:
    for first in (True, False):
        shape = (3, 5, 2) if first else (5, 3, 2)
        yield sample(T(*shape), T(3, dtype="int64", data=[5, 1, 2]), first)


test_agreement = agreement_test(__name__)


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("lengths", [[4, 2, 1], [1, 2, 4]])
@pytest.mark.parametrize("name", ["LSTM", "GRU", "RNN"])
def test_packed_through_a_layer_and_back(name: str, lengths: list[int], batch_first: bool) -> None:
    """What cannot be handed to the replay: a packed sequence as an argument."""
    import torch
    from torch.nn.utils import rnn

    shape = (3, 5, 2) if batch_first else (5, 3, 2)
    real = rnn.pack_padded_sequence(torch.zeros(shape), lengths, batch_first, enforce_sorted=False)
    made, last = getattr(torch.nn, name)(2, 4, bidirectional=True)(real)
    padded, counts = rnn.pad_packed_sequence(made, batch_first, total_length=6)

    facts, attributes = Facts(), {}  # type: ignore[var-annotated]
    known = operations()
    utils = "torch.nn.utils.rnn."
    packed = perform.call(known[utils + "pack_padded_sequence"], (T(*shape), lengths, batch_first, False), {}, facts)
    assert isinstance(packed.result, PackedSequence)
    assert packed.result.data.shape == tuple(real.data.shape)
    assert packed.result.batch_sizes.shape == tuple(real.batch_sizes.shape)
    perform.build(known[f"torch.nn.{name}"], (2, 4), {"bidirectional": True}, facts, attributes)
    ours = perform.call(known[f"torch.nn.{name}"], (packed.result,), {}, facts, attributes)
    assert not ours.refused and not ours.reason
    output, states = ours.result
    assert output.data.shape == tuple(made.data.shape)
    state, real_state = (states[0], last[0]) if name == "LSTM" else (states, last)
    assert state.shape == tuple(real_state.shape)
    back = perform.call(known[utils + "pad_packed_sequence"], (output, batch_first), {"total_length": 6}, facts)
    assert back.result[0].shape == tuple(padded.shape)
    assert back.result[1].shape == tuple(counts.shape)
    short = perform.call(known[utils + "pad_packed_sequence"], (output, batch_first), {"total_length": 3}, facts)
    assert short.refused
    pieces = perform.call(known[utils + "unpack_sequence"], (output,), {}, facts)
    assert [one.shape[1:] for one in pieces.result] == [tuple(one.shape[1:]) for one in rnn.unpack_sequence(made)]


@pytest.mark.parametrize("name", ["LSTM", "GRU", "RNN", "LSTMCell", "GRUCell", "RNNCell"])
def test_parameters_are_torchs_in_name_shape_and_order(name: str) -> None:
    import torch

    options: dict[str, Any] = {} if name.endswith("Cell") else {"num_layers": 2, "bidirectional": True}
    if name == "LSTM":
        options["proj_size"] = 3
    attributes: dict[str, Any] = {}
    perform.build(operations()[f"torch.nn.{name}"], (5, 4), options, Facts(), attributes)
    ours = [(key, one.shape) for key, one in attributes.items() if getattr(one, "role", "") == "parameter"]
    real = getattr(torch.nn, name)(5, 4, **options)
    assert ours == [(key, tuple(one.shape)) for key, one in real.named_parameters()]
