"""The program that a file is.

The file itself, the cells of a notebook, the code blocks of a Markdown file.
"""

from __future__ import annotations

from msgspec import Struct

from shapelint.source.files import MARKDOWN, NOTEBOOK
from shapelint.source.text import Text, Undecodable, decode


class Program(Struct, frozen=True):
    """content: what is checked.

    errors: (row, column, message) of the parts of a notebook that are not Python.
    """

    content: str
    errors: tuple[tuple[int, int, str], ...] = ()


def program(path: str, data: bytes) -> Program:
    """The program of a file with that content. Raises Undecodable."""
    if path.endswith(NOTEBOOK):
        from shapelint.source.cells import Cells
        from shapelint.source.notebook import NotANotebook, code_cells

        try:
            cells = code_cells(_utf8(data).content)
        except NotANotebook as error:
            raise Undecodable(str(error)) from None
        made = Cells([cell.source for cell in cells], [cell.number for cell in cells])
        return Program(made.text, tuple(made.errors))
    if path.endswith(MARKDOWN):
        from shapelint.source.cells import of_markdown

        return Program(of_markdown(_utf8(data).content))
    return Program(decode(data).content)


def changed_file(path: str, data: bytes, before: str, after: str) -> bytes:
    """The file with another program in it.

    Raises Undecodable, UnicodeEncodeError, and ValueError where the file is not what `before` was made from, or cannot
    be written so that everything else stays as it is.
    """
    if program(path, data).content != before:
        raise ValueError("it was changed in the meantime")
    if not path.endswith((NOTEBOOK, *MARKDOWN)):
        text = decode(data)
        if text.encode(before) != data:
            raise ValueError("it does not survive decoding")
        return text.encode(after)
    text = _utf8(data)
    if path.endswith(MARKDOWN):
        from shapelint.source.cells import unmarked

        end = "\r\n" if "\r\n" in text.content else "\n"
        if unmarked(before).replace("\n", end) != text.content:
            raise ValueError("it does not survive decoding")
        return text.encode(unmarked(after).replace("\n", end))
    from shapelint.source.cells import Cells
    from shapelint.source.notebook import code_cells, with_sources

    cells = code_cells(text.content)
    made = Cells([cell.source for cell in cells], [cell.number for cell in cells])
    old, new = made.sources(before), made.sources(after)
    changed = {number: source for number, was, source in zip(made.numbers, old, new, strict=True) if was != source}
    return text.encode(with_sources(text.content, changed))


def _utf8(data: bytes) -> Text:
    """The text of bytes in UTF-8.

    A coding comment in it would be of a cell, not of the file. Raises Undecodable.
    """
    text = decode(b"\n\n" + data) if not data.startswith(b"\xef\xbb\xbf") else decode(data)
    return Text(text.content.removeprefix("\n\n"), text.encoding, text.bom)
