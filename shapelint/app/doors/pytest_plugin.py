"""shapelint within pytest.

`pytest --shapelint` has a test for each file with torch in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


class ShapeBugs(Exception):
    """The findings, as they are shown."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("shapelint")
    group.addoption("--shapelint", action="store_true", help="check the tensor shapes of every file that is collected")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "shapelint: a file whose tensor shapes are checked")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if not parent.config.getoption("--shapelint") or file_path.suffix != ".py":
        return None
    try:
        if b"torch" not in file_path.read_bytes():
            return None
    except OSError:
        return None
    found: ShapelintFile = ShapelintFile.from_parent(parent, path=file_path)
    return found


class ShapelintFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        yield ShapelintItem.from_parent(self, name="shapelint")


class ShapelintItem(pytest.Item):
    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.add_marker("shapelint")

    def runtest(self) -> None:
        from shapelint.lint.check import check_files
        from shapelint.lint.config import Configs
        from shapelint.report.formats import full
        from shapelint.report.render.context import Context
        from shapelint.source.files import Unreadable, read
        from shapelint.source.text import Undecodable, decode

        def text_of(name: str) -> str | None:
            try:
                return decode(read(name)).content
            except (Unreadable, Undecodable):
                return None

        path = os.path.relpath(self.path)
        report = check_files([path], Configs().nearest(os.path.dirname(path)))
        if report.failures:
            raise ShapeBugs("\n".join(f"{name}: {why}" for name, why in report.failures))
        if report.findings:
            raise ShapeBugs(full.render(report, Context(text_of=text_of, root=os.getcwd(), summary=False)))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, ShapeBugs):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, "shapelint"
