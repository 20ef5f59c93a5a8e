"""Where nodes stand: against the text, and against `ast` over real files."""

from __future__ import annotations

import ast
import sysconfig
import tokenize
from collections import Counter
from pathlib import Path

import pytest
from model_places import of_ast, of_file

from shapelint.model import ir
from shapelint.model.file import Definition, SourceFile

STDLIB = Path(sysconfig.get_paths()["stdlib"])
FILES = [*sorted(STDLIB.glob("*.py"))[3::20], *sorted(Path(__file__).parent.glob("test_model_*.py"))]
CONSTRUCTS = Path(__file__).parent / "snapshots" / "model" / "constructs.txt"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_expressions_stand_where_ast_says(path: Path) -> None:
    with tokenize.open(path) as opened:
        text = opened.read()
    file = SourceFile(str(path), text)
    assert Counter(of_file(file)) == Counter(of_ast(ast.parse(text), file.lines))


def text_at(definition: Definition, at: int) -> str:
    """What stands at a node's place."""
    row, column, end_row, end_column = definition.place(at)
    lines = definition.file.lines[row - 1 : end_row]
    lines[-1] = lines[-1][: end_column - 1]
    lines[0] = lines[0][column - 1 :]
    return "\n".join(lines)


def test_names_of_what_is_defined_and_whole_keywords() -> None:
    file = SourceFile("x.py", "@deco\nclass Ünet(\n  Base, meta=M):\n    def f(self, x: int = 3): return g(é, k=x)\n")
    module, cls, function = file.definitions
    (statement,) = module.body().statements
    assert isinstance(statement, ir.ClassDef)
    assert text_at(module, statement.at) == "Ünet"
    assert text_at(module, statement.keywords[0].at) == "meta=M"
    assert text_at(module, statement.decorators[0].at) == "deco"
    (method,) = cls.body().statements
    assert isinstance(method, ir.FunctionDef)
    assert text_at(cls, method.at) == "f"
    assert text_at(cls, method.parameters.items[1].at) == "x: int = 3"
    (returned,) = function.body().statements
    assert isinstance(returned, ir.Return) and isinstance(returned.value, ir.Call)
    assert text_at(function, returned.value.at) == "g(é, k=x)"
    assert text_at(function, returned.value.args[0].at) == "é"
    assert text_at(function, returned.value.keywords[0].at) == "k=x"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", ["    ", "\t", " "])
def test_rows_and_columns_hold_with_any_newline_and_indentation(newline: str, indent: str) -> None:
    rows = [
        "# coding: latin-1", "x = 1  # one", "\f", "class C:", "I'''doc", "", "end'''", "\f", "Idef f(self):", "",
        "IIreturn (a,", "  'ü' + b)  # c", "\f", "Idef g(self): return c", "y = d \\", "  + e",
    ]  # fmt: skip
    text = newline.join(rows).replace("I", indent)
    file = SourceFile("x.py", text)
    assert Counter(of_file(file)) == Counter(of_ast(ast.parse(text), file.lines))
    assert [(row, comment) for row, _, comment in file.comments()] == [(1, rows[0]), (2, "# one"), (12, "# c")]


def test_a_byte_order_mark_is_no_column_and_a_form_feed_is_one() -> None:
    file = SourceFile("x.py", "\ufeffabc\n\fdef f():\n\f    defg\n    \f    h\n".replace("    \f    h", "    h"))
    (statement,) = file.definitions[0].body().statements[:1]
    assert file.definitions[0].place(statement.at) == (1, 1, 1, 4)
    first, second = file.definitions[1].body().statements
    assert file.definitions[1].place(first.at) == (3, 6, 3, 10)
    assert file.definitions[1].place(second.at) == (4, 5, 4, 6)


def test_every_node_has_a_place() -> None:
    file = SourceFile("x.py", CONSTRUCTS.read_text(encoding="utf-8"))
    for definition in file.definitions:
        for at in range(len(definition._find_places())):
            row, column, end_row, end_column = definition.place(at)
            assert definition.first_row <= row <= end_row <= definition.last_row
            assert (row, column) <= (end_row, end_column)
