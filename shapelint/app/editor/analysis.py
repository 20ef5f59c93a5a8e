"""What the worker process is asked, and what it answers.

Plain data that goes from process to process.
"""

from __future__ import annotations

from msgspec import Struct

from shapelint.layers.editing.hints import Hint
from shapelint.layers.editing.outline import Lens, Symbol
from shapelint.report.findings import Finding


class Request(Struct, frozen=True):
    """A text to be analysed as if it stood at `path`.

    others: what other open documents say, by absolute path. config: keys of the configuration that the editor sets,
    `config_file` one to take instead of the nearest. errors: (row, column, message) of parts that are not Python.
    """

    path: str
    text: str
    others: tuple[tuple[str, str], ...] = ()
    config: tuple[tuple[str, object], ...] = ()
    config_file: str = ""
    errors: tuple[tuple[int, int, str], ...] = ()


class Analysis(Struct, frozen=True):
    """The worker's answer about one text.

    problem: what kept the text from being checked, "" where nothing did. seconds: of the processor that it took.
    """

    findings: tuple[Finding, ...] = ()
    hints: tuple[Hint, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    lenses: tuple[Lens, ...] = ()
    problem: str = ""
    seconds: float = 0.0
