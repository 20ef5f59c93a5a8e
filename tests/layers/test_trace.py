"""`shapelint trace`, `shapelint.trace`, and what a model demands of its input."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import shapelint
from shapelint.app.cli.main import main
from shapelint.layers.tracing.agreement import Answer, compare_outputs, pairs, plain, show
from shapelint.source.reading.given_inputs import (
    InputError,
    Shaped,
    read_arguments,
    read_input,
    read_inputs,
    read_recorded,
)

HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n"

SMALL = """
class Small(nn.Module):
    def __init__(self, classes=10, width=8):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        x = self.features(x)
        return self.head(x.mean(dim=(2, 3)))


def small(**kwargs):
    return Small(**kwargs)


def double(x):
    return torch.cat([x, x], dim=1)
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Writes a file into an empty current folder."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "model.py") -> str:
        (tmp_path / name).write_text(HEAD + text)
        return name

    return write


def traced(path: str, target: str, *inputs: Any, args: Any = "") -> Any:
    return shapelint.trace(f"{path}::{target}", inputs=list(inputs), args=args)


# --- inputs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,3,224,224", Shaped((1, 3, 224, 224))),
        ("(1, 3, 224, 224)", Shaped((1, 3, 224, 224))),
        ("[N,3,H,W]", Shaped(("N", 3, "H", "W"))),
        ("7", Shaped((7,))),
        ("()", Shaped(())),
        ("20,14:long", Shaped((20, 14), "int64")),
        ("B,T:torch.int64", Shaped(("B", "T"), "int64")),
        ("[(3,8,8),(3,9,9)]", [Shaped((3, 8, 8)), Shaped((3, 9, 9))]),
        ("[[3,8,8]]", [Shaped((3, 8, 8))]),
    ],
)
def test_inputs_are_read_as_people_write_them(text: str, expected: Any) -> None:
    assert read_input(text) == expected


@pytest.mark.parametrize("text", ["1,x-1", "-1,3", "1,3:quad", "1,,3", "1.5", "f(3)", "1,(2,3)"])
def test_what_is_no_input_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_input(text)


def test_one_shape_alone_is_one_input() -> None:
    assert read_inputs((1, 3, 8, 8)) == [Shaped((1, 3, 8, 8))]
    assert read_inputs([(1, 3), ("N", 4), "5,6:int64"]) == [Shaped((1, 3)), Shaped(("N", 4)), Shaped((5, 6), "int64")]
    assert read_inputs([[(3, 8, 8)]]) == [[Shaped((3, 8, 8))]]


def test_arguments_are_literals() -> None:
    assert read_arguments("depth=(1, 2), name='a', flag=None") == {"depth": (1, 2), "name": "a", "flag": None}
    assert read_arguments(" ") == {}
    for text in ("3", "a=b", "a=f()", "**x", "a="):
        with pytest.raises(InputError):
            read_arguments(text)


# --- the trace ------------------------------------------------------------------------------------------------------


def test_calls_come_in_the_order_of_completion_under_the_names_of_named_modules(written: Callable[..., str]) -> None:
    found = traced(written(SMALL), "Small", (2, 3, 8, 6))
    assert [(call.name, call.type, call.output) for call in found.calls] == [
        ("features.0", "Conv2d", (2, 8, 8, 6)),
        ("features.1", "ReLU", (2, 8, 8, 6)),
        ("features.2", "MaxPool2d", (2, 8, 4, 3)),
        ("features", "Sequential", (2, 8, 4, 3)),
        (None, "mean", (2, 8)),
        ("head", "Linear", (2, 10)),
        ("", "Small", (2, 10)),
    ]
    assert found.output == (2, 10)
    assert found.parameters == 3 * 8 * 9 + 8 + 80 + 10
    assert [call.parameters for call in found.calls] == [224, 0, 0, 224, 0, 90, 314]
    assert found.calls[0].inputs == ((2, 3, 8, 6),)
    assert (found.calls[0].row, found.unresolved, found.demands) == (13, [], [])


def test_arguments_reach_the_class_and_the_function_that_builds_it(written: Callable[..., str]) -> None:
    path = written(SMALL)
    assert traced(path, "Small", (1, 3, 8, 8), args="classes=4").output == (1, 4)
    assert traced(path, "small", (1, 3, 8, 8), args={"classes": 5, "width": 2}).output == (1, 5)


def test_a_function_of_tensors_is_called_itself(written: Callable[..., str]) -> None:
    found = traced(written(SMALL), "double", ("N", 3, "H"))
    assert show(found.output) == "Nx6xH"
    assert [(call.name, call.type) for call in found.calls] == [(None, "cat")]
    assert not found.is_module


def test_the_forward_of_the_base_class_is_no_call_of_the_module(written: Callable[..., str]) -> None:
    path = written(
        "class Padded(nn.Conv1d):\n"
        "    def forward(self, x):\n"
        "        return super().forward(F.pad(x, (2, 0)))\n\n"
        "class Net(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.conv = Padded(3, 4, 3)\n\n"
        "    def forward(self, x):\n"
        "        return self.conv(x)\n"
    )
    found = traced(path, "Net", (1, 3, 9))
    assert [(call.name, call.output) for call in found.calls if call.name is not None] == [
        ("conv", (1, 4, 9)),
        ("", (1, 4, 9)),
    ]


def test_layers_within_torchs_own_layers_are_shown(written: Callable[..., str]) -> None:
    path = written(
        "def encoder():\n    return nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, norm_first=True), 2)\n"
    )
    names = [call.name for call in traced(path, "encoder", (5, 1, 8)).calls]
    inside = ["norm1", "self_attn", "dropout1", "norm2", "linear1", "dropout", "linear2", "dropout2"]
    assert names == [
        f"layers.{i}{dot}{one}" for i in (0, 1) for dot, one in [*((".", n) for n in inside), ("", "")]
    ] + [""]


def test_what_depends_on_a_condition_that_nobody_knows_is_not_told(written: Callable[..., str]) -> None:
    path = written(
        "class Net(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.first = nn.Linear(4, 4)\n"
        "        self.last = nn.Linear(4, 8 if open('wide').read() == 'yes' else 2)\n\n"
        "    def forward(self, x):\n"
        "        return self.last(self.first(x))\n"
    )
    found = traced(path, "Net", (1, 4))
    assert [(call.name, call.output) for call in found.calls] == [("first", (1, 4)), ("last", None), ("", None)]
    assert found.output is None
    assert any("is not known" in text for *_, text in found.unresolved)


def test_what_may_raise_is_tried_both_ways(written: Callable[..., str]) -> None:
    path = written("""
from elsewhere import touch

class Net(nn.Module):
    def forward(self, x):
        x = torch.relu(x)
        try:
            touch(x)
            width = 2
        except ValueError:
            width = 4
        return x[:, :width]
""")
    found = traced(path, "Net", (3, 8))
    assert found.output is None
    assert found.calls[0].output == (3, 8)


def test_a_condition_that_turned_out_one_way_only_is_no_number(written: Callable[..., str]) -> None:
    text = """
from elsewhere import flags

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(8, 8)

    def forward(self, x):
        x = self.first(x)
        for flag in range(COUNT):
            if flags[flag]:
                x = torch.relu(x)
        return torch.sigmoid(x)
"""
    few = traced(written(text.replace("COUNT", "3")), "Net", (3, 8))
    assert few.output == (3, 8)
    assert [call.output for call in few.calls if call.type == "sigmoid"] == [(3, 8)]
    many = traced(written(text.replace("COUNT", "40"), "many.py"), "Net", (3, 8))
    assert many.output is None
    assert [call.output for call in many.calls if call.name == "first"] == [(3, 8)]
    assert "more than 12 ways" in many.calls[-1].reason


def test_a_network_that_is_built_at_the_top_is_traced(written: Callable[..., str]) -> None:
    path = written(
        "model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Flatten())\n"
        "class Own(nn.Sequential):\n    pass\nown = Own(nn.Linear(4, 2))\n"
    )
    result = traced(path, "model", "1,3,8,8")
    assert [(call.name, call.output) for call in result.calls][-1] == ("", (1, 288))
    assert traced(path, "own", "1,4").calls[-1].output == (1, 2)


def test_a_target_that_is_not_there_is_told(written: Callable[..., str]) -> None:
    path = written(SMALL)
    for target in (f"{path}::Smal", f"{path}::F", "nowhere.py::Small", path, f"{path}::"):
        with pytest.raises(shapelint.TraceError):
            shapelint.trace(target, inputs=["1,3,8,8"])


# --- what is refused ------------------------------------------------------------------------------------------------


def test_the_calls_end_where_torch_stops(written: Callable[..., str]) -> None:
    found = traced(written(SMALL.replace("Linear(width", "Linear(2 * width")), "Small", ("N", 3, 8, 6))
    assert found.error is not None
    assert found.error.code == "SHP102"
    assert [call.name for call in found.calls] == ["features.0", "features.1", "features.2", "features", None]
    assert (found.output, found.demands, found.unresolved) == (None, [], [])


def test_an_exception_of_the_program_is_told_with_its_place(written: Callable[..., str]) -> None:
    path = written(
        "class Picky(nn.Module):\n"
        "    def forward(self, x):\n"
        "        if x.shape[-1] % 2:\n"
        "            raise ValueError('odd')\n"
        "        return x\n"
    )
    found = traced(path, "Picky", (1, 5))
    assert (found.stop.row, found.stop.column, found.refused) == (8, 13, True)
    assert "ValueError" in found.stop.text
    assert not traced(path, "Picky", (1, 6)).refused


# --- demands --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x.view(n, c, h // 32, 32, w // 32, 32)", ["H and W divisible by 32"]),
        (
            "assert h % 32 == 0 and w % 8 == 0\n        return x",
            ["H divisible by 32", "W divisible by 8"],
        ),
        ("return F.conv2d(x, torch.zeros(2, 3, 5, 7))", ["H at least 5", "W at least 7"]),
        ("return torch.cat([x, torch.zeros(n, 1, 224, 224)], 1)", ["H and W equal to 224"]),
        (
            "return torch.cat([x[:, :, ::2], F.max_pool2d(x, 2, ceil_mode=True).repeat(1, 1, 1, 2)], 1)",
            ["W divisible by 2"],
        ),
        ("return torch.cat([x, x.transpose(2, 3).repeat(1, 1, 2, 1)[:, :, ::2]], 1)", ["W equal to H"]),
        ("return x", []),
    ],
)
def test_demands_are_said_in_words(written: Callable[..., str], body: str, expected: list[str]) -> None:
    path = written(f"class Net(nn.Module):\n    def forward(self, x):\n        n, c, h, w = x.shape\n        {body}\n")
    assert traced(path, "Net", "N,3,H,W").demands == expected


def test_a_product_of_sizes_is_solved_for_square_images(written: Callable[..., str]) -> None:
    path = written(
        "class LeNet(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.a, self.b, self.c = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5), nn.Linear(400, 10)\n\n"
        "    def forward(self, x):\n"
        "        x = F.max_pool2d(self.b(F.max_pool2d(self.a(x), 2)), 2)\n"
        "        return self.c(x.flatten(1))\n"
    )
    demands = traced(path, "LeNet", "N,1,H,W").demands
    assert demands[0] == "H and W at least 16"
    assert demands[1].endswith("so with H = W it is 32, 33, 34 or 35")


def test_numbers_meet_the_demands(written: Callable[..., str]) -> None:
    path = written("def f(x):\n    return x.view(x.shape[0] // 6, 6, -1)\n")
    assert traced(path, "f", "N,4").numbers["N"] % 6 == 0


# --- the command line -----------------------------------------------------------------------------------------------


def test_the_table(written: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", f"{written(SMALL)}::Small", "--input", "N,3,H,W"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "model.py::Small  (N, 3, H, W)"
    width = lines[2].index("Type")
    assert [line[:width].rstrip() for line in lines[4:10]] == [
        "Small",
        "├─ features",
        "│  ├─ 0",
        "│  ├─ 1",
        "│  └─ 2",
        "└─ head",
    ]
    assert "(N, 8, H//2, W//2)" in lines[5]
    assert (lines[11:13], lines[-1]) == (["Output: (N, 10)", "Parameters: 314"], "Demands: H and W at least 2")


def test_depth_and_functions(written: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    path = written(SMALL)
    main(["trace", f"{path}::Small", "--input", "1,3,8,8", "--depth", "1", "--functions"])
    out = capsys.readouterr().out
    assert "├─ mean()" in out
    assert "Conv2d" not in out


def test_json_is_as_promised(written: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["trace", f"{written(SMALL)}::Small", "--input", "N,3,8,8", "--output-format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert {"target", "inputs", "output", "calls", "unresolved", "mult_adds"} <= set(found)
    assert (found["inputs"], found["output"]) == ([["N", 3, 8, 8]], ["N", 10])
    assert found["calls"][0] == {
        "name": "features.0",
        "type": "Conv2d",
        "inputs": [["N", 3, 8, 8]],
        "output": ["N", 8, 8, 8],
        "parameters": 224,
        "trainable": 224,
        "kernel": [3, 3],
        "mult_adds": "13824*N",
        "bytes": "2048*N",
        "filename": "model.py",
        "location": {"row": 13, "column": 13},
    }
    assert found["calls"][4]["name"] is None


def test_a_refused_run_shows_the_finding(written: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    path = written(SMALL)
    assert main(["trace", f"{path}::Small", "--input", "1,4,8,8"]) == 1
    assert "SHP101 channel-mismatch" in capsys.readouterr().out
    assert main(["trace", f"{path}::Small", "--input", "1,4,8,8", "--output-format", "json"]) == 1
    streams = capsys.readouterr()
    assert json.loads(streams.out)["output"] is None
    assert "SHP101" in streams.err


@pytest.mark.parametrize(
    "arguments",
    [["model.py::None", "--input", "1"], ["model.py::Small", "--input", "1,q?"], ["model.py::Small", "--args", "3"]],
)
def test_usage_errors_are_one_line(
    written: Callable[..., str], capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    written(SMALL)
    assert main(["trace", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("shapelint: error: ")
    assert error.count("\n") == 1


def test_the_package_costs_nothing_and_keeps_its_functions() -> None:
    code = (
        "import sys, shapelint; print([m for m in sys.modules if m.startswith(('libcst', 'torch', 'shapelint.'))]);"
        "print(callable(shapelint.check), callable(shapelint.trace),"
        "[f.code for f in shapelint.check_source('import torch\\ntorch.zeros(2, 3) @ torch.zeros(2, 3)\\n')])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert out.stdout.splitlines() == ["[]", "True True ['SHP109']"], out.stderr


def test_check_from_python(written: Callable[..., str]) -> None:
    written("a = torch.zeros(2, 3) @ torch.zeros(2, 3)\n", "bad.py")
    assert [finding.code for finding in shapelint.check(["."])] == ["SHP109"]
    assert shapelint.check("bad.py", {"ignore": ["SHP109"]}) == []
    with pytest.raises(FileNotFoundError):
        shapelint.check(["nowhere.py"])


# --- beside torch ---------------------------------------------------------------------------------------------------


def run_beside_torch(path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("torch")
    root = str(Path(__file__).parents[2])
    start = f"import sys; sys.path.insert(0, {root!r}); from shapelint.app.cli.main import run; run()"
    return subprocess.run([sys.executable, "-c", start, "trace", *arguments, "--run"], capture_output=True, text=True)


def test_run_compares_with_torch(written: Callable[..., str]) -> None:
    path = written(SMALL + "print('imported')\n")
    done = run_beside_torch(path, f"{path}::Small", "--input", "N,3,H,8")
    assert done.returncode == 0, done.stderr
    assert "executes the code of model.py" in done.stderr.splitlines()[0]
    assert "imported" in done.stderr
    assert "imported" not in done.stdout
    assert "7 of 7 outputs agree with torch on meta, 0 are not known, 0 differ" in done.stdout


def test_run_uses_the_cpu_where_numbers_are_needed(written: Callable[..., str]) -> None:
    path = written("class Net(nn.Module):\n    def forward(self, x):\n        return x[x.sum().item() == 0 and 1:]\n")
    done = run_beside_torch(path, f"{path}::Net", "--input", "4,3")
    assert "torch on cpu" in done.stdout


def test_a_module_that_puts_itself_into_training_is_traced_as_it_is_used(written: Callable[..., str]) -> None:
    path = written(
        "class Net(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.linear = nn.Linear(4, 5)\n"
        "        self.train()\n\n"
        "    def forward(self, x):\n"
        "        return x[0] if self.training else self.linear(x)\n"
    )
    assert traced(path, "Net", (3, 4)).output == (3, 5)


def test_run_tells_where_torch_computes_something_else(written: Callable[..., str]) -> None:
    path = written(
        "class Odd(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.linear = nn.Linear(4, 4)\n"
        "        self.linear.register_forward_hook(lambda module, args, out: out[:1])\n\n"
        "    def forward(self, x):\n"
        "        return self.linear(x)\n"
    )
    done = run_beside_torch(path, f"{path}::Odd", "--input", "3,4")
    assert done.returncode == 1
    assert "differs" in done.stdout


def test_run_tells_what_torch_refuses(written: Callable[..., str]) -> None:
    path = written(SMALL)
    done = run_beside_torch(path, f"{path}::Small", "--input", "1,4,8,8")
    assert done.returncode == 1
    assert "torch refuses the run at" in done.stdout


# --- comparing ------------------------------------------------------------------------------------------------------


def test_outputs_are_judged() -> None:
    assert compare_outputs((1, 2), (1, 2)) is Answer.AGREES
    assert compare_outputs((1, 2), (1, 3)) is Answer.WRONG
    assert compare_outputs((1, 2), (1, 2, 1)) is Answer.WRONG
    assert compare_outputs((1, 2), None) is Answer.UNKNOWN
    assert compare_outputs(None, (1, 2)) is Answer.WRONG
    assert compare_outputs([(1,), (2,)], [(1,), None]) is Answer.UNKNOWN
    assert compare_outputs([(1,), (2,)], [(3,), None]) is Answer.WRONG
    assert compare_outputs([(1,)], [(1,), (1,)]) is Answer.WRONG
    assert plain({"out": "f32[1,3]", "aux": [None, "i64[]"]}) == [(1, 3), [None, ()]]
    assert read_recorded(["i64[5,7]"]) == [Shaped((5, 7), "int64")]


def test_calls_meet_by_name_and_by_order(written: Callable[..., str]) -> None:
    calls = traced(written(SMALL), "Small", (1, 3, 8, 8)).calls
    real = [("head", (1, 10)), ("head", (1, 10)), ("other", (1,))]
    found = [(pair.label, pair.answer, pair.real_called) for pair in pairs(real, calls)]
    assert found[:3] == [
        ("head", Answer.AGREES, True),
        ("head#2", Answer.UNKNOWN, True),
        ("other", Answer.UNKNOWN, True),
    ]
    assert ("features.0", Answer.WRONG, False) in found[3:]
