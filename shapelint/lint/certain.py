"""From traces to findings.

Apply the rules to every world of every entry, and keep what is certain.

A finding is kept where every world that reaches its place finds the same there: if one world passes, then there are
runs that pass, and the author may well know that the others never happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from shapelint.interpret.exploration.entries import Entry
from shapelint.interpret.exploration.resting import flags, is_batched
from shapelint.interpret.exploration.worlds import Exploration
from shapelint.interpret.state.guesses import DEFAULT, TABLE, UNKNOWN, Made, Row, is_own_check, of_nothing
from shapelint.lint.one_world import Asked, World, is_silent, key_of, place_of_finding
from shapelint.ops.core.trace import Event
from shapelint.report.faults import Faults
from shapelint.report.findings import Coverage, Finding
from shapelint.rules.catalog import Rule, rules
from shapelint.rules.wording.report import HOLDS_FOR_ALL, resting_on

Enabled = Callable[[Rule], bool]


def findings_of(
    entries: Iterable[Entry], enabled: Enabled = lambda rule: rule.default, faults: Faults | None = None
) -> list[Finding]:
    """The findings of all entries, in order of place.

    Each place and rule once. faults: is given what fails.
    """
    faults = faults or Faults()
    active = [rule for rule in rules() if rule.check is not None and enabled(rule)]
    found: dict[Any, Finding] = {}
    for entry in entries:
        with faults.guarding(entry.words):
            asked = [rule for rule in active if not rule.as_error] if entry.kind == "symbolic" else active
            for finding in _of_entry(entry, Asked(asked, faults, entry.words)):
                found.setdefault((finding.code, finding.span), finding)
        faults.add_all(entry.exploration.faults, entry.words)
    return sorted(_told_once(list(found.values())), key=lambda f: (f.span, f.code))


def _of_entry(entry: Entry, asked: Asked) -> list[Finding]:
    exploration = entry.exploration
    certain = _certain(entry, asked, last_look=False)
    if certain:
        exploration.deepen(f.event for f in certain if isinstance(f.event, Event))
        certain = _certain(entry, asked, last_look=True)
    return [_resting(one, exploration, asked) for one in certain if not _is_excused(one, exploration, asked)]


def _told_once(findings: list[Finding]) -> list[Finding]:
    """The findings without those that repeat another.

    Without what is said of an operation's meaning where torch refuses the operation, and without a second rule's words
    on one mistake.
    """
    refused = {place_of_finding(finding) for finding in findings if not is_silent(finding.code)}
    told = [finding for finding in findings if not is_silent(finding.code) or place_of_finding(finding) not in refused]
    by_code = {rule.code: rule for rule in rules()}
    instead = {(place_of_finding(one), other) for one in told for other in by_code[one.code].instead_of}
    return [finding for finding in told if (place_of_finding(finding), finding.name) not in instead]


def _certain(entry: Entry, asked: Asked, last_look: bool) -> list[Finding]:
    exploration = entry.exploration
    told = [asked.about(run) for run in exploration.runs]
    if not any(findings for of_rules in told for findings in of_rules):
        return []  # as almost always: which world reached what, only a finding asks
    worlds = [World(run, asked, of_rules) for run, of_rules in zip(exploration.runs, told, strict=True)]
    kept: dict[Any, list[Finding]] = {}
    first: dict[Any, World] = {}
    for world in worlds:
        for key, findings in world.found.items():
            own = [finding for finding in findings.values() if id(finding.event) not in world.follow]
            if not own or key in kept:
                continue
            clearing = [other for other in worlds if _clears(other, key, world, exploration)]
            if clearing and entry.kind != "program":
                continue
            if not all(other.has_more_files_than(world) for other in clearing):
                continue
            if clearing and any(of_nothing(one.event, []) for one in own if isinstance(one.event, Event)):
                continue  # nothing was read, and who runs the program brings the files
            own = [world.without_files(finding, clearing) for finding in own]
            if not is_silent(key[1]) and first.setdefault(key[0], world) is not world:
                continue  # it fails there in each world, if for different reasons: one is told
            if last_look:  # until then, too few worlds are known
                ways = [one.ways(key) for one in worlds]
                own = [finding for finding in own if not world.is_sampled(finding, ways, exploration.complete)]
            if own and not any(world.is_guarded(key, other, exploration) for other in worlds):
                kept[key] = own
    return [finding for findings in kept.values() for finding in findings]


def _clears(other: World, key: Any, world: World, exploration: Exploration) -> bool:
    """Whether another world comes to the place and passes it.

    One that torch refuses earlier, where it does not refuse this one, never came there. As long as not all worlds are
    known, one of them may pass both.
    """
    return other.clears(key) and not (exploration.complete and other.ends_before(key[0], world))


def _is_excused(finding: Finding, exploration: Exploration, asked: Asked) -> bool:
    """Whether a guess explains the finding away.

    It rests on the guess, and a world with something unknown in place of what was guessed passes there, or each of them
    is broken off before it comes there.
    """
    event = finding.event
    if not isinstance(event, Event) or not asked.by_code[finding.code].as_error:
        return False
    made = _made(event, exploration)
    doubted = [row for row in TABLE if row.otherwise == UNKNOWN or (row is DEFAULT and is_own_check(event))]
    rests_on = [row for row in doubted if row.rests(event, made)]
    key = key_of(finding)
    for row in rests_on:
        worlds = _witnesses(row, exploration, asked)
        if any(world.clears(key) for world in worlds) or (
            worlds and all(world.falls_short_of(key) for world in worlds)
        ):
            return True
    return False


def _resting(finding: Finding, exploration: Exploration, asked: Asked) -> Finding:
    """The finding, naming the guesses that it rests on.

    Where it says for whom it holds.
    """
    event = finding.event
    if not isinstance(event, Event) or not any(one.message == HOLDS_FOR_ALL for one in finding.related):
        return finding
    made = _made(event, exploration)
    others = _witnesses(DEFAULT, exploration, asked)
    with_defaults = bool(others) and not any(key_of(finding) in world.found for world in others)
    return resting_on(finding, is_batched(event, made), with_defaults, flags(event, made))


def _made(event: Event, exploration: Exploration) -> list[Made]:
    """The guesses made in the world of an event."""
    runs = (run for run in exploration.runs if any(one is event for one in run.recorder.trace.events))
    return next((run.world.made for run in runs), [])


def _witnesses(row: Row, exploration: Exploration, asked: Asked) -> list[World]:
    """The worlds with something unknown in place of a guess."""
    return [World(run, asked, asked.about(run)) for run in exploration.witnesses(row)]


def coverage_of(entries: Iterable[Entry]) -> Coverage:
    """How many operations were performed, and how many are known.

    Of the first world of each entry that gets through; known: those whose result has a known shape.
    """
    modules: set[Any] = set()
    places: dict[Any, bool] = {}
    for entry in entries:
        for event in entry.exploration.main.recorder.trace.events if entry.kind != "symbolic" else ():
            if event.kind == "module":
                modules.add(event.target.cls.place)
            elif event.kind == "call":
                places[event.place] = places.get(event.place, True) and is_known(event.output)
    return Coverage(0, len(modules), len(places), sum(places.values()))


def is_known(output: Any, depth: int = 6) -> bool:
    """Whether every tensor of a result has a known rank."""
    if isinstance(output, (tuple, list)):
        return bool(depth) and all(is_known(part, depth - 1) for part in output)
    shape = getattr(output, "known_shape", ())
    return shape is not None
