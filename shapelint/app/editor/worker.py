"""What the language server's worker process does: analyse a text as if it stood at a path.

It is a process of its own, so that a text that brings the parser down costs a restart and not the editor's session, and
so that the files that are imported stay in memory, indexed and lowered, from one keystroke to the next.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from shapelint.lint.config import ConfigError, Configs
from shapelint.report.findings import Finding
from shapelint.source.files import NOTEBOOK, find

if TYPE_CHECKING:
    from shapelint.interpret.exploration.project import Project
    from shapelint.ops.core.trace import Trace


_project: Project | None = None
"""Of the last analysis."""


def prepare(folder: str) -> None:
    """Runs first in the process. Standard input is the protocol's: nothing here may read from it."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(folder)


def analyse(path: str, text: str) -> tuple[list[Finding], str]:
    """The findings in a text, and what kept it from being checked ("" where nothing did)."""
    if "torch" not in text or path.endswith(NOTEBOOK):
        return [], ""
    global _project
    from shapelint.lint.one_file import check_text, new_project

    try:
        config = Configs().nearest(os.path.dirname(path))
    except ConfigError as error:
        return [], str(error)
    if os.path.isfile(path) and not find([path], lambda _: (config.root, config.exclude), force_exclude=True).files:
        return [], ""
    _project = new_project() if _project is None else _project.again()
    report = check_text(text, path, config, project=_project, try_fixes=False)  # an editor is shown none
    problem = "; ".join(message for _, message in report.failures)
    # Events are large, and of no use to the editor.
    return [finding.with_(event=None) for finding in report.findings if finding.span.filename == path], problem


def describe(path: str, text: str, row: int, column: int) -> list[str]:
    """What an editor shows of the operation at a place, line by line. The runs of the last text are kept: to move on in
    it takes no time."""
    global _traced
    if "torch" not in text or path.endswith(NOTEBOOK):
        return []
    from shapelint.layers.explaining.explain import hover
    from shapelint.layers.explaining.places import Target

    if _traced is None or _traced[:2] != (path, text):
        _traced = None  # large: not two of them at once
        _traced = path, text, _traces(path, text)
    return hover(_traced[2], Target(path, row, column))


_traced: tuple[str, str, list[tuple[Trace, str]]] | None = None


def _traces(path: str, text: str) -> list[tuple[Trace, str]]:
    """None of a text that cannot be read: its findings say so."""
    from shapelint.layers.explaining.places import traces_of
    from shapelint.lint.one_file import new_project
    from shapelint.source.syntax.file import SourceSyntaxError, TooNested

    try:
        config = Configs().nearest(os.path.dirname(path))
        project = new_project() if _project is None else _project.again()
        return list(traces_of(project, project.add(path, text), lambda name: config.inputs_of(path, name)))
    except (ConfigError, SourceSyntaxError, TooNested):
        return []


def warm_up() -> None:
    """Imports what the first analysis would have to wait for."""
    import shapelint.lint.check  # noqa: F401
