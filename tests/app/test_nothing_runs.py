"""Nothing of a checked folder is executed, and nothing is written into it, by whatever door shapelint comes in.

The folder is full of modules with the names that shapelint's processes import, each of which leaves a mark where it
runs. An audit hook, which forked processes inherit, watches what Python itself does with the folder's files besides.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import traps

pytestmark = pytest.mark.slow

HERE = Path(__file__).parents[2]
PROGRAM = """
import os
import torch
from torch import nn
from helper import width

os.system("touch executed")
open("executed", "w").write("open")


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        open("executed", "w").write("init")
        self.fc = nn.Linear(width, 4)

    def forward(self, x):
        return self.fc(x)


Net()(torch.zeros(2, 5))
"""
WATCHED = """
import os
import sys

folder, marks, *arguments = sys.argv[1:]
report = os.open(marks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def inside(path):
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if not isinstance(path, str) or path.startswith("<"):
        return False
    code = os.path.join(os.path.dirname(folder), "code", "")
    return os.path.abspath(path).startswith((os.path.join(folder, ""), code))


def watch(event, args):
    if event == "open":
        path, mode, flags = args
        bad = inside(path) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    elif event == "exec":
        bad = inside(args[0].co_filename)
    elif event in ("os.mkdir", "os.remove", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod"):
        bad = any(map(inside, args))
    else:
        bad = event in ("os.system", "os.exec", "os.posix_spawn", "socket.connect")
    if bad:
        os.write(report, f"{event} {args} ".encode())


sys.addaudithook(watch)
from shapelint.app.cli.main import main

sys.exit(main(arguments))
"""
DOORS = {
    "check": ["check", "../code"],
    "worker processes": ["check", "-j", "2", "../code/program.py", "../code/helper.py"],
    "the hook": ["check", "--force-exclude", "../code/program.py"],
    "--fix --diff": ["check", "--diff", "--unsafe-fixes", "../code/program.py"],
    "--confirm": ["check", "--confirm", "../code/program.py"],
    "trace": ["trace", "../code/program.py::Net", "--input", "2,5"],
    "trace --follow-imports": ["trace", "../code/program.py::Net", "--input", "2,5", "--follow-imports"],
    "explain": ["explain", "../code/program.py:16"],
    "config": ["config", "."],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where shapelint is started; what it checks lies beside it, for a torch.py of the program's own would be its."""
    made = tmp_path / "project"
    made.mkdir()
    traps.lay(made, tmp_path / "marks")
    code = tmp_path / "code"
    code.mkdir()
    (code / "program.py").write_text(PROGRAM)
    (code / "helper.py").write_text("import torch\nwidth = 3\nopen('executed', 'w').write('import')\n")
    return made


def files(folder: Path) -> list[str]:
    return sorted([*os.listdir(folder), *os.listdir(folder.parent / "code")])


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(HERE), "XDG_CACHE_HOME": str(folder.parent / "cache")}
    before = files(folder)
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert files(folder) == before, "nothing was written"
    assert traps.sprung(folder.parent / "marks") == "", "nothing was executed"
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("door", DOORS)
def test_nothing_is_executed_or_written(folder: Path, door: str) -> None:
    if door == "--confirm" and find_spec("torch") is None:
        pytest.skip("torch is not installed")
    watched = folder.parent / "watched.py"
    watched.write_text(WATCHED)
    done = run(folder, str(watched), str(folder), str(folder.parent / "marks"), *DOORS[door])
    if door not in ("config", "explain", "--fix --diff"):
        assert "5" in done.stdout and "3" in done.stdout, done.stdout + done.stderr


def early(folder: Path) -> set[str]:
    """What Python itself imports for `-m`, looking into the current folder first, before any code of ours runs."""
    folder.mkdir()
    (folder / "probe.py").write_text("import sys\nprint(*sys.modules)\n")
    done = subprocess.run([sys.executable, "-m", "probe"], cwd=folder, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_python_m_executes_nothing_that_it_can_help(folder: Path, tmp_path: Path) -> None:
    for name in {"shapelint", "contextlib", "types", "warnings", *early(tmp_path / "empty")}:
        (folder / f"{name}.py").unlink(missing_ok=True)
    assert "feature-mismatch" in run(folder, "-m", "shapelint", "check", "../code/program.py").stdout


@pytest.mark.skipif(sys.version_info < (3, 11), reason="python -P came with 3.11")
def test_python_m_executes_nothing_at_all_where_python_leaves_the_folder_out(folder: Path) -> None:
    assert "feature-mismatch" in run(folder, "-P", "-m", "shapelint", "check", "../code/program.py").stdout
