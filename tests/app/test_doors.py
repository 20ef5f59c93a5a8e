"""shapelint within other tools: flake8, pytest, GitHub's workflows, and coding assistants."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parents[2]
BAD = "import torch\n\nnet = torch.nn.Linear(3, 4)\nnet(torch.rand(2, 5))\n"
GOOD = BAD.replace("(3,", "(5,")


def run(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(HERE), **more}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
def test_flake8_has_the_findings(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "silenced.py").write_text(BAD.replace("4)\n", "4)  # noqa: SHP102\n"))
    plugin = "[flake8:local-plugins]\nextension =\n    SHP = shapelint.app.doors.flake8_plugin:Plugin\n"
    is_installed = any(one.name == "SHP" for one in entry_points(group="flake8.extension"))
    (tmp_path / "setup.cfg").write_text("" if is_installed else plugin)
    options = ["--enable-extensions", "SHP", "--select", "SHP", "--isolated"]
    result = run(sys.executable, "-m", "flake8", *options[:4], "--config", "setup.cfg", ".", cwd=tmp_path)
    assert result.stdout.startswith("./bad.py:3:23: SHP102 feature-mismatch: "), result.stderr
    assert result.stdout.count("\n") == 1


@pytest.mark.slow
def test_pytest_has_a_test_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "other.py").write_text("x = 1\n")
    options = ["-p", "shapelint.app.doors.pytest_plugin", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", "."]
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    result = run(sys.executable, "-m", "pytest", *options, "--shapelint", "-q", cwd=tmp_path, **alone)
    assert "1 failed, 1 passed" in result.stdout, result.stdout + result.stderr
    assert "bad.py:3:23: SHP102 feature-mismatch" in result.stdout
    assert "no tests ran" in run(sys.executable, "-m", "pytest", *options, "-q", cwd=tmp_path, **alone).stdout


def test_the_entry_points_are_there() -> None:
    import importlib

    if sys.version_info < (3, 11):
        pytest.skip("tomllib")
    import tomllib

    points = tomllib.loads((HERE / "pyproject.toml").read_text())["project"]["entry-points"]
    for name in (points["flake8.extension"]["SHP"], points["pytest11"]["shapelint"]):
        module, _, attribute = name.partition(":")
        assert not attribute or hasattr(importlib.import_module(module), attribute)


@pytest.mark.slow
def test_the_action_annotates_and_writes_sarif(tmp_path: Path) -> None:
    action = yaml.safe_load((HERE / "action.yml").read_text())
    script = action["runs"]["steps"][-1]["run"]
    (tmp_path / "bad.py").write_text(BAD)
    shim = tmp_path / "bin" / "shapelint"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from shapelint.app.cli.main import run; run()" "$@"\n')
    shim.chmod(0o755)
    more = {"PATHS": "bad.py $(touch owned)", "ARGS": "--select SHP1", "SARIF": "out.sarif"}
    path = f"{shim.parent}:{os.environ['PATH']}"
    result = run("bash", "-e", "-c", script, cwd=tmp_path, PATH=path, **more)
    assert not (tmp_path / "owned").exists()
    assert (result.returncode, result.stdout.count("::error ")) == (2, 1), result.stderr
    result = run("bash", "-e", "-c", script, cwd=tmp_path, PATH=path, **{**more, "PATHS": "bad.py"})
    assert (result.returncode, result.stdout.split(" ")[0]) == (1, "::error")
    assert json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "SHP102"


@pytest.mark.slow
async def test_an_assistant_checks_traces_and_asks(tmp_path: Path) -> None:
    mcp = pytest.importorskip("mcp")
    from mcp.client.stdio import stdio_client

    project = tmp_path / "project"
    project.mkdir()
    (project / "bad.py").write_text(BAD)
    (tmp_path / "secret.py").write_text(BAD)
    (project / "link.py").symlink_to(tmp_path / "secret.py")
    net = "import torch\n\n\nclass Net(torch.nn.Module):\n    def __init__(self, k=3):\n        super().__init__()\n"
    net += "        self.conv = torch.nn.Conv2d(3, 8, k)\n\n    def forward(self, x):\n        return self.conv(x)\n"
    (project / "net.py").write_text(net)
    command = ["-c", "from shapelint.app.cli.main import run; run()", "mcp", "--root", str(project)]
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    server = mcp.StdioServerParameters(command=sys.executable, args=command, env=environment)
    async with stdio_client(server) as streams, mcp.ClientSession(*streams) as session:
        await session.initialize()
        tools = {tool.name for tool in (await session.list_tools()).tools}
        assert tools == {"check", "check_code", "trace", "explain", "rule"}

        async def ask(tool: str, /, **arguments: object) -> str:
            answer = await session.call_tool(tool, arguments)
            text = "".join(getattr(one, "text", "") for one in answer.content)
            return f"refused: {text}" if answer.is_error else text

        assert '"SHP102"' in (found := await ask("check")) and '"bad.py"' in found and "secret" not in found
        assert '"in_features becomes 5"' in await ask("check_code", code=BAD)
        assert "(N, 8, H - 4, W - 4)" in await ask(
            "trace", path="net.py", name="Net", inputs=["N,3,H,W"], arguments="k=5"
        )
        assert "Linear" in await ask("explain", path="bad.py", row=4)
        assert "channel-mismatch" in await ask("rule", code="SHP101")
        for path in ("../secret.py", "link.py", "/etc/passwd"):
            assert (await ask("check", path=path)).startswith("refused: "), path
