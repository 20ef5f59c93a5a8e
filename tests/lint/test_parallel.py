"""Workers say what one process says, in whatever order they begin."""

import subprocess
import sys
from pathlib import Path

from shapelint.lint.longest import longest_first

BUG = "import torch\nfrom torch import nn\nfrom shared import width\nnn.Linear(width(), 3)(torch.randn(2, {size}))\n"
SHARED = "import torch\n\nSEEN = []\n\ndef width():\n    SEEN.append(1)\n    return 8 + len(SEEN)\n"


def checked(folder: Path, jobs: str) -> bytes:
    command = [sys.executable, "-m", "shapelint", "check", "--isolated", "--no-cache", jobs, "--output-format", "json"]
    done = subprocess.run([*command, "."], cwd=folder, capture_output=True)
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_the_longest_files_begin_first(tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("a.py", "b.py", "c.py", "gone.py")]
    for path, size in zip(files[:3], (10, 30, 20), strict=True):
        Path(path).write_text("#" * size)
    assert longest_first(files) == [1, 2, 0, 3]


def test_findings_are_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "shared.py").write_text(SHARED)
    for number in range(6):
        (tmp_path / f"file{number}.py").write_text(BUG.format(size=5 + number) + "# more\n" * (number * 7 % 5))
    one, two = checked(tmp_path, "-j1"), checked(tmp_path, "-j2")
    assert one == two
    assert one.count(b'"code"') == 5
