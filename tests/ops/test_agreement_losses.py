"""Losses agree with torch on which targets fit, and on the shape of the loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from agreement import Sample, T, agreement_test, built, sample, samples

Call = tuple[tuple[Any, ...], dict[str, Any]]
"""The arguments of a loss's call: tensors by position, the rest by name."""


def some_shape(pick: Random, least: int = 0, most: int = 3) -> tuple[int, ...]:
    return tuple(pick.randint(1, 4) for _ in range(pick.randint(least, most)))


def near(pick: Random, shape: tuple[int, ...], chance: float = 0.4) -> tuple[int, ...]:
    """The shape itself, or one a little other: a size changed, an axis more, an axis less."""
    if pick.random() > chance or not shape:
        return shape
    at = pick.randrange(len(shape))
    return pick.choice((
        (*shape[:at], shape[at] + 1, *shape[at + 1 :]), (*shape[:at], 1, *shape[at + 1 :]), shape[1:], shape[:-1],
        (*shape, 1), (2, *shape),
    ))  # fmt: skip


def reductions(pick: Random, legacy: bool = True) -> dict[str, Any]:
    kind = pick.randrange(9)
    if kind < 5:
        return {"reduction": ("none", "none", "mean", "sum", "most")[kind]}
    if legacy and kind < 8:
        return ({"reduce": False}, {"size_average": False}, {"size_average": True, "reduce": True})[kind - 5]
    return {}


def register(
    layer: str, function: str, make: Callable[[Random], Call], moved: tuple[str, ...] = (), legacy: bool = True,
    count: int = 25,
) -> None:  # fmt: skip
    """Samples for a layer and its function of the same calls. moved: arguments that the layer's constructor takes."""

    def as_function(pick: Random) -> Iterator[Sample]:
        for _ in range(count):
            args, named = make(pick)
            yield sample(*args, **named, **reductions(pick, legacy))

    def as_layer(pick: Random) -> Iterator[Sample]:
        for _ in range(count):
            args, named = make(pick)
            build = {key: named.pop(key) for key in moved if key in named}
            yield sample(*args, build=built(**build, **reductions(pick, legacy)), **named)

    samples(f"torch.nn.functional.{function}")(as_function)
    samples(f"torch.nn.{layer}")(as_layer)


def alike(pick: Random) -> Call:
    shape = some_shape(pick)
    return (T(*shape), T(*near(pick, shape))), {}


register("MSELoss", "mse_loss", alike)
register("L1Loss", "l1_loss", alike)
register("SmoothL1Loss", "smooth_l1_loss", alike)
register("HuberLoss", "huber_loss", alike, legacy=False)
register("HingeEmbeddingLoss", "hinge_embedding_loss", alike)
register("SoftMarginLoss", "soft_margin_loss", alike)
register("PoissonNLLLoss", "poisson_nll_loss", alike)
register("KLDivLoss", "kl_div", alike)


@samples("torch.nn.functional.kl_div")
def kl_div(pick: Random) -> Iterator[Sample]:
    yield sample(T(3, 4), T(3, 4), reduction="batchmean")


@samples("torch.nn.functional.poisson_nll_loss")
def poisson(pick: Random) -> Iterator[Sample]:
    yield sample(T(3, 1), T(3, 4), full=True, reduction="none")


@samples("torch.nn.functional.mse_loss", "torch.nn.functional.huber_loss")  # l1_loss drops it on a chosen device
def weighted(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        shape = some_shape(pick, 1)
        yield sample(T(*shape), T(*near(pick, shape)), weight=T(*near(pick, shape, 0.3)), reduction="none")


def binary(pick: Random) -> Call:
    shape = some_shape(pick)
    weight = {"weight": T(*near(pick, shape))} if pick.random() < 0.4 else {}
    return (T(*shape), T(*near(pick, shape, 0.3))), weight


def binary_logits(pick: Random) -> Call:
    (input, target), named = binary(pick)
    if pick.random() < 0.4:
        named["pos_weight"] = T(*near(pick, tuple(input.shape)[-1:]))
    return (input, target), named


register("BCELoss", "binary_cross_entropy", binary, ("weight",))
register("BCEWithLogitsLoss", "binary_cross_entropy_with_logits", binary_logits, ("weight", "pos_weight"))


def gaussian(pick: Random) -> Call:
    shape = some_shape(pick, 1)
    var: Any = pick.choice((T(*near(pick, shape)), T(*shape[:-1]), T(*shape[:-1], 1), T(1, *shape[1:]), 1.0, 1))
    return (T(*shape), T(*near(pick, shape, 0.2)), var), {}


register("GaussianNLLLoss", "gaussian_nll_loss", gaussian, legacy=False, count=36)


def classes(pick: Random, probabilities: bool = False) -> Call:
    count = pick.randint(1, 4)
    positions = (pick.randint(1, 3), *(pick.randint(1, 4) for _ in range(pick.choice((0, 0, 1, 2, 3)))))
    shape = (positions[0], count, *positions[1:])
    target = T(*near(pick, positions), dtype="int64")
    if pick.random() < 0.15:
        shape, target = (count,), T(*pick.choice(((), (1,), (2,))), dtype="int64")
    if probabilities and pick.random() < 0.3:
        target = T(*near(pick, shape, 0.3), dtype="int64")
    if probabilities and target.shape == shape:
        target = T(*shape)
    weight = {"weight": T(*pick.choice(((count,), (count,), (count + 1,), (1, count))))} if pick.random() < 0.3 else {}
    return (T(*shape), target), weight


register("NLLLoss", "nll_loss", classes, ("weight",), count=36)
register("CrossEntropyLoss", "cross_entropy", lambda pick: classes(pick, True), ("weight",), count=50)


@samples("torch.nn.functional.cross_entropy")
def smoothed(pick: Random) -> Iterator[Sample]:
    yield sample(T(4, 3), T(4, dtype="int64"), label_smoothing=0.1, reduction="none")
    yield sample(T(4, 3), T(4, 1, dtype="int64"), label_smoothing=0.1)
    yield sample(T(), T(dtype="int64"))


def multi_margin(pick: Random) -> Call:
    count = pick.randint(1, 4)
    shape, target = pick.choice((
        ((3, count), (3,)), ((3, count), (2,)), ((count,), ()), ((count,), (1,)), ((count,), (2,)), ((1, count), ()),
        ((3, count, 2), (3,)), ((3, count), (3, 1)), ((), ()),
    ))  # fmt: skip
    weight = {"weight": T(*pick.choice(((count,), (count + 1,), (1, count))))} if shape and pick.random() < 0.3 else {}
    return (T(*shape), T(*target, dtype="int64")), weight


register("MultiMarginLoss", "multi_margin_loss", multi_margin, ("weight",), count=36)


@samples("torch.nn.functional.multi_margin_loss")
def power(pick: Random) -> Iterator[Sample]:
    yield sample(T(3, 2), T(3, dtype="int64"), p=2)
    yield sample(T(3, 2), T(3, dtype="int64"), p=3)


def multi_label(pick: Random) -> Call:
    shape = some_shape(pick)
    return (T(*shape), T(*near(pick, shape), dtype="int64")), {}


register("MultiLabelMarginLoss", "multilabel_margin_loss", multi_label, count=36)


def soft_labels(pick: Random) -> Call:
    shape = some_shape(pick)
    weight = {"weight": T(*near(pick, shape[-1:]))} if pick.random() < 0.4 else {}
    return (T(*shape), T(*near(pick, shape))), weight


register("MultiLabelSoftMarginLoss", "multilabel_soft_margin_loss", soft_labels, ("weight",), count=36)


def connectionist(pick: Random) -> Call:
    steps, batch, count, length = pick.randint(3, 6), pick.randint(1, 3), pick.randint(2, 4), pick.randint(1, 3)
    batched = pick.random() < 0.8
    rows = batch if batched else 1
    targets = pick.choice(((rows, length), (rows, length), (rows * length,), (rows + 1, length), (rows, length, 1)))
    inputs = [steps] * (rows if pick.random() < 0.85 else rows + 1)
    wanted = [length] * rows
    if pick.random() < 0.2:
        inputs[0] += 1
    if pick.random() < 0.2:
        wanted[-1] += 1
    lengths: list[Any] = [tuple(inputs), tuple(wanted)]
    if pick.random() < 0.5:
        lengths = [T(len(one), dtype="int64", data=list(one)) for one in lengths]
    blank = {"blank": pick.choice((0, count - 1, count, -1))} if pick.random() < 0.3 else {}
    log_probs = T(steps, batch, count) if batched else T(steps, count)
    return (log_probs, T(*targets, dtype="int64"), *lengths), blank


register("CTCLoss", "ctc_loss", connectionist, ("blank",), legacy=False, count=36)


def ranking(pick: Random) -> Call:
    shape = some_shape(pick)
    return (T(*shape), T(*near(pick, shape, 0.2)), T(*near(pick, shape, 0.3))), {}


register("MarginRankingLoss", "margin_ranking_loss", ranking)


def cosine(pick: Random) -> Call:
    shape = some_shape(pick, 1, 2)
    return (T(*shape), T(*near(pick, shape, 0.2)), T(*near(pick, shape[:-1], 0.3))), {}


register("CosineEmbeddingLoss", "cosine_embedding_loss", cosine, count=36)


def triplet(pick: Random) -> Call:
    shape = some_shape(pick)
    options: dict[str, Any] = {"swap": True} if pick.random() < 0.3 else {}
    if pick.random() < 0.2:
        options["margin"] = pick.choice((0.5, 0.0, -1.0))
    return (T(*shape), T(*near(pick, shape, 0.2)), T(*near(pick, shape, 0.3))), options


register("TripletMarginLoss", "triplet_margin_loss", triplet, ("swap", "margin"))
register(
    "TripletMarginWithDistanceLoss", "triplet_margin_with_distance_loss", triplet, ("swap", "margin"), legacy=False
)


@samples("torch.nn.NLLLoss2d")
def deprecated(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3, 4, 4), T(2, 4, 4, dtype="int64"), build=built())
    yield sample(T(2, 3, 4, 4), T(2, 4, 5, dtype="int64"), build=built())


def fused(pick: Random) -> tuple[tuple[int, ...], tuple[int, ...], Any, tuple[int, ...]]:
    """(input, sizes of the linear map's output, target, class weight)"""
    outputs = (pick.randint(2, 4), *(pick.randint(1, 3) for _ in range(pick.choice((0, 0, 1)))))
    batch = (3,) if pick.random() < 0.8 else ()
    target = T(*near(pick, (*batch, *outputs[1:]), 0.3), dtype=None)  # whichever torch takes: classes or probabilities
    return (*batch, 5), outputs, target, pick.choice(((outputs[0],), (9,)))


@samples("torch.nn.functional.linear_cross_entropy")
def fused_function(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        input, outputs, target, weight = fused(pick)
        extra: dict[str, Any] = {"weight": T(*weight)} if pick.random() < 0.3 else {}
        if pick.random() < 0.3:
            extra["linear_bias"] = T(*near(pick, outputs, 0.3))
        linear = T(*outputs, pick.choice((5, 5, 5, 6)))
        yield sample(T(*near(pick, input, 0.2)), linear, target, reduction="none", **extra)


@samples("torch.nn.LinearCrossEntropyLoss")
def fused_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        input, (classes, *rest), target, weight = fused(pick)
        options: dict[str, Any] = {"out_features": tuple(rest)} if rest else {}
        if pick.random() < 0.3:
            options["weight"] = T(*weight)
        build = built(pick.choice((5, 5, 5, 6)), classes, reduction=pick.choice(("none", "mean")), **options)
        yield sample(T(*near(pick, input, 0.2)), target, build=build)


test_agreement = agreement_test(__name__)
