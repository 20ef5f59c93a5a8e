"""The language server, spoken to as an editor speaks to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from editor import BAD, COMMAND, GOOD, ODD, WIDE, ask, change, hovered, open_, place, sent, session
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

pytestmark = pytest.mark.slow


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def pushed(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor that is sent diagnostics (it does not ask for them), and counts in UTF-16."""
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True)
        )
    )
    await session(lsp_client, capabilities, tmp_path)
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def pulling(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor that asks for diagnostics, and counts in UTF-8 bytes (as neovim does)."""
    capabilities = client_capabilities("neovim")
    assert capabilities.text_document
    capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities()
    capabilities.general = types.GeneralClientCapabilities(position_encodings=["utf-8"])
    await session(lsp_client, capabilities, tmp_path)
    yield
    await lsp_client.shutdown_session()


@pytest.mark.parametrize("name", ["a.py", ODD])
async def test_what_is_opened_is_checked_and_what_is_mended_falls_silent(
    pushed: LanguageClient, tmp_path: Path, name: str
) -> None:
    uri = (tmp_path / name).as_uri()
    open_(pushed, uri, BAD)
    (diagnostic,) = await sent(pushed, uri)
    column = BAD.splitlines()[3].index("8, 32")
    assert place(diagnostic) == (3, column, column + 1)
    assert (diagnostic.code, diagnostic.source, diagnostic.severity) == (
        "SHP101",
        "shapelint",
        types.DiagnosticSeverity.Error,
    )
    assert diagnostic.message.startswith("channel-mismatch: ")
    assert [one.location.uri for one in diagnostic.related_information or ()] == [uri]
    change(pushed, uri, GOOD, 2)
    assert await sent(pushed, uri) == []


async def test_of_quick_changes_only_the_last_is_analysed(pushed: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.py").as_uri()
    open_(pushed, uri, GOOD)
    for version in range(2, 12):
        change(pushed, uri, BAD if version % 2 else GOOD, version)
    assert len(await sent(pushed, uri)) == 1
    with pytest.raises(asyncio.TimeoutError):  # one answer for all of them
        await asyncio.wait_for(pushed.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 1)


async def test_columns_are_the_editors(pushed: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.py").as_uri()
    open_(pushed, uri, WIDE)
    (diagnostic,) = await sent(pushed, uri)
    assert diagnostic.range.start.character == WIDE.splitlines()[3].index("8, 32") + 1


async def test_closing_takes_the_diagnostics_away(pushed: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.py").as_uri()
    open_(pushed, uri, BAD)
    assert len(await sent(pushed, uri)) == 1
    pushed.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    assert await sent(pushed, uri) == []


async def test_a_document_without_a_file_is_checked_as_well(pushed: LanguageClient) -> None:
    open_(pushed, "untitled:Untitled-1", BAD)
    assert len(await sent(pushed, "untitled:Untitled-1")) == 1


async def test_saving_checks_the_open_documents_again(pushed: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    (tmp_path / ODD).parent.mkdir(exist_ok=True)
    (tmp_path / ODD).write_text(BAD)
    open_(pushed, uri, BAD)
    assert len(await sent(pushed, uri)) == 1
    (tmp_path / "shapelint.toml").write_text('ignore = ["SHP101"]\n')
    pushed.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
    assert await sent(pushed, uri) == []


async def test_a_broken_configuration_is_told_and_not_fatal(pushed: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.py").as_uri()
    (tmp_path / "shapelint.toml").write_text("slect = []\n")
    open_(pushed, uri, BAD)
    assert await sent(pushed, uri) == []
    assert "unknown key `slect`; did you mean `select`?" in pushed.messages[0].message
    (tmp_path / "shapelint.toml").unlink()
    change(pushed, uri, BAD + "\n", 2)
    assert len(await sent(pushed, uri)) == 1


async def test_whoever_asks_is_answered_and_sent_nothing(pulling: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(pulling, uri, WIDE)
    (diagnostic,) = await ask(pulling, uri)
    line = WIDE.splitlines()[3]
    assert diagnostic.range.start.character == len(line[: line.index("8, 32")].encode())
    change(pulling, uri, GOOD, 2)
    assert await ask(pulling, uri) == []
    assert pulling.diagnostics == {}


async def test_the_answer_is_about_the_last_text(pulling: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(pulling, uri, GOOD + "for _ in range(1900):\n    net(torch.randn(1, 3, 32, 32))\n")
    asked = asyncio.ensure_future(ask(pulling, uri))
    await asyncio.sleep(0.3)  # it is being analysed, which takes longer
    change(pulling, uri, BAD, 2)
    assert len(await asked) == 1


async def test_a_notebook_opened_as_text_is_left_alone(pushed: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.ipynb").as_uri()
    open_(pushed, uri, '{"cells": [{"source": ["import torch\\n", "(("]}], "trusted": true}')
    assert await sent(pushed, uri) == []
    open_(pushed, uri, "import torch\n((")  # and not because it happens to be Python, too
    assert await sent(pushed, uri) == []
    assert pushed.messages == []


async def test_hovering_explains_the_operation(pushed: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(pushed, uri, WIDE.replace("(8,", "(16,").replace("32, 32)", "9, 9)"))
    line = WIDE.replace("(8,", "(16,").splitlines()[3]
    text = await hovered(pushed, uri, 3, line.index("nn.Conv2d(16") + 5)  # counted in UTF-16
    assert text is not None
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ("```text", "```")
    assert len(lines) <= 14
    assert "net.1 (Conv2d)" in text
    assert "floor((7 - 3)/1) + 1 = 5" in text
    assert "parameters: 3*3*16*32 + 32 = 4,640" in text
    assert await hovered(pushed, uri, 0, 3) is None
    change(pushed, uri, "def (:  # torch\n", 2)
    assert await hovered(pushed, uri, 0, 3) is None
