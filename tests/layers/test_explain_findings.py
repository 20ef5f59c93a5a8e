"""`check --explain` and `shapelint rule` show below a finding where the windows stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.app.cli.main import main

HEAD = "import torch\nfrom torch import nn\n\n"


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], program: str, *options: str) -> str:
    path = tmp_path / "program.py"
    path.write_text(HEAD + program)
    assert main(["check", "--isolated", *options, str(path)]) == 1
    return capsys.readouterr().out


POOL = "nn.MaxPool1d(4, stride=2, padding=3)(torch.zeros(1, 2, 6))\n"


def test_only_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = "length: 12 = 3 + 6 + 3, kernel 4, stride 2: 5 windows"
    assert picture not in told(tmp_path, capsys, POOL)
    out = told(tmp_path, capsys, POOL, "--explain")
    assert f"  | {picture}\n  |      .  .  .  0  1  2  3  4  5  .  .  .\n  |     [=========]\n" in out
    assert out.index("padding is 3") < out.index(picture) < out.index("= help")
    assert picture in told(tmp_path, capsys, POOL, "--config", "explain=true")


def test_a_kernel_that_does_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(tmp_path, capsys, "nn.Conv2d(1, 1, (2, 4))(torch.zeros(1, 1, 5, 3))\n", "--explain")
    assert "columns: 3, kernel 4, stride 1: 0 windows" in out
    assert "[=========] does not fit" in out


def test_both_paddings_where_tensorflow_has_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = "nn.Conv1d(1, 1, 3, stride=2, padding=1)(torch.zeros(1, 1, 300))\n"
    out = told(tmp_path, capsys, program, "--explain", "--select", "tf-same-alignment")
    assert "length, were they 8 instead of 300: 10 = 1 + 8 + 1" in out
    assert "TensorFlow's SAME: 9 = 0 + 8 + 1" in out


def test_findings_of_other_kinds_have_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = "nn.Conv1d(2, 1, 3)(torch.zeros(1, 1, 9))\n"
    assert told(tmp_path, capsys, program, "--explain") == told(tmp_path, capsys, program)


def test_several_processes_draw_as_one_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.py").write_text(HEAD + POOL)
    (tmp_path / "program.py").write_text(HEAD + POOL)
    outs = []
    for jobs in ("1", "2"):
        assert main(["check", "--isolated", "--explain", "-j", jobs, str(tmp_path)]) == 1
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1]
    assert outs[0].count("kernel 4, stride 2: 5 windows") == 2


@pytest.mark.parametrize("rule", ["kernel-exceeds-input", "pool-padding", "not-same", "tf-same-alignment"])
def test_a_rule_shows_its_bad_example(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", rule]) == 0
    bad = capsys.readouterr().out.partition("Bad:")[2].partition("Good:")[0]
    assert "kernel" in bad
    assert "[=" in bad
