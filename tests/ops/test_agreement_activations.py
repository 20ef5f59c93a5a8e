"""Activations and dropouts, as layers and as functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from agreement import Sample, T, agreement_test, built, sample, samples

from shapelint.ops import activations, dropout
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.declare import Operation


def shape(pick: Random, least: int = 0) -> tuple[int, ...]:
    return tuple(pick.randint(1, 5) for _ in range(pick.randint(least, max(4, least))))


def declared_by(module: object) -> dict[str, Operation]:
    return {n: o for n, o in operations().items() if o.declaration.__module__ == module.__name__}  # type: ignore[attr-defined]


def ready_layer(name: str) -> Callable[[Random], Iterator[Sample]]:
    """A layer that needs no arguments: built bare, with `inplace` where it takes it, and with too many."""

    def generate(pick: Random) -> Iterator[Sample]:
        build = operations()[name].build
        assert build is not None
        required = [p for p in build.parameters.values() if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
        args = [0.5 for _ in required]
        for _ in range(4):
            yield sample(T(*shape(pick)), build=built(*args))
        if "inplace" in build.parameters:
            yield sample(T(2, 3), build=built(*args, inplace=True))
        yield sample(T(2, 3), build=built(*args, no_such_argument=1))
        yield sample(T(2, 3), T(2, 3), build=built(*args))

    return generate


def ready_function(name: str) -> Callable[[Random], Iterator[Sample]]:
    def generate(pick: Random) -> Iterator[Sample]:
        call = operations()[name].call
        required = [p for p in call.parameters.values() if p.default is p.empty][1:]
        args = [True if p.name == "train" else 0.5 for p in required]
        for _ in range(4):
            yield sample(T(*shape(pick)), *args)
        if "inplace" in call.parameters:
            yield sample(T(2, 3), *args, inplace=True)
        yield sample(T(2, 3), *args, no_such_argument=1)

    return generate


RANKED = ("1d", "2d", "3d", "eature")
for full, operation in {**declared_by(activations), **declared_by(dropout)}.items():
    if not any(part in full for part in RANKED):
        samples(full)(ready_layer(full) if operation.is_layer else ready_function(full))


@samples("torch.nn.Identity")
def identity(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), build=built(54, unused=0.1))


@samples("torch.nn.GELU")
def gelu_layer(pick: Random) -> Iterator[Sample]:
    for approximate in ("none", "tanh", "sigmoid"):
        yield sample(T(2, 3), build=built(approximate))
        yield sample(T(2, 3), build=built(approximate=approximate))


@samples("torch.nn.functional.gelu")
def gelu(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), approximate="tanh")
    yield sample(T(2, 3), approximate="erf")


@samples("torch.nn.Hardtanh")
def hardtanh_layer(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), build=built(-2, 2))
    yield sample(T(2, 3), build=built(0.0, 6.0, inplace=True))
    yield Sample(built(1.0, 1.0), None)


@samples("torch.nn.functional.hardtanh")
def hardtanh(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), 1.0, 1.0)
    yield sample(T(2, 3), 2.0, 1.0)


@samples("torch.nn.Softplus")
def softplus(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), build=built(beta=2, threshold=10))


# --- along an axis ----------------------------------------------------------------------------------------------


@samples("torch.nn.Softmax", "torch.nn.LogSoftmax", "torch.nn.Softmin")
def softmax_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        sizes = shape(pick)
        yield sample(T(*sizes), build=built(pick.randint(-len(sizes) - 1, len(sizes))))
    yield sample(T(2, 3), build=built())
    yield sample(T(2, 3), build=built(dim=-1))


@samples("torch.nn.functional.softmax", "torch.nn.functional.log_softmax", "torch.nn.functional.softmin")
def softmax(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        sizes = shape(pick)
        yield sample(T(*sizes), pick.randint(-len(sizes) - 1, len(sizes)))
    yield sample(T(2, 3))
    yield sample(T(2, 3), dim=-1)
    yield sample(T(2, 3), axis=-1)


@samples("torch.nn.functional.gumbel_softmax")
def gumbel_softmax(pick: Random) -> Iterator[Sample]:
    for dim in (-3, -2, 0, 1, 2):
        yield sample(T(2, 3), 1.0, True, dim=dim)
    yield sample(T(2, 3, 4))


@samples("torch.nn.Softmax2d")
def softmax_2d(pick: Random) -> Iterator[Sample]:
    for rank in range(1, 6):
        yield sample(T(*(2, 3, 4, 5, 2)[:rank]), build=built())


@samples("torch.nn.functional.normalize")
def normalize(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        sizes = shape(pick)
        yield sample(T(*sizes), dim=pick.randint(-len(sizes) - 1, len(sizes)))
    yield sample(T(2, 3))
    yield sample(T(3))
    yield sample(T(2, 3), 2.0, (0, 1))
    yield sample(T(2, 3), p=1, dim=None)


@samples("torch.nn.functional.glu")
def glu(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        sizes = shape(pick)
        yield sample(T(*sizes), pick.randint(-len(sizes) - 1, len(sizes)))
    yield sample(T(2, 4))


@samples("torch.nn.GLU")
def glu_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        sizes = shape(pick)
        yield sample(T(*sizes), build=built(pick.randint(-len(sizes) - 1, len(sizes))))
    yield sample(T(2, 4), build=built())


@samples("torch.nn.PReLU")
def prelu_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(16):
        yield sample(T(*shape(pick)), build=built(pick.randint(1, 3)))
    yield sample(T(2, 3), build=built())
    yield sample(T(2, 3), build=built(num_parameters=3))
    yield Sample(built(-1), None)


@samples("torch.nn.functional.prelu", "torch.prelu", "torch.Tensor.prelu")
def prelu(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        yield sample(T(*shape(pick)), T(pick.randint(1, 3)))
    yield sample(T(2, 3), T())
    yield sample(T(2, 3), T(1, 3))
    yield sample(T(2, 3), T(3))


@samples("torch.nn.AdaptiveLogSoftmaxWithLoss")
def adaptive(pick: Random) -> Iterator[Sample]:
    for rows in (1, 3):
        for features in (8, 9):
            yield sample(T(rows, features), T(rows, dtype="int64"), build=built(8, 10, [2, 5]))
        yield sample(T(rows, 8), T(4, dtype="int64"), build=built(8, 10, [2, 5]))
    yield sample(T(8), T(dtype="int64"), build=built(8, 10, cutoffs=(2, 5)))
    yield sample(T(3, 8), T(dtype="int64"), build=built(8, 10, [2, 5]))
    yield sample(T(2, 3, 8), T(2, 3, dtype="int64"), build=built(8, 10, [2, 5]))
    for cutoffs in ([], [5, 2], [2, 2], [2, 10], [0, 3]):
        yield Sample(built(8, 10, cutoffs), None)


# --- dropouts that want certain ranks ---------------------------------------------------------------------------


@samples("torch.nn.Dropout1d")
def dropout_1d(pick: Random) -> Iterator[Sample]:
    for rank in range(6):
        yield sample(T(*(2, 3, 4, 5, 2)[:rank]), build=built(0.3))
    yield Sample(built(1.5), None)


@samples("torch.nn.Dropout2d", "torch.nn.Dropout3d", "torch.nn.FeatureAlphaDropout")
def dropout_channels(pick: Random) -> Iterator[Sample]:
    for rank in range(6):
        yield sample(T(*(2, 3, 4, 5, 2)[:rank]), build=built(0.3), unsettled=rank < 2)  # eval() lifts what is refused
    yield sample(T(2, 3, 4, 5), build=built(p=0.3, inplace=True))
    yield Sample(built(-0.5), None)


@samples(
    "torch.nn.functional.dropout1d", "torch.nn.functional.dropout2d", "torch.nn.functional.dropout3d",
    "torch.nn.functional.feature_alpha_dropout",
)  # fmt: skip
def dropout_functions(pick: Random) -> Iterator[Sample]:
    for rank in range(6):
        for training in (True, False):
            yield sample(T(*(2, 3, 4, 5, 2)[:rank]), 0.3, training)
    yield sample(T(2, 3, 4), training=True)
    yield sample(T(2, 3, 4), p=1.5)
    yield sample(T(2, 3, 4), 0.5, True, True)


@samples("torch.feature_dropout", "torch.feature_alpha_dropout")
def old_dropout(pick: Random) -> Iterator[Sample]:
    for rank in range(4):
        yield sample(T(*(2, 3, 4)[:rank]), 0.3, True)


@samples("torch.nn.Dropout", "torch.nn.AlphaDropout")
def dropout_layer(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), build=built(0.2))
    yield sample(T(2, 3), build=built(p=0.2, inplace=True))
    yield Sample(built(1.5), None)
    yield Sample(built(p=-1), None)


test_agreement = agreement_test(__name__)
