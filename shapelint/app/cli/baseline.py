"""`--baseline FILE`: findings known of old, which are not reported again.

The file holds fingerprints, which do not change when lines move; and for its readers what they stand for.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from typing import Any

from shapelint.app.cli.files import Refused, write_file
from shapelint.app.cli.texts import Texts
from shapelint.app.cli.usage import UsageError
from shapelint.report.findings import Finding
from shapelint.report.render.context import Context
from shapelint.report.render.fingerprint import fingerprints
from shapelint.report.render.sanitize import sanitize
from shapelint.source.files import Unreadable, read

VERSION = 1
MOST = 100_000_000  # bytes


class Baseline:
    """The fingerprints of known findings."""

    def __init__(self, path: str, known: frozenset[str] = frozenset()) -> None:
        self._path = path
        self._known = known

    @classmethod
    def of(cls, options: argparse.Namespace) -> Baseline:
        """As the options say. Raises UsageError where the file cannot be used."""
        path: str | None = options.baseline
        if options.update_baseline:
            if path is None:
                raise UsageError("--update-baseline writes the file that --baseline names, which is missing")
            return cls(path)  # everything that is found goes into it anew
        assert path is not None
        try:
            content = json.loads(read(path, MOST))
        except Unreadable as error:
            raise UsageError(f"--baseline {path}: {error}; --update-baseline writes it") from None
        except (ValueError, RecursionError):
            content = None
        if not (isinstance(content, dict) and content.get("version") == VERSION and _are_rows(content.get("findings"))):
            raise UsageError(f"--baseline {path}: this is no baseline of shapelint's")
        return cls(path, frozenset(row["fingerprint"] for row in content["findings"]))

    def new_ones(self, findings: list[Finding], texts: Texts) -> list[Finding]:
        """The findings that are not known."""
        if not self._known:
            return findings
        marks = fingerprints(findings, self._context(texts))
        return [finding for finding, mark in zip(findings, marks, strict=True) if mark not in self._known]

    def write(self, findings: Sequence[Finding], texts: Texts) -> None:
        """Raises UsageError where the file cannot be written."""
        marks = fingerprints(findings, self._context(texts))
        rows = [
            {
                "fingerprint": mark,
                "code": finding.code,
                "filename": sanitize(finding.span.filename),
                "message": sanitize(finding.message),
            }
            for finding, mark in zip(findings, marks, strict=True)
        ]
        try:
            write_file(self._path, json.dumps({"version": VERSION, "findings": rows}, indent=1) + "\n")
        except (Refused, OSError) as error:
            raise UsageError(f"--baseline {self._path}: {getattr(error, 'strerror', None) or error}") from None

    def _context(self, texts: Texts) -> Context:
        return Context(text_of=texts.get, root=os.getcwd())


def _are_rows(rows: Any) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, dict) and isinstance(row.get("fingerprint"), str) for row in rows
    )
