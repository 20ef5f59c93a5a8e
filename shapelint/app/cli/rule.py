"""`shapelint rule [CODE|NAME]`: what a rule's docstring says."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from textwrap import indent
from typing import Any

from shapelint.app.cli.usage import UsageError
from shapelint.report.closest import closest
from shapelint.rules.catalog import Rule, rules
from shapelint.version import rule_url

MARK = re.compile(r"  # (?:error|warning): \[[\w-]+\]$", re.MULTILINE)
"""What an example says of its row."""


def rule(options: argparse.Namespace) -> int:
    """Explains one rule, or lists those whose code begins so."""
    known = sorted(rules(), key=lambda one: one.code)
    wanted: str = (options.rule or "SHP").lower()
    named = [one for one in known if wanted in (one.code.lower(), one.name.lower())]
    listed = named or [one for one in known if one.code.lower().startswith(wanted)]
    if not listed:
        words = [word for one in known for word in (one.code, one.name)]
        raise UsageError(f"there is no rule {options.rule}{closest(options.rule, words)}")
    if options.output_format == "json":
        data = [_data(one) for one in listed]
        print(json.dumps(data[0] if named else data, indent=2))
    elif named:
        _explain(named[0])
    else:
        _list(listed)
    return 0


def _list(listed: Sequence[Rule]) -> None:
    """A line each; on a terminal no longer than that is wide."""
    width = max(len(one.name) for one in listed)
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for one in listed:
        line = f"{one.code}  {one.name:<{width}}  {one.summary}"
        print(line if not room or len(line) <= room else f"{line[: room - 1]}…")


def _explain(one: Rule) -> None:
    off = "" if one.default else ", off by default"
    print(f"{one.name} ({one.code}, {one.severity}{off}): {one.summary}\n\n{one.explanation}")
    for title, program in (("Bad", one.bad), ("Good", one.good)):
        if program:
            print(f"\n{title}:\n\n{indent(program, '    ')}")
        if program and title == "Bad":
            picture = picture_of(one)
            if picture:
                print("\n" + "\n".join(f"    {line}" for line in picture))


def picture_of(one: Rule) -> Iterable[str]:
    """What `check --explain` shows below the finding in the example.

    Nothing where there is no picture.
    """
    from shapelint.layers.explaining.findings import PICTURED

    if one.name not in PICTURED:
        return ()
    from shapelint.lint.config import Config
    from shapelint.lint.one_file import check_source

    program = MARK.sub("", one.bad)  # a comment, which a rule about comments would read
    found = check_source(program, config=Config(select=(one.name,), explain=True))
    return next((finding.picture for finding in found if finding.picture), ())


def _data(one: Rule) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "summary": one.summary,
        "severity": one.severity,
        "default": one.default,
        "explanation": one.explanation,
        "bad": one.bad,
        "good": one.good,
        "url": rule_url(one.name),
    }
