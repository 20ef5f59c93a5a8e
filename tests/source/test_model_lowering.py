"""Lowering: every construct, against snapshots; and the trees that `ast` and libcst give, against each other."""

from __future__ import annotations

import ast
import os
import random
import sysconfig
import tokenize
import warnings
from io import StringIO
from pathlib import Path

import pytest
from model_trees import Differs, compare
from pysource_codegen import generate

from shapelint.source.syntax.file import SourceFile, SourceSyntaxError
from shapelint.source.syntax.from_ast.reading import Reading
from shapelint.source.syntax.show import show
from shapelint.source.syntax.to_ast.tree import Unreadable, tree_of

pytestmark = pytest.mark.slow  # many, which take seconds together

SNAPSHOTS = Path(__file__).parent / "snapshots"
STDLIB = Path(sysconfig.get_paths()["stdlib"])
OURS = Path(__file__).parents[2] / "shapelint"
SAMPLE = [*sorted(STDLIB.glob("*.py"))[::8], *sorted(OURS.rglob("*.py"))[5::20]]


def printed(file: SourceFile) -> str:
    """Every definition of a file as IR."""
    return "\n".join(f"== {definition!r}\n{show(definition)}" for definition in file.definitions)


@pytest.mark.parametrize("name", ["constructs", "newer"])
def test_snapshot(name: str) -> None:
    """SHAPELINT_UPDATE_SNAPSHOTS=1 writes what is printed now."""
    file = SourceFile(name, (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8"))
    expected = SNAPSHOTS / f"{name}.ir"
    if os.environ.get("SHAPELINT_UPDATE_SNAPSHOTS"):
        expected.write_text(printed(file), encoding="utf-8")
    assert printed(file) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["constructs", "newer"])
def test_snapshot_as_libcst_reads_it(name: str) -> None:
    """Whatever Python reads it with otherwise."""
    file = SourceFile(name, (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8"))
    file.reading = Reading(file.text, tree_of)
    assert printed(file) == (SNAPSHOTS / f"{name}.ir").read_text(encoding="utf-8")


def by_tokens(text: str) -> list[tuple[int, int, str]]:
    tokens = tokenize.generate_tokens(StringIO(text).readline)
    return [(t.start[0], t.start[1] + 1, t.string) for t in tokens if t.type == tokenize.COMMENT]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_the_tree_of_libcst_is_that_of_ast(path: Path) -> None:
    """Node by node, places included."""
    with tokenize.open(path) as opened:
        text = opened.read()
    assert SourceFile(str(path), text).comments() == by_tokens(text)
    tree = ast.parse(text)
    assert compare(tree, tree_of(text)) > len(tree.body)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(16))
def test_the_tree_of_libcst_is_that_of_ast_for_random_programs(seed: int) -> None:
    """Programs of random grammar. libcst refuses some that Python accepts (an annotated parenthesised name)."""
    random.seed(seed)
    text = generate(seed, node_limit=400, depth_limit=8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            file = SourceFile("<random>", text)
            tree = ast.parse(text)
        except (SourceSyntaxError, SyntaxError):
            pytest.skip("what was generated is not Python")
    for definition in file.definitions:
        assert show(definition)
        definition.place(0)
    try:
        other = tree_of(text)
    except Unreadable:
        pytest.skip("libcst does not read it")
    assert compare(tree, other)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x = 18446744073709551616", "x = <opaque: a huge integer>"),
        ("x = 0x" + "f" * 2000, "x = <opaque: a huge integer>"),
        ("x = 3j", "x = 3j"),
        (r"x = '\ud800'", "x = <opaque: a string that cannot be read>"),
        (r"x = '\d'", r"x = '\\d'"),
        ("x = -9223372036854775808", "x = (-<opaque: a huge integer>)"),
        ("f'{x!r:>{w}}'", "f<{x!r:f<'>' {w}>}>"),
        ("f'{a = }' '' f'{{' f''", "f<'a = ' {a!r} '{'>"),
        ("a = b, *c", "a = (b, *c)"),
        ("del (a, b), c", "del (a, b), c"),
        ("del (a, b)", "del (a, b)"),
        ("def f(a, /, b, *, c): pass", "def f(a, /, b, *, c) -> definition 1"),
        ("def f(a, b=1, *, c, d=2): pass", "def f(a, b=1, *, c, d=2) -> definition 1"),
        ("def f(a: 'é '[1], b: x.y): pass", "def f(a: 'é '[1], b: x.y) -> definition 1"),
        ("async def f(): pass", "async def f() -> definition 1"),
        ("def f():\n yield", "generator f() -> definition 1"),
        ("def f():\n lambda: (yield)", "def f() -> definition 1"),
        ("def f():\n lambda x=(yield): 1", "generator f() -> definition 1"),
        ("def f():\n def g(): yield", "def f() -> definition 1"),
        ("def f():\n @(yield)\n def g(): pass", "generator f() -> definition 1"),
        ("def f():\n class C((yield)): pass", "generator f() -> definition 1"),
        ("match a:\n case {'k': A(x, y=[*z]), **r} | {**r}: pass",
         "match a:\n    case (<opaque: a mapping pattern; binds x, z, r> or <opaque: a mapping pattern; binds r>):\n"
         "        pass"),
    ],
)  # fmt: skip
def test_one_statement(text: str, shown: str) -> None:
    file = SourceFile("x.py", text)
    assert show(file.definitions[0]) == shown + "\n"
    file.reading = Reading(text, tree_of)
    file.definitions[0]._body = None
    assert show(file.definitions[0]) == shown + "\n"


def test_template_strings_are_opaque() -> None:
    """Whether Python reads them or libcst."""
    file = SourceFile("x.py", "x = t'{y}'\n")
    assert show(file.definitions[0]) == "x = <opaque: a template string>\n"


def test_an_annotation_is_one_line() -> None:
    assert (
        show(SourceFile("x.py", "x: dict[\n  int, # key\n  'a']").definitions[0]) == "x: dict[int, 'a']\n# 2: # key\n"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("a + b", "a - b"), ("f(x, 1)", "f(x, True)"), ("x: int", "x: str"), ("f(x)", "f( x)"), ("[a, b]", "[a]")],
)
def test_disagreement_would_be_seen(one: str, other: str) -> None:
    """The comparison itself: of two texts that differ in one token, or one place, it tells."""
    with pytest.raises(Differs):
        compare(ast.parse(one), tree_of(other))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x = " + "1" * 5000, "x = <opaque: an expression that cannot be read>"),
        (r"x = '\N{no such name}'", "x = <opaque: an expression that cannot be read>"),
        (r"x = f'{a}\N{no such name}'", "x = f<{a} <opaque: an expression that cannot be read>>"),
    ],
)
def test_what_no_python_reads_is_unknown(text: str, shown: str) -> None:
    assert show(SourceFile("x.py", text).definitions[0]) == shown + "\n"
