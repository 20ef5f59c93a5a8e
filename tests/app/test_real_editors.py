"""The server within Neovim and Emacs themselves, where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from editor import BAD

pytestmark = pytest.mark.slow

HERE = Path(__file__).parents[2]

NEOVIM = """
local answer, out = {}, vim.env.ANSWER
local cmd = { vim.env.SHAPELINT, "server" }
local id = vim.lsp.start_client({ name = "shapelint", cmd = cmd, root_dir = vim.fn.getcwd() })
vim.cmd("edit net.py")
vim.lsp.buf_attach_client(0, id)
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(answer, { one.code or one.user_data.lsp.code, one.lnum, one.col })
end
local position = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 3, character = 22 } }
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", position, 60000)
local range = { start = position.position, ["end"] = { line = 3, character = 60 } }
local asked = { textDocument = position.textDocument, range = range, context = { diagnostics = {} } }
local actions = vim.lsp.buf_request_sync(0, "textDocument/codeAction", asked, 60000)
local titles = {}
for _, one in ipairs(actions[id].result) do table.insert(titles, one.title) end
local edit = actions[id].result[1].edit
vim.lsp.util.apply_workspace_edit(edit, "utf-16")
vim.wait(60000, function() return #vim.diagnostic.get(0) == 0 end, 50)
local file = io.open(out, "w")
file:write(vim.fn.json_encode({
  found = answer, hover = hover[id].result.contents.value, titles = titles,
  text = vim.api.nvim_buf_get_lines(0, 3, 4, true)[1], left = #vim.diagnostic.get(0),
}))
file:close()
vim.cmd("qall!")
"""

EMACS = """
(package-initialize)
(require 'eglot)
(add-to-list 'eglot-server-programs (list 'python-mode (getenv "SHAPELINT") "server"))
(setq eglot-sync-connect 60)
(find-file "net.py")
(eglot-ensure)
(call-interactively 'eglot)
(let ((tries 0))
  (while (and (< tries 600) (null (flymake-diagnostics)))
    (accept-process-output nil 0.1)
    (setq tries (1+ tries))))
(goto-char (point-min))
(forward-line 3)
(search-forward "nn.Conv2d(3")
(let* ((server (eglot-current-server))
       (hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams)))
       (row (lambda (one) (line-number-at-pos (flymake-diagnostic-beg one))))
       (pair (lambda (one) (vector (flymake-diagnostic-text one) (funcall row one))))
       (found (vconcat (mapcar pair (flymake-diagnostics)))))
  (with-temp-file (getenv "ANSWER")
    (insert (json-encode (list (cons 'found found)
                               (cons 'hover (plist-get (plist-get hover :contents) :value)))))))
(kill-emacs 0)
"""


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    (tmp_path / "my dir").mkdir()
    (tmp_path / "my dir" / "net.py").write_text(BAD)
    script = tmp_path / "shapelint"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(HERE)!r})\n"
        "from shapelint.app.cli.main import run\nif __name__ == '__main__':\n    run()\n"
    )
    script.chmod(0o755)
    return tmp_path / "answer.json"


def run(answer: Path, *command: str) -> dict[str, object]:
    environment = {**os.environ, "ANSWER": str(answer), "SHAPELINT": str(answer.parent / "shapelint")}
    environment |= {"HOME": str(answer.parent), "XDG_CONFIG_HOME": str(answer.parent)}
    result = subprocess.run(
        command, cwd=answer.parent / "my dir", env=environment, capture_output=True, text=True, timeout=200
    )
    assert answer.exists(), result.stdout + result.stderr
    found: dict[str, object] = json.loads(answer.read_text())
    return found


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim(answer: Path) -> None:
    (answer.parent / "script.lua").write_text(NEOVIM)
    found = run(answer, "nvim", "--headless", "-u", "NONE", "-c", f"luafile {answer.parent / 'script.lua'}")
    assert found["found"] == [["SHP101", 3, BAD.splitlines()[3].index("8, 32")]]
    assert "net.0 (Conv2d)" in str(found["hover"])
    assert found["titles"] == [
        "in_channels becomes 16",
        "Ignore SHP101 here",
        "Ignore SHP101 in this file",
        "Explain SHP101 (channel-mismatch)",
    ]
    assert ("(16, 32" in str(found["text"]), found["left"]) == (True, 0)


@pytest.mark.skipif(shutil.which("emacs") is None, reason="Emacs is not installed")
def test_emacs(answer: Path) -> None:
    (answer.parent / "script.el").write_text(EMACS)
    found = run(answer, "emacs", "--batch", "-l", "python", "-l", str(answer.parent / "script.el"))
    ((text, row),) = found["found"]  # type: ignore[misc]
    assert "channel-mismatch" in text and row == 4
    assert "net.0 (Conv2d)" in str(found["hover"])
