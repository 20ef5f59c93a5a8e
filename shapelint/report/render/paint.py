"""ANSI colour, or none."""

from __future__ import annotations

from dataclasses import dataclass

from shapelint.report.findings import Severity


@dataclass(frozen=True)
class Paint:
    """Wraps text in ANSI escapes where `color` is on.

    The text must be sanitized before.
    """

    color: bool

    def _with(self, codes: str, text: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.color and text else text

    def strong(self, text: str) -> str:
        return self._with("1", text)

    def severity(self, severity: Severity, text: str) -> str:
        return self._with("1;31" if severity == "error" else "1;33", text)

    def gutter(self, text: str) -> str:
        return self._with("1;34", text)

    def second(self, text: str) -> str:
        """What belongs to a second label."""
        return self._with("1;36", text)

    def removed(self, text: str) -> str:
        return self._with("31", text)

    def added(self, text: str) -> str:
        return self._with("32", text)
