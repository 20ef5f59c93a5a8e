"""Checked code is read and never executed; and whatever text is checked, shapelint itself does not fail."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from markers import rows_of

from shapelint.lint.check import check_files
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text

TESTS = Path(__file__).parents[1]
SOURCES = sorted([*(TESTS / "whole" / "pairs").rglob("*.py"), *(TESTS / "interpret" / "programs").rglob("*.py")])
CASES = 40
WORD = re.compile(r"\b(?!(?:class|def|import|from|return|for|in|if|else|self|as)\b)\w+\b")
ODD = ("None", "()", "-1", "0", "2.5", "'text'", "[None]", "{}", "print", "x.shape", "nn", "lambda: x", "(1, (2, 3))")

PROGRAM = """
import os
import pathlib
import subprocess

import torch
from torch import nn

import {helper}

MARK = pathlib.Path({mark!r})
MARK.write_text("module level")
open(str(MARK), "w").write("open")
os.system("touch " + str(MARK))
subprocess.run(["touch", str(MARK)])
exec("open({mark!r}, 'w')")
eval("open({mark!r}, 'w')")
__import__({helper!r})
torch.save(torch.zeros(1), str(MARK))


class Meta(type):
    def __new__(cls, name, bases, names):
        MARK.write_text("metaclass")
        return super().__new__(cls, name, bases, names)


class Net(nn.Module, metaclass=Meta):
    size = MARK.write_text("class body")

    def __init__(self, width=MARK.write_text("default")):
        super().__init__()
        MARK.touch()
        self.fc = nn.Linear(3, 4)

    def forward(self, x: MARK.write_text("annotation")):
        MARK.write_text("forward")
        return self.fc(x)

    def __repr__(self):
        MARK.write_text("repr")
        return "Net"

    def __del__(self):
        MARK.write_text("del")


print(f"{{Net()!r}}")
Net()(torch.zeros(2, 3))
Net()(torch.zeros(2, 5))
"""


@pytest.mark.parametrize("confirm", [False, True])
def test_checked_code_is_never_executed(tmp_path: Path, confirm: bool) -> None:
    """Neither what is checked nor what it imports: the mistake in its last line is found, and no file was written."""
    if confirm:
        pytest.importorskip("torch")
    mark, helper = tmp_path / "mark", "shapelint_test_helper"
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(mark=str(mark), helper=helper))
    (tmp_path / f"{helper}.py").write_text(f"import torch\nopen({str(mark)!r}, 'w').write('import')\n")
    (tmp_path / "conftest.py").write_text(f"open({str(mark)!r}, 'w').write('conftest')\n")
    (tmp_path / "sitecustomize.py").write_text(f"open({str(mark)!r}, 'w').write('site')\n")
    report = check_files([str(program)], Config(), confirm=confirm)
    last = PROGRAM.count("\n")
    assert [(finding.name, last in rows_of(finding)) for finding in report.findings] == [("feature-mismatch", True)]
    assert not mark.exists()


@pytest.mark.parametrize("seed", range(CASES))
def test_text_with_lines_missing_is_no_failure(seed: int) -> None:
    """Half-written programs, as an editor sends them: they may be wrong, or no Python at all."""
    choose = random.Random(seed)
    path = choose.choice(SOURCES)
    lines = path.read_text().splitlines(keepends=True)
    for _ in range(min(choose.randint(1, 4), len(lines))):
        if choose.random() < 0.25:
            at, other = choose.randrange(len(lines)), choose.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        else:
            del lines[choose.randrange(len(lines))]
    report = check_text("".join(lines), str(path.with_name("edited.py")), Config())
    assert report.failures == []


@pytest.mark.parametrize("seed", range(CASES))
def test_text_with_words_exchanged_is_no_failure(seed: int) -> None:
    """Programs that are Python still, and mean nothing: names, numbers and strings stand where others should."""
    choose = random.Random(1000 + seed)
    path = choose.choice(SOURCES)
    text = path.read_text()
    words = [found.span() for found in WORD.finditer(text)]
    spans = sorted(choose.sample(words, min(4, len(words))), reverse=True)
    for start, end in spans:
        low, high = choose.choice(words)
        text = text[:start] + choose.choice([text[low:high], *ODD]) + text[end:]
    report = check_text(text, str(path.with_name("edited.py")), Config())
    assert report.failures == []


def test_a_division_by_zero_is_no_failure() -> None:
    text = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, channels, unused):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels // 0, 1)
        self.pad = nn.ZeroPad2d(unused % 0)

    def forward(self, x):
        return self.pad(self.conv(x))
"""
    assert check_text(text, "zero.py", Config()).failures == []
