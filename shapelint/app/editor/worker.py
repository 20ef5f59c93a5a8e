"""What the language server's worker processes do.

Analyse a text as if it stood at a path.

They are processes of their own, so that a text that brings the parser down costs a restart and not the editor's
session, and so that the files that are imported stay in memory, indexed and lowered, from one keystroke to the next.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from shapelint.app.editor.analysis import Analysis, Request
from shapelint.lint.config import Config, ConfigError, Configs, load, override
from shapelint.report.findings import Finding, Report
from shapelint.source.files import find

if TYPE_CHECKING:
    from shapelint.interpret.exploration.entries import Entry
    from shapelint.interpret.exploration.project import Project
    from shapelint.source.syntax.file import SourceFile

T = TypeVar("T")

WORTHWHILE = 0.2
"""Seconds: a task that has not taken that long goes on, wanted or not. To begin anew costs as much."""


class _Kept:
    """What the process remembers.

    Files read, and the runs of the last text (large: not of two texts at once).
    """

    def __init__(self) -> None:
        self.project: Project | None = None
        self.open: dict[str, SourceFile] = {}
        self.request: Request | None = None
        self.read = ""  # the text that was run: without what cannot be read of it
        self.entries: list[Entry] = []
        self.unwanted: Sequence[int] = ()

    def be_interrupted(self) -> None:
        """Keep what was read, and nothing of what was executed.

        How far that came is not known.
        """
        self.request, self.entries = None, []
        if self.project is not None:
            self.project = self.project.again()


_kept = _Kept()

FIRST = """import torch
from torch import nn
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8, 2))
out = net(torch.randn(1, 3, 3, 3))
"""
"""What is common in programs is loaded once this is analysed."""


def prepare(folder: str, unwanted: Sequence[int]) -> None:
    """Runs first in the process.

    Standard input is the protocol's: nothing here may read from it.

    unwanted: shared with the server, which enters there the numbers of tasks for which nobody waits any more.
    """
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(folder)
    _kept.unwanted = unwanted


def perform(number: int, function: Callable[..., T], *arguments: Any) -> T | None:
    """What a function answers, as the task of this number.

    None where it was interrupted.
    """
    from shapelint.interpret.state.budget import Budget
    from shapelint.interpret.state.signals import Interrupted

    begun, unwanted, place = time.monotonic(), _kept.unwanted, number % len(_kept.unwanted)
    Budget.unwanted = lambda: unwanted[place] == number and time.monotonic() > begun + WORTHWHILE
    try:
        return function(*arguments)
    except Interrupted:
        _kept.be_interrupted()
        return None
    finally:
        Budget.unwanted = None


def warm_up() -> None:
    """Imports and reads what the first analysis would have to wait for."""
    analyse(Request("untitled", FIRST))
    _kept.request, _kept.entries = None, []


def analyse(request: Request) -> Analysis:
    """What is found and known in a text."""
    begun = time.process_time()
    try:
        config = config_of(request)
        if not _is_for_us(request, config):
            return Analysis()
        report = _run(request, config)
    except ConfigError as error:
        return Analysis(problem=str(error))
    from shapelint.layers.editing.hints import hints_of
    from shapelint.layers.editing.outline import lenses_of, outline_of

    problem = "; ".join(message for _, message in report.failures)
    # Events are large, and of no use to the editor.
    own = sorted((one for one in report.findings if one.span.filename == request.path), key=lambda one: one.span)
    findings = tuple(one.with_(event=None) for one in own)
    assert _kept.project is not None
    file = _kept.project.file(request.path)
    if file is None:
        return Analysis(findings, problem=problem, seconds=time.process_time() - begun)
    return Analysis(
        findings,
        tuple(hints_of(_kept.entries, request.path)),
        tuple(outline_of(file, _kept.entries)),
        tuple(lenses_of(file, _kept.entries, lambda name: config.inputs_of(request.path, name))),
        problem,
        time.process_time() - begun,
    )


def config_of(request: Request) -> Config:
    """The configuration for a text, with what the editor sets. Raises ConfigError."""
    config = load(request.config_file) if request.config_file else Configs().nearest(os.path.dirname(request.path))
    config = override(config, dict(request.config)) if request.config else config
    return msgspec.structs.replace(config, thorough=False)  # nobody waits for minutes at each keystroke


def _is_for_us(request: Request, config: Config) -> bool:
    if "torch" not in request.text:
        return False
    if not os.path.isfile(request.path):
        return True
    return bool(find([request.path], lambda _: (config.root, config.exclude), force_exclude=True).files)


def _run(request: Request, config: Config) -> Report:
    """The report on a text.

    Where part of it is not Python (yet), that on the rest of it.
    """
    from shapelint.interpret.exploration.keeping import passing
    from shapelint.lint.one_file import check_text
    from shapelint.source.looks import let_go
    from shapelint.source.syntax.salvage import salvage

    let_go()
    _kept.request = None
    entries: list[Entry] = []

    def check(text: str) -> Report:
        project = _kept.project = _next_project(request, config)
        with passing(project, request.path):
            return check_text(text, request.path, config, project=project, try_fixes=False, see=entries.extend)

    report = check(request.text)
    read = request.text
    if not entries and any(one.code == "SHP900" for one in report.findings):
        rest = salvage(request.path, request.text)
        if rest is not None:
            read = rest
            other = check(rest)
            report.findings += other.findings
            report.failures += other.failures
    if config.selected("SHP900", "syntax-error"):
        report.findings += [_not_python(request, *error) for error in request.errors]
    _kept.request, _kept.read, _kept.entries = request, read, entries
    return report


def _not_python(request: Request, row: int, column: int, message: str) -> Finding:
    from shapelint.lint.one_file import syntax_error

    return syntax_error(request.path, row, column, message)


def _project(request: Request) -> Project:
    """A project with the files read so far.

    Other open documents say what they say, whatever stands on disk.
    """
    from shapelint.lint.one_file import new_project

    project = new_project() if _kept.project is None else _kept.project.again()
    project.files.update(_others(request))
    return project


def _next_project(request: Request, config: Config) -> Project:
    """A project that keeps what was executed for the last text.

    Where it still holds.
    """
    from shapelint.interpret.exploration.keeping import next_project
    from shapelint.lint.one_file import new_project

    return next_project(_kept.project or new_project(), request.path, _others(request), config.stand_in_folders)


def _others(request: Request) -> dict[str, SourceFile]:
    """What other open documents say."""
    from shapelint.source.syntax.file import SourceFile, SourceSyntaxError, TooNested
    from shapelint.source.syntax.salvage import salvage

    others = dict(request.others)
    _kept.open = {path: file for path, file in _kept.open.items() if others.get(path) == file.text}
    for path, text in others.items():
        if path not in _kept.open:
            try:
                _kept.open[path] = SourceFile(path, text)
            except (SourceSyntaxError, TooNested):
                rest = salvage(path, text)
                if rest is None:
                    continue
                _kept.open[path] = SourceFile(path, rest)
    return {path: _kept.open[path] for path in others if path in _kept.open}


def _known(request: Request) -> bool:
    """Whether the runs kept are those of the text.

    They are made where they are not. False where it cannot be read.
    """
    if _kept.request != request:
        try:
            config = config_of(request)
            if not _is_for_us(request, config):
                return False
            _run(request, config)
        except ConfigError:
            return False
    return True


def describe(request: Request, row: int, column: int) -> list[str]:
    """The lines that an editor shows of an operation.

    To move on in a text takes no time.
    """
    if not _known(request):
        return []
    from shapelint.layers.explaining.explain import hover
    from shapelint.layers.explaining.places import Target

    told = hover([(run.recorder.trace, _begin(one)) for one in _kept.entries for run in one.exploration.runs],
                 Target(request.path, row, column))  # fmt: skip

    return told or _about_definition(request.path, row, column)


def _about_definition(path: str, row: int, column: int) -> list[str]:
    """The lines about the class or function at a place.

    What it takes and gives, and what it demands of its inputs.
    """
    from shapelint.layers.editing.outline import input_symbols, outline_of, within
    from shapelint.layers.tracing.demands import demands_of

    file = None if _kept.project is None else _kept.project.file(path)
    if file is None:
        return []
    found = within(outline_of(file, _kept.entries), row, column)
    if not found or not found[-1].detail:
        return []
    symbol = found[-1]
    lines = [f"{symbol.name}: {symbol.detail}"]
    for entry in _kept.entries:
        if entry.kind == "class" and entry.name in [one.name for one in found]:
            given = input_symbols(entry)
            lines += [f"demands {text}" for text in demands_of(entry.exploration.main.world.facts, given)]
    return list(dict.fromkeys(lines))


def _begin(entry: Entry) -> str:
    return "" if entry.kind == "program" else entry.name


def fixes(request: Request) -> list[Finding]:
    """The findings with the fixes that were tried and help."""
    from shapelint.lint.one_file import check_text

    try:
        report = check_text(request.text, request.path, config_of(request), project=_project(request))
    except ConfigError:
        return []
    return [one.with_(event=None) for one in report.findings]


def fix_all(request: Request) -> str:
    """The text with all fixes that are certain."""
    from shapelint.lint.mending import mend
    from shapelint.lint.one_file import check_text

    config = config_of(request)

    def examine(changed: Mapping[str, str] = {}) -> Report:
        text = changed.get(request.path, request.text)
        report = check_text(text, request.path, config, project=_project(request))
        own = [one for one in report.findings if _stays_in(one, request.path)]
        return Report(own, report.coverage, report.failures)

    mended = mend(examine(), lambda name: request.text, examine, unsafe=False)
    return mended.texts.get(request.path, request.text)


def _stays_in(finding: Finding, path: str) -> bool:
    return finding.fix is None or all(edit.span.filename == path for edit in finding.fix.edits)


def trace_text(request: Request, name: str, inputs: list[str]) -> str:
    """The table of `shapelint trace`, or why there is none."""
    from shapelint.app.cli.trace_table import table
    from shapelint.layers.tracing.result import TraceError
    from shapelint.layers.tracing.trace import trace

    project = _project(request)
    try:
        project.add(request.path, request.text)
        traced = trace(f"{request.path}::{name}", inputs, project=project)
    except TraceError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - of a text that is being typed: said where it was asked
        return f"{type(error).__name__}: {error}"
    return "\n".join(table(traced)) + "\n"


def files_of(folders: list[str], request: Request) -> list[str]:
    """The files of a workspace that can hold torch code."""
    from shapelint.source.files import Unreadable, mentions_torch, read

    return list(_torch_files(folders, request, mentions_torch, read, Unreadable))


def _torch_files(folders: list[str], request: Request, mentions: Any, read: Any, unreadable: Any) -> Iterator[str]:
    try:
        configs = Configs()
        found = find(folders, lambda folder: (configs.nearest(folder).root, configs.nearest(folder).exclude))
    except ConfigError:
        return
    for path in found.files:
        try:
            if mentions(read(path)):
                yield path
        except unreadable:
            continue
