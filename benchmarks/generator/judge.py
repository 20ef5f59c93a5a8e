"""What torch does with a generated program, what shapelint says of it, and where the two disagree."""

from __future__ import annotations

import contextlib
import io
import random
import re
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.bodies import is_shape_error
from generator.elsewhere import PLANS, anything, elsewhere
from generator.expressions import OPERATION
from generator.program import Program
from shapelint.interpret.exploration.entries import Entry, examine
from shapelint.interpret.exploration.project import Project
from shapelint.interpret.state.guesses import BATCHED
from shapelint.lint.certain import findings_of
from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding

PATH = "generated.py"


@dataclass
class Run:
    """torch's run under one plan.

    rows: how often each was executed; failing: those of the traceback, the innermost last. shapes: row -> what
    `reveal_shape` was given there. error: what the program ends with, None where it runs to its end.
    """

    rows: Counter[int] = field(default_factory=Counter)
    failing: list[int] = field(default_factory=list)
    shapes: dict[int, set[str]] = field(default_factory=dict)
    error: BaseException | None = None


@dataclass
class Verdict:
    """What came of one program.

    fails: whether torch refuses it under every plan; refused: whether for a shape, which shapelint could know of.
    false: errors on rows that some run passes. missed: the error of torch's that no finding tells of. contradicted:
    rows where torch shows what shapelint does not hold possible. unjudged: errors on rows that no run came by.
    """

    text: str
    fails: bool = False
    refused: bool = False
    false: list[str] = field(default_factory=list)
    contradicted: list[str] = field(default_factory=list)
    missed: str = ""
    unjudged: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def is_dubious(self) -> bool:
        """Whether the program has unknown conditions, `try` or helpers."""
        return re.search(r"\b(?:coin|count|some)\(|\btry:|\bdef helper|\.sum\(\) > 0", self.text) is not None

    @property
    def operations(self) -> set[str]:
        return set(OPERATION.findall(self.text))


def judge(program: Program) -> Verdict:
    """Run a program under every plan, check it, and compare."""
    text = program.text
    runs = [run_by_torch(text, plan) for plan in range(PLANS)]
    found, shapes, rounds, faults = said(text, runs)
    verdict = Verdict(text, all(run.error for run in runs), faults=faults)
    alone = [run_by_torch(one, plan) for one in program.alone for plan in range(PLANS)] if found else []
    for finding in found:
        rows = rows_of(finding)
        came_by = way_of(finding)
        # A run that ends at what is told as well, and comes first, knows nothing of a later round.
        before = set().union(*(rows_of(other) for other in found if order_of(other) < order_of(finding)))
        reached = [run for run in (*runs, *alone) if came_by <= run.rows.keys() and not before & set(run.failing[-1:])]
        # Nor does a run that ends before the round in which something is refused.
        reached = [run for run in reached if run.rows[finding.span.start.row] >= rounds.get(id(finding.event), 1)]
        told = f"row {finding.span.start.row}: {finding.code} {finding.message}"
        if any(not rows & set(run.failing) for run in reached):
            verdict.false.append(told)
        elif not reached:
            verdict.unjudged.append(told)
    verdict.contradicted = list(_contradicted(runs, shapes))
    verdict.refused, verdict.missed = _missed(text, runs, found)
    return verdict


def way_of(finding: Finding) -> set[int]:
    """The rows of the operation and of the calls that led to it."""
    event = finding.event
    places = (*event.stack, event.place) if isinstance(event, Event) else ()
    return {place.definition.place(place.at)[0] for place in places} | {finding.span.start.row}


def order_of(finding: Finding) -> int:
    """When the operation was performed, among those of its entry."""
    return finding.event.order if isinstance(finding.event, Event) else 0


NOT_SAID = re.compile(r"\bif \w+\.(?:sum\(\) > 0|requires_grad):")
"""Conditions that always turn out the same way here, by numbers and marks that are none of shapelint's business."""


def run_by_torch(text: str, plan: int, hidden: bool = False) -> Run:
    """Execute the program with the unknown as the plan has it.

    hidden: whatever shapelint does not read turns out in any way: what is called by way of `globals()` gives anything,
    conditions on numbers in tensors hold or do not, and loops of an unknown count need not go round.
    """
    import torch

    run = Run()

    lines = text.splitlines()
    if hidden:
        text = NOT_SAID.sub("if coin():", text)

    def reveal_shape(value: Any) -> Any:
        frame = sys._getframe(1)
        row, is_read = frame.f_lineno, True
        while frame is not None and is_read:  # what a call that is not read gives is not known
            is_read = frame.f_code.co_filename != PATH or "globals()[" not in lines[frame.f_lineno - 1]
            frame = frame.f_back  # type: ignore[assignment]
        if is_read:
            run.shapes.setdefault(row, set()).add(text_of(value))
        return value

    def trace(frame: Any, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename != PATH:
            return None
        if event == "line":
            run.rows[frame.f_lineno] += 1
        return trace

    torch.manual_seed(plan)
    sys.modules["elsewhere"] = elsewhere(plan, 0 if hidden else 1)
    silence = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        warnings.simplefilter("ignore")
        sys.settrace(trace)
        try:
            names = {"__name__": "__main__", "reveal_shape": reveal_shape}
            if hidden:
                names["globals"] = lambda: _Hidden(names, random.Random(plan))
            exec(compile(text, PATH, "exec"), names)
        except Exception as error:  # noqa: BLE001 - whatever the program raises
            run.error = error
            stack = traceback.extract_tb(error.__traceback__)
            run.failing = [frame.lineno or 0 for frame in stack if frame.filename == PATH]
        finally:
            sys.settrace(None)
            del sys.modules["elsewhere"]
    return run


class _Hidden:
    """`globals()` whose functions give any tensor, and whose classes make modules that do."""

    def __init__(self, names: dict[str, Any], pick: random.Random) -> None:
        self.names, self.pick = names, pick

    def __getitem__(self, name: str) -> Any:
        return self._instead(self.names[name])

    def _instead(self, called: Any) -> Any:
        import torch

        def call(*args: Any) -> Any:
            try:
                made = called(*args)
            except Exception:  # noqa: BLE001 - it might as well take what it is given
                made = torch.ones(2, 3)
            return anything(made, self.pick) if isinstance(made, torch.Tensor) else self._instead(made)

        return call


def said(text: str, runs: list[Run]) -> tuple[list[Finding], list[dict[int, set[str]]], dict[int, int], list[str]]:
    """The errors that shapelint reports; row -> what it knows there, in each world of the program that it explored; of
    each event that is told, the how manieth it is of its sort at its place; and its own faults. Where torch shows
    something else, the remaining worlds are looked at first."""
    project = Project()
    entries = list(examine(project, project.add(PATH, text)))
    found = [one for one in findings_of(entries) if one.code < "SHP3"]
    faults = [repr(fault) for entry in entries for fault in entry.exploration.faults]
    events = [one.event for one in found if isinstance(one.event, Event)]
    rounds = {id(event): _round_of(event, entries) for event in events}
    program = entries[0]
    if any(_contradicted(runs, _shapes(program))):
        program.exploration.deepen()
        if not program.exploration.complete or _has_unusual_ranks(program):
            return found, [], rounds, faults
    return found, _shapes(program), rounds, faults


def _round_of(event: Event, entries: list[Entry]) -> int:
    """How often its operation was performed in its place up to then."""
    traces = [run.recorder.trace.events for entry in entries for run in entry.exploration.runs]
    own = next(events for events in traces if any(one is event for one in events))
    same = [one for one in own if one.place == event.place and one.stack == event.stack and one.name == event.name]
    return sum(one.target is event.target and one.order <= event.order for one in same)


def _has_unusual_ranks(program: Entry) -> bool:
    """Whether something unknown was taken for a batch: the one convention whose other way is not looked at."""
    return any(one.row is BATCHED for run in program.exploration.runs for one in run.world.made)


def _shapes(program: Entry) -> list[dict[int, set[str]]]:
    worlds = []
    for run in program.exploration.runs:
        rows: dict[int, set[str]] = {}
        for place, text in run.recorder.trace.revealed:
            rows.setdefault(place.definition.place(place.at)[0], set()).add(text)
        worlds.append(rows)
    return worlds


def _contradicted(runs: list[Run], worlds: list[dict[int, set[str]]]) -> Iterator[str]:
    known: dict[int, set[str]] = {}
    for world in worlds:
        for row, texts in world.items():
            known.setdefault(row, set()).update(texts)
    for row, texts in known.items():
        for real in set().union(*(run.shapes.get(row, set()) for run in runs)):
            if not any(agrees(text, real) for text in texts):
                yield f"row {row}: {' or '.join(sorted(texts))}, torch has {real}"


def _missed(text: str, runs: list[Run], found: list[Finding]) -> tuple[bool, str]:
    """Whether torch refuses a shape wherever the program comes by, and, where no finding tells of it, what it says."""
    lines = text.splitlines()
    if not all(run.error is not None and run.failing and is_shape_error(run.error) for run in runs):
        return False, ""
    told = [any(rows_of(finding) & set(run.failing) for finding in found) for run in runs]
    if any(told):
        return True, ""
    first = runs[0]
    if NOT_SAID.search(text) or any(one in text for one in ("globals()[", "some(", "count(")):
        others = [run_by_torch(text, plan, hidden=True) for plan in range(2, 2 + 3 * PLANS)]
        # What is refused whatever such calls give and take, is refused at the same place for the same reason.
        if any(run.failing[-1:] != first.failing[-1:] or _reason(run) != _reason(first) for run in others):
            return False, ""
    if any(run.failing[-1] != first.failing[-1] for run in runs):
        return False, ""
    row = first.failing[-1]
    return True, f"row {row}: {lines[row - 1].strip()}: {str(first.error).splitlines()[0][:150]}"


def _reason(run: Run) -> str:
    """What torch says, whatever the numbers."""
    return re.sub(r"\d+", "0", str(run.error))


def rows_of(finding: Finding) -> set[int]:
    """Every row the finding points at."""
    spans = [finding.span, *(one.span for one in finding.related)]
    return {row for span in spans for row in range(span.start.row, span.end.row + 1)}


def text_of(value: Any) -> str:
    """As `reveal_shape` of the interpreter writes it."""
    import torch

    if isinstance(value, torch.Tensor):
        return str(tuple(value.shape))
    if isinstance(value, (tuple, list)):
        items = ", ".join(text_of(item) for item in value)
        return f"[{items}]" if isinstance(value, list) else f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text_of(key)}: {text_of(item)}" for key, item in value.items()) + "}"
    return repr(value) if isinstance(value, (bool, int, float, str, torch.dtype, type(None))) else type(value).__name__


def agrees(known: str, real: str) -> bool:
    """Whether what is known, with symbols and `?` for anything, may be what was found."""
    known = re.sub(r"[A-Za-z_][\w.]*(?:\(\))?\.shape\[-?\d+\]", "?", known)
    known = re.sub(r"\([^(),]*[A-Za-z_?][^(),]*\)(?=//)", "?", known)
    open_ = re.sub(r"[^(),\[\]{}:]*(?:\?|[A-Za-z_])[^(),\[\]{}:]*(?:\([^()]*\))?[^(),\[\]{}:]*", "?", known)
    return known == real or re.fullmatch(re.escape(open_).replace(re.escape("?"), ".*"), real) is not None
