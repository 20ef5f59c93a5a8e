"""What is open in the editor, as programs.

A document by itself, or the cells of a notebook in order.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec, TextDocument, Workspace

from shapelint.source.cells import Cells
from shapelint.source.files import NOTEBOOK
from shapelint.source.span import Location, Span
from shapelint.source.text import split_lines

Stamp = tuple[Any, ...]
"""What changes with every keystroke."""


@dataclass
class Program:
    """One open program: a document, or the cells of a notebook.

    uri: of the document, or of the notebook. documents: its parts. cells: None where it is no notebook.

    Rows and columns are from 1, in code points; what the editor counts in, the codec knows.
    """

    uri: str
    path: str
    text: str
    documents: list[TextDocument]
    codec: PositionCodec
    cells: Cells | None = None

    def place(self, document_uri: str, position: types.Position) -> Location | None:
        """Where in the program a place of a document is."""
        index = next((i for i, one in enumerate(self.documents) if unquote(one.uri) == unquote(document_uri)), None)
        if index is None:
            return None
        lines = split_lines(self.documents[index].source)
        at = self.codec.position_from_client_units(lines, types.Position(position.line, position.character))
        row = at.line + 1 if self.cells is None else self.cells.row(index, at.line + 1)
        return Location(row, at.character + 1)

    def range(self, span: Span) -> tuple[str, types.Range]:
        """The document and the range of a span of the program."""
        index, row = (0, span.start.row) if self.cells is None else self.cells.place(span.start.row)
        end_index, end_row = (0, span.end.row) if self.cells is None else self.cells.place(span.end.row)
        document = self.documents[index]
        lines = split_lines(document.source)
        end = Location(end_row, span.end.column) if end_index == index else Location(len(lines), len(lines[-1]) + 1)
        return document.uri, to_range(Location(row, span.start.column), end, self.codec, lines)

    def position(self, row: int, column: int) -> tuple[str, types.Position]:
        place = Location(row, column)
        uri, where = self.range(Span(self.path, place, place))
        return uri, where.start


def to_range(start: Location, end: Location, codec: PositionCodec, lines: Sequence[str]) -> types.Range:
    """The range in the units that the editor counts in.

    From rows and columns from 1, in code points.
    """

    def position(location: Location) -> types.Position:
        return codec.position_to_client_units(lines, types.Position(location.row - 1, location.column - 1))

    return types.Range(position(start), position(end))


def document(workspace: Workspace, uri: str) -> TextDocument | None:
    """The open document; the workspace keeps them under their URIs without escapes."""
    found: TextDocument | None = workspace.text_documents.get(unquote(uri))
    return found


def program(workspace: Workspace, uri: str) -> Program | None:
    """The program that a document is, or is a cell of.

    None where it is not open, or not Python.
    """
    notebook = workspace.get_notebook_document(notebook_uri=uri) or workspace.get_notebook_document(cell_uri=uri)
    if notebook is not None:
        parts = _parts(workspace, notebook)
        numbers = [number for number, _ in parts]
        documents = [one for _, one in parts]
        cells = Cells([one.source for one in documents], numbers)
        return Program(notebook.uri, path_of(notebook.uri), cells.text, documents, workspace.position_codec, cells)
    found = document(workspace, uri)
    if found is None:
        return None
    path = path_of(found.uri)
    text = "" if path.endswith(NOTEBOOK) else found.source  # a notebook opened as the text that it is stored as
    return Program(found.uri, path, text, [found], workspace.position_codec)


def _parts(workspace: Workspace, notebook: types.NotebookDocument) -> list[tuple[int, TextDocument]]:
    """The Python cells, numbered among all cells."""
    found = []
    for number, cell in enumerate(notebook.cells, 1):
        one = document(workspace, cell.document)
        if cell.kind == types.NotebookCellKind.Code and one is not None and one.language_id in ("python", None):
            found.append((number, one))
    return found


def stamp(workspace: Workspace, uri: str) -> Stamp | None:
    """Changes with the program; None where it is not open."""
    notebook = workspace.get_notebook_document(notebook_uri=uri) or workspace.get_notebook_document(cell_uri=uri)
    if notebook is not None:
        return notebook.version, *((one.uri, one.version) for _, one in _parts(workspace, notebook))
    found = document(workspace, uri)
    return None if found is None else (found.version,)


def key_of(workspace: Workspace, uri: str) -> str:
    """One name for all documents of a program."""
    notebook = workspace.get_notebook_document(cell_uri=uri)
    return unquote(uri if notebook is None else notebook.uri)


def programs(workspace: Workspace) -> Iterator[str]:
    """The URI of one document of each open program."""
    found = {key_of(workspace, one.uri): one.uri for one in workspace.text_documents.values()}
    yield from found.values()


def naming(workspace: Workspace, name: str, but: str) -> list[str]:
    """Open documents in which a name stands.

    One of each open program, other than `but`.
    """
    word = re.compile(rf"\b{re.escape(name)}\b")
    found = {
        key_of(workspace, one.uri): one.uri for one in workspace.text_documents.values() if word.search(one.source)
    }
    return [uri for key, uri in found.items() if key != but]


def module_name(path: str) -> str:
    """The last part of the name under which a file is imported."""
    folder, file = os.path.split(path)
    name = os.path.splitext(file)[0]
    return os.path.basename(folder) if name == "__init__" else name


def path_of(uri: str) -> str:
    """The document's path; of one that has none (`untitled:Untitled-1`), its name."""
    return uris.to_fs_path(uri) or unquote(uri.rpartition(":")[2]) or "untitled"


def others(workspace: Workspace, path: str) -> tuple[tuple[str, str], ...]:
    """What other open documents say that Python files can be.

    Programs may import them.
    """
    return tuple(
        (os.path.abspath(other), one.source)
        for one in workspace.text_documents.values()
        if (other := uris.to_fs_path(one.uri)) and other.endswith((".py", ".pyi")) and other != path
    )
