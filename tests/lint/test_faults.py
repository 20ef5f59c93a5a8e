"""No file ends the run: a fault of shapelint's own costs itself, is told with its place, and the exit code is 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BUG = "import torch\nfrom torch import nn\n\nx = torch.randn(4, 10)\ny = nn.Linear(12, 3)(x)\n"
START = "from shapelint.app.cli.main import run\n"
JOBS = pytest.mark.parametrize("jobs", ["-j1", "-j2"])


def check(folder: Path, jobs: str, patch: str = "", *options: str) -> subprocess.CompletedProcess[str]:
    """The command line on a folder. patch: what is done to shapelint's own code before."""
    arguments = ["check", "--isolated", "--output-format", "concise", jobs, *options, "."]
    command = f"import sys\nsys.argv[1:] = {arguments!r}\n{patch}\n{START}run()\n"
    return subprocess.run(
        [sys.executable, "-P", "-c", command] if sys.version_info >= (3, 11) else [sys.executable, "-c", command],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""},
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


@pytest.mark.slow
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
        "from shapelint.interpret.library.builtins import BUILTINS\ndef fail(*given):\n"
        "    raise TypeError('odd\\nwords')\n"
        "BUILTINS['round'].body = fail",
        "the function later, at interpret/",
    ),
    "operation": (
        "import shapelint.interpret.language.events as it\nperform = it.perform.call\n"
        "def fail(operation, *given):\n    if operation.short == 'relu':\n        raise KeyError('odd\\nwords')\n"
        "    return perform(operation, *given)\nit.perform.call = fail",
        "the function later, at interpret/language/events.py:",
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
        "import shapelint.interpret.exploration.entries as it\ndef fail(*given):\n"
        "    raise ValueError\nit._run_function = fail",
        "the function later, at interpret/exploration/entries.py:",
    ),
    "search": (
        "import shapelint.interpret.exploration.entries as it\ndef fail(*given):\n"
        "    raise ValueError\nit._order_classes = fail",
        "the search for what else it defines, at interpret/exploration/entries.py:",
    ),
}  # fmt: skip

SECOND = BUG + "\n\ndef later(t):\n    return torch.relu(t) + round(2.5)\n\n\nclass Net(nn.Module):\n    pass\n"


@pytest.mark.slow
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
        "import shapelint.lint.suppression as it\nsilence = it.silence\n"
        "def fail(report, path, *rest):\n    if path == 'm.py':\n        raise ValueError('odd')\n"
        "    return silence(report, path, *rest)\nit.silence = fail"
    )
    done = check(tmp_path, jobs, patch)
    assert done.returncode == 2
    assert done.stderr.count("shapelint failed on") == 1
    assert "shapelint: error: m.py: shapelint failed on the file, at lint/one_file.py:" in done.stderr
    assert "a.py:5" in done.stdout and "z.py:5" in done.stdout


LIMITS = "from shapelint.lint import limits\nlimits.LIMIT = 6\nlimits.MEMORY = 400 << 20\n"
LOSSES = {
    "it hangs": ("while True:\n            pass", "not done after 6 seconds"),
    "it hangs in C": ("pow(3, 10 ** 9)", "not done after 6 seconds"),
    "it dies": ("__import__('os').kill(__import__('os').getpid(), 11)", "the process that checked it died ("),
    "it leaves": ("__import__('os')._exit(3)", "the process that checked it died (exit code 3)"),
    "it grows": ("[bytearray(1 << 20) for _ in range(1 << 30)]", "one file may not take more memory"),
}


@pytest.mark.slow
@JOBS
@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
@pytest.mark.parametrize("name", LOSSES)
def test_what_a_worker_loses_costs_its_own_file_only(tmp_path: Path, name: str, jobs: str) -> None:
    happens, told = LOSSES[name]
    between(tmp_path, BUG)
    patch = (
        f"{LIMITS}import shapelint.lint.suppression as it\nsilence = it.silence\n"
        f"def fail(report, path, *rest):\n    if path == 'm.py':\n        {happens}\n"
        "    return silence(report, path, *rest)\n"
        "it.silence = fail"
    )
    done = check(tmp_path, jobs, patch)
    assert done.returncode == 2, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "error:" in line]
    assert line.startswith("shapelint: error: m.py: ") and told in line
    assert "a.py:5" in done.stdout and "z.py:5" in done.stdout and "m.py" not in done.stdout


@pytest.mark.slow
def test_standard_input_has_a_limit_as_well(tmp_path: Path) -> None:
    patch = (
        f"{LIMITS}import shapelint.lint.suppression as it\ndef fail(*given):\n    while True:\n"
        f"        pass\nit.silence = fail"
    )
    command = f"import sys\nsys.argv[1:] = ['check', '--isolated', '-']\n{patch}\n{START}run()\n"
    done = subprocess.run(
        [sys.executable, "-c", command], input=BUG, capture_output=True, text=True, timeout=60, check=False,
        cwd=tmp_path, env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 2
    assert "not done after 6 seconds" in done.stderr


GROWS = {
    "numbers": (
        "10**10**10, 9**9**9**9, 1 << 10**12, 2 << 10**10, pow(10, 10**9), (1 << 4000) ** 100000, "
        "round(10**5000, -(10**9))"
    ),
    "functions": (
        "math.factorial(10**7), math.comb(10**7, 10**6), math.perm(10**6), math.prod(range(1, 10**6)), math.exp(10**9)"
    ),
    "sequences": (
        "'x' * 10**12, [0] * 10**12, (0,) * 10**12, b'x' * 10**12, list(range(10**12)), "
        "sorted(range(10**9)), [*range(10**9)]"
    ),
    "products": (
        "list(itertools.product(range(99), repeat=99)), list(itertools.permutations(range(30))), "
        "list(itertools.count())"
    ),
    "widths": (
        "f'{1:>10000000000}', '{:>10000000000}'.format(1), '%10000000000d' % 1, '%*d' % (10**10, 1), "
        "f'{1.0:.999999999f}'"
    ),
    "texts": (
        "'ab'.replace('', 'b' * 10**5) * 3, ('a' * 10**5).join(['b'] * 10**5), ('a' * 10**5).replace('a', 'b' * 10**5)"
    ),
    "reading": (
        "bytes(10**11), bytearray(10**11), 'a'.ljust(10**11), 'a'.center(10**11), 'a'.zfill(10**11), "
        "(1).to_bytes(10**11)"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWS)
def test_what_grows_without_bound_is_left_unknown(tmp_path: Path, name: str) -> None:
    """Long before the limits of time and memory: the file's own findings are there as well."""
    text = f"import itertools\nimport math\n{BUG}grown = ({GROWS[name]})\nnn.Linear(13, 3)(x)\n"
    between(tmp_path, text)
    done = check(tmp_path, "-j1", "from shapelint.lint import limits\nlimits.LIMIT = 10\nlimits.MEMORY = 300 << 20")
    assert (done.returncode, done.stderr.count("error:")) == (1, 0), done.stderr
    assert all(place in done.stdout for place in ("a.py:5", "z.py:5", "m.py:7", "m.py:9"))


DOUBLES = [
    (first, step)
    for first in ("'ab'", "[1]", "(1,)", "b'ab'", "options")
    for step in (
        "x = x + x",
        "x += x",
        "x = x * 2",
        "x *= 2",
        "x = [x, x]",
        "x = (x, x)",
        "x = {'a': x, 'b': x}",
        "x = x - x * 3",
    )
]
USES = (
    "copy.deepcopy(x), x == x, str(x), repr(x), hash(x), [x] == [x], x in [x], sorted([x, x]), {1: x}\n"
    "{x: 1}, x == (x, x)\n"
    "f'{x} {x!r} {[x]}', '%s' % x, '%s' % [x], '{}'.format(x), min(x), sum(x), list(x), x.extend(x), x[0] == x[1]\n"
    "torch.zeros(2).view(x)\ntorch.zeros(x)\n"
)


@pytest.mark.slow
def test_what_doubles_is_left_unknown(tmp_path: Path) -> None:
    for number, (first, step) in enumerate(DOUBLES):
        text = f"import copy\nfrom elsewhere import options\n{BUG}x = {first}\nfor i in range(60):\n    {step}\n{USES}"
        (tmp_path / f"m{number}.py").write_text(text)
    done = check(tmp_path, "-j1", "from shapelint.lint import limits\nlimits.LIMIT = 10\nlimits.MEMORY = 300 << 20")
    assert done.returncode == 1 and "error:" not in done.stderr, done.stderr
    assert all(f"m{number}.py:7" in done.stdout for number in range(len(DOUBLES)))
