"""Initialisers, and what torch.nn.utils does to parameters, agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from agreement import Sample, T, agreement_test, sample, samples

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.sizes.facts import Facts

SHAPES: tuple[tuple[int, ...], ...] = ((), (3,), (0,), (2, 3), (0, 3), (2, 3, 4), (4, 2, 3, 3), (2, 2, 3, 3, 3))
INIT = "torch.nn.init."


@samples(*(
    INIT + name for name in (
        "uniform_", "normal_", "trunc_normal_", "ones_", "zeros_", "eye_", "dirac_", "orthogonal_", "xavier_uniform_",
        "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "uniform", "normal", "eye", "dirac", "orthogonal",
        "xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal",
    )
))  # fmt: skip
def fills(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(*shape))
    yield sample(None)


@samples(INIT + "constant_", INIT + "constant")
def constant(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(*shape), 0.5)
    yield sample(T(3))


@samples(INIT + "sparse_", INIT + "sparse")
def sparse(pick: Random) -> Iterator[Sample]:
    for shape in SHAPES:
        yield sample(T(*shape), 0.1)


@samples(INIT + "dirac_")
def grouped(pick: Random) -> Iterator[Sample]:
    for groups in (1, 2, 3, 4):
        yield sample(T(4, 2, 3), groups)


@samples(INIT + "kaiming_uniform_", INIT + "kaiming_normal_")
def kaiming(pick: Random) -> Iterator[Sample]:
    for mode in ("fan_in", "fan_out", "FAN_IN", "fan_avg"):
        yield sample(T(2, 3), mode=mode)
    for nonlinearity in ("relu", "tanh", "gelu", "leaky_relu"):
        yield sample(T(2, 3), nonlinearity=nonlinearity)


@samples(INIT + "calculate_gain")
def gain(pick: Random) -> Iterator[Sample]:
    for nonlinearity in ("relu", "tanh", "gelu", "leaky_relu", "selu", "linear", "conv2d"):
        yield sample(nonlinearity)
    yield sample("leaky_relu", 0.2)


@samples("torch.nn.utils.parameters_to_vector")
def to_vector(pick: Random) -> Iterator[Sample]:
    yield sample([T(2, 3), T(), T(4)])
    yield sample([T(0)])
    yield sample([])


@samples("torch.nn.utils.vector_to_parameters")
def to_parameters(pick: Random) -> Iterator[Sample]:
    yield sample(T(7), [T(2, 3), T()])
    yield sample(T(9), [T(2, 3), T()])
    yield sample(T(6), [T(2, 3), T()])


@samples("torch.nn.utils.clip_grad_norm_", "torch.nn.utils.clip_grad_norm")
def clip(pick: Random) -> Iterator[Sample]:
    yield sample([T(2, 3), T(4)], 1.0)


@samples("torch.nn.utils.get_total_norm")
def total_norm(pick: Random) -> Iterator[Sample]:
    yield sample([T(2, 3), T(4)])


@samples("torch.nn.utils.clip_grads_with_norm_")
def clip_with(pick: Random) -> Iterator[Sample]:
    yield sample([T(2, 3), T(4)], 1.0, T())


test_agreement = agreement_test(__name__)

WRAPPERS: dict[str, tuple[Any, ...]] = {
    "weight_norm": (), "spectral_norm": (), "parametrizations.spectral_norm": (),
    "parametrizations.orthogonal": (), "prune.identity": ("weight",), "prune.l1_unstructured": ("weight", 0.5),
    "prune.random_unstructured": ("weight", 0.5), "prune.random_structured": ("weight", 0.5, 0),
    "prune.ln_structured": ("weight", 0.5, 2, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPERS)
def test_wrappers_return_the_very_module(name: str) -> None:
    import functools
    import warnings

    import torch
    import torch.nn.utils.prune

    real = torch.nn.Linear(4, 4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wrap = functools.reduce(getattr, name.split("."), torch.nn.utils)
        assert wrap(real, *WRAPPERS[name]) is real  # type: ignore[operator]
    module = object()
    outcome = perform.call(operations()[f"torch.nn.utils.{name}"], (module, *WRAPPERS[name]), {}, Facts())
    assert outcome.result is module


@pytest.mark.parametrize("name, args", [
    ("remove_weight_norm", ()), ("remove_spectral_norm", ()), ("prune.remove", ("weight",)),
    ("prune.custom_from_mask", ("weight", None)), ("parametrize.remove_parametrizations", ("weight",)),
    ("convert_conv2d_weight_memory_format", (None,)), ("convert_conv3d_weight_memory_format", (None,)),
])  # fmt: skip
def test_unwrappers_return_the_module(name: str, args: Any) -> None:
    module = object()
    outcome = perform.call(operations()[f"torch.nn.utils.{name}"], (module, *args), {}, Facts())
    assert outcome.result is module


@pytest.mark.parametrize("name", ["fuse_conv_bn_eval", "fuse_linear_bn_eval"])
def test_fusing_copies(name: str) -> None:
    from shapelint.ops.core.submodule import submodule

    layer = submodule("torch.nn.Linear", 2, 3)
    outcome = perform.call(operations()[f"torch.nn.utils.{name}"], (layer, object()), {}, Facts())
    assert outcome.result is not layer
    assert outcome.result.attributes["weight"] is not layer.attributes["weight"]
    assert outcome.result.attributes["weight"].shape == (3, 2)
