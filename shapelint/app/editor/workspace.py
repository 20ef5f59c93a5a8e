"""What concerns more than one document.

Settings, files that change on disk, and files that nobody has open.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

from lsprotocol import types
from pygls import uris

from shapelint.app.editor import shown
from shapelint.app.editor.documents import document
from shapelint.app.editor.features import mark_of
from shapelint.app.editor.session import Session

WATCHED = ("**/*.py", "**/*.pyi", "**/pyproject.toml", "**/shapelint.toml", "**/.gitignore")
AT_ONCE = 20
"""Files whose diagnostics are sent together while a workspace is read."""


def add(server: Session) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        server.others_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: types.DidChangeConfigurationParams) -> None:
        given = params.settings
        if server.can("workspace", "configuration"):
            given = await _ask_settings(server) or given
        server.take_settings(given)
        server.others_changed()

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def asked(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        return await _report(server, params)


async def register(server: Session) -> None:
    """Ask the editor to tell of changed files and settings.

    And what is set, where it can.
    """
    wanted: list[tuple[str, object]] = []
    if server.can("workspace", "did_change_watched_files", "dynamic_registration"):
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(one) for one in WATCHED])
        wanted.append((types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if server.can("workspace", "did_change_configuration", "dynamic_registration"):
        section = types.DidChangeConfigurationRegistrationOptions(section="shapelint")
        wanted.append((types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    if wanted:
        made = [types.Registration(str(uuid.uuid4()), method, options) for method, options in wanted]
        await server.client_register_capability_async(types.RegistrationParams(made))
    if server.can("workspace", "configuration"):
        given = await _ask_settings(server)
        if given:
            server.take_settings(given)
            server.others_changed()


async def _ask_settings(server: Session) -> Any:
    asked = types.ConfigurationParams([types.ConfigurationItem(section="shapelint")])
    answer = await server.workspace_configuration_async(asked)
    return answer[0] if answer else None


async def _report(server: Session, params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
    """The report on files that are not open.

    Those with torch in them, where the user wants that; in parts, where the editor can.
    """
    if server.settings.diagnostic_mode != "workspace":
        return types.WorkspaceDiagnosticReport([])
    before = {one.uri: one.value for one in params.previous_result_ids}
    reports: list[Any] = []
    async for report in _reports(server, params, before):
        reports.append(report)
        if params.partial_result_token is not None and len(reports) == AT_ONCE:
            server.progress(
                types.ProgressParams(params.partial_result_token, types.WorkspaceDiagnosticReportPartialResult(reports))
            )
            reports = []
    return types.WorkspaceDiagnosticReport(reports)


async def _reports(
    server: Session, params: types.WorkspaceDiagnosticParams, before: dict[str, str]
) -> AsyncIterator[types.WorkspaceDocumentDiagnosticReport]:
    folders = [uris.to_fs_path(one.uri) for one in server.workspace.folders.values()] or [server.workspace.root_path]
    files = await server.files([one for one in folders if one])
    token = params.work_done_token
    if token is not None:
        server.work_done_progress.begin(token, types.WorkDoneProgressBegin("shapelint", percentage=0))
    for count, path in enumerate(files):
        uri = uris.from_fs_path(path) or path
        if document(server.workspace, uri) is not None:
            continue
        if token is not None:
            share = 100 * count // len(files)
            message = f"{count} of {len(files)} files"
            server.work_done_progress.report(token, types.WorkDoneProgressReport(message=message, percentage=share))
        text = _text(path)
        if text is None:
            continue
        analysis = await server.analyse_file(path, text)
        items = shown.file_diagnostics(path, analysis.findings, server.workspace.position_codec, server.lines)
        mark = mark_of(items)
        if before.get(uri) == mark:
            yield types.WorkspaceUnchangedDocumentDiagnosticReport(uri, mark)
        else:
            yield types.WorkspaceFullDocumentDiagnosticReport(uri, items, result_id=mark)
    if token is not None:
        server.work_done_progress.end(token, types.WorkDoneProgressEnd(message=f"{len(files)} files"))


def _text(path: str) -> str | None:
    from shapelint.source.files import Unreadable, read
    from shapelint.source.text import Undecodable, decode

    try:
        return decode(read(path)).content if path.endswith((".py", ".pyi")) else None
    except (Unreadable, Undecodable, OSError):
        return None
