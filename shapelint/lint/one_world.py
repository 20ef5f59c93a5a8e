"""What the rules find in one world, and how it came there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from shapelint.interpret.exploration.guards import asks_for_a_type, guards, stands_in
from shapelint.interpret.exploration.worlds import Exploration
from shapelint.interpret.state.guesses import BATCHED, CONDITION, RAISES
from shapelint.interpret.state.run import Run
from shapelint.ops.core.trace import Event
from shapelint.report.faults import Faults
from shapelint.report.findings import Finding, Related
from shapelint.rules.catalog import Rule
from shapelint.rules.wording.consequences import consequences
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import span_of
from shapelint.source.span import Span

RANKS = frozenset(("wrong-rank", "axis-out-of-range"))
"""What is about the number of axes: of it alone single samples instead of a batch are an answer."""

Ways = dict[Place, list[bool]]
"""Which way each `if` went, in order."""


class Asked:
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


class World:
    """One world in which something was found, or might have been.

    found: the findings by what makes them the same in another world. follow: the events whose failure follows from
    that of another. reached: the places that this world came by, whether or not anything is known there. failing: where
    something fails in it. ended: whether it was broken off.
    """

    def __init__(self, run: Run, asked: Asked, told: list[list[Finding]]) -> None:
        self.follow = consequences(run.recorder.trace)
        self.reached = {
            event.place for event in run.recorder.trace.events if event.kind != "module"
        } | run.recorder.visited
        self.found: dict[Any, dict[Span, Finding]] = {}
        for findings in told:
            for finding in sorted(findings, key=lambda one: id(one.event) in self.follow):
                self.found.setdefault(key_of(finding), {}).setdefault(finding.span, finding)
        self.failing = {event.place for event in run.recorder.trace.events if event.failure is not None}
        self.ended = run.recorder.ended_early or run.budget.gave_up
        self.reached |= run.recorder.passed - self.failing
        self._run = run
        self._trace = run.recorder.trace
        self._rules = asked.by_code
        self._is_unusual = any(one.row is BATCHED and not one.holds for one in run.world.made)

    def clears(self, key: Any) -> bool:
        """Whether this world passed the place without a finding.

        Though the rule had something to say there. Where torch refuses the place for another reason, nothing passes it.
        """
        if key in self.found or key[0] not in self.reached or self._abstains(key[0], key[1]):
            return False
        if self._is_unusual and self._rules[key[1]].name not in RANKS:
            return False
        return is_silent(key[1]) or not any(other[0] == key[0] and not is_silent(other[1]) for other in self.found)

    def has_more_files_than(self, other: World) -> bool:
        """Whether it takes files to be there that the other does without.

        What is said of a program holds for it as it stands: where a file that it does not bring is missing, it does
        what it does without.
        """
        return self._run.world.there > other._run.world.there

    def without_files(self, finding: Finding, others: list[World]) -> Finding:
        """The finding, saying which files must be missing for it.

        Those that the others have.
        """
        missing = {place for other in others for place in other._run.world.there - self._run.world.there}
        said = [Related(span_of(place), "taken as missing") for place in missing]
        return finding.with_(related=(*finding.related, *said)) if said else finding

    def falls_short_of(self, key: Any) -> bool:
        """Whether this world was broken off before the place of a finding."""
        return self.ended and key not in self.found and key[0] not in self.reached

    def ends_before(self, place: Any, other: World) -> bool:
        """Whether torch refuses this world alone before it comes to a place.

        Nothing in it is taken for granted but how its conditions turn out.
        """
        if not all(one.row in (CONDITION, RAISES) for one in self._run.world.made):
            return False
        refused = [
            finding.event.order
            for key, findings in self.found.items()
            if not is_silent(key[1]) and key[0] not in other.failing
            for finding in findings.values()
            if isinstance(finding.event, Event) and id(finding.event) not in self.follow
        ]
        came = [event.order for event in self._trace.events if event.place == place]
        return bool(refused and came) and min(refused) < min(came)

    def is_guarded(self, key: Any, other: World, exploration: Exploration) -> bool:
        """Whether a condition keeps the other world from the place.

        The condition reads what fails here, and there has the other value.
        """
        if is_silent(key[1]) or key[0] in other.reached or not other.failing <= self.failing:
            return False
        guard = exploration.guard(self._run, other._run)
        if guard is None:
            return False
        events = [finding.event for finding in self.found[key].values() if isinstance(finding.event, Event)]
        ways = [_way(event) for event in events]
        parted = [
            guard,
            *(
                place
                for place in self._parting(other)
                if any(place.definition is one.definition for way in ways for one in way)
            ),
        ]
        if not asks_for_a_type(guard) and not any(guards(one, way) for one in parted for way in ways):
            return False
        if other._run.budget.gave_up:  # it did not come there in time: in a branch it would not have either
            came = min((event.order for event in events), default=0) < other._run.recorder.orders
            return came or any(stands_in(one, way) for one in parted for way in ways)
        return not other._ends_before(self)

    def _parting(self, other: World) -> Iterator[Place]:
        """The `if`s that went another way in the other world.

        What is known in both worlds may follow from where they part: a shape that was asked for its axes before.
        """
        here, there = self._run.world.branches, other._run.world.branches
        return (place for place, taken in here if (place, not taken) in there and (place, taken) not in there)

    def _ends_before(self, other: World) -> bool:
        """Whether this world was broken off, and the other was not.

        Or by something else: what ends both says nothing of where they part.
        """
        if not self.ended:
            return False
        ends = [one._trace.unresolved[-1:] for one in (self, other)]
        alike = other.ended and not other._run.budget.gave_up
        return not alike or [one.text for one in ends[0]] != [one.text for one in ends[1]]

    def is_sampled(self, finding: Finding, ways: list[Ways], all_known: bool) -> bool:
        """Whether several rounds decide an `if` that reads what fails.

        One that was decided before it failed. How its conditions turn out together the program knows, and worlds are
        but samples of that. So are they of a `try` of which each round may raise or not, even where all worlds are
        known: it does the same in all rounds of a world.

        ways: how each world came to what fails. What none of them decided twice before, and went both ways, decides
        nothing.
        """
        event = finding.event
        if not isinstance(event, Event) or is_silent(finding.code):
            return False
        way_there = _way(event)
        tries = {one.place for one in self._run.world.made if one.row is RAISES}
        rounds = Counter(one.place for one in self._run.world.made if one.row in (CONDITION, RAISES))
        for place in self._ways(event):
            is_near = any(one.definition is place.definition for one in way_there)
            reads = is_near if place in tries else not all_known and guards(place, way_there)
            if rounds[place] > 1 and reads:
                went = [way[place] for way in ways if place in way]
                if any(len(one) > 1 for one in went) or len({one[0] for one in went}) < 2:
                    return True
        return False

    def ways(self, key: Any) -> Ways:
        """Which way each `if` went before something was found, in order."""
        events = [one.event for one in self.found.get(key, {}).values() if isinstance(one.event, Event)]
        return self._ways(min(events, key=lambda one: one.order)) if events else {}

    def _ways(self, event: Event) -> Ways:
        found: Ways = {}
        for one in self._run.world.made:
            if one.row in (CONDITION, RAISES) and one.place is not None and one.order <= event.order:
                found.setdefault(one.place, []).append(one.holds)
        return found

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


def key_of(finding: Finding) -> Any:
    """What makes a finding the same in another world.

    The place of the operation, for torch raises there, whichever layer of a Sequential it is. What torch does not
    refuse must be the very same in every world.
    """
    return place_of_finding(finding), finding.code, finding.span if is_silent(finding.code) else None


def place_of_finding(finding: Finding) -> Any:
    return finding.event.place if isinstance(finding.event, Event) else finding.span
