"""What shape operations know when sizes are symbols or ranks are not known, which no sample of numbers can say."""

from __future__ import annotations

from typing import Any

import pytest

from shapelint.ops.core import perform
from shapelint.ops.core.catalog import operations
from shapelint.sizes.dims import Dim, symbol
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Computed, Reason, Tensor, Unknown, contiguous_strides, unknown_tensor

N, C, H, W = (symbol(name) for name in "NCHW")


def run(name: str, *args: Any, facts: Facts | None = None, **kwargs: Any) -> Any:
    """The result of an operation, which must not be refused and must be known."""
    outcome = perform.call(operations()[name], args, kwargs, facts or Facts())
    assert not outcome.refused and not outcome.reason, outcome
    return outcome.result


def method(name: str, *args: Any, facts: Facts | None = None, **kwargs: Any) -> Any:
    return run(f"torch.Tensor.{name}", *args, facts=facts, **kwargs)


def refused(name: str, *args: Any, facts: Facts | None = None, **kwargs: Any) -> list[str]:
    """The rules by which an operation is refused."""
    outcome = perform.call(operations()[f"torch.Tensor.{name}"], args, kwargs, facts or Facts())
    return [one.rule for one in outcome.requirements if one.verdict.value == "no"]


def shape(x: Tensor) -> tuple[str, ...]:
    assert x.known_shape is not None
    return tuple(map(str, x.known_shape))


def laid(*sizes: Dim) -> Tensor:
    return Tensor(sizes, "float32", contiguous_strides(sizes))


# --- view ---------------------------------------------------------------------------------------------------------


def test_view_infers_symbolic_features() -> None:
    assert shape(method("view", Tensor((N, 64, H, W)), N, -1)) == ("N", "64*H*W")


def test_view_with_a_hard_coded_size_assumes_that_it_divides() -> None:
    facts = Facts()
    assert shape(method("view", Tensor((N, 16, 6, 6)), -1, 400, facts=facts)) == ("N + (11*N)//25", "400")
    assert [str(one) for one in facts.obligations] != []


def test_view_that_keeps_the_batch_is_refused_whatever_the_batch_is() -> None:
    assert refused("view", Tensor((N, 16, 6, 6)), N, 400) == ["invalid-reshape"]


def test_a_size_that_nobody_knows_may_be_minus_one() -> None:
    assert shape(method("view", Tensor((2, 6)), Unknown("config"), 3)) == ("4", "3")
    assert refused("view", Tensor((2, 6)), Unknown("config"), 5) == ["invalid-reshape"]
    two = method("view", Tensor((2, 6)), Unknown("config", "a"), Unknown("config", "b"))
    assert len(two.known_shape) == 2


def test_view_of_an_unknown_shape_has_the_rank_asked_for() -> None:
    made = method("view", unknown_tensor("an argument"), -1, 400)
    assert made.known_shape is not None and made.known_shape[1] == 400


def test_view_after_permute() -> None:
    x = laid(N, 3, 4)
    moved = method("permute", x, 0, 2, 1)
    assert refused("view", moved, N, 12) == ["invalid-reshape"]
    assert shape(method("reshape", moved, N, 12)) == ("N", "12")
    assert shape(method("view", method("contiguous", moved), N, 12)) == ("N", "12")
    assert shape(method("view", moved, N, 2, 2, 3)) == ("N", "2", "2", "3")
    assert refused("view", method("permute", Tensor((N, 3, 4)), 0, 2, 1), N, 12) == []  # nobody knows its layout


def test_axes_that_stay_neighbours_can_be_merged() -> None:
    x = method("permute", laid(2, 3, 4, 5), 1, 0, 2, 3)
    assert shape(method("view", x, 3, 2, 20)) == ("3", "2", "20")
    assert refused("view", x, 6, 20) == ["invalid-reshape"]


def test_view_of_expanded_and_sliced_tensors() -> None:
    assert refused("view", method("expand", laid(3, 1), 3, 4), 12) == ["invalid-reshape"]
    sliced = method("__getitem__", laid(4, 6), (slice(None), slice(0, 3)))
    assert refused("view", sliced, 12) == ["invalid-reshape"]
    assert shape(method("view", method("__getitem__", laid(4, 6), slice(1, 3)), 12)) == ("12",)


# --- unknown ranks ------------------------------------------------------------------------------------------------


def test_two_reads_of_a_size_agree() -> None:
    facts, x = Facts(), unknown_tensor("an argument")
    first, second = method("size", x, -1, facts=facts), method("size", x, -1, facts=facts)
    assert first == second
    flat = method("flatten", x, 1, facts=facts)
    assert flat.known_shape[0] == method("size", x, 0, facts=facts)


def test_permute_settles_the_rank() -> None:
    x = unknown_tensor("an argument", {-1: 3})
    assert shape(method("permute", x, 0, 3, 1, 2))[1] == "3"
    assert x.known_shape is not None and len(x.known_shape) == 4


@pytest.mark.parametrize(
    ("name", "args", "known"),
    [
        ("transpose", (-1, -2), {-1: 7, -2: 5}),
        ("transpose", (0, 1), {1: 2}),
        ("unsqueeze", (0,), {0: 1, 1: 2, -1: 5, -2: 7}),
        ("unsqueeze", (-1,), {0: 2, -1: 1, -2: 5, -3: 7}),
        ("unsqueeze", (1,), {0: 2, 1: 1, -1: 5}),
        ("select", (0, 1), {-1: 5}),
        ("select", (1, 0), {0: 2}),
        ("select", (-1, 1), {0: 2, -1: 7}),
        ("narrow", (-1, 0, 3), {0: 2, -1: 3, -2: 7}),
        ("narrow", (0, 0, 1), {0: 1, -1: 5}),
        ("flip", (0,), {0: 2, -1: 5, -2: 7}),
        ("__getitem__", ((..., 0),), {0: 2, -1: 7}),
        ("__getitem__", ((..., None),), {0: 2, -1: 1, -2: 5, -3: 7}),
        ("__getitem__", ((slice(None), slice(0, 1)),), {0: 2, 1: "n"}),
        ("__getitem__", ((..., slice(0, 3)),), {0: 2, -1: 3, -2: 7}),
        ("unflatten", (-1, (5, 1)), {0: 2, -1: 1, -2: 5, -3: 7}),
    ],
)
def test_what_stays_known_of_axes(name: str, args: tuple[Any, ...], known: dict[int, Any]) -> None:
    x = unknown_tensor("an argument", {0: 2, -1: 5, -2: 7})
    made = method(name, x, *args)
    assert {axis: str(size) for axis, size in made.shape.known.items()} == {a: str(s) for a, s in known.items()}


def test_pieces_of_an_axis_that_is_known_at_the_end() -> None:
    q, k, v = method("chunk", unknown_tensor("an argument", {-1: 3 * C}), 3, dim=-1)
    assert [one.shape.known[-1] for one in (q, k, v)] == [C, C, C]


def test_cat_with_a_tensor_of_unknown_rank() -> None:
    facts = Facts()
    made = run("torch.cat", [Tensor((N, 64, H, W)), unknown_tensor("skip")], 1, facts=facts)
    assert shape(made)[0] == "N" and shape(made)[2:] == ("H", "W")
    assert shape(run("torch.cat", [Tensor((N, C, H)), Tensor((N, 64, H))], 1)) == ("N", "C + 64", "H")


def test_cat_takes_unknown_values_for_tensors() -> None:
    outcome = perform.call(
        operations()["torch.cat"], ([Tensor((N, 3)), Unknown("an argument", "skip")], 0), {}, Facts()
    )
    assert outcome.result.known_shape[1] == 3


def test_stack_settles_the_rank() -> None:
    x = unknown_tensor("an argument")
    assert shape(run("torch.stack", [Tensor((N, 3)), x])) == ("2", "N", "3")
    assert x.known_shape is not None


def test_axes_that_may_be_the_same_are_not_told_apart() -> None:
    """A vector's only axis is both its first and its last."""
    x = unknown_tensor("an argument", {0: 6, -1: 6})
    assert method("unsqueeze", method("select", x, -1, 0), -1).shape.known == {-1: 1}


# --- slices -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "key", "length"),
    [
        (H, slice(1, None), "H - 1"),
        (H, slice(None, -1), "H - 1"),
        (H, slice(None, None, 2), "(H + 1)//2"),
        (H, slice(None, H), "H"),
        (H, slice(1, H), "H - 1"),
        (2 * H, slice(None, H), "H"),
        (2 * H, slice(H, None), "H"),
        (H + 4, slice(2, -2), "H"),
        (512, slice(None, H), "min(H, 512)"),
        (H, slice(0, 3), "min(H, 3)"),
        (H + 3, slice(0, 3), "3"),
        (10, slice(-3, None), "3"),
        (10, slice(20, None), "0"),
    ],
)
def test_lengths_of_slices(size: Dim, key: slice, length: str) -> None:
    assert shape(method("__getitem__", Tensor((size,)), key)) == (length,)


def test_a_slice_by_a_value_that_nobody_knows() -> None:
    made = method("__getitem__", Tensor((10, 4)), slice(None, Unknown("config", "n")))
    assert made.known_shape[1] == 4 and not isinstance(made.known_shape[0], int)


def test_index_against_a_symbolic_size() -> None:
    assert refused("__getitem__", Tensor((H,)), H) == ["index-out-of-range"]
    assert refused("__getitem__", Tensor((H,)), 5) == []
    assert refused("__getitem__", Tensor((4, 4)), (0, 5)) == ["index-out-of-range"]


def test_a_mask_selects_rows_that_nobody_can_count() -> None:
    facts = Facts()
    made = method("__getitem__", Tensor((N, 3)), Tensor((N,), "bool"), facts=facts)
    assert made.known_shape[1] == 3 and facts.bound(made.known_shape[0])[0] == 0
    assert refused("__getitem__", Tensor((4, 3)), Tensor((3,), "bool")) == ["size-mismatch"]


# --- in place -----------------------------------------------------------------------------------------------------


def test_operations_in_place_change_their_tensor() -> None:
    x = laid(2, 3)
    assert method("unsqueeze_", x, 0) is x and shape(x) == ("1", "2", "3")
    method("transpose_", x, 0, 2)
    assert shape(x) == ("3", "2", "1")
    y = Tensor((N, 3))
    outcome = perform.call(operations()["torch.Tensor.squeeze_"], (y, 0), {}, Facts())
    assert outcome.reason and y.known_shape is None


def test_writing_into_a_tensor_forgets_its_numbers() -> None:
    x = run("torch.tensor", [1, 2, 3])
    assert x.data == [1, 2, 3]
    perform.call(operations()["torch.Tensor.__setitem__"], (x, 0, 7), {}, Facts())
    assert x.data is None


# --- undecided ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("squeeze", (Tensor((N, 3)), 0)),
        ("squeeze", (Tensor((N, 1)),)),
        ("chunk", (Tensor((N, 3)), 3)),
        ("unbind", (Tensor((N, 3)),)),
        ("split", (Tensor((N, 3)), 2)),
        ("view", (Tensor((2, 3)), Unknown("a size or sizes"))),
        ("__getitem__", (Tensor((2, 3)), Unknown("an index"))),
    ],
)
def test_what_cannot_be_known_says_so(name: str, args: tuple[Any, ...]) -> None:
    outcome = perform.call(operations()[f"torch.Tensor.{name}"], args, {}, Facts())
    assert outcome.reason and not outcome.refused


# --- einops -------------------------------------------------------------------------------------------------------


def test_einops_with_symbols() -> None:
    made = run("einops.rearrange", Tensor((N, 3, H, W)), "b c (h p) (w p2) -> b (h w) (p p2 c)", p=16, p2=16)
    assert shape(made) == ("N", "(H//16)*(W//16)", "768")


def test_einops_settles_the_rank_and_names_the_axes() -> None:
    x = unknown_tensor("an argument", {-1: 64})
    made = run("einops.rearrange", x, "b n (h d) -> b h n d", h=8)
    assert shape(made) == ("b", "8", "n", "8")


def test_einops_keeps_an_unknown_rank_behind_dots() -> None:
    made = run("einops.rearrange", unknown_tensor("an argument", {-1: 64}), "... (h d) -> ... h d", h=8)
    assert made.known_shape is None and made.shape.known == {-1: 8, -2: 8}


def test_einops_says_pattern_and_shape() -> None:
    outcome = perform.call(operations()["einops.rearrange"], (Tensor((2, 3)), "a b c -> a (b c)"), {}, Facts())
    (requirement,) = outcome.requirements
    assert requirement.rule == "invalid-reshape"
    assert "'a b c -> a (b c)'" in requirement.actual_is and "2x3" in requirement.actual_is


def test_what_is_not_known_of_several_tensors_is_no_tensor() -> None:
    outcome = perform.call(operations()["torch.meshgrid"], (Unknown("a list"),), {}, Facts())
    assert outcome.reason and not isinstance(outcome.result, Tensor)
    outcome = perform.call(operations()["torch.Tensor.squeeze"], (Tensor((N, 1)),), {}, Facts())
    assert outcome.reason and isinstance(outcome.result, Tensor)


def test_one_unknown_size_that_was_used_as_a_number_is_no_sequence() -> None:
    facts, width = Facts(), Unknown("config", "width")
    assert perform.call(operations()["torch.ones"], (width,), {}, facts).reason
    facts.symbol_of(width)
    assert shape(run("torch.ones", width, facts=facts)) == ("width",)
    half = Computed("//", Unknown("config", "heads"), 2, Reason("config"))
    assert shape(run("torch.ones", half, facts=facts)) == ("heads//2",)
