"""Lowering: every construct, against snapshots and against an independent reading by `ast`."""

from __future__ import annotations

import ast
import os
import random
import sys
import sysconfig
import tokenize
import warnings
from io import StringIO
from pathlib import Path

import pytest
from model_oracle import Oracle, normal
from pysource_codegen import generate

from shapelint.model import ir
from shapelint.model.file import SourceFile, decode, encode
from shapelint.model.show import show

SNAPSHOTS = Path(__file__).parent / "snapshots" / "model"
STDLIB = Path(sysconfig.get_paths()["stdlib"])
SAMPLE = sorted(STDLIB.glob("*.py"))[::8]


def printed(file: SourceFile) -> str:
    """Every definition of a file as IR."""
    return "\n".join(f"== {definition!r}\n{show(definition.body())}" for definition in file.definitions)


@pytest.mark.parametrize("name", ["constructs", "newer"])
def test_snapshot(name: str) -> None:
    """SHAPELINT_UPDATE_SNAPSHOTS=1 writes what is printed now."""
    file = SourceFile(name, (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8"))
    expected = SNAPSHOTS / f"{name}.ir"
    if os.environ.get("SHAPELINT_UPDATE_SNAPSHOTS"):
        expected.write_text(printed(file), encoding="utf-8")
    assert printed(file) == expected.read_text(encoding="utf-8")


def agree(text: str) -> SourceFile:
    """Lowering says what `ast` says, definition by definition, and survives msgpack."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = Oracle(ast.parse(text))
    file = SourceFile("<test>", text)
    assert len(file.definitions) == len(oracle.definitions)
    for definition in file.definitions:
        statements = definition.body().statements
        assert normal(statements) == oracle.body(definition.number), definition
        assert decode(encode(statements)) == statements
    return file


def by_tokens(text: str) -> list[tuple[int, int, str]]:
    tokens = tokenize.generate_tokens(StringIO(text).readline)
    return [(t.start[0], t.start[1] + 1, t.string) for t in tokens if t.type == tokenize.COMMENT]


def test_constructs_agree_with_ast() -> None:
    agree((SNAPSHOTS / "constructs.txt").read_text(encoding="utf-8"))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="ast does not read it")
def test_newer_grammar_agrees_with_ast() -> None:
    agree((SNAPSHOTS / "newer.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_the_standard_library_agrees_with_ast(path: Path) -> None:
    with tokenize.open(path) as opened:
        text = opened.read()
    file = agree(text)
    assert file.comments() == by_tokens(text)


@pytest.mark.parametrize("seed", range(12))
def test_random_programs_agree_with_ast(seed: int) -> None:
    """Programs of random grammar. libcst refuses some that Python accepts (an annotated parenthesised name); such a
    definition is opaque, and says so."""
    random.seed(seed)
    text = generate(seed, node_limit=400, depth_limit=8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = Oracle(ast.parse(text))
    file = SourceFile("<random>", text)
    assert len(file.definitions) == len(oracle.definitions)
    for definition in file.definitions:
        statements = definition.body().statements
        if not (isinstance(statements[0], ir.OpaqueStatement) and statements[0].what.startswith("source that")):
            assert normal(statements) == oracle.body(definition.number), definition
        definition.place(0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x = 18446744073709551616", "x = <opaque: a huge integer>"),
        ("x = 0x" + "f" * 5000, "x = <opaque: a huge integer>"),
        ("x = 3j", "x = <opaque: a complex number>"),
        (r"x = '\ud800'", "x = <opaque: a string that cannot be read>"),
        (r"x = '\d'", r"x = '\\d'"),
        ("x = -9223372036854775808", "x = (-<opaque: a huge integer>)"),
        ("f'{x!r:>{w}}'", "f<{x!r:f<'>' {w}>}>"),
        ("a = b, *c", "a = (b, *c)"),
        ("def f(a, /, b, *, c): pass", "def f(a, /, b, *, c) -> definition 1"),
        ("async def f(): pass", "async def f() -> definition 1"),
        ("def f():\n yield", "generator f() -> definition 1"),
        ("def f():\n lambda: (yield)", "def f() -> definition 1"),
        ("def f():\n def g(): yield", "def f() -> definition 1"),
    ],
)  # fmt: skip
def test_one_statement(text: str, shown: str) -> None:
    assert show(SourceFile("x.py", text).definitions[0].body()) == shown + "\n"


def test_a_text_that_libcst_refuses_is_opaque_and_names_what_it_binds() -> None:
    file = SourceFile("x.py", "(a): int = 1\ndef f(): return 1\nclass C:\n    x = 1\n")
    assert file.definitions[0].body().statements == [
        ir.OpaqueStatement(0, "source that libcst cannot read", ["f", "C"])
    ]
    assert show(file.definitions[1].body()) == "return 1\n"
    assert file.definitions[0].place(0) == (1, 1, 1, 13)
