"""What `import shapelint` offers to programs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import shapelint
from shapelint.lint import one_file

BUG = "import torch\nfrom torch import nn\n\ny = nn.Linear(12, 3)(torch.randn(4, 10))\n"


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("inner").mkdir()
    for name in ("a.py", "b.py", "inner/c.py", "inner/d.py"):
        Path(name).write_text(BUG)
    return tmp_path


def test_each_file_has_its_nearest_configuration() -> None:
    Path("inner/shapelint.toml").write_text('ignore = ["SHP1"]\n')
    assert [finding.span.filename for finding in shapelint.check(".")] == ["a.py", "b.py"]
    assert len(shapelint.check(["inner"], {"select": ["SHP102"]})) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_files_of_one_configuration_are_checked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("inner/shapelint.toml").write_text("explain = true\n")
    forked, fork = [], os.fork
    monkeypatch.setattr(os, "fork", lambda: forked.append(1) or fork())
    assert len(shapelint.check(".")) == 4
    assert len(forked) == 2


@pytest.mark.faulty
def test_a_file_that_cannot_be_analysed_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    check = one_file._check_text

    def fail(text: str, path: str, *rest: object) -> object:
        if path == "b.py":
            raise LookupError("what was it")
        return check(text, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(one_file, "_check_text", fail)
    with pytest.raises(shapelint.Unchecked, match=r"b\.py: shapelint failed .* LookupError: what was it") as error:
        shapelint.check(["a.py", "b.py"])
    assert [path for path, _ in error.value.failures] == ["b.py"]
    assert [finding.span.filename for finding in error.value.findings] == ["a.py"]
    with pytest.raises(shapelint.Unchecked, match="what was it"):
        shapelint.check_source(BUG, "b.py")
