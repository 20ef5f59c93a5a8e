"""Attention and transformers agree with torch."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from agreement import Sample, T, agreement_test, built, sample, samples

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.submodule import BuiltLayer, operation_of
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Tensor


def near(pick: Random, shape: tuple[int, ...], chance: float = 0.1) -> Any:
    """A tensor of that shape, or of one a little wrong."""
    if pick.random() < chance:
        at = pick.randrange(len(shape))
        shape = pick.choice(((*shape[:at], shape[at] + 1, *shape[at + 1 :]), shape[1:], (1, *shape)))
    return T(*shape)


def mask_of(pick: Random, batch: int | None, heads: int, steps: int, seen: int) -> Any:
    wide = heads if batch is None else batch * heads
    return near(pick, pick.choice(((steps, seen), (steps, seen), (wide, steps, seen))), 0.3)


class Case:
    """Random sizes of one attention."""

    def __init__(self, pick: Random) -> None:
        self.heads = pick.randint(1, 3)
        self.wide = self.heads * pick.randint(1, 3)
        self.batch = pick.randint(1, 3) if pick.random() < 0.75 else None
        self.steps, self.seen = pick.randint(1, 4), pick.randint(1, 4)
        self.batch_first = pick.random() < 0.5

    def shape(self, steps: int, width: int) -> tuple[int, ...]:
        if self.batch is None:
            return steps, width
        return (self.batch, steps, width) if self.batch_first else (steps, self.batch, width)

    def padding(self, pick: Random, seen: int) -> Any:
        return near(pick, (seen,) if self.batch is None else (self.batch, seen), 0.3)


@samples("torch.nn.MultiheadAttention")
def attention(pick: Random) -> Iterator[Sample]:
    for _ in range(60):
        case = Case(pick)
        kdim = vdim = case.wide
        options: dict[str, Any] = {"batch_first": case.batch_first}
        if pick.random() < 0.3:
            kdim, vdim = pick.randint(1, 5), pick.randint(1, 5)
            options |= {"kdim": kdim, "vdim": vdim}
        for name in ("add_bias_kv", "add_zero_attn"):
            if pick.random() < 0.2:
                options[name] = True
        call: dict[str, Any] = {}
        for name in ("need_weights", "average_attn_weights"):
            if pick.random() < 0.4:
                call[name] = pick.random() < 0.4
        if pick.random() < 0.3:
            call["attn_mask"] = mask_of(pick, case.batch, case.heads, case.steps, case.seen)
        if pick.random() < 0.3:
            call["key_padding_mask"] = case.padding(pick, case.seen)
        if pick.random() < 0.15:
            call["is_causal"] = True
        inputs = (
            near(pick, case.shape(case.steps, case.wide)), near(pick, case.shape(case.seen, kdim)),
            near(pick, case.shape(case.seen, vdim)),
        )  # fmt: skip
        yield sample(*inputs, build=built(case.wide, case.heads, **options), **call)
    yield Sample(built(10, 3), None)
    yield Sample(built(0, 1), None)
    yield Sample(built(4, -2), None)
    yield Sample(built(8, num_head=2), None)


@samples("torch.nn.functional.multi_head_attention_forward")
def attention_function(pick: Random) -> Iterator[Sample]:
    for _ in range(20):
        case = Case(pick)
        case.batch_first = False
        wide = case.wide
        query, key = near(pick, case.shape(case.steps, wide)), T(*case.shape(case.seen, wide))
        yield sample(
            query, key, key, wide, case.heads, T(3 * wide, wide), T(3 * wide), None, None, pick.random() < 0.3, 0.0,
            T(wide, wide), T(wide), need_weights=pick.random() < 0.6,
        )  # fmt: skip


def layer_options(pick: Random, case: Case) -> dict[str, Any]:
    chosen: dict[str, Any] = {"batch_first": case.batch_first}
    if pick.random() < 0.3:
        chosen["norm_first"] = True
    if pick.random() < 0.2:
        chosen["bias"] = False
    if pick.random() < 0.3:
        chosen["activation"] = pick.choice(("relu", "gelu", "swish"))
    return chosen


@samples("torch.nn.TransformerEncoderLayer")
def encoder_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        case, call = Case(pick), {}
        if pick.random() < 0.3:
            call["src_mask"] = mask_of(pick, case.batch, case.heads, case.steps, case.steps)
        if pick.random() < 0.3:
            call["src_key_padding_mask"] = case.padding(pick, case.steps)
        build = built(case.wide, case.heads, 8, **layer_options(pick, case))
        yield sample(near(pick, case.shape(case.steps, case.wide), 0.2), build=build, **call)
    yield Sample(built(10, 3), None)


def decoded(pick: Random, case: Case) -> tuple[tuple[Any, Any], dict[str, Any]]:
    call: dict[str, Any] = {}
    if pick.random() < 0.3:
        call["tgt_mask"] = mask_of(pick, case.batch, case.heads, case.steps, case.steps)
    if pick.random() < 0.3:
        call["memory_mask"] = mask_of(pick, case.batch, case.heads, case.steps, case.seen)
    if pick.random() < 0.2:
        call["memory_key_padding_mask"] = case.padding(pick, case.seen)
    if pick.random() < 0.2:
        call["tgt_key_padding_mask"] = case.padding(pick, case.steps)
    return (near(pick, case.shape(case.steps, case.wide)), near(pick, case.shape(case.seen, case.wide))), call


@samples("torch.nn.TransformerDecoderLayer")
def decoder_layer(pick: Random) -> Iterator[Sample]:
    for _ in range(30):
        case = Case(pick)
        inputs, call = decoded(pick, case)
        yield sample(*inputs, build=built(case.wide, case.heads, 8, **layer_options(pick, case)), **call)


@samples("torch.nn.Transformer")
def transformer(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        case = Case(pick)
        (target, source), call = decoded(pick, case)
        build = built(
            case.wide, case.heads, pick.randint(1, 2), pick.randint(1, 2), 8, batch_first=case.batch_first,
        )  # fmt: skip
        yield sample(source, target, build=build, **call)
    yield Sample(built(10, 3), None)
    yield sample(T(3, 2, 4), T(3, 2, 4), build=built(4, 2, 0, 1))


@samples("torch.nn.Transformer.generate_square_subsequent_mask")
def square_mask(pick: Random) -> Iterator[Sample]:
    yield sample(5)
    yield sample(-1)


test_agreement = agreement_test(__name__)


def made(name: str, *args: Any, **kwargs: Any) -> BuiltLayer:
    operation = operations()[f"torch.nn.{name}"]
    layer = BuiltLayer(operation)
    outcome = perform.build(operation, args, kwargs, Facts(), layer.attributes)
    assert not outcome.refused and not outcome.reason
    return layer


@pytest.mark.parametrize("shape, accepted", [((5, 2, 8), True), ((5, 8), True), ((5, 2, 6), False), ((8,), False)])
@pytest.mark.parametrize("norm", [False, True])
@pytest.mark.filterwarnings("ignore:enable_nested_tensor")
def test_stacks_of_a_layer_that_they_are_given(shape: tuple[int, ...], accepted: bool, norm: bool) -> None:
    """Their constructors take modules, which cannot be handed to the replay."""
    import torch
    from torch import nn

    for kind, inputs in (("Encoder", 1), ("Decoder", 2)):
        last = made("LayerNorm", 8) if norm else None
        stack = made(f"Transformer{kind}", made(f"Transformer{kind}Layer", 8, 2, 16), 3, last)
        outcome = perform.call(stack.operation, [T(*shape)] * inputs, {}, Facts(), stack.attributes)
        real = getattr(nn, f"Transformer{kind}")(
            getattr(nn, f"Transformer{kind}Layer")(8, 2, 16), 3, nn.LayerNorm(8) if norm else None
        )
        try:
            result = tuple(real(*[torch.zeros(shape)] * inputs).shape)
        except (RuntimeError, AssertionError):
            result = None
        assert (result is not None) is accepted is not outcome.refused
        if accepted:
            assert outcome.result.known_shape == result


def parameters(module: Any, prefix: str = "") -> dict[str, Any]:
    """Name -> shape, through the layers that a layer is made of."""
    found: dict[str, Any] = {}
    for name, value in module.attributes.items():
        if isinstance(value, Tensor) and value.role == "parameter":
            found[prefix + name] = value.known_shape
        elif operation_of(value) is not None:
            found |= parameters(value, f"{prefix}{name}.")
    return found


@pytest.mark.parametrize("name, args, kwargs", [
    ("MultiheadAttention", (8, 2), {}), ("MultiheadAttention", (8, 2), {"kdim": 3, "add_bias_kv": True, "bias": False}),
    ("TransformerEncoderLayer", (8, 2, 16), {}), ("TransformerEncoderLayer", (8, 2, 16), {"bias": False}),
    ("TransformerDecoderLayer", (8, 2, 16), {}), ("Transformer", (8, 2, 2, 3, 16), {}),
])  # fmt: skip
@pytest.mark.filterwarnings("ignore:enable_nested_tensor")
def test_parameters_are_torchs(name: str, args: Any, kwargs: Any) -> None:
    import torch

    real = {key: tuple(one.shape) for key, one in getattr(torch.nn, name)(*args, **kwargs).named_parameters()}
    assert parameters(made(name, *args, **kwargs)) == real


def test_copies_share_no_parameter() -> None:
    stack = made("TransformerEncoder", made("TransformerEncoderLayer", 8, 2), 2)
    first, second = stack.attributes["layers"].attributes.values()
    assert first.attributes["linear1"].attributes["weight"] is not second.attributes["linear1"].attributes["weight"]
    assert len(parameters(stack)) == 24


def test_messages_name_the_outer_layers_parameters() -> None:
    layer = operations()["torch.nn.TransformerEncoderLayer"]
    outcome = perform.build(layer, (10, 3), {}, Facts(), {})
    assert [r.argument for r in outcome.requirements if r.verdict.name == "NO"] == ["nhead"]
