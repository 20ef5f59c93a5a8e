"""What an editor shows beside diagnostics: hints, quick fixes, lenses, symbols, and how it is set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from editor import BAD, COMMAND, GOOD, ODD, ask, change, hovered, open_, sent
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

pytestmark = pytest.mark.slow

MODEL = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 3, padding=1)
        self.pool = nn.MaxPool2d(2)

    def forward(self, image):
        x = self.pool(self.conv(image))
        return x
"""


def vscode() -> types.ClientCapabilities:
    return client_capabilities("visual-studio-code")


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def editor(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor that is sent diagnostics, and sets nothing."""
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True)
        )
    )
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities, root_uri=tmp_path.as_uri()))
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def setting(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor that asks for diagnostics, for the whole workspace, and wants no shapes of calls."""
    options = {"settings": {"inlayHints": "assignments", "diagnosticMode": "workspace", "ignore": ["SHP390"]}}
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
        workspace=types.WorkspaceClientCapabilities(
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        ),
    )
    parameters = types.InitializeParams(
        capabilities=capabilities, root_uri=tmp_path.as_uri(), initialization_options=options
    )
    await lsp_client.initialize_session(parameters)
    yield
    await lsp_client.shutdown_session()


async def hints(client: LanguageClient, uri: str) -> list[tuple[int, int, str]]:
    whole = types.Range(types.Position(0, 0), types.Position(10_000, 0))
    parameters = types.InlayHintParams(types.TextDocumentIdentifier(uri), whole)
    found = await asyncio.wait_for(client.text_document_inlay_hint_async(parameters), 30)
    return [(one.position.line, one.position.character, str(one.label)) for one in found or ()]


async def actions(
    client: LanguageClient, uri: str, diagnostic: types.Diagnostic, only: list[str] | None = None
) -> dict[str, types.CodeAction]:
    context = types.CodeActionContext([diagnostic], only=only)
    parameters = types.CodeActionParams(types.TextDocumentIdentifier(uri), diagnostic.range, context)
    found = await asyncio.wait_for(client.text_document_code_action_async(parameters), 60)
    return {one.title: one for one in found or ()}  # type: ignore[misc]


def applied(text: str, uri: str, action: types.CodeAction) -> str:
    """The text after an action; the edits of the tests are of whole rows, or within one."""
    assert action.edit and action.edit.changes
    rows = text.split("\n")
    offsets = [sum(len(row) + 1 for row in rows[:number]) for number in range(len(rows) + 1)]
    for edit in sorted(action.edit.changes[uri], key=lambda one: one.range.start.line, reverse=True):
        assert isinstance(edit, types.TextEdit)
        start, end = edit.range.start, edit.range.end
        text = text[: offsets[start.line] + start.character] + edit.new_text + text[offsets[end.line] + end.character :]
    return text


async def test_shapes_stand_in_the_margin_and_follow_the_typing(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(editor, uri, MODEL)
    rows = MODEL.splitlines()
    image, call, x = len("    def forward(self, image"), rows[11].index("))") + 1, len("        x")
    assert await hints(editor, uri) == [
        (10, image, ": (N, 3, H, W)"),
        (11, x, ": (N, 64, H//2, W//2)"),
        (11, call, "(N, 64, H, W)"),
    ]
    change(editor, uri, MODEL.replace("64", "8") + "\nNet()(torch.rand(2, 3, 9, 9))\n", 2)
    assert (11, x, ": (2, 8, 4, 4)") in await hints(editor, uri)
    change(editor, uri, MODEL.replace("x = self.pool(", "x = self.pool(("), 3)  # in the middle of typing
    assert await hints(editor, uri) == []


async def test_classes_have_symbols_and_lenses_that_trace(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(editor, uri, MODEL + "\n\nclass Other(Net):\n    pass\n\n\nOther()(torch.rand(2, 3, 8, 8))\n")
    document = types.TextDocumentIdentifier(uri)
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document)) or []
    net = symbols[0]
    assert isinstance(net, types.DocumentSymbol)
    assert (net.name, net.kind, net.selection_range.start.character) == ("Net", types.SymbolKind.Class, 6)
    assert [(one.name, one.kind) for one in net.children or ()] == [
        ("__init__", types.SymbolKind.Method),
        ("forward", types.SymbolKind.Method),
    ]
    assert symbols[1].name == "Other" and symbols[1].detail == "(2, 3, 8, 8) -> (2, 64, 4, 4)"  # type: ignore[union-attr]
    lenses = await editor.text_document_code_lens_async(types.CodeLensParams(document)) or []
    lens = next(one for one in lenses if one.command and one.command.arguments and one.command.arguments[1] == "Other")
    assert lens.command and lens.command.title == "trace with 2,3,8,8"
    asked = types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    table = await asyncio.wait_for(editor.workspace_execute_command_async(asked), 30)
    assert "Output: (2, 64, 4, 4)" in table
    assert "Output: (2, 64, 4, 4)" in editor.messages[-1].message


async def test_a_models_name_tells_what_it_demands(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(editor, uri, MODEL)
    text = await hovered(editor, uri, 4, len("class N"))
    assert text is not None and "Net: (N, 3, H, W) -> (N, 64, H//2, W//2)" in text
    assert "demands H and W at least 2" in text or ("demands H at least 2" in text and "demands W at least 2" in text)
    assert "forward: (N, 3, H, W)" in (await hovered(editor, uri, 10, len("    def for")) or "")
    assert await hovered(editor, uri, 4, len("cla")) is None


async def test_a_finding_can_be_mended_silenced_and_explained(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(editor, uri, BAD)
    (diagnostic,) = await sent(editor, uri)
    assert diagnostic.code_description and diagnostic.code_description.href.endswith("/rules/channel-mismatch/")
    assert diagnostic.data["rule"] == "channel-mismatch"  # type: ignore[index]
    offered = await actions(editor, uri, diagnostic)
    assert list(offered) == [
        "in_channels becomes 16",
        "Ignore SHP101 here",
        "Ignore SHP101 in this file",
        "Explain SHP101 (channel-mismatch)",
    ]
    mended = offered["in_channels becomes 16"]
    assert mended.is_preferred and mended.diagnostics and mended.diagnostics[0].code == "SHP101"
    version = 1
    for title in list(offered)[:3]:
        after = applied(BAD, uri, offered[title])
        assert after != BAD
        version += 1
        change(editor, uri, after, version)
        assert await sent(editor, uri) == [], title
    assert applied(BAD, uri, mended) == GOOD
    assert "shapelint.explain" in str(offered["Explain SHP101 (channel-mismatch)"].command)
    asked = types.ExecuteCommandParams("shapelint.explain", ["SHP101"])
    text = await editor.workspace_execute_command_async(asked)
    assert "channel-mismatch" in text and "```python" in text
    change(editor, uri, BAD, version + 1)
    await sent(editor, uri)
    (fix_all,) = (await actions(editor, uri, diagnostic, ["source.fixAll"])).values()
    assert applied(BAD, uri, fix_all) == GOOD


async def test_typing_takes_away_only_what_cannot_be_read(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.py").as_uri()
    open_(editor, uri, BAD + "\n\ndef later(x):\n    return x.view(\n")
    assert [one.code for one in await sent(editor, uri)] == ["SHP101", "SHP900"]
    change(editor, uri, BAD + "\nnet = nn.Sequential(\n", 2)  # what it was, it is no longer
    assert [one.code for one in await sent(editor, uri)] == ["SHP101", "SHP900"]
    change(editor, uri, GOOD.replace("net(", "net = (\nnet("), 3)
    assert [one.code for one in await sent(editor, uri)] == ["SHP900"]


async def test_what_is_open_and_unsaved_is_what_others_import(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "layers.py").write_text("WIDTH = 16\n")
    layers, uri = (tmp_path / "layers.py").as_uri(), (tmp_path / "net.py").as_uri()
    text = "from layers import WIDTH\n" + GOOD.replace("Conv2d(16,", "Conv2d(WIDTH,")
    open_(editor, uri, text)
    assert await sent(editor, uri) == []
    open_(editor, layers, "WIDTH = 16\n")
    change(editor, layers, "WIDTH = 8\n", 2)
    while not editor.diagnostics[uri]:
        await asyncio.wait_for(editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 30)
    assert [one.code for one in editor.diagnostics[uri]] == ["SHP101"]


async def test_a_code_in_a_comment_is_explained(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.py").as_uri()
    open_(editor, uri, "import torch\nx = 1  # shapelint: ignore[SHP101]\n")
    (unused,) = await sent(editor, uri)
    assert (unused.code, list(unused.tags or ())) == ("SHP901", [types.DiagnosticTag.Unnecessary])
    text = await hovered(editor, uri, 1, len("x = 1  # shapelint: ignore[SH"))
    assert text is not None and "another number of channels" in text


async def test_the_editors_settings_are_taken_and_can_change(setting: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.py").as_uri()
    open_(setting, uri, MODEL)
    assert [text for _, _, text in await hints(setting, uri)] == [": (N, 3, H, W)", ": (N, 64, H//2, W//2)"]
    change(setting, uri, BAD, 2)
    assert [one.code for one in await ask(setting, uri)] == ["SHP101"]
    parameters = types.DidChangeConfigurationParams({"shapelint": {"inlayHints": "off", "ignore": ["SHP1"]}})
    setting.workspace_did_change_configuration(parameters)
    assert await ask(setting, uri) == []
    assert await hints(setting, uri) == []


async def test_files_that_nobody_has_open_are_checked_where_that_is_set(
    setting: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "other.py").write_text("print(1)\n")
    report = await asyncio.wait_for(setting.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([])), 60)
    found = {one.uri.rpartition("/")[2]: one for one in report.items}
    assert set(found) == {"bad.py", "good.py"}
    assert [one.code for one in found["bad.py"].items] == ["SHP101"]  # type: ignore[union-attr]
    before = [types.PreviousResultId(one.uri, one.result_id or "") for one in report.items]
    (tmp_path / "good.py").write_text(BAD)
    again = await asyncio.wait_for(setting.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(before)), 60)
    kinds = {one.uri.rpartition("/")[2]: one.kind for one in again.items}
    assert kinds == {"bad.py": "unchanged", "good.py": "full"}


async def test_what_changes_on_disk_is_read_again(setting: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "layers.py").write_text("WIDTH = 16\n")
    uri = (tmp_path / "net.py").as_uri()
    open_(setting, uri, "from layers import WIDTH\n" + GOOD.replace("Conv2d(16,", "Conv2d(WIDTH,"))
    document = types.TextDocumentIdentifier(uri)
    first = await setting.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
    assert not first.items  # type: ignore[union-attr]
    (tmp_path / "layers.py").write_text("WIDTH = 8  # changed\n")
    changes = [types.FileEvent((tmp_path / "layers.py").as_uri(), types.FileChangeType.Changed)]
    setting.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))
    assert [one.code for one in await ask(setting, uri)] == ["SHP101"]
    same = types.DocumentDiagnosticParams(document, previous_result_id=first.result_id)
    assert (await setting.text_document_diagnostic_async(same)).kind == "full"


CELLS = [
    "%matplotlib inline\nimport torch\nfrom torch import nn",
    "net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(8, 32, 3))",
    "!ls\ny = net(torch.randn(1, 3, 32, 32))",
]


async def test_the_cells_of_a_notebook_are_one_program(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.ipynb").as_uri()
    cells = [f"vscode-notebook-cell:{uri}#W{number}" for number in range(len(CELLS))]
    notebook = types.NotebookDocument(
        uri, "jupyter-notebook", 1, [types.NotebookCell(types.NotebookCellKind.Code, one) for one in cells]
    )
    texts = [types.TextDocumentItem(one, "python", 1, text) for one, text in zip(cells, CELLS, strict=True)]
    editor.notebook_document_did_open(types.DidOpenNotebookDocumentParams(notebook, texts))
    while not editor.diagnostics.get(cells[1]):
        await asyncio.wait_for(editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 30)
    (diagnostic,) = editor.diagnostics[cells[1]]
    column = CELLS[1].index("8, 32")
    assert (diagnostic.code, diagnostic.range.start) == ("SHP101", types.Position(0, column))
    assert not editor.diagnostics[cells[0]] and not editor.diagnostics[cells[2]]
    offered = await actions(editor, cells[1], diagnostic)
    fixed = applied(CELLS[1], cells[1], offered["in_channels becomes 16"])
    content = types.NotebookDocumentCellContentChanges(
        types.VersionedTextDocumentIdentifier(2, cells[1]), [types.TextDocumentContentChangeWholeDocument(fixed)]
    )
    change_ = types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(text_content=[content]))
    editor.notebook_document_did_change(
        types.DidChangeNotebookDocumentParams(types.VersionedNotebookDocumentIdentifier(2, uri), change_)
    )
    assert (1, 1, ": (1, 32, 28, 28)") in await hints(editor, cells[2])
    assert not editor.diagnostics[cells[1]]
