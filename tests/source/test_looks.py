"""Whoever asks what a file says has looked into it, also where the answer is remembered."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import shapelint
from shapelint.source.looks import Looks, kept
from shapelint.source.place import Place
from shapelint.source.syntax.file import SourceFile
from shapelint.source.syntax.outline import outline, outline_of

TEXT = "import torch\n\n\ndef f(x):  # (N, 3)\n    return x\n\n\nclass C:\n    def g(self):\n        pass\n"


def looked(look: Callable[[SourceFile], object]) -> bool:
    file = SourceFile("x.py", TEXT)
    file.looks = Looks()
    look(file)
    return file.looks.into == {file.at}


@pytest.mark.parametrize(
    "look",
    [
        lambda file: file.text,
        lambda file: file.lines,
        lambda file: file.comments(),
        lambda file: file.definitions[1].body(),
        lambda file: file.definitions[1].first_row,
        lambda file: file.definitions[1].last_row,
        lambda file: file.definitions[2].place(0),
        lambda file: file.definitions[0].header(),
        lambda file: file.definitions[2].comments(),
    ],
)
def test_rows_and_functions_are_looked_into(look: Callable[[SourceFile], object]) -> None:
    assert looked(look)


@pytest.mark.parametrize(
    "look",
    [
        lambda file: file.definitions[0].body(),
        lambda file: file.definitions[2].body(),
        lambda file: file.classes(),
        lambda file: file.is_script,
        lambda file: file.says("another"),
        outline,
        repr,
    ],
)
def test_what_a_file_defines_is_seen_from_outside(look: Callable[[SourceFile], object]) -> None:
    assert not looked(look)


def test_a_remembered_answer_counts_as_a_look() -> None:
    file = SourceFile("x.py", TEXT)
    asked = kept(maxsize=8)(lambda definition: len(definition.file.lines))
    for one in (file.definitions[1], file.definitions[1]):
        with file.looks.apart() as into:
            assert asked(one) == 11
        assert into == {file.at}
    with file.looks.apart() as into:
        kept(maxsize=8)(lambda place: 1)(Place(file.definitions[1], 0))
    assert into == {file.at}


def test_an_outline_leaves_out_rows_and_bodies() -> None:
    same = "# a comment\n" + TEXT.replace("return x", "y = x\n    return y").replace("pass", "return 3")
    assert outline_of("x.py", same) == outline_of("x.py", TEXT) != ""
    assert outline_of("x.py", TEXT.replace("(x)", "(x=1)")) != outline_of("x.py", TEXT)
    assert outline_of("x.py", "(") == ""


def test_no_other_memory_hides_a_look() -> None:
    """Functions that keep what they say of a definition, a file or a place do so by `kept`."""
    hidden = []
    for path in Path(shapelint.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.args.args:
                names = [ast.unparse(one).partition("(")[0] for one in node.decorator_list]
                if {"lru_cache", "cache"} & set(names) and node.args.args[0].arg in ("definition", "file", "place"):
                    hidden.append(f"{path}: {node.name}")
    assert hidden == []
