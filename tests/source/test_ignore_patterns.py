"""Patterns of `.gitignore` are git's, in linear time."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from shapelint.source.ignore_patterns import parse

NAMES = ("a", "b", "ab", "aab", "a.py", "x-y", "a b", "!a", "#a", "A", "1")
TOKENS = (
    "a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[^b]", "[a-c]", "!", "#", " ", ".py", "\\*", "[[:alpha:]]",
    "[]a]", "[a-]", "**/", "/**", "-", "1", "x",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("a", "x/a", True),
        ("a", "x/ab", False),
        ("/a", "a", True),
        ("/a", "x/a", False),
        ("x/a", "x/a", True),
        ("x/a", "y/x/a", False),
        ("a/", "x/a", False),
        ("a/", "x/a/", True),
        ("*.py", "x/a.py", True),
        ("*", "x/a", True),
        ("x/*", "x/a/b", False),
        ("x/**", "x/a/b", True),
        ("x/**", "x/", False),
        ("**/a/b", "a/b", True),
        ("x/**/b", "x/b", True),
        ("x/**/b", "x/y/z/b", True),
        ("a\\*", "a*", True),
        ("a\\*", "ab", False),
        ("\\#a", "#a", True),
        ("a ", "a", True),
        ("a\\ ", "a ", True),
        ("[]-]a", "]a", True),
    ],
)
def test_what_a_line_stands_for(line: str, path: str, expected: bool) -> None:
    pattern = parse(line)
    assert pattern is not None
    assert pattern.covers(path.rstrip("/").split("/"), path.endswith("/")) is expected


@pytest.mark.parametrize("line", ["", " ", "#a", "!", "\\", "a\\", "[a", "a//b", "[[:what:]]", "/", "a\\/"])
def test_lines_that_stand_for_nothing(line: str) -> None:
    assert parse(line) is None


def test_a_pattern_may_stand_for_the_folder_that_a_file_is_in() -> None:
    pattern = parse("x/")
    assert pattern is not None
    assert pattern.covers(["x", "a"], False, or_inside=True) and not pattern.covers(["x", "a"], False)
    assert not pattern.covers(["x"], False, or_inside=True)


@pytest.mark.parametrize(
    ("line", "path"),
    [("*a" * 40 + "b", "a" * 255), ("**/a/" * 40 + "b", "a/" * 2000 + "a"), ("?*" * 60 + "b", "a" * 255)],
)
def test_no_pattern_takes_exponential_time(line: str, path: str) -> None:
    pattern = parse(line)
    assert pattern is not None
    start = time.process_time()
    assert not pattern.covers(path.split("/"), False)
    assert time.process_time() - start < 5


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git to compare with")
@pytest.mark.parametrize("seed", range(8))
def test_git_says_the_same(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    paths = sorted({"/".join(choose.choices(NAMES, k=choose.randint(1, 4))) for _ in range(40)})
    paths = [path for path in paths if not any(other.startswith(f"{path}/") for other in paths)]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for _ in range(40):
        lines = ["".join(choose.choices(TOKENS, k=choose.randint(1, 6))) for _ in range(choose.randint(1, 3))]
        if any(re.search(r"[^/]\*\*|\*\*[^/]", line) for line in lines):
            continue  # git's own documentation says otherwise than git does
        (tmp_path / ".gitignore").write_text("\n".join(lines) + "\n")
        asked = ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", "--stdin", "-z"]
        told = subprocess.run(asked, input="\0".join(paths), cwd=tmp_path, capture_output=True, text=True, check=False)
        assert set(told.stdout.split("\0")) - {""} == {path for path in paths if ignored(lines, path.split("/"))}, lines


def ignored(lines: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the lines leave out a file, or a folder above it."""
    patterns = [one for one in map(parse, lines) if one is not None]
    for length in range(1, len(names) + 1):
        found = [one for one in patterns if one.covers(names[:length], length < len(names))]
        if found and not found[-1].takes_back:
            return True
    return False
