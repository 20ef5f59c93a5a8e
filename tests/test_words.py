"""The words of the package: the first line of a docstring is short enough to be understood at once.

`python tests/test_words.py` lists those that are longer.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "shapelint"
MOST_WORDS = 12


def first_lines(text: str) -> Iterator[tuple[int, str]]:
    """(row, first line) of each docstring, but for those that begin with what an operation does to shapes."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            first = (ast.get_docstring(node) or "").split("\n", 1)[0]
            if first and "->" not in first:
                yield node.body[0].lineno, re.sub(r"^[\w-]+ \(SHP\d+\): ", "", first)


def length(line: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in line.split())


def long_lines() -> list[str]:
    """Where a first line has too many words, and how many."""
    found: list[str] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "stand_ins" not in path.parts:
            for row, line in first_lines(path.read_text(encoding="utf-8")):
                if length(line) > MOST_WORDS:
                    found.append(f"{path.relative_to(TOP)}:{row} ({length(line)}) {line}")
    return found


def test_first_lines_of_docstrings_are_short() -> None:
    found = long_lines()
    assert not found, "\n".join([f"more than {MOST_WORDS} words:", *found])


def test_words_are_counted() -> None:
    text = '"""a -> b, however long the rest of it."""\ndef f():\n    """One, two - three."""\n'
    assert [(row, length(line)) for row, line in first_lines(text)] == [(3, 3)]
    assert length("What `x[1:2]` gives, in words: 3 or 4") == 8


if __name__ == "__main__":
    print(*long_lines(), sep="\n")
