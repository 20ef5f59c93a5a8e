"""From traces to findings.

Apply the rules to every world of every entry, and keep what is certain.

A finding is kept where every world that reaches its place finds the same there: if one world passes, then there are
runs that pass, and the author may well know that the others never happen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from shapelint.interpret.exploration.entries import Entry
from shapelint.interpret.exploration.guards import asks_for_a_type, guards
from shapelint.interpret.exploration.resting import flags, is_batched
from shapelint.interpret.exploration.worlds import Exploration
from shapelint.interpret.state.guesses import CONDITION, DEFAULT, TABLE, UNKNOWN, Made, Row
from shapelint.interpret.state.run import Run
from shapelint.ops.core.trace import Event
from shapelint.report.faults import Faults
from shapelint.report.findings import Coverage, Finding
from shapelint.rules.catalog import Rule, rules
from shapelint.rules.wording.consequences import consequences
from shapelint.rules.wording.report import HOLDS_FOR_ALL, resting_on
from shapelint.source.place import Place
from shapelint.source.span import Span

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
            for finding in _of_entry(entry, _Asked(asked, faults, entry.words)):
                found.setdefault((finding.code, finding.span), finding)
        faults.add_all(entry.exploration.faults, entry.words)
    return sorted(_told_once(list(found.values())), key=lambda f: (f.span, f.code))


class _Asked:
    """The rules that are asked about the worlds of an entry.

    What one of them fails on costs its own findings.
    """

    def __init__(self, rules: list[Rule], faults: Faults, words: str) -> None:
        self.rules = rules
        self.by_code = {rule.code: rule for rule in rules}
        self._faults, self._words = faults, words

    def about(self, run: Run) -> list[list[Finding]]:
        """What each rule finds in a run."""
        told: list[list[Finding]] = []
        for rule in self.rules:
            findings: list[Finding] = []
            try:
                findings.extend(rule.findings(run.recorder.trace))
            except Exception as fault:  # noqa: BLE001 - of a rule: the others have their say
                self._faults.add(fault, f"the rule {rule.name} in {self._words}")
            told.append(findings)
        return told


def _of_entry(entry: Entry, asked: _Asked) -> list[Finding]:
    exploration = entry.exploration
    certain = _certain(exploration, asked)
    if certain and exploration.deepen(f.event for f in certain if isinstance(f.event, Event)):
        certain = _certain(exploration, asked)
    return [_resting(one, exploration, asked) for one in certain if not _is_excused(one, exploration, asked)]


def _told_once(findings: list[Finding]) -> list[Finding]:
    """The findings without those that repeat another.

    Without what is said of an operation's meaning where torch refuses the operation, and without a second rule's words
    on one mistake.
    """
    refused = {_place(finding) for finding in findings if not is_silent(finding.code)}
    told = [finding for finding in findings if not is_silent(finding.code) or _place(finding) not in refused]
    by_code = {rule.code: rule for rule in rules()}
    instead = {(_place(one), other) for one in told for other in by_code[one.code].instead_of}
    return [finding for finding in told if (_place(finding), finding.name) not in instead]


def _certain(exploration: Exploration, asked: _Asked) -> list[Finding]:
    told = [asked.about(run) for run in exploration.runs]
    if not any(findings for of_rules in told for findings in of_rules):
        return []  # as almost always: which world reached what, only a finding asks
    worlds = [_World(run, asked, of_rules) for run, of_rules in zip(exploration.runs, told, strict=True)]
    kept: dict[Any, list[Finding]] = {}
    first: dict[Any, _World] = {}
    for world in worlds:
        for key, findings in world.found.items():
            own = [finding for finding in findings.values() if id(finding.event) not in world.follow]
            if not own or key in kept or any(other.clears(key) for other in worlds):
                continue
            if not is_silent(key[1]) and first.setdefault(key[0], world) is not world:
                continue  # it fails there in each world, if for different reasons: one is told
            if not exploration.complete:
                own = [finding for finding in own if not world.is_sampled(finding)]
            if own and not any(world.is_guarded(key, other, exploration) for other in worlds):
                kept[key] = own
    return [finding for findings in kept.values() for finding in findings]


def _is_excused(finding: Finding, exploration: Exploration, asked: _Asked) -> bool:
    """Whether a guess explains the finding away.

    It rests on the guess, and a world with something unknown in place of what was guessed passes there.
    """
    event = finding.event
    if not isinstance(event, Event) or not asked.by_code[finding.code].as_error:
        return False
    made = _made(event, exploration)
    rests_on = [row for row in TABLE if row.otherwise == UNKNOWN and row.rests(event, made)]
    return any(world.clears(_key(finding)) for row in rests_on for world in _witnesses(row, exploration, asked))


def _resting(finding: Finding, exploration: Exploration, asked: _Asked) -> Finding:
    """The finding, naming the guesses that it rests on.

    Where it says for whom it holds.
    """
    event = finding.event
    if not isinstance(event, Event) or not any(one.message == HOLDS_FOR_ALL for one in finding.related):
        return finding
    made = _made(event, exploration)
    others = _witnesses(DEFAULT, exploration, asked)
    with_defaults = bool(others) and not any(_key(finding) in world.found for world in others)
    return resting_on(finding, is_batched(event, made), with_defaults, flags(event, made))


def _made(event: Event, exploration: Exploration) -> list[Made]:
    """The guesses made in the world of an event."""
    runs = (run for run in exploration.runs if any(one is event for one in run.recorder.trace.events))
    return next((run.world.made for run in runs), [])


def _witnesses(row: Row, exploration: Exploration, asked: _Asked) -> list[_World]:
    """The worlds with something unknown in place of a guess."""
    return [_World(run, asked, asked.about(run)) for run in exploration.witnesses(row)]


class _World:
    """One world in which something was found, or might have been.

    found: the findings by what makes them the same in another world. follow: the events whose failure follows from
    that of another. reached: the places that this world came by, whether or not anything is known there. failing: where
    something fails in it. ended: whether it was broken off.
    """

    def __init__(self, run: Run, asked: _Asked, told: list[list[Finding]]) -> None:
        self.follow = consequences(run.recorder.trace)
        self.reached = {
            event.place for event in run.recorder.trace.events if event.kind != "module"
        } | run.recorder.visited
        self.found: dict[Any, dict[Span, Finding]] = {}
        for findings in told:
            for finding in sorted(findings, key=lambda one: id(one.event) in self.follow):
                self.found.setdefault(_key(finding), {}).setdefault(finding.span, finding)
        self.failing = {event.place for event in run.recorder.trace.events if event.failure is not None}
        self.ended = run.recorder.ended_early or run.budget.gave_up
        self.reached |= run.recorder.passed - self.failing
        self._run = run
        self._trace = run.recorder.trace
        self._rules = asked.by_code

    def clears(self, key: Any) -> bool:
        """Whether this world passed the place without a finding.

        Though the rule had something to say there. Where torch refuses the place for another reason, nothing passes it.
        """
        if key in self.found or key[0] not in self.reached or self._abstains(key[0], key[1]):
            return False
        return is_silent(key[1]) or not any(other[0] == key[0] and not is_silent(other[1]) for other in self.found)

    def is_guarded(self, key: Any, other: _World, exploration: Exploration) -> bool:
        """Whether a condition keeps the other world from the place.

        The condition reads what fails here, and there has the other value.
        """
        if is_silent(key[1]) or key[0] in other.reached or other.ended or not other.failing <= self.failing:
            return False
        guard = exploration.guard(self._run, other._run)
        events = [finding.event for finding in self.found[key].values()]
        ways = [_way(event) for event in events if isinstance(event, Event)]
        return guard is not None and (asks_for_a_type(guard) or any(guards(guard, way) for way in ways))

    def is_sampled(self, finding: Finding) -> bool:
        """Whether several rounds decide an `if` that reads what fails.

        One that was decided before it failed. How its conditions turn out together the program knows, and worlds are
        but samples of that.
        """
        event = finding.event
        if not isinstance(event, Event) or is_silent(finding.code):
            return False
        made = [one for one in self._run.world.made if one.row is CONDITION and one.place is not None]
        rounds = Counter(one.place for one in made)
        before = {one.place for one in made if one.order <= event.order and rounds[one.place] > 1}
        return any(guards(place, _way(event)) for place in before if place is not None)

    def _abstains(self, place: Any, code: str) -> bool:
        abstains = self._rules[code].abstains
        return abstains is not None and any(event.place == place and abstains(event) for event in self._trace.events)


def _way(event: Event) -> tuple[Place, ...]:
    """The places that lead to an operation: the calls, and itself last."""
    return *event.stack, event.place


def is_silent(code: str) -> bool:
    """Whether a rule is about code that runs, wrongly.

    It is not what was meant, and torch does not refuse it.
    """
    return code.startswith("SHP3")


def _key(finding: Finding) -> Any:
    """What makes a finding the same in another world.

    The place of the operation, for torch raises there, whichever layer of a Sequential it is. What torch does not
    refuse must be the very same in every world.
    """
    return _place(finding), finding.code, finding.span if is_silent(finding.code) else None


def _place(finding: Finding) -> Any:
    return finding.event.place if isinstance(finding.event, Event) else finding.span


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
