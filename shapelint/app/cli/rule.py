"""`shapelint rule [CODE|NAME]`: what a rule's docstring says."""

from __future__ import annotations

import argparse
from textwrap import indent

from shapelint.app.cli.usage import UsageError
from shapelint.report.closest import closest


def _show_picture(program: str, name: str) -> None:
    """What `check --explain` shows below the finding in the example."""
    from shapelint.layers.explaining.findings import PICTURED

    if name not in PICTURED:
        return
    from shapelint.lint.config import Config
    from shapelint.lint.one_file import check_source

    for finding in check_source(program, config=Config(select=(name,), explain=True)):
        if finding.picture:
            print()
            print("\n".join(f"    {line}" for line in finding.picture))
            return


def rule(options: argparse.Namespace) -> int:
    from shapelint.rules.catalog import rules

    known = sorted(rules(), key=lambda one: one.code)
    if options.rule is None:
        width = max((len(one.name) for one in known), default=0)
        for one in known:
            print(f"{one.code}  {one.name:<{width}}  {one.summary}")
        return 0
    for one in known:
        if options.rule.lower() in (one.code.lower(), one.name.lower()):
            off = "" if one.default else ", off by default"
            print(f"{one.name} ({one.code}, {one.severity}{off}): {one.summary}\n\n{one.explanation}")
            for title, program in (("Bad", one.bad), ("Good", one.good)):
                if program:
                    print(f"\n{title}:\n\n{indent(program, '    ')}")
                if program and title == "Bad":
                    _show_picture(program, one.name)
            return 0
    words = [word for one in known for word in (one.code, one.name)]
    raise UsageError(f"there is no rule {options.rule}{closest(options.rule, words)}")
