"""`shapelint pad` against torch: sizes, refusals, every line it prints, TensorFlow's SAME, and what it works out."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import shapelint
from shapelint.app.cli.main import main
from shapelint.layers.errors import Impossible, Unclear

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402
from pad_torch import by_torch, problems, question  # noqa: E402
from torch import nn  # noqa: E402

TOP = Path(__file__).parents[2]


def said(capsys: pytest.CaptureFixture[str], command: str, code: int = 0) -> str:
    assert main(["pad", *command.split()]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


# --- against torch ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_random_questions(seed: int) -> None:
    """Sizes and refusals are torch's; every line runs, gives the size it says, and for SAME the values.

    (benchmarks/pad.py asks 20,000.)"""
    rng = random.Random(seed)
    for _ in range(50):
        kind, options = question(rng)
        assert list(problems(kind, options)) == [], (kind, options)


LAYER = re.compile(r"^  (nn\.\w+\(.*?\))(?:  |$)", re.MULTILINE)


@pytest.mark.parametrize("seed", range(3))
def test_the_lines_of_the_text_run_as_they_are_printed(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(1000 + seed)
    for _ in range(20):
        kind, options = question(rng)
        if "padding" in options and isinstance(options["padding"][0], tuple):
            continue
        words = [kind]
        for name, value in options.items():
            flag = f"--{name.replace('_', '-')}"
            words += [flag] if value is True else [flag, value if name == "mode" else "x".join(map(str, value))]
        code = main(["pad", *words])
        text = capsys.readouterr().out
        if code:
            continue
        x = torch.randn(1, 1, *options["input"])
        lines = [line for line in LAYER.findall(text) if "takes no padding" not in line]
        assert lines
        for line in lines:
            runnable = line.replace("C_in", "1").replace("C_out", "1")
            code = runnable if re.search(r"\bx\b", runnable) else f"{runnable}(x)"
            made = eval(code, {"nn": nn, "F": F, "torch": torch, "x": x})
            shown = re.search(re.escape(line) + r"  +(\d[\dx]*)", text)
            assert shown is not None and "x".join(map(str, made.shape[2:])) == shown.group(1)


# --- SAME -------------------------------------------------------------------------------------------------------------


def agrees(kernel: int, stride: int, padding: int, **more: Any) -> tuple[int, list[int], int]:
    options = {"kernel": kernel, "stride": stride, "padding": padding, **more}
    found = shapelint.pad("conv", input=64, **options)["axes"][0]["same"]["agrees"]
    return found["modulo"], found["rests"], found["from"]


def test_for_which_sizes_the_symmetric_padding_does_the_same() -> None:
    assert agrees(3, 2, 1) == agrees(7, 2, 3) == (2, [1], 1)
    assert agrees(5, 2, 2) == (2, [1], 1)
    assert agrees(4, 2, 1) == (2, [0], 2)
    assert agrees(3, 3, 1) == agrees(5, 3, 2) == (3, [1], 1)
    assert agrees(1, 2, 0) == (2, [0, 1], 1)
    assert agrees(3, 1, 1) == (1, [0], 1)
    assert agrees(4, 1, 1) == (1, [], 2)


def same_windows(n: int, k: int, s: int, p: int, d: int) -> bool | None:
    """Whether torch's layer and TensorFlow's SAME see the same of an axis; None where torch refuses."""
    reach = d * (k - 1) + 1
    total = max((-(-n // s) - 1) * s + reach - n, 0)
    x = torch.arange(1.0, n + 1).view(1, 1, n)
    weight = torch.tensor([2.0**i for i in range(k)]).view(1, 1, k)
    same = F.conv1d(F.pad(x, (total // 2, total - total // 2)), weight, stride=s, dilation=d)
    try:
        ours = F.conv1d(x, weight, stride=s, padding=p, dilation=d)
    except RuntimeError:
        return None
    return ours.shape == same.shape and bool((ours == same).all())


@pytest.mark.parametrize("kernel", range(1, 7))
def test_residue_classes_are_all_sizes_that_agree(kernel: int) -> None:
    for stride, padding, dilation in product(range(1, 5), range(4), (1, 2)):
        modulo, rests, first = agrees(kernel, stride, padding, dilation=dilation)
        for n in range(1, 24):
            assert bool(same_windows(n, kernel, stride, padding, dilation)) == (n >= first and n % modulo in rests)


@pytest.mark.parametrize(
    ("command", "parts"),
    [
        ("conv --input 28 -k 5 --same", ["padding=2", "TensorFlow/Keras: (2, 2)", "the same for every input size"]),
        ("conv --input 28x28 -k 3 -s 2 --same", ["14x14", "F.pad(x, (0, 1, 0, 1))", "agree where the size is odd"]),
        ("conv --input 28x28 -k 3 -s 2 --same", ["padding='same' is not supported for strided convolutions"]),
        ("conv --input 50x9 -k 6x3 --same", ["padding='same'", "49x9", "51x9", "F.pad(x, (1, 1, 2, 3))"]),
        ("maxpool --input 10 -k 2 --same", ["nn.MaxPool1d(2, 2)", "(0, 0)", "ceil_mode=True does the same for every"]),
        ("avgpool --input 12x12 -k 3 -s 2 --same", ["nn.AvgPool2d(3, 2, ceil_mode=True, count_include_pad=False)"]),
        ("avgpool --input 13x13 -k 3 -s 2 --same", ["nn.AvgPool2d(3, 2, padding=1, count_include_pad=False)"]),
        ("avgpool --input 9 -k 4 -s 1 --same", ["/ nn.AvgPool1d(4, 1)(F.pad(torch.ones_like(x), (1, 2)))"]),
        ("avgpool --input 9 -k 4 -s 1 --same", ["no single layer averages like this"]),
        ("maxpool --input 9 -k 2 -s 1 --same", ['nn.MaxPool1d(2, 1)(F.pad(x, (0, 1), value=float("-inf")))']),
        ("maxpool --input 9x9 -k 3 -d 2 -s 1 --same", ['F.pad(x, (2, 2, 2, 2), value=float("-inf"))']),
        ("transposed --input 10 -k 4 -s 2 --same", ["20", "Keras 'same': padding=1\n", "the same as torch's line"]),
        ("transposed --input 10 -k 5 -s 2 --same", ["Keras 'same': padding=1, then [..., :-1]"]),
        ("transposed --input 10 -k 2 -s 2 --same", ["Keras 'same': padding=0\n", "the same as torch's line"]),
        ("conv1d --input 20 -k 3 -d 4 --causal", ["F.pad(x, (8, 0))", "effective kernel 9"]),
    ],
)  # fmt: skip
def test_what_same_is(command: str, parts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, command)
    assert [part for part in parts if part not in out] == []


# --- solving ----------------------------------------------------------------------------------------------------------


def brute(kind: str, unknown: str, target: int, options: dict[str, Any]) -> list[Any]:
    """Every number below 30 for which torch gives the size, in order; for transposed convolutions with the
    output_padding that it takes."""
    found: list[Any] = []
    for value in range(0 if unknown == "padding" else 1, 30):
        for extra in range(4) if kind == "transposed" else (0,):
            given = {name: [number] for name, number in {**options, unknown: value}.items()}
            if kind == "transposed":
                given["output_padding"] = [extra]
            made = by_torch(f"{kind}1d", given)
            if made == [target]:
                found.append((value, extra) if kind == "transposed" else value)
    return found


@pytest.mark.parametrize("kind", ["conv", "maxpool", "transposed"])
def test_every_solution_is_found(kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(25):
        full = {"input": rng.randint(1, 20), "kernel": rng.randint(1, 5), "stride": rng.randint(1, 4)}
        full |= {"padding": rng.randint(0, full["kernel"] // 2), "dilation": rng.randint(1, 2)}
        unknown = rng.choice(("padding", "kernel", "stride", "dilation", "input"))
        target = rng.randint(1, 12)
        options = {name: value for name, value in full.items() if name != unknown}
        expected = brute(kind, unknown, target, options)
        try:
            answers = shapelint.pad(kind + "1d", output=target, **options)["solutions"]
        except Impossible:
            answers = []
        name = {"kernel": "kernel"}.get(unknown, unknown)
        if kind == "transposed":
            found: list[Any] = [(one[name], one["output_padding"]) for one in answers if one[name] < 30]
            found = [pair for pair in found if pair[1] < 4]
        else:
            found = [one[name] for one in answers if one[name] < 30]
        assert found == expected, (kind, unknown, target, options)


@pytest.mark.parametrize(
    ("command", "parts"),
    [
        ("conv --input 224 --output 112 -k 3 -s 2", ["padding 1\n"]),
        ("conv --output 15 -k 3 -s 2 -p 1", ["input 29 or 30"]),
        ("conv --input 32 --output 28 -s 1 -p 0", ["kernel_size 5"]),
        ("conv --input 9 --output 1 -k 4 -p 0", ["stride at least 6"]),
        ("conv --input 7 --output 7 -k 3 -p 2", ["no stride gives 7 elements; stride=1 gives 9 and stride=2 gives 5"]),
        ("transposed --input 14 --output 28 -s 2", [
            "a choice", "kernel_size=1, padding=0, output_padding=1", "kernel_size=2, padding=0\n",
            "kernel_size=3, padding=1, output_padding=1", "kernel_size=4, padding=1\n",
            "kernel_size=5, padding=2, output_padding=1",
        ]),
    ],
)  # fmt: skip
def test_what_is_worked_out(command: str, parts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["pad", *command.split()])
    out = capsys.readouterr().out
    assert code == ("no stride" in parts[0])
    assert [part for part in parts if part not in out] == []


# --- symbols, chains, modes -------------------------------------------------------------------------------------------


def test_symbolic_sizes_read_as_in_a_trace(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "conv --input HxW -k 3 -s 2 -p 1")
    assert "HxW -> ((H + 1)//2)x((W + 1)//2)" in out
    assert "demands: H >= 1; W >= 1" in out
    assert "demands: H >= 5" in said(capsys, "conv --input H -k 3 -d 2")
    record = shapelint.pad("conv2d", kernel=3, same=True)
    assert [axis["output"] for axis in record["axes"]] == ["H", "W"]


def test_a_chain_gives_sizes_and_receptive_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pad", "--chain", "conv k5 s2 p2 c8|maxpool k3 s2 p1 | conv k=3 same c20", "--input", "30x20"]) == 0
    out = capsys.readouterr().out
    assert "receptive field 17" in out
    assert "20*8*5 = 800" in out
    layers = [nn.Conv2d(1, 1, 5, 2, 2), nn.AvgPool2d(3, 2, 1), nn.Conv2d(1, 1, 3, padding="same")]
    for module in layers[::2]:
        nn.init.ones_(module.weight)
    x = torch.zeros(1, 1, 120, 120, requires_grad=True)
    middle = nn.Sequential(*layers)(x)[0, 0, 15, 15]
    (seen,) = torch.autograd.grad(middle, x)
    assert int(seen[0, 0].sum(1).count_nonzero()) == 17


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("conv1d", {"kernel": 5, "stride": 2, "padding": 2}),
        ("maxpool1d", {"kernel": 3}),
        ("conv1d", {"kernel": 4, "dilation": 3}),
    ],
)
def test_the_first_centre_is_where_the_first_output_looks(kind: str, options: dict[str, int]) -> None:
    found = shapelint.pad(kind, input=50, **options)
    field, axis = found["receptive_field"], found["axes"][0]
    first = [tap * axis["dilation"] - axis["before"] for tap in range(axis["kernel"])]
    centre = (first[0] + first[-1]) / 2
    assert field == {"size": first[-1] - first[0] + 1, "jump": axis["stride"], "first_centre": centre}


def test_unread_elements_are_those_without_a_gradient() -> None:
    for n, k, s, d, p in product((9, 12), (1, 2, 3), (1, 2, 5), (1, 2, 3), (0, 2)):
        if n + 2 * p < d * (k - 1) + 1:
            continue
        padded = torch.zeros(1, 1, n + 2 * p, requires_grad=True)
        result = F.conv1d(padded, torch.ones(1, 1, k), stride=s, dilation=d)
        (seen,) = torch.autograd.grad(result.sum(), padded)
        found = shapelint.pad("conv", input=n, kernel=k, stride=s, dilation=d, padding=p)
        assert found["axes"][0]["unread"] == (seen[0, 0] == 0).nonzero().flatten().tolist()


def test_channels_give_the_product_and_the_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "conv --input 8x8 -k 3 --channels 4 --out-channels 6 --groups 2")
    assert "6*6*6 = 216" in out
    parameters = sum(p.numel() for p in nn.Conv2d(4, 6, 3, groups=2).parameters())
    assert f"= {parameters}" in out
    assert "nn.Conv2d(4, 6, 3, groups=2)" in out


# --- what cannot be ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (
            "maxpool --input 30 -k 3 -s 2 -p 9",
            "padding=9 is too much: nn.MaxPool1d takes at most 1, half of",
        ),
        ("maxpool --input 30 -k 3 -d 2 -p 2", "its dilation does not count"),
        ("conv --input 2 -k 5", "Kernel size can't be greater than actual input size"),
        ("avgpool --input 2 -k 5", "Output size is too small"),
        ("conv --input 0 -k 1", "no elements"),
        ("conv --input 4 -k 3 -p 4 --mode reflect", "reflect takes padding below the size: 4 of 4"),
        ("conv --input 4 -k 3 -p 5 --mode circular", "circular takes padding up to the size"),
        ("transposed --input 4 -k 3 -s 2 --output-padding 2", "output_padding=2 is too much"),
        ("transposed --input 2 -k 2 -p 2", "nothing is left"),
        ("conv --input 9 --output 9 -k 4", "uneven sides do: (1, 2)"),
        ("conv --input 9 -k 3 -p 1 -s 1 -d 1 --output 8", "these numbers give 9, not 8"),
    ],
)
def test_what_torch_refuses_ends_with_1(command: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, command, 1)
    assert out.startswith("error: ")
    assert word in out


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ("conv --input 3y -k 3", "'3y' is no whole number"),
        ("conv --input 3 -k 0", "--kernel must be at least 1"),
        ("conv --input 3 -k 3 -s -1", "--stride must be at least 1"),
        ("conv --input=-3 -k 3", "--input must be at least 0"),
        ("conv --input 3x3 -k 3x3x3", "--kernel has 3 numbers for 2 axes"),
        ("conv1d --input 3x3 -k 3", "--input has 2 numbers for 1 axis"),
        ("conv --input 3x3x3x3 -k 3", "at most 3 axes"),
        ("conf --input 3 -k 3", "did you mean `conv`"),
        ("conv --input 3 --kernl 3", "did you mean `--kernel`"),
        ("conv --input 3 -k 99999999999", "at most 2147483647"),
        ("conv --input 3 -k 3 --same -p 1", "both say how to pad"),
        ("conv --input 3 -k 3 --same --valid", "both say how to pad"),
        ("conv --input 3", "which kernel"),
        ("conv --output 3", "one number at most"),
        ("conv --input H --output 3 -k 3", "needs an --input in numbers"),
        ("", "which kind of layer"),
        ("maxpool --input 3 -k 3 --causal", "for convolutions"),
        ("conv --input 3 -k 3 --ceil", "for pools"),
        ("avgpool --input 3 -k 3 -d 2", "average pools have none"),
        ("transposed --input 3 -k 3 --mode reflect", "zeros only"),
        ("conv --input 3 -k 3 --mode reflct", "did you mean `reflect`"),
        ("conv --input 3 -k 3 -p 1,2,3", "one number or two"),
        ("conv --chain conv --input 3", "leave out conv"),
        ("--chain conv|q3 --input 3", "layer 1 (conv): which kernel"),
        ("--chain conv k3", "unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_ends_with_2(command: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pad", *command.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert word in err or word == "unknown"


def test_hostile_words_come_out_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pad", "conv", "--input", "3\x1b[31m\n::error::", "-k", "3"]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert len(err.splitlines()) == 1


# --- for programs -----------------------------------------------------------------------------------------------------


def test_json_is_what_python_gets(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "conv --input 224x224 -k 7 -s 2 --same --output-format json")
    record = shapelint.pad("conv", input=(224, 224), kernel=7, stride=2, padding="same")
    assert json.loads(out) == record
    assert record["axes"][0]["same"] == {
        "before": 2, "after": 3, "output": 112, "agrees": {"padding": 3, "modulo": 2, "rests": [1], "from": 1},
    }  # fmt: skip
    x = torch.zeros(1, 3, 224, 224)
    for line in record["torch"]:
        assert eval(line["code"], {"torch": torch, "nn": nn, "F": F, "x": x}).shape[2:] == (112, 112)
    assert {line["does"] for line in record["torch"]} == {"same_size", "keras_same"}


def test_python_raises_what_the_command_line_says() -> None:
    with pytest.raises(Impossible):
        shapelint.pad("conv", input=2, kernel=5)
    with pytest.raises(Unclear):
        shapelint.pad("conv", input=2.5, kernel=5)
    assert shapelint.pad("conv2d", input=4, kernel=1, padding=((1, 2), 0))["axes"][0]["output"] == 7


def test_it_imports_little() -> None:
    """Numbers alone need neither the interpreter nor symbols: an answer takes no longer than a keystroke."""
    code = (
        "import sys; from shapelint.app.cli.main import main; main('pad conv --input 9 -k 3 -s 2 --same'.split())\n"
        "heavy = {'msgspec', 'libcst', 'json', 'typing', 'dataclasses', 'shutil', 'shapelint.sizes.dims'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=TOP, check=True)
    assert done.stdout.splitlines()[-1] == ""
