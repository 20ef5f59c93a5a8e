"""Comments that silence findings."""

from __future__ import annotations

import ast

import pytest

from shapelint.source.ignore_comments import CannotIgnore, add_ignore_comments
from shapelint.source.span import Location, Span
from shapelint.source.suppress import Suppressions, suppressions
from shapelint.source.text import splice


def read(text: str) -> Suppressions:
    return suppressions("a.py", text)


def silenced(
    found: Suppressions, row: int, code: str = "SHP101", name: str = "channel-mismatch", last: int = 0
) -> bool:
    return found.silencer(Span("a.py", Location(row, 1), Location(last or row, 5)), code, name) is not None


@pytest.mark.parametrize(
    ("comment", "silences"),
    [
        ("# shapelint: ignore", True),
        ("# shapelint: ignore all is well", True),
        ("# shapelint: ignore[SHP101]", True),
        ("# shapelint: ignore[shp101]", True),
        ("# shapelint: ignore[channel-mismatch] reason", True),
        ("# shapelint: ignore[SHP301, channel-mismatch]", True),
        ("#shapelint:ignore[ SHP101 ]", True),
        ("# a word  # shapelint: ignore[SHP101]", True),
        ("# noqa", True),
        ("# noqa: SHP101", True),
        ("# NOQA:E501,SHP101", True),
        ("# noqa: E501 SHP101", True),
        ("# shapelint: ignore[SHP301]", False),
        ("# shapelint: ignore[SHP1]", False),
        ("# shapelint: ignore[]", False),
        ("# shapelint: ignored", False),
        ("# shapelint: ignore-next", False),
        ("# shapelint: file-ignore", False),  # not alone on its line
        ("# noqa: E501", False),
        ("# noqa: SHP1010", False),
        ("# ignore", False),
    ],
)
def test_at_the_end_of_a_line(comment: str, silences: bool) -> None:
    found = read(f"x = 1\ny = f(x)  {comment}\nz = 2\n")
    assert silenced(found, 2) is silences
    assert not silenced(found, 1)
    assert not silenced(found, 3)


def test_alone_on_a_line_it_speaks_for_the_statement_below() -> None:
    found = read("# shapelint: ignore[SHP101]\n# why\ny = f(\n    1,\n)\nz = 2\n")
    assert [silenced(found, row) for row in range(1, 7)] == [False, False, True, True, True, False]


def test_within_a_call_it_speaks_for_the_row_below() -> None:
    found = read("y = f(\n    # shapelint: ignore\n    1,\n    2,\n)\n")
    assert [silenced(found, row) for row in range(1, 6)] == [False, False, True, False, False]


def test_of_a_compound_statement_the_header_is_meant() -> None:
    found = read("# shapelint: ignore\nif f(\n    1\n):\n    y = 2\n")
    assert [silenced(found, row) for row in range(2, 6)] == [True, True, True, False]


def test_the_whole_file() -> None:
    found = read('"""Doc."""\n# shapelint: file-ignore[SHP101]\nx = 1\n')
    assert silenced(found, 3)
    assert not silenced(found, 3, "SHP301", "pad-order")


def test_a_finding_of_several_rows_is_silenced_on_its_first_or_last() -> None:
    text = "y = f({}\n    1,{}\n){}\n"
    comment = "  # shapelint: ignore"
    for place, expected in ((0, True), (1, False), (2, True)):
        marks = [comment if place == number else "" for number in range(3)]
        assert silenced(read(text.format(*marks)), 1, last=3) is expected


def test_strings_are_no_comments() -> None:
    assert not silenced(read('x = "# shapelint: ignore"\n'), 1)
    assert not silenced(read('"""\n# shapelint: ignore\n"""\n'), 3)


def test_text_that_is_not_python_keeps_what_stands_before_the_fault() -> None:
    assert silenced(read("x = 1  # shapelint: ignore\ny = (\n"), 1)


def test_reasons_are_kept() -> None:
    assert [item.reason for item in read("x = 1  # shapelint: ignore[SHP101] known since 2020\n").items] == [
        "known since 2020"
    ]


def test_unused_ones_are_told_for_rules_that_ran() -> None:
    found = read("a = 1  # shapelint: ignore[SHP101, SHP301]\nb = 2  # noqa\nc = 3  # noqa: E501, SHP101\n")
    assert silenced(found, 1)
    assert [item.rule for item in found.unused({"SHP101", "SHP301"})] == ["SHP301", "SHP101"]
    assert [item.rule for item in found.unused({"SHP101"})] == ["SHP101"]


def test_unknown_ones_are_told() -> None:
    found = read("a = 1  # shapelint: ignore[SHP999, pad-order, padorder]\n")
    assert [item.rule for item in found.unknown({"SHP301", "pad-order"})] == ["SHP999", "padorder"]


@pytest.mark.parametrize(
    ("before", "rule", "after"),
    [
        ("a = 1  # shapelint: ignore[SHP101]\n", "SHP101", "a = 1\n"),
        ("a = 1  # shapelint: ignore why not\n", "", "a = 1\n"),
        ("a = 1  # shapelint: ignore[SHP101, SHP301] w\n", "SHP101", "a = 1  # shapelint: ignore[SHP301] w\n"),
        ("a = 1  # shapelint: ignore[SHP101, SHP301] w\n", "SHP301", "a = 1  # shapelint: ignore[SHP101] w\n"),
        ("    # shapelint: ignore[SHP101]\n    a = 1\n", "SHP101", "    a = 1\n"),
        ("    # shapelint: ignore[SHP101]", "SHP101", ""),
        ("a = 1  # noqa: E501, SHP101\n", "SHP101", "a = 1  # noqa: E501\n"),
        ("a = 1  # text  # shapelint: ignore[SHP101]\n", "SHP101", "a = 1  # text  \n"),
    ],
)
def test_the_edit_that_takes_one_out(before: str, rule: str, after: str) -> None:
    text = before if not before.startswith(" ") else "if 1:\n" + before
    item = next(item for item in read(text).items if item.rule == rule)
    assert splice(text, [item.remove]) == (after if not before.startswith(" ") else "if 1:\n" + after)


@pytest.mark.parametrize(
    ("before", "row", "after"),
    [
        ("x = f(1)\n", 1, "x = f(1)  # shapelint: ignore[SHP101] old\n"),
        ("x = f(1)\r\ny = 2\r\n", 1, "x = f(1)  # shapelint: ignore[SHP101] old\r\ny = 2\r\n"),
        ("x = f(1)", 1, "x = f(1)  # shapelint: ignore[SHP101] old"),
        ("x = f(1)  # text\n", 1, "x = f(1)  # text  # shapelint: ignore[SHP101] old\n"),
        ("x = 1  # shapelint: ignore[SHP301] so\n", 1, "x = 1  # shapelint: ignore[SHP301, SHP101] so\n"),
        (
            "if 1:\n    x = f(1, \\\n          2)\n",
            2,
            "if 1:\n    # shapelint: ignore[SHP101] old\n    x = f(1, \\\n          2)\n",
        ),
        ('x = f("""a\nb""")\n', 1, '# shapelint: ignore[SHP101] old\nx = f("""a\nb""")\n'),
        ("x = f(\n    1,\n)\n", 2, "x = f(\n    1,  # shapelint: ignore[SHP101] old\n)\n"),
    ],
)
def test_writing_one(before: str, row: int, after: str) -> None:
    assert add_ignore_comments("a.py", before, [(row, "SHP101"), (row, "SHP101")], "old") == after
    assert ast.dump(ast.parse(before)) == ast.dump(ast.parse(after))


def test_writing_several() -> None:
    before = "x = f(1)\ny = f(2)\n"
    after = add_ignore_comments("a.py", before, [(1, "SHP101"), (1, "SHP301"), (2, "SHP101")])
    assert after == "x = f(1)  # shapelint: ignore[SHP101, SHP301]\ny = f(2)  # shapelint: ignore[SHP101]\n"


def test_nothing_is_written_into_what_does_not_parse() -> None:
    with pytest.raises(CannotIgnore):
        add_ignore_comments("a.py", "x = (\n", [(1, "SHP900")])
