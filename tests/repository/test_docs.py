"""The documentation: it builds, its commands work, and nothing has been forgotten in it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from shapelint.app.cli.main import main
from shapelint.lint.config import Config
from shapelint.ops.core.catalog import operations
from shapelint.rules.catalog import rules
from shapelint.version import DOCUMENTATION, rule_url

HERE = Path(__file__).parents[2]
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in (HERE / "docs").glob("*.md")}

ROOMS = {path.name for path in (HERE / "shapelint").iterdir() if path.is_dir()} - {"__pycache__", "stand_ins"}

COMMANDS = sorted(
    {line for text in PAGES.values() for line in re.findall(r"^shapelint (?:pad|explain) .*$", text, re.MULTILINE)}
)


@pytest.mark.slow
def test_it_builds_and_every_rule_and_operation_has_its_place(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=HERE, capture_output=True, text=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    for rule in rules():
        page = tmp_path / rule_url(rule.name).removeprefix(DOCUMENTATION).strip("/") / "index.html"
        assert rule.code in page.read_text(encoding="utf-8")
    table = (tmp_path / "operations" / "index.html").read_text(encoding="utf-8")
    assert [name for name in operations() if f"<code>{name}</code>" not in table] == []
    libraries = (tmp_path / "libraries" / "index.html").read_text(encoding="utf-8")
    assert [one for one in ("torchvision", "gymnasium", "cv2") if f"<code>{one}</code>" not in libraries] == []
    drawn = re.findall(r'font-weight="bold"[^>]*>(\w+)<', (tmp_path / "rooms.svg").read_text(encoding="utf-8"))
    assert sorted(drawn) == sorted(ROOMS)


@pytest.mark.parametrize("command", COMMANDS)
def test_its_commands_work(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out


def test_the_configuration_page_names_every_key() -> None:
    page = PAGES["configuration"]
    keys = {key.replace("_", "-") for key in Config.__struct_fields__} - {"root"}
    named = set(re.findall(r"^(?:\[tool\.shapelint\.)?([a-z-]+)(?: = |\])", page, re.MULTILINE))
    assert keys - named == set()


def test_the_picture_of_the_rooms_names_those_there_are() -> None:
    named = re.findall(r"^\| (\w+) \| [^|]+ \|$", PAGES["how-it-works"], re.MULTILINE)[1:]
    assert set(named) == ROOMS and len(named) == len(ROOMS)


def test_the_glossary_has_each_word_once() -> None:
    words = re.findall(r"^\| ([^|]+) \|", PAGES["glossary"], re.MULTILINE)[2:]
    assert len(words) > 25 and len(words) == len(set(words))
