"""An editor, for tests of the language server."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

COMMAND = [
    sys.executable,
    "-c",
    "from shapelint.app.cli.main import run; import sys; sys.argv[1:] = ['server']\nif __name__ == '__main__': run()",
]

GOOD = """\
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(16, 32, 3))
net(torch.randn(1, 3, 32, 32))
"""
BAD = GOOD.replace("Conv2d(16,", "Conv2d(8,")
ODD = "my dir, 100%25 ünï/a+b;c#d?.py"
"""A name of which an editor escapes much, and not all editors the same."""
# Before the mistake, on its line: one character that takes two units in UTF-16, four bytes in UTF-8.
WIDE = BAD.replace("net = ", "net = '😀' and ")


async def session(
    client: LanguageClient, capabilities: types.ClientCapabilities, folder: Path
) -> types.InitializeResult:
    parameters = types.InitializeParams(capabilities=capabilities, root_uri=folder.as_uri())
    return await client.initialize_session(parameters)


def open_(client: LanguageClient, uri: str, text: str) -> None:
    document = types.TextDocumentItem(uri=uri, language_id="python", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))


def change(client: LanguageClient, uri: str, text: str, version: int) -> None:
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri), [types.TextDocumentContentChangeWholeDocument(text)]
        )
    )


async def sent(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    await asyncio.wait_for(client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 30)
    return list(client.diagnostics[uri])


async def ask(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    parameters = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    report = await asyncio.wait_for(client.text_document_diagnostic_async(parameters), 30)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    return list(report.items)


def place(diagnostic: types.Diagnostic) -> tuple[int, int, int]:
    return diagnostic.range.start.line, diagnostic.range.start.character, diagnostic.range.end.character


async def hovered(client: LanguageClient, uri: str, line: int, character: int) -> str | None:
    parameters = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
    found = await asyncio.wait_for(client.text_document_hover_async(parameters), 30)
    if found is None:
        return None
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value
