"""`shapelint compare`: faithful ports are equal, and of each fault the right layer, module and field are named."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from ports import KERAS, PORTS, TORCH, Fault, Port, net

from shapelint.app.cli.main import main
from shapelint.layers.port.comparing import Comparison, compare

FAULTS = [(name, fault) for name, port in PORTS.items() for fault in port.faults]
MANY = ("residual", "mixer", "encoder")
"""Ports in which one row of the source makes several layers."""


def compared(folder: Path, port: Port, torch: str) -> Comparison:
    keras = folder / "keras_program.py"
    keras.write_text(KERAS + port.keras)
    (folder / "port.py").write_text(TORCH + torch)
    return compare(str(keras), str(folder / "port.py"), port.inputs, [], {})


@pytest.mark.parametrize("name", PORTS)
def test_a_faithful_port_is_equal(name: str, tmp_path: Path) -> None:
    found = compared(tmp_path, PORTS[name], PORTS[name].torch)
    assert [(one.field, one.message) for one in found.found] == []
    assert found.unread == []
    assert not found.keras.run.recorder.faults and not found.torch.run.recorder.faults
    assert bool(found.notes) == (PORTS[name].final or "(None," in PORTS[name].keras)
    assert not found.fails(strict=True)


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[f"{name}-{fault[2]}-{fault[1]}" for name, fault in FAULTS])
def test_a_fault_is_named_and_nothing_else(name: str, fault: Fault, tmp_path: Path) -> None:
    old, new, field, layer, module = fault
    torch = PORTS[name].torch.replace(old, new)
    assert torch != PORTS[name].torch
    found = compared(tmp_path, PORTS[name], torch)
    roots = [one for one in found.found if one.follows is None]
    named = {
        (one.field, one.keras.name if one.keras else "", one.torch.name if one.torch else "") for one in found.found
    }  # fmt: skip
    assert (field, layer, module) in named
    if name not in MANY:
        assert len(roots) == 1
    assert found.fails(strict=True)


needs_keras = pytest.mark.skipif(importlib.util.find_spec("keras") is None, reason="Keras is not installed")


@needs_keras
@pytest.mark.parametrize("name", PORTS)
def test_keras_and_torch_compute_the_same(name: str, tmp_path: Path) -> None:
    os.environ["KERAS_BACKEND"] = "torch"
    from ports_run import outputs

    port = PORTS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mine, its = outputs(port, compared(tmp_path, port, port.torch), port.torch)
    assert mine.shape == its.shape
    assert abs(mine - its).max() <= 1e-5 * max(abs(mine).max(), 1e-3)


# --- the command ------------------------------------------------------------------------------------------------------


def files(folder: Path, name: str, old: str = "", new: str = "") -> list[str]:
    keras, torch = folder / "model_keras.py", folder / "model_torch.py"
    keras.write_text(KERAS + PORTS[name].keras)
    torch.write_text(TORCH + PORTS[name].torch.replace(old, new))
    return [str(keras), str(torch)]


def test_the_table_and_the_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *files(tmp_path, "digits", "nn.Conv2d(8, 16, 3)", "nn.Conv2d(8, 16, 3, padding=1)")]) == 1
    out = capsys.readouterr().out
    rows = [line.split() for line in out.split("\n")]
    assert ["conv2d_1", "(Conv2D)", "11x11x16", "1,168", "≠", "conv2", "(Conv2d)", "13x13x16", "1,168"] in rows
    assert (
        "shape: padding: conv2d_1 / conv2: padding is 'valid' in Keras, padding=1 in torch: 13x13 becomes 11x11" in out
    )
    assert "write padding=0" in out
    assert "from this follows in_features" in out
    assert "note: torch leaves the last softmax out" in out
    assert "1 difference; parameters: Keras 5,258, torch 5,258" in out


def test_equal_ports_exit_0_and_those_that_only_train_otherwise(tmp_path: Path) -> None:
    assert main(["compare", *files(tmp_path, "digits")]) == 0
    given = files(tmp_path, "digits", "Dropout(0.5)", "Dropout(0.1)")
    assert main(["compare", *given]) == 0
    assert main(["compare", *given, "--strict"]) == 1


def test_shapes_that_agree_by_accident(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keras, torch = files(tmp_path, "digits")
    Path(keras).write_text(KERAS + "model = Sequential([Conv2D(4, 3, input_shape=(12, 12, 1)), AveragePooling2D()])\n")
    Path(torch).write_text(TORCH + "net = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.AvgPool2d(2))\n")
    assert main(["compare", keras, f"{torch}::net", "--torch-input", "1x10x10"]) == 1
    out = capsys.readouterr().out
    assert "the shapes agree by accident" in out
    assert "12x12 becomes 10x10 in Keras, 12x12 in torch" in out
    assert "average_pooling2d: without pool_size Keras 3 refuses it; it is taken to be 2" in out


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = files(tmp_path, "strided", "eps=1e-3, ", "")
    assert main(["compare", *given, "--output-format", "json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert set(record) == {"keras", "torch", "pairs", "differences", "notes", "unread"}
    (one,) = record["differences"]
    assert one["field"] == "eps" and one["effect"] == "values" and one["follows_from"] is None
    assert one["keras"]["layer"] == "batch_normalization" and one["keras"]["value"] == 0.001
    assert one["torch"]["module"] == "bn" and one["torch"]["value"] == 1e-05
    assert one["keras"]["location"]["row"] == 8 and one["fix"] == "eps=0.001"
    assert record["keras"]["params"] == 13_460 and record["torch"]["params"] == 13_428


def test_initial_weights_are_told_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *files(tmp_path, "recurrent")]) == 0
    assert "initial weights" not in capsys.readouterr().out
    assert main(["compare", *files(tmp_path, "recurrent"), "--init"]) == 0
    assert "forget gate" in capsys.readouterr().out


TWO = "\nother = Sequential([Input((3,)), Dense(2)])\n"


@pytest.mark.parametrize(
    ("keras", "torch", "more", "said"),
    [
        ("import keras\nx = 1\n", None, [], "no Keras model was found"),
        ("import keras\nx = (\n", None, [], "cannot be read as Python"),
        (KERAS + PORTS["digits"].keras + TWO, None, [], "several models: model, other; write"),
        (None, "import torch\n", [], "no torch module was found"),
        (KERAS + "model = Sequential([Dense(3)])\n", None, [], "give it with --input"),
        (None, None, ["--input", "3xy"], "a shape is written 28x28x1"),
        (TORCH + PORTS["digits"].torch, KERAS + PORTS["digits"].keras, [], "the Keras file comes first"),
    ],
)
def test_what_is_not_understood_is_one_line(
    keras: str | None, torch: str | None, more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = files(tmp_path, "digits")
    for path, text in zip(given, (keras, torch)):
        if text is not None:
            Path(path).write_text(text)
    assert main(["compare", *given, *more]) == 2
    captured = capsys.readouterr()
    assert said in captured.err and captured.err.count("\n") == 1 and not captured.out


def test_an_input_that_the_program_does_not_say(tmp_path: Path) -> None:
    keras, torch = files(tmp_path, "digits")
    Path(keras).write_text(KERAS + "model = Sequential([Dense(4, activation='relu'), Dense(2)])\n")
    Path(torch).write_text(
        TORCH + "def make():\n    return nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 2))\n"
    )
    assert main(["compare", keras, f"{torch}::make", "--input", "6"]) == 0
    assert main(["compare", keras, torch, "--input", "7"]) == 1


def test_neither_library_is_imported_nor_anything_executed(tmp_path: Path) -> None:
    given = files(tmp_path, "digits")
    for path in given:
        Path(path).write_text(Path(path).read_text() + "\nopen('executed', 'w').write('')\n")
    code = (
        "import sys; from shapelint.app.cli.main import main;"
        f"main(['compare', *{given!r}]);"
        "print(sorted({'torch', 'keras', 'tensorflow', 'numpy', 'libcst'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.strip().endswith("[]"), done.stderr
    assert not (tmp_path / "executed").exists()


def test_what_is_not_known_is_no_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = files(
        tmp_path,
        "strided",
        "nn.Conv2d(16, 32, 5, stride=2)",
        "nn.Conv2d(16, 32, SIZE, stride=int(input()), padding=PAD)",
    )
    Path(given[1]).write_text("import sys\nSIZE, PAD = len(sys.argv), sys.argv[1]\n" + Path(given[1]).read_text())
    assert main(["compare", *given]) == 0
    out = capsys.readouterr().out
    assert "not read: conv2 (Conv2d): not known of it: kernel, stride, padding" in out
    assert "no difference was found; what could not be read may differ" in out


def test_a_layer_that_is_not_understood_hides_what_it_may_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = files(tmp_path, "attention")
    layer = "self.layer = nn.TransformerDecoderLayer(16, 4, 32, batch_first=True)"
    Path(given[1]).write_text(TORCH + net(layer, "return self.layer(x, x)"))
    assert main(["compare", *given]) == 0
    assert "not read: layer (TransformerDecoderLayer): what it does is not compared" in capsys.readouterr().out


def test_names_from_the_files_cannot_forge_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keras, torch = files(tmp_path, "digits")
    Path(keras).write_text(KERAS + "model = Sequential([Input((6,)), Dense(4, name='a\\x1b[31m\\nshape: b')])\n")
    Path(torch).write_text(TORCH + "model = nn.Sequential(nn.Linear(6, 4, bias=False))\n")
    assert main(["compare", keras, f"{torch}::model"]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\nshape: b" not in out
