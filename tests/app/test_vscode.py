"""The extension for VS Code: its parts fit together, and its own tests pass where its packages are installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from shapelint.app.editor.settings import EditorSettings
from shapelint.version import __version__

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text())


def test_its_settings_are_those_of_the_server() -> None:
    properties = MANIFEST["contributes"]["configuration"]["properties"]
    own = {"path", "trace.server"}
    names = {name.removeprefix("shapelint.") for name in properties} - own
    assert names == {field.encode_name for field in msgspec.structs.fields(EditorSettings)}
    given = {name: properties[f"shapelint.{name}"]["default"] for name in names}
    assert msgspec.convert(given, EditorSettings) == EditorSettings()
    assert MANIFEST["version"] == __version__


def test_its_commands_are_there() -> None:
    source = (FOLDER / "src" / "extension.ts").read_text()
    registered = set(re.findall(r'registerCommand\("([\w.]+)"', source))
    assert registered == {one["command"] for one in MANIFEST["contributes"]["commands"]}


@pytest.mark.slow
@pytest.mark.skipif(
    not (FOLDER / "node_modules").exists() or shutil.which("npm") is None, reason="`npm ci` was not run"
)
def test_it_speaks_with_the_server(tmp_path: Path) -> None:
    script = tmp_path / "shapelint"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(FOLDER.parent.parent)!r})\n"
        "from shapelint.app.cli.main import run\nif __name__ == '__main__':\n    run()\n"
    )
    script.chmod(0o755)
    environment = {**os.environ, "SHAPELINT": str(script)}
    result = subprocess.run(["npm", "test"], cwd=FOLDER, env=environment, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
