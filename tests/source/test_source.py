"""Which files are read, and how their bytes become text."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from shapelint.source.files import SIZE_LIMIT, Found, TooLarge, Unreadable, find, mentions_torch, read
from shapelint.source.span import Edit, Location, Span
from shapelint.source.text import Offsets, Undecodable, decode, splice, split_lines


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("import torch\n")


def names(*paths: str, exclude: tuple[str, ...] = (), **options: bool) -> list[str]:
    return find(paths, lambda folder: (os.getcwd(), exclude), **options).files


# --- which files --------------------------------------------------------------------------------------------------


def test_folders_are_walked_for_python_files_in_order(tree: Path) -> None:
    put("b.py", "a/z.py", "a/y.pyi", "a/data.txt", "c.ipynb", "A.PYC")
    assert names(".") == ["a/y.pyi", "a/z.py", "b.py", "c.ipynb"]
    assert names("./a/", "b.py", "./a/z.py") == ["a/y.pyi", "a/z.py", "b.py"]
    assert names(str(tree / "a")) == [str(tree / "a/y.pyi"), str(tree / "a/z.py")]


def test_a_file_named_outright_is_read_whatever_its_name(tree: Path) -> None:
    put("train", "venv/a.py")
    assert names("train", "venv/a.py", exclude=("train",)) == ["train", "venv/a.py"]
    assert names("train", "venv/a.py", exclude=("train",), force_exclude=True) == []


def test_what_is_never_the_projects_own_is_left_out(tree: Path) -> None:
    put("build/lib/a.py", "dist/a.py", ".ipynb_checkpoints/a.ipynb")
    put("a.py", ".git/a.py", "node_modules/x/a.py", "__pycache__/a.py", "sub/.venv/a.py", "env/pyvenv.cfg", "env/a.py")
    assert names(".") == ["a.py"]
    assert names(".", exclude=("!node_modules/",)) == ["a.py", "node_modules/x/a.py"]


def test_gitignore_files_count_each_for_its_folder(tree: Path) -> None:
    put("a.py", "out/b.py", "sub/c.py", "sub/d_gen.py", "sub/keep_gen.py", "sub/deep/e.py", "other/only.py")
    Path(".gitignore").write_text("out/\n*_gen.py\n")
    Path("sub/.gitignore").write_text("!keep_gen.py\n/deep\nonly.py\n")
    assert names(".") == ["a.py", "other/only.py", "sub/c.py", "sub/keep_gen.py"]
    assert names("sub") == ["sub/c.py", "sub/keep_gen.py"]  # the outer one counts as well
    assert len(names(".", respect_gitignore=False)) == 7


def test_a_folder_named_outright_is_walked_although_it_is_ignored(tree: Path) -> None:
    put("out/b.py", "out/c_gen.py", "third/d.py")
    Path(".gitignore").write_text("out/\n*_gen.py\n")
    assert names("out", "third", exclude=("third/",)) == ["out/b.py", "third/d.py"]
    assert names("out", "third", exclude=("third/",), force_exclude=True) == []


def test_gitignore_counts_up_to_the_top_of_the_repository_and_not_beyond(tree: Path) -> None:
    put("repo/a.py", "repo/in/b.py")
    Path(".gitignore").write_text("a.py\n")
    Path("repo/.gitignore").write_text("b.py\n")
    Path("repo/.git").mkdir()
    assert names("repo/in") == []
    assert names("repo") == ["repo/a.py"]


NO_PATTERNS = ("!", "\\", "a\\", "!\\", "[z-a]", "[", "[[:odd:]]", "/", "", "#", "!!", "***[", "b\\\\\\")


def test_lines_of_gitignore_that_git_passes_over_are_passed_over(tree: Path) -> None:
    put("a.py", "gen/b.py", "c_gen.py", "!.py", "z.py")
    ask = ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", *names(".")]
    subprocess.run(["git", "init", "-q"], check=True)
    for pattern in NO_PATTERNS:
        Path(".gitignore").write_text(f"gen/\n{pattern}\n*_gen.py\n")
        ignored = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.splitlines()
        assert ignored == ["c_gen.py", "gen/b.py"]
        assert sorted({*ask[5:]} - set(names("."))) == ignored, pattern


def test_exclude_patterns_are_those_of_gitignore(tree: Path) -> None:
    put("a.py", "tests/data/b.py", "src/tests/data/c.py", "src/gen/d.py")
    assert names(".", exclude=("/tests/", "gen")) == ["a.py", "src/tests/data/c.py"]
    assert names(".", exclude=("**/data",)) == ["a.py", "src/gen/d.py"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_hang(tree: Path) -> None:
    put("a.py")
    os.mkfifo("f.py")
    os.mkfifo(".gitignore")
    found = find(["."])
    assert found.files == ["a.py"]
    assert found.notes == ["f.py: a named pipe, which cannot be read as a file"]
    assert find(["f.py"]).failures == [("f.py", "a named pipe, which cannot be read as a file")]
    with pytest.raises(Unreadable):
        read("f.py")


def test_links(tree: Path) -> None:
    put("a.py", "sub/b.py")
    os.symlink("a.py", "also_a.py")
    os.symlink("nowhere.py", "broken.py")
    os.symlink("..", "sub/loop")
    os.symlink("self.py", "self.py")
    found = find(["."])
    assert found.files == ["a.py", "sub/b.py"]  # each file once, under its first name
    assert found.notes == ["broken.py: the link leads nowhere", "self.py: the link leads nowhere"]


def test_names_that_are_not_utf8(tree: Path) -> None:
    with open(b"caf\xe9.py", "wb") as file:
        file.write(b"import torch\n")
    (name,) = names(".")
    assert os.fsencode(name) == b"caf\xe9.py"
    assert read(name) == b"import torch\n"


def test_what_does_not_exist_is_told(tree: Path) -> None:
    put("a.py")
    assert find(["a.py", "no.py", "a.py/x", "", "nul\0.py"]) == Found(
        files=["a.py"], missing=["no.py", "a.py/x", "", "nul\0.py"]
    )


def test_the_size_limit(tree: Path) -> None:
    Path("a.py").write_bytes(b"#" * SIZE_LIMIT)
    assert len(read("a.py")) == SIZE_LIMIT
    Path("a.py").write_bytes(b"#" * (SIZE_LIMIT + 1))
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        read("a.py")
    assert find(["a.py", "."]) == Found(notes=["a.py: larger than 1 MB, and so not checked"])


def test_reading_says_why_it_cannot(tree: Path) -> None:
    with pytest.raises(Unreadable, match="No such file"):
        read("a.py")
    Path("d.py").mkdir()
    with pytest.raises(Unreadable, match="a folder, which cannot be read"):
        read("d.py")


def test_mentions_torch() -> None:
    assert mentions_torch(b"from torch import nn")
    assert not mentions_torch(b"import numpy as np")


# --- bytes to text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "content", "encoding"),
    [
        (b"x = 1\n", "x = 1\n", "utf-8"),
        ("x = 'é'\r\n".encode(), "x = 'é'\r\n", "utf-8"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n", "utf-8"),
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n", "iso8859-1"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'\n", None, "cp1252"),
        (b"\n# coding: utf8\n", "\n# coding: utf8\n", "utf-8"),
        (b"x = 1\n# coding: latin-1\n", None, "utf-8"),  # after code it is a comment like any other
        (b"\n\n# coding: latin-1\n", None, "utf-8"),  # nor does the third line count
        (b"a\rb\n\x0cc\n", "a\rb\n\x0cc\n", "utf-8"),
        (b"", "", "utf-8"),
    ],
)
def test_encodings(data: bytes, content: str | None, encoding: str) -> None:
    text = decode(data)
    assert text.encoding == encoding
    if content is not None:
        assert text.content == content
    assert text.encode(text.content) == data


@pytest.mark.parametrize(
    ("data", "message", "row"),
    [
        (b"a\nb\r\n'\xe9'\n", "not utf-8: byte 0xe9 in line 3", 3),
        (b"# coding: rot13\n", "rot-13 is not a text encoding", 1),
        (b"#!x\n# coding: klingon\n", "unknown encoding: klingon", 2),
        (b"\xef\xbb\xbf# coding: latin-1\n", "its coding comment says iso8859-1", 1),
        ("import torch\n".encode("utf-16"), "UTF-16", 1),
        (b"# coding: ascii\n\xc3\xa9", "not ascii: byte 0xc3 in line 2", 2),
        (b"x = '\xc3", "not utf-8: byte 0xc3 in line 1 (unexpected end of data)", 1),
    ],
)
def test_what_is_no_text(data: bytes, message: str, row: int) -> None:
    with pytest.raises(Undecodable) as error:
        decode(data)
    assert message in str(error.value)
    assert error.value.row == row


# --- rows, columns, splices ---------------------------------------------------------------------------------------


def test_lines_end_where_python_ends_them() -> None:
    assert split_lines("a\r\nb\rc\nd\x0ce\u2028f") == ["a", "b", "c", "d\x0ce\u2028f"]
    assert split_lines("a\n") == ["a", ""]


def test_offsets_both_ways() -> None:
    text = "é\r\nbb\r\rc"
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        assert offsets.of(offsets.location(offset)) == offset
    assert offsets.location(5) == Location(2, 3)
    for row, column in ((0, 1), (5, 1), (1, 0), (4, 3), (2, 5)):
        with pytest.raises(ValueError, match="is not in"):
            offsets.of(Location(row, column))


def edit(row: int, column: int, end_column: int, content: str) -> Edit:
    return Edit(Span("a", Location(row, column), Location(row, end_column)), content)


def test_splices() -> None:
    assert splice("ab\ncd\n", [edit(2, 1, 2, "X"), edit(1, 3, 3, "!")]) == "ab!\nXd\n"
    with pytest.raises(ValueError, match="overlap"):
        splice("abcd", [edit(1, 1, 3, ""), edit(1, 2, 4, "")])
