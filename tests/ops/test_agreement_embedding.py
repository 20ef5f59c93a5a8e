"""Embeddings agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples


def indices(pick: Random, *shape: int) -> Any:
    return T(*shape, dtype="int64")


def stated(pick: Random, *options: int) -> Any:
    """A vector of three indices written in the source."""
    return T(3, dtype="int64", data=[0, 1, pick.choice(options)])


@samples("torch.nn.Embedding")
def embedding_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        rows, width = pick.randint(3, 6), pick.randint(1, 5)
        shape = tuple(pick.randint(0, 3) for _ in range(pick.randint(0, 3)))
        options = {"padding_idx": pick.choice((0, 1, rows - 1, rows, -rows, -rows - 1))} if pick.random() < 0.5 else {}
        yield sample(indices(pick, *shape), build=built(rows, width, **options))
        yield sample(stated(pick, 2, rows, -1), build=built(rows, width))
    yield Sample(built(-1, 3), None)
    yield Sample(built(4, -3), None)
    yield Sample(built(4), None)
    yield sample(indices(pick, 2), build=built(4, 3, _weight=T(4, 3)))
    yield sample(indices(pick, 2), build=built(4, 3, _weight=T(3, 4)))


@samples("torch.nn.Embedding.from_pretrained", "torch.nn.EmbeddingBag.from_pretrained")
def pretrained(pick: Random) -> Iterator[Sample]:
    yield sample(T(5, 3))
    yield sample(T(5, 3), padding_idx=4)
    yield sample(T(5, 3), padding_idx=5)
    yield sample(T(5))
    yield sample(T(5, 3, 2))


@samples("torch.nn.functional.embedding")
def embedding_function(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        shape = tuple(pick.randint(1, 3) for _ in range(pick.randint(0, 3)))
        weight = pick.choice((T(5, 3), T(5, 3), T(5), T(5, 3, 2)))
        yield sample(indices(pick, *shape), weight, **pick.choice(({}, {"padding_idx": 4}, {"padding_idx": 5})))
    yield sample(stated(pick, 5), T(5, 2))
    yield sample(stated(pick, 4), T(5, 2))


@samples("torch.embedding")
def raw_embedding(pick: Random) -> Iterator[Sample]:
    for weight in (T(5, 3), T(5), T(5, 3, 2)):
        for shape in ((), (2,), (2, 4)):
            yield sample(weight, indices(pick, *shape))


def bag_call(pick: Random) -> tuple[Any, dict[str, Any]]:
    two = pick.random() < 0.5
    shape = (2, 3) if two else (4,)
    if pick.random() < 0.15:
        shape = (2, 2, 2)
    call: dict[str, Any] = {}
    if pick.random() < (0.15 if two else 0.85):
        call["offsets"] = pick.choice((indices(pick, 3), indices(pick, 1), indices(pick, 2, 1)))
    if pick.random() < 0.4:
        call["per_sample_weights"] = pick.choice((T(*shape), T(*shape), T(*shape, 1), T(*shape[:-1], shape[-1] + 1)))
    return indices(pick, *shape), call


@samples("torch.nn.EmbeddingBag")
def bag_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        input, call = bag_call(pick)
        options: dict[str, Any] = {"include_last_offset": True} if pick.random() < 0.4 else {}
        options["mode"] = "sum" if "per_sample_weights" in call else pick.choice(("sum", "mean", "max"))
        yield sample(input, build=built(5, 3, **options), **call)
    yield Sample(built(5, -3), None)
    yield Sample(built(5, 3, padding_idx=6), None)
    yield sample(indices(pick, 2, 3), build=built(5, 3, mode="most"))
    yield sample(indices(pick, 0), build=built(5, 3, include_last_offset=True), offsets=indices(pick, 0))


@samples("torch.nn.functional.embedding_bag")
def bag_function(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        input, call = bag_call(pick)
        weight = pick.choice((T(5, 3), T(5, 3), T(5, 3), T(5), T(5, 3, 2)))
        options = {"include_last_offset": True} if pick.random() < 0.4 else {}
        mode = "sum" if "per_sample_weights" in call else pick.choice(("sum", "mean", "max"))
        yield sample(input, weight, mode=mode, **call, **options)


@samples("torch.nn.functional.one_hot")
def one_hot(pick: Random) -> Iterator[Sample]:
    for shape in ((), (3,), (2, 3), (2, 3, 4)):
        yield sample(indices(pick, *shape), pick.randint(1, 5))
        yield sample(indices(pick, *shape), open=True)
    yield sample(stated(pick, 4))
    yield sample(stated(pick, 4), 4)
    yield sample(stated(pick, 4), num_classes=5)
    yield sample(indices(pick, 0))
    yield sample(indices(pick, 0), 3)
    yield sample(indices(pick, 2), 0)
    yield sample(indices(pick, 2), -2)


test_agreement = agreement_test(__name__)
