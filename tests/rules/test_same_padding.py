"""The padding that keeps a size, and the fixes that write it, against torch: every input of 1 to 40, kernel of 1 to 7,
stride of 1 to 4, dilation of 1 to 3."""

from __future__ import annotations

import functools
from itertools import product

import pytest

from shapelint.lint.one_file import check_source
from shapelint.ops.formulas.same_padding import (
    causal,
    kept,
    keras_transposed_cut,
    keras_transposed_size,
    output_padding,
    pad_argument,
    symmetric,
    tensorflow_same,
    total_for_same,
    transposed_size,
    unfit,
    windows,
    windows_up,
)
from shapelint.report.fix import plan
from shapelint.sizes.dims import Dim, evaluate, symbol

torch = pytest.importorskip("torch")

SIZES, KERNELS, STRIDES, DILATIONS = range(1, 41), range(1, 8), range(1, 5), range(1, 4)


@functools.cache
def made(size: int, kernel: int, stride: int, padding: int, dilation: int) -> int | None:
    """How many windows torch slides, None where it refuses. padding: of one side."""
    image = torch.empty(1, 1, size, device="meta")
    weight = torch.empty(1, 1, kernel, device="meta")
    try:
        return int(
            torch.nn.functional.conv1d(image, weight, stride=stride, padding=padding, dilation=dilation).shape[2]
        )
    except RuntimeError:
        return None


def up(size: int, stride: int) -> int:
    return -(-size // stride)


@pytest.mark.parametrize("kernel", KERNELS)
def test_what_is_added_keeps_every_size(kernel: int) -> None:
    for size, stride, dilation in product(SIZES, STRIDES, DILATIONS):
        total = total_for_same(kernel, dilation)
        assert isinstance(total, int)
        assert made(size + total, kernel, stride, 0, dilation) == up(size, stride)
        half = symmetric(kernel, dilation)
        if half is not None:
            assert made(size, kernel, stride, half, dilation) == up(size, stride)


@pytest.mark.parametrize("kernel", KERNELS)
def test_where_no_number_is_offered_none_keeps_every_size(kernel: int) -> None:
    for stride, dilation in product(STRIDES, DILATIONS):
        if symmetric(kernel, dilation) is None:
            for padding in range(dilation * kernel + 1):
                assert any(made(size, kernel, stride, padding, dilation) != up(size, stride) for size in SIZES)


@pytest.mark.parametrize("kernel", KERNELS)
def test_tensorflow_pads_no_more_than_it_must(kernel: int) -> None:
    for size, stride, dilation in product(SIZES, STRIDES, DILATIONS):
        before, after = tensorflow_same(size, kernel, stride, dilation)
        assert isinstance(before, int) and isinstance(after, int) and after - before in (0, 1)
        total = before + after
        assert made(size + total, kernel, stride, 0, dilation) == up(size, stride)
        if total:
            assert made(size + total - 1, kernel, stride, 0, dilation) != up(size, stride)


@pytest.mark.parametrize("kernel", KERNELS)
def test_the_size_that_is_not_kept_is_one(kernel: int) -> None:
    for stride, dilation, padding in product(STRIDES, DILATIONS, range(9)):
        found = unfit(kernel, stride, 2 * padding, dilation)
        wrong = [n for n in SIZES if made(n, kernel, stride, padding, dilation) not in (None, up(n, stride))]
        assert found == (wrong[0] if wrong else None)


def test_output_padding_makes_size_times_stride() -> None:
    for kernel, stride, dilation, padding in product(KERNELS, STRIDES, DILATIONS, range(4)):
        extra = output_padding(kernel, stride, 2 * padding // 2, dilation)
        for size in SIZES if extra is not None else ():
            layer = torch.nn.ConvTranspose1d(1, 1, kernel, stride, padding, extra, dilation=dilation, device="meta")
            assert layer(torch.empty(1, 1, size, device="meta")).shape[2] == size * stride


def test_pads_count_from_the_last_axis() -> None:
    image = torch.zeros(1, 1, 5, 9)
    padded = torch.nn.functional.pad(image, pad_argument([(1, 2), (3, 4)]))
    assert padded.shape[2:] == (5 + 3, 9 + 7)


def test_causal_padding_keeps_the_size_and_sees_nothing_later() -> None:
    for kernel, dilation in product(KERNELS, DILATIONS):
        image = torch.zeros(1, 1, 12, requires_grad=True)
        padded = torch.nn.functional.pad(image, causal(kernel, dilation))
        result = torch.nn.functional.conv1d(padded, torch.ones(1, 1, kernel), dilation=dilation)
        assert result.shape == image.shape
        (seen,) = torch.autograd.grad(result[0, 0, 5], image)
        assert seen[0, 0].nonzero().max() == 5


# Measured with Keras 3.15.1: kernel, stride, output_padding, size, result, what stands before it that was cut.
KERAS_TRANSPOSED = {
    "same": [
        (1, 1, None, 5, 5, 0), (2, 1, None, 5, 5, 0), (3, 1, None, 5, 5, 1), (4, 1, None, 5, 5, 1),
        (5, 1, None, 5, 5, 2), (1, 2, None, 5, 10, 0), (2, 2, None, 5, 10, 0), (3, 2, None, 5, 10, 0),
        (4, 2, None, 5, 10, 1), (5, 2, None, 5, 10, 1), (6, 2, None, 5, 10, 2), (5, 3, None, 5, 15, 1),
        (3, 4, None, 5, 20, 0), (3, 2, 0, 5, 9, 1), (3, 2, 1, 5, 10, 0), (5, 2, 0, 5, 9, 2), (5, 2, 1, 5, 10, 1),
        (2, 3, 2, 5, 14, 0), (1, 4, 2, 5, 19, 0), (4, 4, 1, 5, 17, 1),
    ],
    "valid": [
        (1, 1, None, 5, 5, 0), (3, 2, None, 5, 11, 0), (1, 2, None, 5, 10, 0), (2, 4, None, 5, 20, 0),
        (5, 3, None, 5, 17, 0), (3, 2, 1, 5, 12, 0), (1, 3, 2, 5, 15, 0),
    ],
}  # fmt: skip


@pytest.mark.parametrize("padding", KERAS_TRANSPOSED)
def test_transposed_convolutions_of_keras(padding: str) -> None:
    for kernel, stride, extra, size, made, cut in KERAS_TRANSPOSED[padding]:
        assert keras_transposed_size(size, kernel, stride, padding == "same", 1, extra) == made
        before, after = keras_transposed_cut(kernel, stride, padding == "same", 1, extra)
        whole = transposed_size(size, kernel, stride)
        assert (before, whole - before - after) == (cut, made)


def test_symbols_give_what_numbers_give() -> None:
    size = symbol("H")
    for kernel, stride, dilation, number in product(KERNELS, STRIDES, DILATIONS, (1, 7, 12)):
        pairs: list[tuple[Dim, Dim]] = [
            (kept(size, stride), kept(number, stride)),
            (windows(size, kernel, stride, 4, dilation), windows(number, kernel, stride, 4, dilation)),
            (windows_up(size, kernel, stride, 2, dilation), windows_up(number, kernel, stride, 2, dilation)),
            *zip(
                tensorflow_same(size, kernel, stride, dilation),
                tensorflow_same(number, kernel, stride, dilation),
                strict=True,
            ),
            (keras_transposed_size(size, kernel, stride, True), keras_transposed_size(number, kernel, stride, True)),
        ]
        for text, value in pairs:
            assert evaluate(text, {"H": number}) == value


HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\n"


def promised(kernel: int, stride: int, dilation: int) -> str:
    name = f"k{kernel}s{stride}d{dilation}"
    return f"{name} = nn.Conv1d(1, 1, {kernel}, stride={stride}, dilation={dilation})  # shapelint: same\n"


def used(kernel: int, stride: int, dilation: int) -> str:
    name = f"k{kernel}s{stride}d{dilation}"
    return f"def f_{name}(x):\n    return {name}(x)\n\n\n"


@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("dilation", DILATIONS)
def test_what_fixes_write_keeps_every_size(stride: int, dilation: int) -> None:
    every = list(product(KERNELS, [stride], [dilation]))  # each fix is tried on the whole program: few at a time
    program = HEAD + "".join(promised(*one) for one in every) + "\n\n" + "".join(used(*one) for one in every)
    findings = check_source(program)
    wrong = [one for one in every if one[2] * (one[0] - 1) > 0]
    assert [f.name for f in findings] == ["not-same"] * len(wrong)
    assert all(f.fix is not None and f.fix.safe for f in findings)
    outcome = plan(findings, lambda _: program)
    mended = outcome.texts.get("<string>", program)
    assert len(outcome.applied) == len(wrong)
    scope: dict[str, object] = {}
    with torch.device("meta"), torch.no_grad():
        exec(compile(mended, "<mended>", "exec"), scope)
        for kernel, stride, dilation in every:
            function = scope[f"f_k{kernel}s{stride}d{dilation}"]
            assert callable(function)
            for size in SIZES:
                assert function(torch.zeros(1, 1, size)).shape[2] == up(size, stride)
    assert check_source(mended) == []
