"""The benchmarks: what they import is there, since no check of types reads them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(BENCHMARKS.glob("*.py")), ids=lambda path: path.stem)
def test_its_imports_stand(path: Path) -> None:
    pytest.importorskip("torch")
    code = f"import runpy, sys; sys.path.insert(0, {str(BENCHMARKS)!r}); runpy.run_path({str(path)!r}, run_name='read')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=BENCHMARKS.parent)
    assert done.returncode == 0, done.stderr
