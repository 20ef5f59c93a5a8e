"""What an editor can ask about one document."""

from __future__ import annotations

import hashlib

from lsprotocol import types

from shapelint.app.editor import shown, worker
from shapelint.app.editor.actions import EXPLAIN, FIX_ALL, QUICK_FIX, actions, whole
from shapelint.app.editor.hovering import hover, rule_text
from shapelint.app.editor.session import Session
from shapelint.report.render.sanitize import sanitize

TRACE = "shapelint.trace"


def add(server: Session) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier="shapelint"),
    )
    async def asked(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        return await _report(server, params)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        return await hover(server, params.text_document.uri, params.position)

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hinted(params: types.InlayHintParams) -> list[types.InlayHint]:
        mode = server.settings.inlay_hints
        uri = params.text_document.uri
        analysis = await server.analysis(uri) if mode != "off" else None
        program = server.program(uri)
        if analysis is None or program is None:
            return []
        return shown.hints(program, analysis, uri, params.range, mode)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outlined(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        analysis = await server.analysis(params.text_document.uri)
        program = server.program(params.text_document.uri)
        if analysis is None or program is None:
            return []
        return shown.symbols(program, analysis.symbols, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lensed(params: types.CodeLensParams) -> list[types.CodeLens]:
        analysis = await server.analysis(params.text_document.uri) if server.settings.code_lens else None
        program = server.program(params.text_document.uri)
        if analysis is None or program is None:
            return []
        return shown.lenses(program, analysis, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([QUICK_FIX, FIX_ALL]))
    async def offered(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await _actions(server, params)

    @server.command(EXPLAIN)
    def explain(code: str) -> str:
        """The rule's text, as Markdown.

        Also shown, for editors that do nothing with what a command answers.
        """
        text = rule_text(code)
        _show(server, text)
        return text

    @server.command(TRACE)
    async def trace(uri: str, name: str, inputs: list[str]) -> str:
        program = server.program(uri)
        if program is None:
            return "the document is not open"
        text = await server.ask(program, "the trace came to no end", worker.trace_text, name, inputs)
        shown_text = "\n".join(sanitize(line) for line in text.split("\n"))
        _show(server, shown_text)
        return shown_text


def _show(server: Session, text: str) -> None:
    """Unless the editor shows what a command answers, as our extensions do."""
    if not server.shows_answers:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


async def _report(server: Session, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    uri = params.text_document.uri
    analysis = await server.analysis(uri)
    program = server.program(uri)
    items = [] if analysis is None or program is None else server.diagnostics(program, analysis).get(uri, [])
    mark = mark_of(items)
    if mark == params.previous_result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(mark)
    return types.RelatedFullDocumentDiagnosticReport(items, result_id=mark)


def mark_of(items: list[types.Diagnostic]) -> str:
    """The same for the same diagnostics."""
    return hashlib.blake2b(repr(items).encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()


async def _actions(server: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri, only = params.text_document.uri, params.context.only
    analysis = await server.analysis(uri)
    program = server.program(uri)
    if analysis is None or program is None:
        return []
    made: list[types.CodeAction] = []
    if only is None or any(_within(QUICK_FIX.value, kind) for kind in only):
        there = [one for one in analysis.findings if _touches(program.range(one.span), uri, params.range)]
        if any(one.fix is not None for one in there):
            proven = await server.fixed(program)
            there = [one for one in proven if _touches(program.range(one.span), uri, params.range)]
        made += actions(program, uri, there, params.context.diagnostics, server.lines)
    if program.cells is None and only is not None and any(_within(FIX_ALL, kind) for kind in only):
        after = await server.ask(program, program.text, worker.fix_all)
        if after != program.text:
            edit = types.WorkspaceEdit({uri: [whole(program.text, after, program)]})
            made.append(types.CodeAction("Fix all that is certain", FIX_ALL, edit=edit))
    return made


def _within(kind: str, asked: str) -> bool:
    """Whether a kind of action is one of those asked for.

    `source.fixAll` is one of `source`.
    """
    return kind == asked or kind.startswith(f"{asked}.") or not asked


def _touches(there: tuple[str, types.Range], uri: str, asked: types.Range) -> bool:
    document, found = there

    def key(position: types.Position) -> tuple[int, int]:
        return position.line, position.character

    return document == uri and key(found.start) <= key(asked.end) and key(asked.start) <= key(found.end)
