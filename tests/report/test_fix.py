"""Applying fixes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from reports import SOURCE, finding, span

from shapelint.report.findings import Finding, Fix
from shapelint.report.fix import NotWritten, diff, plan, write
from shapelint.source.span import Edit


def fixing(*edits: Edit, safe: bool = True) -> Finding:
    return finding(fix=Fix("x", edits, safe))


def made(*findings: Finding, unsafe: bool = False, text: str = SOURCE) -> str | None:
    return plan(findings, lambda name: text, unsafe).texts.get("net.py")


def test_only_the_span_changes() -> None:
    assert made(finding()) == SOURCE.replace("Conv2d(32", "Conv2d(64")


def test_unsafe_fixes_only_when_asked() -> None:
    unsafe = fixing(Edit(span(8, 32, 34), "64"), safe=False)
    assert made(unsafe) is None
    assert made(unsafe, unsafe=True) is not None


def test_overlapping_fixes_wait() -> None:
    first, second = fixing(Edit(span(8, 32, 38), "64, 64")), fixing(Edit(span(8, 36, 38), "128"))
    outcome = plan([first, second], lambda name: SOURCE)
    assert outcome.applied == [first]
    assert "Conv2d(64, 64, 3)\n\n" in outcome.texts["net.py"]


def test_two_insertions_at_one_place_overlap() -> None:
    first, second = fixing(Edit(span(8, 32, 32), "1")), fixing(Edit(span(8, 32, 32), "2"))
    assert plan([first, second], lambda name: SOURCE).applied == [first]


def test_the_same_edit_is_made_once_for_all_who_want_it() -> None:
    outcome = plan([finding(), finding()], lambda name: SOURCE)
    assert len(outcome.applied) == 2
    assert outcome.texts["net.py"] == SOURCE.replace("Conv2d(32", "Conv2d(64")


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    taken = fixing(Edit(span(8, 32, 34), "64"))
    two = fixing(Edit(span(8, 33, 34), "9"), Edit(span(7, 32, 33), "1"))
    assert plan([taken, two], lambda name: SOURCE).texts["net.py"] == SOURCE.replace("Conv2d(32", "Conv2d(64")


def test_what_parsed_parses_afterwards() -> None:
    breaking = finding(fix=Fix("x", (Edit(span(8, 32, 34), "("), Edit(span(1, 1, 1, "other.py"), "x = 1\n"))))
    outcome = plan([breaking], lambda name: SOURCE)
    assert (outcome.texts, outcome.applied) == ({}, [])
    assert outcome.refused == [("net.py", "its fixes together would break its syntax")]


def test_what_does_not_parse_is_left_alone() -> None:
    outcome = plan([fixing(Edit(span(1, 1, 2), "y"))], lambda name: "x = (\n")
    assert outcome.refused == [("net.py", "it does not parse as it is")]


def test_a_place_that_is_not_in_the_file_is_no_place_for_a_fix() -> None:
    assert made(fixing(Edit(span(80, 1, 2), "y"))) is None


def test_the_diff_is_a_patch() -> None:
    assert diff("a.py", "x = 1\r\ny\x0c = 2", "x = 1\r\ny\x0c = 3") == (
        "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n x = 1\r\n"
        "-y\x0c = 2\n\\ No newline at end of file\n+y\x0c = 3\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"x = 1\r\ny = 2\r\n",
        b"\xef\xbb\xbfx = 1\n",
        b"# coding: latin-1\nx = '\xe9'\n",
        b"x = 1\ry = 2\r\n\x0cz = 3",
    ],
)
def test_encoding_mark_line_ends_and_mode_are_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(data)
    path.chmod(0o754)
    content = data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    write(str(path), content, content.replace("x", "xx"))
    assert path.read_bytes() == data.replace(b"x", b"xx")
    assert stat.S_IMODE(path.stat().st_mode) == 0o754
    assert os.listdir(tmp_path) == ["a.py"]


def test_never_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / "link.py").symlink_to("a.py")
    with pytest.raises(NotWritten, match="it is a link"):
        write(str(tmp_path / "link.py"), "x = 1\n", "x = 2\n")
    assert (tmp_path / "a.py").read_text() == "x = 1\n"


def test_not_over_what_somebody_else_wrote_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 5\n")
    with pytest.raises(NotWritten, match="changed in the meantime"):
        write(str(path), "x = 1\n", "x = 2\n")
    assert path.read_text() == "x = 5\n"


def test_what_the_encoding_cannot_hold_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"# coding: latin-1\n")
    with pytest.raises(NotWritten, match="its encoding has no '€'"):
        write(str(path), "# coding: latin-1\n", "# coding: latin-1\n# €\n")
    assert os.listdir(tmp_path) == ["a.py"]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="No such file"):
        write(str(tmp_path / "a.py"), "", "x")
