"""Where nodes stand, against the text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from shapelint.source.syntax import ir
from shapelint.source.syntax.file import Definition, SourceFile
from shapelint.source.syntax.from_ast.reading import Reading
from shapelint.source.syntax.to_ast.tree import tree_of

CONSTRUCTS = Path(__file__).parent / "snapshots" / "constructs.txt"


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
    module, cls, first, second = file.definitions
    assert text_at(first, first.body().statements[0].at) == "return (a,\n  'ü' + b)"
    assert text_at(second, second.body().statements[0].at) == "return c"
    assert [text_at(cls, s.at) for s in cls.body().statements[1:]] == ["f", "g"]
    assert text_at(module, module.body().statements[-1].at) == "y = d \\\n  + e"
    assert [(row, comment) for row, _, comment in file.comments()] == [(1, rows[0]), (2, "# one"), (12, "# c")]


@pytest.mark.parametrize(
    "text",
    [
        CONSTRUCTS.read_text(),
        "class C:\n\t@deco(\n\n1)\n\tdef f(self):\n\t\treturn 1; y = 2\n",
        "if a:\n  class C:\n      def f(self): pass; z = '''ä\nb''' + c\nelse:\n  async def g(): await x\n",
        "\fdef f(a,\n b): return (a +\nb)\n\n\f\ndef g(): return 1\n",
        "class C:\n    \\\n  def f(x): return x\n",
    ],
)
def test_a_function_alone_has_its_places_in_the_file(text: str) -> None:
    together, alone = SourceFile("x.py", text), SourceFile("x.py", text)
    together.find_places(together.definitions)
    for one, other in zip(together.definitions, alone.definitions, strict=True):
        last = other.place(0)
        assert last == one.place(0)
        assert other._places == one._places


def test_a_byte_order_mark_is_no_column_and_a_form_feed_is_one() -> None:
    file = SourceFile("x.py", "\ufeffabc\n\fdef f():\n\f    defg\n    \f    h\n".replace("    \f    h", "    h"))
    (statement,) = file.definitions[0].body().statements[:1]
    assert file.definitions[0].place(statement.at) == (1, 1, 1, 4)
    first, second = file.definitions[1].body().statements
    assert file.definitions[1].place(first.at) == (3, 6, 3, 10)
    assert file.definitions[1].place(second.at) == (4, 5, 4, 6)


@pytest.mark.parametrize("name", ["constructs", "newer"])
@pytest.mark.parametrize("by_libcst", [False, True])
def test_every_node_has_a_place(name: str, by_libcst: bool) -> None:
    file = SourceFile("x.py", CONSTRUCTS.with_name(f"{name}.txt").read_text(encoding="utf-8"))
    if by_libcst:
        file.reading = Reading(file.text, tree_of)
    for definition in file.definitions:
        found = definition.file.reading.places([definition.number])[0]
        assert found
        for row, column, end_row, end_column in found:
            assert definition.first_row <= row <= end_row <= definition.last_row
            assert (row, column) <= (end_row, end_column)


def test_keywords_without_a_place_of_their_own() -> None:
    text = (
        "x = [a for\\\n  b in c for\n (d) in e]\nmatch x:\n  case (\n    1): pass\nasync \\\n  def  \\\n ñame(): pass\n"
    )
    module = SourceFile("x.py", text).definitions[0]
    assigned, matched, defined = module.body().statements
    assert isinstance(assigned, ir.Assign) and isinstance(assigned.value, ir.Comprehension)
    assert [module.place(one.at) for one in assigned.value.generators] == [(1, 8, 2, 9), (2, 10, 3, 10)]
    assert isinstance(matched, ir.Match)
    assert module.place(matched.cases[0].at) == (5, 3, 6, 13)
    assert module.place(defined.at) == (9, 2, 9, 6)


@pytest.mark.parametrize("by_libcst", [False, True])
def test_the_brackets_of_a_call_are_not_those_of_its_generator(by_libcst: bool) -> None:
    file = SourceFile("x.py", "f( a for a in b )\nf((a for a in b))\nf(1)(a for a in b)\n")
    if by_libcst:
        file.reading = Reading(file.text, tree_of)
    (module,) = file.definitions
    shown = []
    for statement in module.body().statements:
        assert isinstance(statement, ir.ExprStatement) and isinstance(statement.value, ir.Call)
        shown.append(text_at(module, statement.value.args[0].at))
    assert shown == ["a for a in b", "(a for a in b)", "a for a in b"]


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python reads it")
def test_places_by_libcst() -> None:
    text = "y = t'' + é\n@deco\ndef f(): pass\nz = f'ü{é[\"a\"]}ü' + w[é, 2,], (é), *v\n"
    module = SourceFile("x.py", text).definitions[0]
    assigned, defined, after = module.body().statements
    assert isinstance(assigned, ir.Assign) and isinstance(assigned.value, ir.BinOp)
    assert text_at(module, assigned.value.at) == "t'' + é"
    assert text_at(module, assigned.value.right.at) == "é"
    assert text_at(module, defined.at) == "f"
    assert isinstance(after, ir.Assign) and isinstance(after.value, ir.TupleExpr)
    added, name, star = after.value.items
    assert isinstance(added, ir.BinOp) and isinstance(added.left, ir.FString) and isinstance(added.right, ir.Subscript)
    assert [text_at(module, part.at) for part in added.left.parts] == ["ü", '{é["a"]}', "ü"]
    assert text_at(module, added.right.index.at) == "é, 2,"
    assert text_at(module, name.at) == "é"
    assert text_at(module, star.at) == "*v"
