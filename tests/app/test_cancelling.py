"""Questions that an editor takes back, and texts that were typed over before they were read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from editor import BAD, COMMAND, GOOD, ODD, ask, change, open_, session
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient

pytestmark = pytest.mark.slow

# Takes seconds.
SLOW = GOOD + "".join(
    f"""
def train_{number}(images, labels, steps=300):
    net = nn.Sequential(*[nn.Sequential(nn.Conv2d(3, 3, 3, padding=1), nn.ReLU()) for _ in range(steps)])
    return net(images).flatten(1).softmax(1) @ labels
"""
    for number in range(120)
)


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def asking(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor that asks for diagnostics."""
    documents = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    await session(lsp_client, types.ClientCapabilities(text_document=documents), tmp_path)
    yield
    await lsp_client.shutdown_session()


@pytest.mark.parametrize(
    "method", [types.TEXT_DOCUMENT_HOVER, types.TEXT_DOCUMENT_INLAY_HINT, types.TEXT_DOCUMENT_DIAGNOSTIC]
)
async def test_a_question_that_is_taken_back_is_refused_at_once(
    asking: LanguageClient, tmp_path: Path, method: str
) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(asking, uri, SLOW)
    document, place = types.TextDocumentIdentifier(uri), types.Position(0, 0)
    params = {
        types.TEXT_DOCUMENT_HOVER: types.HoverParams(document, place),
        types.TEXT_DOCUMENT_INLAY_HINT: types.InlayHintParams(document, types.Range(place, place)),
        types.TEXT_DOCUMENT_DIAGNOSTIC: types.DocumentDiagnosticParams(document),
    }[method]
    asked = asyncio.ensure_future(asking.protocol.send_request_async(method, params, msg_id="taken back"))
    await asyncio.sleep(0.5)
    assert not asked.done()
    asking.cancel_request(types.CancelParams("taken back"))
    with pytest.raises(JsonRpcException) as refused:
        await asyncio.wait_for(asked, 5)
    assert refused.value.code == types.LSPErrorCodes.RequestCancelled
    change(asking, uri, BAD, 2)
    assert len(await ask(asking, uri)) == 1


async def test_who_asked_about_a_text_that_was_typed_over_hears_of_the_new_one(
    asking: LanguageClient, tmp_path: Path
) -> None:
    uri = (tmp_path / ODD).as_uri()
    open_(asking, uri, SLOW)
    first = asyncio.ensure_future(ask(asking, uri))
    await asyncio.sleep(0.5)
    change(asking, uri, BAD, 2)
    assert len(await ask(asking, uri)) == len(await first) == 1
