"""The language server: diagnostics for open documents, over standard input and output.

Editors that can ask for diagnostics (pull) are answered; to the others they are sent (push). Analysis waits until
typing pauses, runs in a worker process, and its result counts only for the version it was made from.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec, TextDocument

from shapelint.app.editor.pool import Worker
from shapelint.lint.safe_start import away
from shapelint.report.findings import Finding
from shapelint.report.render.sanitize import sanitize
from shapelint.source.span import Location, Span
from shapelint.source.text import split_lines
from shapelint.version import __version__

PAUSE = 0.15  # seconds without a keystroke


class ShapelintServer(LanguageServer):
    """One editor's session. folder: where relative paths begin."""

    def __init__(self, folder: str) -> None:
        # Whole texts, not edits: pygls finds the rows of edits by str.splitlines, which ends lines at form feeds, too.
        super().__init__("shapelint", __version__, types.TextDocumentSyncKind.Full)
        self.worker = Worker(folder, self.tell)
        self.may_exit = False
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()

    async def settled(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics of the document as it is once typing has paused."""
        while True:
            version = self._version(uri)
            await asyncio.sleep(PAUSE)
            if version != self._version(uri):
                continue
            document = self.workspace.get_text_document(uri)
            path = _path(uri)
            findings = await self.worker.analyse(path, document.source)
            if version == self._version(uri):
                return self._diagnostics(uri, path, document.source, findings)

    def document(self, uri: str) -> TextDocument | None:
        """The open document; the workspace keeps them under their URIs without escapes."""
        found: TextDocument | None = self.workspace.text_documents.get(unquote(uri))
        return found

    def _version(self, uri: str) -> int | None:
        document = self.document(uri)
        return document.version if document else None

    def tell(self, problem: str) -> None:
        """Shows the user what keeps documents from being checked; each problem once."""
        if problem not in self._told:
            self._told.add(problem)
            message = types.ShowMessageParams(types.MessageType.Warning, f"shapelint: {sanitize(problem)}")
            self.window_show_message(message)

    # --- diagnostics ----------------------------------------------------------------------------------------------

    def _diagnostics(self, uri: str, path: str, text: str, findings: Sequence[Finding]) -> list[types.Diagnostic]:
        codec = self.workspace.get_text_document(uri).position_codec
        sources = {path: (uri, split_lines(text))}
        return [self._diagnostic(finding, codec, sources) for finding in findings]

    def _diagnostic(
        self, finding: Finding, codec: PositionCodec, sources: dict[str, tuple[str, list[str]]]
    ) -> types.Diagnostic:
        related = []
        for other in finding.related if self._can("publish_diagnostics", "related_information") else ():
            uri, lines = self._source(other.span.filename, sources)
            place = types.Location(uri, _range(other.span, codec, lines))
            related.append(types.DiagnosticRelatedInformation(place, sanitize(other.message)))
        message = f"{finding.name}: {finding.message}"
        if finding.help:
            message += f" (help: {finding.help})"
        is_error = finding.severity == "error"
        return types.Diagnostic(
            range=_range(finding.span, codec, sources[finding.span.filename][1]),
            message=sanitize(message),
            severity=types.DiagnosticSeverity.Error if is_error else types.DiagnosticSeverity.Warning,
            code=finding.code,
            source="shapelint",
            related_information=related or None,
        )

    def _source(self, filename: str, sources: dict[str, tuple[str, list[str]]]) -> tuple[str, list[str]]:
        """The URI and the lines of a file: as the editor has it open, else as it is on disk."""
        if filename not in sources:
            document = self.workspace.get_text_document(uris.from_fs_path(filename) or filename)
            try:
                lines = split_lines(document.source)
            except (OSError, UnicodeError):
                lines = []
            sources[filename] = (document.uri, lines)
        return sources[filename]

    # --- explaining -----------------------------------------------------------------------------------------------

    async def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """Formula, origins and picture of the operation under the cursor."""
        document = self.document(uri)
        if document is None:
            return None
        text = document.source
        at = document.position_codec.position_from_client_units(split_lines(text), position)
        lines = await self.worker.describe(_path(uri), text, at.line + 1, at.character + 1)
        if not lines:
            return None
        shown = "\n".join(sanitize(line).replace("`", "'") for line in lines)  # no line may end the block
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, f"```text\n{shown}\n```"))

    # --- telling the editor ---------------------------------------------------------------------------------------

    def _can(self, *names: str) -> bool:
        """Whether the editor's capabilities for text documents name this."""
        found: Any = self.client_capabilities.text_document
        for name in names:
            found = getattr(found, name, None)
        return bool(found)

    def changed(self, uri: str) -> None:
        """Sends the document's diagnostics once typing pauses, unless the editor asks for them itself."""
        if self._can("diagnostic"):
            return
        if uri in self._waiting:
            self._waiting[uri].cancel()
        task = asyncio.get_running_loop().create_task(self._push(uri))
        self._waiting[uri] = task
        task.add_done_callback(lambda done: self._waiting.pop(uri) if self._waiting.get(uri) is done else None)

    async def _push(self, uri: str) -> None:
        diagnostics = await self.settled(uri)
        if self.document(uri):
            self._publish(uri, diagnostics, self._version(uri))

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def saved(self) -> None:
        """What is on disk is what other documents import: all of them may read differently now."""
        workspace = self.client_capabilities.workspace
        if not self._can("diagnostic"):
            for document in self.workspace.text_documents.values():
                self.changed(document.uri)
        elif workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)

    def closed(self, uri: str) -> None:
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        if not self._can("diagnostic"):
            self._publish(uri, [], None)


def _path(uri: str) -> str:
    """The document's path; of one that has none (`untitled:Untitled-1`), its name."""
    return uris.to_fs_path(uri) or unquote(uri.rpartition(":")[2]) or "untitled"


def _range(span: Span, codec: PositionCodec, lines: Sequence[str]) -> types.Range:
    """From rows and columns from 1, in code points, to what the editor counts in."""

    def position(location: Location) -> types.Position:
        return codec.position_to_client_units(lines, types.Position(location.row - 1, location.column - 1))

    return types.Range(position(span.start), position(span.end))


def create(folder: str) -> ShapelintServer:
    """The server with its features."""
    server = ShapelintServer(folder)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        server.worker.warm_up()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.saved()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="shapelint"),
    )
    async def asked(params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
        return types.RelatedFullDocumentDiagnosticReport(await server.settled(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        return await server.hover(params.text_document.uri, params.position)

    @server.feature(types.SHUTDOWN)
    def shut_down(params: None) -> None:
        server.may_exit = True

    return server


def serve() -> int:
    """Runs until the editor says exit. The exit code is the protocol's: 0 if it said before that it would, else 1."""
    # The protocol has standard output for itself: whatever else is written goes where errors go.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with away() as folder:
        server = create(folder)
        try:
            server.start_io(stdout=output)
        finally:
            server.worker.stop()
    return 0 if server.may_exit else 1
