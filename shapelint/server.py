"""The language server: diagnostics for open documents, over standard input and output.

Editors that can ask for diagnostics (pull) are answered; to the others they are sent (push). Analysis waits until
typing pauses, runs in a worker process, and its result counts only for the version it was made from.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import TimeoutError as AnalysisTimeout
from typing import Any
from urllib.parse import unquote

from lsprotocol import types
from pebble import ProcessExpired, ProcessPool
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec

from shapelint import server_worker
from shapelint.findings import Finding, Location, Span
from shapelint.output.sanitize import sanitize
from shapelint.source.text import split_lines
from shapelint.version import __version__

PAUSE = 0.15  # seconds without a keystroke
LIMIT = 60  # seconds that one analysis may take

log = logging.getLogger(__name__)


class ShapelintServer(LanguageServer):
    """One editor's session."""

    def __init__(self) -> None:
        # Whole texts, not edits: pygls finds the rows of edits by str.splitlines, which ends lines at form feeds, too.
        super().__init__("shapelint", __version__, types.TextDocumentSyncKind.Full)
        self._pool: ProcessPool | None = None
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()

    # --- analysis -------------------------------------------------------------------------------------------------

    def worker(self) -> ProcessPool:
        if self._pool is None:
            # Not forked: this process has threads.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(max_workers=1, initializer=server_worker.prepare, context=context)
        return self._pool

    def stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()

    async def settled(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics of the document as it is once typing has paused."""
        while True:
            version = self._version(uri)
            await asyncio.sleep(PAUSE)
            if version != self._version(uri):
                continue
            document = self.workspace.get_text_document(uri)
            path = _path(uri)
            findings = await self._findings(path, document.source)
            if version == self._version(uri):
                return self._diagnostics(uri, path, document.source, findings)

    def _version(self, uri: str) -> int | None:
        document = self.workspace.text_documents.get(uri)
        return document.version if document else None

    async def _findings(self, path: str, text: str) -> list[Finding]:
        future = self.worker().schedule(server_worker.analyse, args=[path, text], timeout=LIMIT)
        try:
            # Shielded: cancelling a request must not kill the worker, with all it remembers.
            findings, problem = await asyncio.shield(asyncio.wrap_future(future))
        except (AnalysisTimeout, asyncio.TimeoutError):
            findings, problem = [], f"{path}: not checked within {LIMIT} seconds"
        except ProcessExpired:
            findings, problem = [], f"{path}: the analysis crashed"
        if problem and problem not in self._told:
            self._told.add(problem)
            message = types.ShowMessageParams(types.MessageType.Warning, f"shapelint: {sanitize(problem)}")
            self.window_show_message(message)
        return findings

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
            uri = uris.from_fs_path(filename) or filename
            try:
                lines = split_lines(self.workspace.get_text_document(uri).source)
            except (OSError, UnicodeError):
                lines = []
            sources[filename] = (uri, lines)
        return sources[filename]

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
        if uri in self.workspace.text_documents:
            self._publish(uri, diagnostics, self._version(uri))

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def saved(self) -> None:
        """What is on disk is what other documents import: all of them may read differently now."""
        workspace = self.client_capabilities.workspace
        if not self._can("diagnostic"):
            for uri in self.workspace.text_documents:
                self.changed(uri)
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


def create() -> ShapelintServer:
    """The server with its features."""
    server = ShapelintServer()

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        server.worker().schedule(server_worker.warm_up)

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

    return server


def serve() -> None:
    """Runs until the editor says exit. Raises nothing that the editor could not be told."""
    server = create()
    try:
        server.start_io()
    finally:
        server.stop()
