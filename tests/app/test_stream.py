"""On a terminal findings appear as they are found, each once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, cast

import pytest

from shapelint.app.cli.stream import Stream
from shapelint.lint.one_file import check_source
from shapelint.report.findings import Report

BAD = "import torch\nfrom torch import nn\n\nnn.Linear(3, 2)(torch.randn(2, 4))\n"


class Told:
    """Stands for the outputs, and keeps what they are told."""

    def __init__(self) -> None:
        self.reports: list[list[str]] = []

    def tell(self, report: Report, texts: Any) -> None:
        self.reports.append([one.span.filename for one in report.findings])


def test_each_finding_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = Told()
    stream = Stream(cast(Any, told), cast(Any, argparse.Namespace()), ["a.py", "b.py"])
    a, b = check_source(BAD, "a.py"), check_source(BAD, "b.py")
    again = check_source(BAD, str(tmp_path / "a.py"))  # found once more in what imports it
    stream.seen(Report(a))
    stream.seen(Report([*again, *b]))
    stream.seen(Report())
    assert told.reports == [["a.py"], ["b.py"]]
    assert stream.rest(Report([*a, *b])).findings == []
    assert stream.rest(Report(check_source(BAD, "c.py"))).findings
