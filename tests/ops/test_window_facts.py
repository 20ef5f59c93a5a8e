"""Facts about windows and pads that are easy to get wrong, each written down once with its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.need import Requirement
from shapelint.sizes.dims import symbol
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Tensor, Unknown, unknown_tensor


def run(name: str, build: dict[str, Any] | None, *args: Any, **kwargs: Any) -> perform.Outcome:
    operation, facts, attributes = operations()[name], Facts(), dict[str, Any]()
    if build is not None:
        made = perform.build(operation, (), build, facts, attributes)
        if made.refused:
            return made
    return perform.call(operation, args, kwargs, facts, attributes)


def shape(name: str, build: dict[str, Any] | None, *args: Any, **kwargs: Any) -> tuple[Any, ...]:
    outcome = run(name, build, *args, **kwargs)
    assert not outcome.refused and not outcome.reason, outcome
    assert outcome.result.known_shape is not None
    return outcome.result.known_shape


def failures(name: str, build: dict[str, Any] | None, *args: Any, **kwargs: Any) -> list[Requirement]:
    return [r for r in run(name, build, *args, **kwargs).requirements if r.verdict is Verdict.NO]


def conv(channels: int, kernel: Any, **more: Any) -> dict[str, Any]:
    return {"in_channels": channels, "out_channels": channels, "kernel_size": kernel, **more}


def image(*sizes: Any) -> Tensor:
    return Tensor(tuple(sizes))


def test_padding_comes_before_the_window_moves() -> None:
    whole = shape("torch.nn.Conv2d", conv(1, 5, stride=2, padding=2), image(1, 1, 6, 6))
    padded = shape("torch.nn.functional.pad", None, image(1, 1, 6, 6), (2, 2, 2, 2))
    assert padded == (1, 1, 10, 10)
    assert whole == shape("torch.nn.Conv2d", conv(1, 5, stride=2), image(*padded)) == (1, 1, 3, 3)


def test_padding_is_height_and_width_but_pad_counts_from_the_last_axis() -> None:
    of_layer = shape("torch.nn.Conv2d", conv(1, 1, padding=(1, 0)), image(1, 1, 4, 4))
    assert of_layer == (1, 1, 6, 4)
    assert of_layer == shape("torch.nn.functional.pad", None, image(1, 1, 4, 4), (0, 0, 1, 1))
    assert of_layer != shape("torch.nn.functional.pad", None, image(1, 1, 4, 4), (1, 1, 0, 0))


@pytest.mark.parametrize("mode", ["zeros", "reflect", "replicate", "circular"])
def test_every_padding_mode_adds_the_same(mode: str) -> None:
    assert shape("torch.nn.Conv2d", conv(1, 3, padding=1, padding_mode=mode), image(1, 1, 8, 8)) == (1, 1, 8, 8)
    assert shape("torch.nn.Conv2d", conv(1, 3, padding=1, stride=2, padding_mode=mode), image(1, 1, 8, 8)) == (
        1,
        1,
        4,
        4,
    )


def test_an_even_kernel_grows_the_image() -> None:
    assert shape("torch.nn.Conv2d", conv(1, 2, padding=1), image(1, 1, 3, 3)) == (1, 1, 4, 4)


def test_a_pool_takes_half_of_its_kernel_as_padding() -> None:
    (failed, _) = failures("torch.nn.MaxPool2d", {"kernel_size": 3, "stride": 2, "padding": 32}, image(1, 1, 32, 32))
    assert (failed.rule, failed.actual, failed.expected) == ("pool-padding", 32, 1)


def test_dilation_does_not_widen_what_a_pool_takes_as_padding() -> None:
    build = {"kernel_size": 3, "dilation": 2, "padding": 2}
    assert [r.rule for r in failures("torch.nn.MaxPool2d", build, image(1, 1, 9, 9))] == ["pool-padding"] * 2


def test_same_keeps_any_size_and_takes_no_stride() -> None:
    x = image(symbol("N"), 1, symbol("H"), symbol("W"))
    for kernel in (2, 3, (4, 7)):
        assert shape("torch.nn.Conv2d", conv(1, kernel, padding="same", dilation=2), x) == x.shape
    assert [r.rule for r in failures("torch.nn.Conv2d", conv(1, 3, padding="same", stride=(1, 2)), x)] == [
        "same-with-stride"
    ]


def test_ceil_mode_drops_a_window_that_would_start_in_the_padding() -> None:
    assert shape("torch.nn.MaxPool2d", {"kernel_size": 2, "stride": 2, "ceil_mode": True}, image(1, 1, 5, 5)) == (
        1,
        1,
        3,
        3,
    )
    build = {"kernel_size": 2, "stride": 3, "padding": 1, "ceil_mode": True}
    assert shape("torch.nn.MaxPool2d", build, image(1, 1, 5, 5)) == (1, 1, 2, 2)


def test_ceil_mode_of_a_symbolic_size_is_one_division() -> None:
    x = image(1, 1, symbol("H"), symbol("H"))
    made = shape("torch.nn.MaxPool2d", {"kernel_size": 2, "ceil_mode": True}, x)
    assert str(made[-1]) == "(H + 1)//2"


def test_unknown_padding_may_be_same() -> None:
    build = {"in_channels": 1, "out_channels": 1, "kernel_size": 2, "padding": Unknown("an argument", "padding")}
    facts, attributes = Facts(), dict[str, Any]()
    operation = operations()["torch.nn.Conv2d"]
    perform.build(operation, (), build, facts, attributes)
    made = perform.call(operation, (image(1, 1, 8, 8),), {}, facts, attributes).result
    assert facts.same(made.shape[-1], 8) is Verdict.UNKNOWN


def test_a_batch_is_refined_from_what_a_convolution_wants() -> None:
    x = unknown_tensor("an argument")
    made = shape("torch.nn.Conv2d", conv(3, 3, padding=1), x)
    assert [str(size) for size in made] == ["N", "3", "H", "W"]
    assert x.known_shape is not None and len(x.known_shape) == 4


def test_reflection_needs_more_than_it_shows_and_circles_once_at_most() -> None:
    row = image(1, 4)
    assert shape("torch.nn.functional.pad", None, row, (3, 3), mode="reflect") == (1, 10)
    assert [r.rule for r in failures("torch.nn.functional.pad", None, row, (4, 0), mode="reflect")] == [
        "pad-exceeds-input"
    ]
    assert shape("torch.nn.functional.pad", None, row, (4, 4), mode="circular") == (1, 12)
    assert [r.rule for r in failures("torch.nn.functional.pad", None, row, (0, 5), mode="circular")] == [
        "pad-exceeds-input"
    ]


def test_which_pads_go_with_which_rank() -> None:
    assert shape("torch.nn.functional.pad", None, image(1, 4, 4), (1, 1, 1, 1), mode="circular") == (1, 6, 6)
    refused = failures("torch.nn.functional.pad", None, image(1, 1, 1, 4, 4), (1, 1, 1, 1), mode="reflect")
    assert [r.rule for r in refused] == ["wrong-rank"]


def test_an_average_of_one_takes_any_rank() -> None:
    """torch 2.13 computes adaptive averages of size 1 as a mean, and does not look at the axes before."""
    assert shape("torch.nn.AdaptiveAvgPool2d", {"output_size": 1}, image(2, 3, 4, 5, 6)) == (2, 3, 4, 1, 1)
    assert [r.rule for r in failures("torch.nn.AdaptiveAvgPool2d", {"output_size": 2}, image(2, 3, 4, 5, 6))] == [
        "wrong-rank"
    ]


def test_a_transposed_convolution_doubles_in_closed_form() -> None:
    x = image(1, 8, symbol("H"), symbol("W"))
    build = {"in_channels": 8, "out_channels": 4, "kernel_size": 4, "stride": 2, "padding": 1}
    assert [str(size) for size in shape("torch.nn.ConvTranspose2d", build, x)] == ["1", "4", "2*H", "2*W"]


def test_a_lazy_layer_learns_its_channels_once() -> None:
    operation, facts, attributes = operations()["torch.nn.LazyConv2d"], Facts(), dict[str, Any]()
    perform.build(operation, (8, 3), {}, facts, attributes)
    assert attributes["in_channels"] == 0 and not isinstance(attributes["weight"], Tensor)
    assert not perform.call(operation, (image(1, 3, 8, 8),), {}, facts, attributes).refused
    assert attributes["weight"].shape == (8, 3, 3, 3)
    assert perform.call(operation, (image(1, 4, 8, 8),), {}, facts, attributes).refused


def test_a_replaced_weight_decides() -> None:
    operation, facts, attributes = operations()["torch.nn.Linear"], Facts(), dict[str, Any]()
    perform.build(operation, (4, 8), {}, facts, attributes)
    attributes["weight"] = Tensor((2, 5), role="parameter")
    assert perform.call(operation, (image(3, 5),), {}, facts, attributes).result.shape == (3, 2)
