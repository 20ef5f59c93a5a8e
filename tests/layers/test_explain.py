"""`shapelint explain KIND`: the pictures hold what torch computes, by gradient and by `F.pad`."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shapelint.app.cli.main import main
from shapelint.layers.answer import ask
from shapelint.layers.axis import Axis
from shapelint.layers.explain import Look, explained, svg
from shapelint.layers.picture.cells import Cells
from shapelint.layers.picture.grid import contents, seen, uses
from shapelint.layers.picture.ruler import MARGIN, ruler

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402

TOP = Path(__file__).parents[2]
MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate", "circular": "circular"}


def said(capsys: pytest.CaptureFixture[str], command: str) -> str:
    assert main(["explain", *command.split()]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def some_axis(rng: random.Random, kind: str, most: int = 9) -> Axis:
    """An axis that torch takes."""
    while True:
        kernel, stride, dilation = rng.randint(1, 4), rng.randint(1, 4), rng.randint(1, 3)
        before, after = rng.randint(0, 3), rng.randint(0, 3)
        extra = rng.randint(0, max(stride, dilation) - 1) if kind == "transposed" else 0
        axis = Axis(kind, "rows", rng.randint(1, most), kernel, stride, dilation, before, after, extra=extra)
        if isinstance(axis.output, int) and axis.output >= 1:
            return axis


def reads(axis: Axis) -> list[set[int]]:
    """For each window the padded elements that it reads, by gradient; of a transposed convolution, for each element of
    the input the elements of the whole result that it adds to."""
    assert isinstance(axis.size, int)
    weight = torch.ones(1, 1, axis.kernel)
    how = {"stride": axis.stride, "dilation": axis.dilation}
    if axis.kind == "transposed":
        rows = torch.eye(axis.size).unsqueeze(1)
        made = F.conv_transpose1d(rows, weight, output_padding=axis.extra, **how)[:, 0]
    else:
        padded = torch.zeros(1, 1, axis.size + axis.before + axis.after, requires_grad=True)
        outputs = F.conv1d(padded, weight, **how)[0, 0]
        made = torch.stack([torch.autograd.grad(one, padded, retain_graph=True)[0][0, 0] for one in outputs])
    return [set(row.nonzero().flatten().tolist()) for row in made]


def drawn(lines: list[str], cells: Cells) -> tuple[list[set[int]], set[int]]:
    """What a ruler shows: the cells of each window, and those marked with a caret."""
    step = max(len(cells.label(cell)) for cell in range(cells.count)) + 2

    def marked(line: str, characters: str) -> set[int]:
        at = [len(MARGIN) + cell * step + step - 2 for cell in range(cells.count)]
        return {cell for cell, column in enumerate(at) if line[column : column + 1] in tuple(characters)}

    windows = [marked(line, "=]") for line in lines if line.lstrip().startswith("[")]
    carets = [marked(line, "^") for line in lines if line.endswith(("never read", "nothing but the bias"))]
    return windows, set().union(*carets)


@pytest.mark.parametrize("kind", ["conv", "transposed"])
def test_rulers_show_where_windows_stand_and_what_none_reads(kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(500):
        axis = some_axis(rng, kind)
        cells, expected = Cells(axis), reads(axis)
        shown, carets = drawn(list(ruler(axis, 400)), cells)
        if len(expected) > 12:
            expected = expected[:2] + expected[-2:]
        assert shown == expected
        assert carets == set(range(cells.count)) - set().union(*reads(axis))


def test_the_ring_holds_what_the_mode_copies() -> None:
    rng = random.Random(3)
    for _ in range(200):
        mode = rng.choice(list(MODES))
        size = rng.randint(1, 6), rng.randint(1, 6)
        most = [n - 1 if mode == "reflect" else n if mode == "circular" else 4 for n in size]
        sides = [(rng.randint(0, n), rng.randint(0, n)) for n in most]
        rows, columns = (Axis("conv", "rows", n, 1, 1, 1, a, b) for n, (a, b) in zip(size, sides, strict=True))
        image = torch.arange(1.0, size[0] * size[1] + 1).view(1, 1, *size)
        padded = F.pad(image, (*sides[1], *sides[0]), mode=MODES[mode])
        found = [[int(value) for value in row] for row in contents(rows, columns, mode, ascii=True)]
        assert found == padded[0, 0].int().tolist()


def test_grids_count_as_torch_does() -> None:
    rng = random.Random(4)
    for _ in range(150):
        kind = rng.choice(("conv", "transposed"))
        rows, columns = some_axis(rng, kind, 5), some_axis(rng, kind, 5)
        over = [
            [sum(cell in one for one in reads(axis)) for cell in range(Cells(axis).count)] for axis in (rows, columns)
        ]
        assert uses(rows, columns) == [[str(a * b) for b in over[1]] for a in over[0]]
        if kind == "conv":
            inputs = [
                [sum(axis.before <= at < axis.before + Cells(axis).inside for at in one) for one in reads(axis)]
                for axis in (rows, columns)
            ]
            assert seen(rows, columns) == [[str(a * b) if a * b else "b" for b in inputs[1]] for a in inputs[0]]


def test_where_b_stands_the_output_is_the_bias(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "conv --input 3x3 -k 1 -p 1")
    layer = torch.nn.Conv2d(1, 1, 1, padding=1)
    result = layer(torch.rand(1, 1, 3, 3) + 1)[0, 0]
    is_bias = (result == layer.bias).tolist()
    above = next(index for index, line in enumerate(out.splitlines()) if line.endswith("it is the bias):"))
    ring = [line.split() for line in out.splitlines()[above + 1 : above + 6]]
    assert ring == [["b" if one else "1" for one in row] for row in is_bias]
    assert "16 of 25 that see nothing but padding" in " ".join(out.split())


# --- what is said -----------------------------------------------------------------------------------------------------


def test_one_answer_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "conv1d --input 7 -k 4 -s 2 -p 1 --channels 3 --out-channels 8") == (
        "conv 4, stride 2, padding 1: 7 -> 3\n"
        "  floor((7 + 2*1 - 4)/2) + 1 = 3\n"
        "  padded 9: padding is added to the input, not to the result\n"
        "  PyTorch: nn.Conv1d(3, 8, 4, stride=2, padding=1)\n"
        "  receptive field 4: what one output sees of the input along an axis\n"
        "\n"
        "length: 9 = 1 + 7 + 1, kernel 4, stride 2: 3 windows\n"
        "     .  0  1  2  3  4  5  6  .\n"
        "    [=========]\n"
        "          [=========]\n"
        "                [=========]\n"
        "                             ^ never read\n"
        "padding element 9 of 9 is never read\n"
        "Numbers of one sample: 8*3 = 24, in_features of a Linear behind it\n"
        "Parameters: 4*3*8 + 8 = 104\n"
    )


@pytest.mark.parametrize(
    ("command", "parts"),
    [
        ("conv --input 8x8 -k 3 -s 2 -p 1", ["4x4", "floor((8 + 2*1 - 3)/2) + 1 = 4", "padded 10x10"]),
        ("conv --input 3x3 -k 1 -p 1 --mode circular", ["9 7 8 9 7", "around them what circular copies"]),
        ("conv --input 3x3 -k 1 -p 1 --mode replicate", ["1 1 2 3 3"]),
        ("maxpool --input 4x4 -k 3 -s 1 -p 1 --ascii", ["-inf | -inf"]),
        ("conv --input 9 -k 2 -d 4", ["[=           =]"]),
        ("conv --input 500 -k 3 -s 4", ["window 1: elements 0 to 2", "... 121 more ...", "element 500 of 500"]),
        ("transposed --input 4 -k 3 -s 2", ["1  1  2  1  2  1  2  1  1 windows add here"]),
        ("transposed --input 4 -k 4 -s 2 -p 1", ["cut to 8", "x  0  1", "x: cut off by padding"]),
        ("transposed --input 3 -k 1 -s 2", ["^ nothing but the bias", "2 of 5 get nothing else"]),
        ("conv --input HxW -k 3", ["(a picture needs sizes in numbers)", "H - 2"]),
        ("conv --input 14 -k 13", ["2 windows"]),
    ],
)
def test_what_is_said(command: str, parts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, command)
    assert [part for part in parts if part not in out] == []


COMMANDS = (
    "conv2d --input 6x6 -k 5 -s 2 -p 2",
    "conv2d --input 24x24 -k 3",
    "conv2d --input 100x7 -k 3x2 -p 1",
    "conv1d --input 12 -k 3 -d 2 --same",
    "avgpool2d --input 7x9 -k 3 -s 3 --ceil",
    "transposed2d --input 5x4 -k 3 -s 2 -p 1 --output-padding 1",
    "transposed1d --input 300 -k 4 -s 2 -p 1",
    "conv3d --input 4x5x6 -k 2 -p 1",
    "conv2d --input 4x4 -k 3 -p 2 --mode reflect",
    "maxpool2d --input 2000000000x3 -k 2",
)


@pytest.mark.parametrize("width", [20, 33, 80, 200])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_wider_than_the_terminal(
    command: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, said(capsys, command).splitlines())) <= width


def test_ascii_where_nothing_else_can_be_written() -> None:
    command = [sys.executable, "-m", "shapelint", "explain", *["maxpool", "--input", "3x3", "-k", "3", "-p", "1"]]
    done = subprocess.run(
        command, capture_output=True, cwd=TOP, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True
    )
    assert b"-inf" in done.stdout
    assert b"\\u" not in done.stdout


# --- SVG --------------------------------------------------------------------------------------------------------------


def question_of(command: str) -> str:
    from shapelint.app.cli.arguments import parse
    from shapelint.app.cli.pad import window_options

    options = parse(["explain", *command.split()])
    options.input = options.input[0]
    return svg(ask(options.what, **window_options(options)))


@pytest.mark.parametrize("command", COMMANDS)
def test_svg_is_one_small_file_that_needs_nothing_else(command: str) -> None:
    text = question_of(command)
    root = ElementTree.fromstring(text)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "rect", "path", "text"}
    assert root.get("viewBox")
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in text
    assert len(text) < 100_000
    assert "prefers-color-scheme" in text
    assert question_of(command) == text
    (title,) = [element.text for element in root if element.tag.endswith("title")]
    assert title is not None and title.startswith(command.split()[0][:-2])


def test_svg_says_the_same_words() -> None:
    answer = ask("conv2d", input=(6, 6), kernel=5, stride=2, padding=2)
    words = "\n".join(explained(answer, Look(200)))
    root = ElementTree.fromstring(svg(answer))
    (description,) = [element.text or "" for element in root if element.tag.endswith("desc")]
    assert all(line.strip() in words for line in description.splitlines())
    assert "padding row 10 of 10 is never read" in description


def test_svg_overwrites_its_own_files_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = tmp_path / "ours.svg", tmp_path / "theirs.svg"
    theirs.write_text("<svg/>")
    command = ["explain", "conv", "--input", "5", "-k", "3", "--svg"]
    assert main([*command, str(ours)]) == main([*command, str(ours)]) == 0
    assert main([*command, str(theirs)]) == 2
    assert "--force" in capsys.readouterr().err
    assert theirs.read_text() == "<svg/>"
    assert main([*command, str(theirs), "--force"]) == 0
    assert ElementTree.parse(theirs).getroot().tag.endswith("svg")
    assert main([*command, str(tmp_path)]) == 2
    assert main([*command, str(tmp_path / "none" / "x.svg")]) == 2


def test_svg_to_standard_output_is_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    ElementTree.parse(io.StringIO(said(capsys, "conv --input 5 -k 3 --svg -")))
