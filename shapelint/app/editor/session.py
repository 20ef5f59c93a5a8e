"""One editor's session.

Which analyses are made when, and whose results still count.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from shapelint.app.editor import documents, shown, worker
from shapelint.app.editor.analysis import Analysis, Request
from shapelint.app.editor.documents import Program, Stamp
from shapelint.app.editor.pool import Worker
from shapelint.app.editor.settings import EditorSettings, read
from shapelint.app.editor.underway import Underway
from shapelint.report.findings import Finding
from shapelint.report.render.sanitize import sanitize
from shapelint.source.text import split_lines
from shapelint.version import __version__

T = TypeVar("T")

LONGEST_PAUSE = 0.15  # seconds without a keystroke
QUICK = 0.08
"""Seconds: where the last analysis took less, the next begins at once."""
SLOW = 0.5
"""Seconds: documents whose last analysis took longer have a process of their own, and keep no other waiting."""
LARGE = 30_000
"""Characters: as slow, as long as nothing is known of it."""
SMALL = 6_000
"""Characters: never slow for long, whatever else the machine does."""

NOTEBOOKS = types.NotebookDocumentSyncOptions(
    notebook_selector=[
        types.NotebookDocumentFilterWithNotebook(
            notebook=types.NotebookDocumentFilterNotebookType(notebook_type="jupyter-notebook"),
            cells=[types.NotebookCellLanguage(language="python")],
        )
    ]
)


class Session(LanguageServer):
    """folder: where relative paths begin."""

    def __init__(self, folder: str) -> None:
        # Whole texts, not edits: pygls finds the rows of edits by str.splitlines, which ends lines at form feeds, too.
        kind = types.TextDocumentSyncKind.Full
        super().__init__("shapelint", __version__, kind, notebook_document_sync=NOTEBOOKS)
        self.settings = EditorSettings()
        self.may_exit = False
        self.shows_answers = False  # of commands: else they are shown as messages
        self._quick, self._slow = Worker(folder, self.tell), Worker(folder, self.tell)
        self._underway = Underway()
        self._latest: dict[str, tuple[Stamp, int, Analysis]] = {}
        self._fixes: tuple[Request, list[Finding]] | None = None
        self._epoch = 0  # grows where something else changed than the document
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()

    def start_workers(self) -> None:
        self._quick.warm_up()

    def stop_workers(self) -> None:
        self._quick.stop()
        self._slow.stop()

    def tell(self, problem: str) -> None:
        """Shows the user what keeps documents from being checked; each problem once."""
        if problem not in self._told:
            self._told.add(problem)
            message = types.ShowMessageParams(types.MessageType.Warning, f"shapelint: {sanitize(problem)}")
            self.window_show_message(message)

    def take_settings(self, given: Any) -> None:
        if isinstance(given, dict) and given.get("showsAnswers"):
            self.shows_answers = True
        self.settings, problem = read(given)
        if problem:
            self.tell(problem)

    def can(self, *names: str) -> bool:
        """Whether the editor's capabilities name this: `can("text_document", "diagnostic")`."""
        found: Any = self.client_capabilities
        for name in names:
            found = getattr(found, name, None)
        return bool(found)

    # --- analyses ---------------------------------------------------------------------------------------------------

    def program(self, uri: str) -> Program | None:
        return documents.program(self.workspace, uri)

    def request(self, program: Program) -> Request:
        errors = () if program.cells is None else tuple(program.cells.errors)
        around = documents.others(self.workspace, program.path)
        return self.request_for(program.path, program.text, around, errors)

    def request_for(
        self, path: str, text: str, others: tuple[tuple[str, str], ...] = (),
        errors: tuple[tuple[int, int, str], ...] = (),
    ) -> Request:  # fmt: skip
        return Request(path, text, others, self.settings.config, self.settings.config_file, errors)

    async def analysis(self, uri: str) -> Analysis | None:
        """The analysis of the program once typing has paused.

        None where it is not open any more.

        One analysis serves all who ask about one version of it.
        """
        while True:
            key = documents.key_of(self.workspace, uri)
            stamp = documents.stamp(self.workspace, uri)
            if stamp is None:
                return None
            latest = self._latest.get(key)
            if latest is not None and latest[:2] == (stamp, self._epoch):
                return latest[2]
            state = stamp, self._epoch
            made = await self._underway.wait(key, state, partial(self._analyse, uri, key, *state))
            if made is not None and (documents.stamp(self.workspace, uri), self._epoch) == state:
                return made

    async def _analyse(self, uri: str, key: str, stamp: Stamp, epoch: int) -> Analysis | None:
        """None where the program changed while typing went on."""
        latest = self._latest.get(key)
        seconds = latest[2].seconds if latest is not None else 0.0
        await asyncio.sleep(0 if seconds < QUICK else min(seconds, LONGEST_PAUSE))
        program = self.program(uri)
        if program is None or documents.stamp(self.workspace, uri) != stamp or epoch != self._epoch:
            return None
        made = await self._worker(key, program).analyse(self.request(program))
        if documents.stamp(self.workspace, uri) is not None:
            self._latest[key] = stamp, epoch, made
        return made

    def _worker(self, key: str, program: Program) -> Worker:
        latest = self._latest.get(key)
        size = len(program.text)
        is_slow = size > LARGE if latest is None else size > SMALL and latest[2].seconds > SLOW
        return self._slow if is_slow else self._quick

    async def ask(self, program: Program, otherwise: T, function: Callable[..., T], *arguments: Any) -> T:
        """What the worker that knows a program answers about it."""
        key = documents.key_of(self.workspace, program.uri)
        return await self._worker(key, program).ask(otherwise, function, self.request(program), *arguments)

    async def analyse_file(self, path: str, text: str) -> Analysis:
        """A file that is not open."""
        return await self._slow.analyse(self.request_for(path, text, documents.others(self.workspace, path)))

    async def files(self, folders: list[str]) -> list[str]:
        return await self._slow.ask([], worker.files_of, folders, self.request_for("", ""))

    async def fixed(self, program: Program) -> list[Finding]:
        """The findings of a program with the fixes that help.

        Tried when first asked for.
        """
        request = self.request(program)
        if self._fixes is None or self._fixes[0] != request:
            self._fixes = request, await self.ask(program, [], worker.fixes)
        return self._fixes[1]

    def lines(self, filename: str) -> tuple[str, list[str]]:
        """The URI and the lines of a file.

        As the editor has it open, else as it is on disk.
        """
        document = self.workspace.get_text_document(uris.from_fs_path(filename) or filename)
        try:
            return document.uri, split_lines(document.source)
        except (OSError, UnicodeError):
            return document.uri, []

    def diagnostics(self, program: Program, analysis: Analysis) -> dict[str, list[types.Diagnostic]]:
        related = self.can("text_document", "publish_diagnostics", "related_information")
        return shown.diagnostics(program, analysis.findings, related, self.lines)

    # --- telling the editor -----------------------------------------------------------------------------------------

    @property
    def is_asked(self) -> bool:
        """Whether the editor asks for diagnostics itself."""
        return self.can("text_document", "diagnostic")

    def changed(self, uri: str) -> None:
        """Send the program's diagnostics once typing pauses.

        Unless the editor asks for them itself.
        """
        if self.is_asked:
            return
        key = documents.key_of(self.workspace, uri)
        if key in self._waiting:
            self._waiting[key].cancel()
        task = asyncio.get_running_loop().create_task(self._push(uri))
        self._waiting[key] = task
        task.add_done_callback(lambda done: self._waiting.pop(key) if self._waiting.get(key) is done else None)

    async def _push(self, uri: str) -> None:
        analysis = await self.analysis(uri)
        program = self.program(uri)
        if analysis is not None and program is not None:
            versions = {one.uri: one.version for one in program.documents}
            for document, found in self.diagnostics(program, analysis).items():
                self.publish(document, found, versions[document])

    def publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def others_changed(self) -> None:
        """What is on disk, or set, is another.

        All open programs may read differently now.
        """
        self._epoch += 1
        if not self.is_asked:
            for uri in list(documents.programs(self.workspace)):
                self.changed(uri)
        elif self.can("workspace", "diagnostics", "refresh_support"):
            self.workspace_diagnostic_refresh(None)
        if self.can("workspace", "inlay_hint", "refresh_support"):
            self.workspace_inlay_hint_refresh(None)
        if self.can("workspace", "code_lens", "refresh_support"):
            self.workspace_code_lens_refresh(None)

    def dependents_changed(self, uri: str) -> None:
        """An open file says something else.

        What else is open and names it may import it. (What imports it by way of files that are not open is looked at
        again once it is saved.)
        """
        name = documents.module_name(documents.path_of(uri))
        for other in documents.naming(self.workspace, name, documents.key_of(self.workspace, uri)):
            key = documents.key_of(self.workspace, other)
            self._latest.pop(key, None)
            self._underway.drop(key)  # it was asked with the old text
            self.changed(other)

    def closed(self, uri: str) -> None:
        key = unquote(uri)
        self._latest.pop(key, None)
        self._underway.drop(key)
        if key in self._waiting:
            self._waiting.pop(key).cancel()
        if not self.is_asked:
            self.publish(uri, [], None)
