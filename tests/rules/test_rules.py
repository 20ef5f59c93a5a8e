"""Each rule's docstring is its test: Bad gives this rule's code and no other at the marked rows, Good gives nothing,
torch refuses the one and takes the other, and a fix makes the one of the other."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from markers import MARK, unmarked

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_source, check_text
from shapelint.report.findings import Finding
from shapelint.report.fix import plan
from shapelint.rules.catalog import Rule, named, rules

DEFAULT = Config()
TWINS = Path(__file__).parent / "twins"

every_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)


def found(text: str, rule: Rule) -> list[Finding]:
    """What the default rules find, and this one: those that are off by default speak of much that is meant."""
    return check_source(unmarked(text), config=Config(extend_select=(rule.code,)))


def marked(text: str) -> dict[int, str]:
    """Row -> the marker's severity and rule, as `error: [pad-order]`."""
    return {row: hit[0].lstrip("# ") for row, line in enumerate(text.splitlines(), 1) if (hit := MARK.search(line))}


def execute(program: str) -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(program, "<rule>", "exec"), {"__name__": "__main__"})


@every_rule
def test_has_all_its_sections(rule: Rule) -> None:
    assert rule.explanation.startswith("What: ")
    assert "\n\nWhy: " in rule.explanation
    assert rule.bad and rule.good and rule.bad != rule.good
    assert not rule.summary.endswith(".") or rule.summary.count(".") == 1
    assert marked(rule.bad) and not marked(rule.good)


@every_rule
def test_bad_is_found_where_it_is_marked(rule: Rule) -> None:
    findings = found(rule.bad, rule)
    assert {finding.span.start.row: f"{finding.severity}: [{finding.name}]" for finding in findings} == marked(rule.bad)
    assert all(finding.code == rule.code for finding in findings)
    assert len(findings) == len(marked(rule.bad))


@every_rule
def test_good_is_silent(rule: Rule) -> None:
    assert found(rule.good, rule) == []


@every_rule
def test_torch_agrees(rule: Rule) -> None:
    execute(rule.good)
    if rule.torch:
        with pytest.raises(Exception) as refusal:
            execute(rule.bad)
        assert not isinstance(refusal.value, (NameError, ImportError, AttributeError, SyntaxError))


@every_rule
def test_fixes_make_good_of_bad(rule: Rule) -> None:
    findings = [finding for finding in found(rule.bad, rule) if finding.fix is not None]
    if findings:
        mended = plan(findings, lambda _: unmarked(rule.bad), unsafe=True)
        assert mended.texts == {"<string>": unmarked(rule.good)}


@every_rule
def test_message_fits_a_line_or_two(rule: Rule) -> None:
    for finding in found(rule.bad, rule):
        assert 0 < len(finding.message) < 300
        assert "\n" not in finding.message and not finding.message.endswith(".")
        assert len(finding.help) < 300 and "\n" not in finding.help


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.name for rule in rules()}) == len(rules())
    for rule in rules():
        assert named(rule.code) is named(rule.name) is rule


def twins() -> list[Path]:
    return sorted(TWINS.glob("*.py"))


@pytest.mark.parametrize("twin", twins(), ids=lambda path: path.stem)
def test_twin_looks_like_the_mistake_and_is_none(twin: Path) -> None:
    text = twin.read_text()
    report = check_text(text, twin.name, DEFAULT)
    assert report.findings == []
    # Silent because it is right, not because nothing is known of it.
    assert report.coverage.operations >= 5
    assert report.coverage.known >= 0.9 * report.coverage.operations
    execute(text)


def test_every_error_has_a_twin() -> None:
    names = {twin.stem.replace("_", "-") for twin in twins()}
    assert {rule.name for rule in rules() if rule.code < "SHP3"} <= names


def test_rule_command_prints_each_rule() -> None:
    command = [sys.executable, "-m", "shapelint", "rule"]
    overview = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert len(overview.splitlines()) == len(rules())
    for rule in rules():
        assert f"{rule.code}  {rule.name} " in overview
    one = subprocess.run([*command, "Channel-Mismatch"], capture_output=True, text=True, check=True).stdout
    rule = named("channel-mismatch")
    assert rule is not None
    assert one.startswith(f"channel-mismatch (SHP101, error): {rule.summary}\n\nWhat: ")
    assert one == subprocess.run([*command, "shp101"], capture_output=True, text=True, check=True).stdout
    assert "\nBad:\n\n    import torch\n" in one and one.rstrip().endswith("net(torch.randn(1, 3, 32, 32))")
