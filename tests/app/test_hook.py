"""The pre-commit hook, installed and run by pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HERE = Path(__file__).parents[2]
README = (HERE / "README.md").read_text()
BAD = """\
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(8, 32, 3))
net(torch.randn(1, 3, 32, 32))
"""


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, timeout=600, check=False
    )


def git(folder: Path) -> None:
    """Makes the folder a repository with one commit of all that is in it."""
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-q", "-m", "all")):
        done = run("git", *command, cwd=folder)
        assert done.returncode == 0, done.stderr


@pytest.fixture
def packages(tmp_path: Path) -> None:
    """Skips where pip cannot get packages, which installing a hook needs."""
    done = run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", "probe", "pathspec", cwd=tmp_path)
    if done.returncode:
        pytest.skip("pip cannot download packages here, and pre-commit installs the hook with it")


def test_the_manifest_is_valid() -> None:
    done = run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=HERE)
    assert done.returncode == 0, done.stdout


def test_the_hook_of_the_readme_finds_what_is_committed(tmp_path: Path, packages: None) -> None:
    source, project = tmp_path / "source", tmp_path / "project"
    source.mkdir()
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(HERE / name, source)
    shutil.copytree(HERE / "shapelint", source / "shapelint", ignore=shutil.ignore_patterns("__pycache__"))
    git(source)
    project.mkdir()
    configuration = README.partition("```yaml\n")[2].partition("```")[0]
    (project / ".pre-commit-config.yaml").write_text(configuration.replace("/path/to/shapelint", str(source)))
    (project / "model.py").write_text(BAD)
    (project / "excluded.py").write_text(BAD)
    (project / "shapelint.toml").write_text('exclude = ["excluded.py"]\n')
    git(project)

    def commit(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "pre_commit", *arguments)
        return run(*command, cwd=project, PRE_COMMIT_HOME=str(tmp_path / "home"))

    done = commit("autoupdate")
    assert done.returncode == 0, done.stdout + done.stderr
    done = commit("run", "--files", "model.py", "excluded.py")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "model.py:4:52: SHP101 channel-mismatch" in done.stdout
    assert "excluded.py" not in done.stdout.partition("hook id:")[2]
    (project / "model.py").write_text(BAD.replace("Conv2d(8,", "Conv2d(16,"))
    done = commit("run", "--files", "model.py")
    assert done.returncode == 0, done.stdout + done.stderr
    installed = [path for path in (tmp_path / "home").rglob("shapelint/py.typed") if "site-packages" in path.parts]
    assert installed  # so that mypy believes the types of what `import shapelint` gives
