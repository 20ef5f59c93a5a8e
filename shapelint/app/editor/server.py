"""The language server's features, over standard input and output.

Editors that can ask for diagnostics (pull) are answered; to the others they are sent (push). Analysis waits until
typing pauses, runs in worker processes, and its result counts only for the version it was made from.
"""

from __future__ import annotations

import os
import sys

from lsprotocol import types

from shapelint.app.editor import features, workspace
from shapelint.app.editor.session import Session
from shapelint.lint.safe_start import away


def create(folder: str) -> Session:
    """The server with its features."""
    server = Session(folder)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.take_settings(params.initialization_options)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        server.start_workers()
        await workspace.register(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)
        server.dependents_changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.others_changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    async def notebook_opened(params: types.DidOpenNotebookDocumentParams) -> None:
        server.changed(params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    async def notebook_changed(params: types.DidChangeNotebookDocumentParams) -> None:
        server.changed(params.notebook_document.uri)
        structure = params.change.cells.structure if params.change.cells else None
        for cell in (structure.did_close or ()) if structure else ():
            server.closed(cell.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)
    async def notebook_saved(params: types.DidSaveNotebookDocumentParams) -> None:
        server.others_changed()

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    async def notebook_closed(params: types.DidCloseNotebookDocumentParams) -> None:
        server.closed(params.notebook_document.uri)
        for cell in params.cell_text_documents:
            server.closed(cell.uri)

    features.add(server)
    workspace.add(server)

    @server.feature(types.SHUTDOWN)
    def shut_down(params: None) -> None:
        server.may_exit = True

    return server


def serve() -> int:
    """Runs until the editor says exit.

    The exit code is the protocol's: 0 if it said before that it would, else 1.
    """
    # The protocol has standard output for itself: whatever else is written goes where errors go.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # The workers need nothing of the script that started this, which they would run once more to import it.
    main = sys.modules["__main__"]
    main.__file__, main.__spec__ = None, None
    with away() as folder:
        server = create(folder)
        try:
            server.start_io(stdout=output)
        finally:
            server.stop_workers()
    return 0 if server.may_exit else 1
