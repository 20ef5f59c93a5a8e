"""No file ends the run: a fault of shapelint's own costs itself, is told with its place, and the exit code is 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BUG = "import torch\nfrom torch import nn\n\nx = torch.randn(4, 10)\ny = nn.Linear(12, 3)(x)\n"
START = "from shapelint.cli.main import run\n"
JOBS = pytest.mark.parametrize("jobs", ["-j1", "-j2"])


def check(folder: Path, jobs: str, patch: str = "", *options: str) -> subprocess.CompletedProcess[str]:
    """The command line on a folder. patch: what is done to shapelint's own code before."""
    arguments = ["check", "--isolated", "--output-format", "concise", jobs, *options, "."]
    command = f"import sys\nsys.argv[1:] = {arguments!r}\n{patch}\n{START}run()\n"
    return subprocess.run(
        [sys.executable, "-P", "-c", command] if sys.version_info >= (3, 11) else [sys.executable, "-c", command],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": ""},
    )  # fmt: skip


def between(folder: Path, text: str) -> None:
    """A file between two that have a mistake each."""
    for name, content in (("a.py", BUG), ("m.py", text), ("z.py", BUG)):
        (folder / name).write_text(content)


PROGRAMS = {
    "the common part of named results that a loop leaves": """
import torch

def smallest(groups, limit):
    rows = []
    for values in groups:
        if values.size(0) > limit:
            found = values.sort(0)
            values = found.values
        rows.append(values)
    return rows
""",
    "a weight that is replaced by something unknown": """
import torch
from torch import nn
from elsewhere import load

for weight in (load("table"), None, 3):
    for layer in (nn.Embedding(4, 2), nn.EmbeddingBag(4, 2), nn.Linear(4, 2), nn.Bilinear(4, 4, 2), nn.Conv1d(4, 2, 1)):
        layer.weight = weight
        layer(torch.zeros(3, 4))
""",
    "the number of elements of a size that is not known": """
import torch

def volume(options):
    return torch.Size([2, options.width, 3]).numel()
""",
    "a list that holds itself as a size": """
import torch

sizes = [2]
sizes.append([sizes])
torch.ones(sizes)
torch.zeros(2, 3).view(sizes)
torch.zeros(2, 3).reshape((2, sizes))
assert torch.zeros(2, 3).shape == sizes
print(str(sizes), [*sizes], f"{sizes}")
""",
}


@JOBS
@pytest.mark.parametrize("name", PROGRAMS)
def test_no_program_is_a_fault(tmp_path: Path, name: str, jobs: str) -> None:
    between(tmp_path, PROGRAMS[name])
    done = check(tmp_path, jobs)
    assert done.returncode == 1 and "error:" not in done.stderr, done.stderr
    assert "a.py:5" in done.stdout and "z.py:5" in done.stdout


@JOBS
def test_names_imported_in_a_circle_stand_for_nothing(tmp_path: Path, jobs: str) -> None:
    between(tmp_path, "import torch\nfrom n import width\nfrom z import y\ntorch.zeros(width).view(width, y)\n")
    (tmp_path / "n.py").write_text("import torch\nfrom m import width\ntorch.zeros(width + 1)\n")
    done = check(tmp_path, jobs)
    assert done.returncode == 1 and "error:" not in done.stderr, done.stderr
    assert "a.py:5" in done.stdout and "z.py:5" in done.stdout


FAULTS = {
    "rule": (
        "import shapelint.rules.invalid_reshape as it\ndef fail(trace):\n    raise ValueError\nit.check = fail",
        "the rule invalid-reshape in the program, at ",
    ),
    "function": (
        "from shapelint.interpret.builtins import BUILTINS\ndef fail(*given):\n    raise TypeError('odd\\nwords')\n"
        "BUILTINS['round'].body = fail",
        "the function later, at interpret/",
    ),
    "operation": (
        "import shapelint.interpret.events as it\nperform = it.perform.call\n"
        "def fail(operation, *given):\n    if operation.short == 'relu':\n        raise KeyError('odd\\nwords')\n"
        "    return perform(operation, *given)\nit.perform.call = fail",
        "the function later, at interpret/events.py:",
    ),
    "recursion": (
        "import shapelint.rules.invalid_reshape as it\ndef fail(trace):\n    return fail(trace)\nit.check = fail",
        "the rule invalid-reshape in the program, at ",
    ),
    "memory": (
        "import shapelint.rules.invalid_reshape as it\ndef fail(trace):\n    raise MemoryError\nit.check = fail",
        "one file may not take more memory",
    ),
    "entry": (
        "import shapelint.interpret.entries as it\ndef fail(*given):\n    raise ValueError\nit._run_function = fail",
        "the function later, at interpret/entries.py:",
    ),
    "search": (
        "import shapelint.interpret.entries as it\ndef fail(*given):\n    raise ValueError\nit._order_classes = fail",
        "the search for what else it defines, at interpret/entries.py:",
    ),
}  # fmt: skip

SECOND = BUG + "\n\ndef later(t):\n    return torch.relu(t) + round(2.5)\n\n\nclass Net(nn.Module):\n    pass\n"


@JOBS
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_itself_and_is_told_with_its_place(tmp_path: Path, name: str, jobs: str) -> None:
    patch, place = FAULTS[name]
    between(tmp_path, SECOND)
    done = check(tmp_path, jobs, patch)
    assert done.returncode == 2
    assert place in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert [line for line in done.stderr.splitlines() if "m.py: shapelint failed on " in line], done.stderr
    assert all(f"{file}:5" in done.stdout for file in ("a.py", "m.py", "z.py"))


@JOBS
def test_a_file_that_fails_as_a_whole_costs_no_other(tmp_path: Path, jobs: str) -> None:
    between(tmp_path, BUG)
    patch = (
        "import shapelint.silence as it\nsilence = it.silence\n"
        "def fail(report, path, *rest):\n    if path == 'm.py':\n        raise ValueError('odd')\n"
        "    return silence(report, path, *rest)\nit.silence = fail"
    )
    done = check(tmp_path, jobs, patch)
    assert done.returncode == 2
    assert done.stderr.count("shapelint failed on") == 1
    assert "shapelint: error: m.py: shapelint failed on the file, at check.py:" in done.stderr
    assert "a.py:5" in done.stdout and "z.py:5" in done.stdout
