"""Fixes tried before they are offered: what stays is gone afterwards, and brings nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from shapelint.lint.trial import keep_proven_fixes
from shapelint.report.findings import Coverage, Finding, Fix, Report
from shapelint.report.moved import Moved
from shapelint.source.span import Edit, Location, Span

TEXT = "a = 1\nb = 22\nc = 3\n"


def at(row: int, column: int, end: int) -> Span:
    return Span("net.py", Location(row, column), Location(row, end))


def found(row: int, column: int, end: int, content: str = "", code: str = "SHP101") -> Finding:
    """A finding at a place, whose fix writes something else there."""
    fix = Fix("write it", (Edit(at(row, column, end), content),)) if content else None
    return Finding(code, "x", at(row, column, end), "it is wrong", help="write it", fix=fix)


def offered(
    findings: list[Finding], left: Mapping[str, list[Finding]], known: int = 0, seconds: float = 60
) -> list[bool]:
    """Whether each finding keeps its fix. left: what is found in the text that is the key, all else is clean."""
    tried: list[str] = []

    def examine(texts: Mapping[str, str]) -> Report:
        tried.append(texts["net.py"])
        return Report(left.get(texts["net.py"], []), Coverage(1, 0, 1, known))

    report = Report(findings, Coverage(1, 0, 1, 0))
    kept = keep_proven_fixes(report, (), lambda _: TEXT, examine, seconds).findings
    assert [(one.code, one.span, one.help) for one in kept] == [(one.code, one.span, one.help) for one in findings]
    assert len(tried) == len(set(tried)), "each text is examined once"
    return [one.fix is not None for one in kept]


B4 = "a = 1\nb = 4\nc = 3\n"


def test_one_that_helps_is_offered() -> None:
    assert offered([found(2, 5, 7, "4")], {}) == [True]


def test_one_that_leaves_its_finding_is_not() -> None:
    assert offered([found(2, 5, 7, "4")], {B4: [found(2, 5, 6)]}) == [False]


def test_one_that_brings_another_finding_is_not() -> None:
    assert offered([found(2, 5, 7, "4")], {B4: [found(3, 5, 6)]}) == [False]


def test_what_was_found_before_is_no_news_though_it_moved() -> None:
    wide = "a = 1\nb = 400\nc = 3\n"
    whole = at(2, 1, 7)
    other = Finding("SHP102", "y", whole, "the row is wrong")
    moved = Finding("SHP102", "y", at(2, 1, 8), "the row is wrong")
    assert offered([found(2, 5, 7, "400"), other], {wide: [moved]}) == [True, False]


def test_one_edit_for_two_findings_is_tried_once_and_judged_for_each() -> None:
    one, other = found(2, 5, 7, "4"), found(2, 5, 7, "4", code="SHP102")
    assert offered([one, other], {B4: [found(2, 5, 6, code="SHP102")]}) == [True, False]


def test_one_that_another_finding_would_undo_is_not_offered() -> None:
    """Two findings that want two numbers at one place: neither is right."""
    other = Finding("SHP102", "y", at(3, 5, 6), "", fix=Fix("write it", (Edit(at(2, 5, 7), "9"),)))
    still = other.with_(fix=Fix("write it", (Edit(at(2, 5, 6), "9"),)))
    gone = found(2, 5, 7, "4")
    assert offered([gone, other], {B4: [still], "a = 1\nb = 9\nc = 3\n": [found(2, 5, 6, "4")]}) == [False, False]


def test_finding_nothing_where_less_is_known_proves_nothing() -> None:
    assert offered([found(2, 5, 7, "4")], {}, known=-1) == [False]


def test_what_is_not_tried_in_time_is_not_offered() -> None:
    assert offered([found(2, 5, 7, "4")], {}, seconds=-1) == [False]


def test_what_is_only_taken_out_is_tried_together() -> None:
    def without(row: int, end: int) -> Finding:
        return found(row, 1, end).with_(fix=Fix("take it out", (Edit(at(row, 1, end), ""),)))

    first, second = without(2, 7), without(3, 6)
    assert offered([first, second], {}, seconds=-1) == [True, True]
    assert offered([first, second], {"a = 1\n\n\n": [found(1, 1, 2)]}) == [True, True], "then each by itself"
    assert offered([first, second], {one: [found(1, 1, 2)] for one in ("a = 1\n\n\n", "a = 1\n\nc = 3\n")}) == [
        False,
        True,
    ]


def test_a_silenced_finding_offers_none() -> None:
    report = Report(suppressed=[(found(2, 5, 7, "4"), "why")])
    kept = keep_proven_fixes(report, (), lambda _: TEXT, lambda _: Report())
    assert [(one.fix, reason) for one, reason in kept.suppressed] == [(None, "why")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (at(1, 1, 2), at(1, 1, 2)),
        (at(2, 1, 3), at(2, 1, 3)),
        (at(2, 5, 7), at(2, 5, 10)),
        (at(2, 6, 7), at(2, 5, 10)),
        (at(2, 1, 7), at(2, 1, 10)),
        (at(2, 7, 7), at(2, 10, 10)),
        (at(3, 5, 6), at(3, 7, 9)),
    ],
)
def test_where_a_place_stands_after_edits(before: Span, after: Span) -> None:
    edits = [Edit(at(3, 1, 2), "see"), Edit(at(2, 5, 7), "22 * 2"[:5]), Edit(at(3, 5, 5), "4")]
    moved = Moved(TEXT, "a = 1\nb = 22 * \nsee = 43\n", edits)
    assert moved.span(before) == after
    assert moved.written() == [
        (Location(2, 5), Location(2, 10)),
        (Location(3, 1), Location(3, 4)),
        (Location(3, 7), Location(3, 8)),
    ]
