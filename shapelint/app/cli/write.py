"""Where reports go: standard output, and the files that `--output-format FORMAT:FILE` names."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence

from shapelint.app.cli.files import Refused, refuse_unfit, write_file
from shapelint.app.cli.texts import Texts
from shapelint.app.cli.usage import UsageError
from shapelint.report.closest import closest
from shapelint.report.findings import Report
from shapelint.report.render import catalog
from shapelint.report.render.context import Context
from shapelint.report.render.sanitize import sanitize
from shapelint.report.render.summary import summary
from shapelint.rules.catalog import rules


class Outputs:
    """The formats asked for.

    Raises UsageError for one there is not. `failed`: a file could not be written.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.failed = False
        self._checked: Sequence[str] = ()
        self.color = wants_color(options.color)
        self._options = options
        self._targets: list[tuple[str, str]] = []
        known = catalog.names()
        for text in options.output_format or ["full"]:
            name, _, file = text.partition(":")
            if name not in known:
                raise UsageError(f"unknown format {name}{closest(name, known)} (there are {', '.join(known)})")
            try:
                if file:
                    refuse_unfit(file)
            except Refused as why:
                raise UsageError(f"--output-format {text}: {why}") from None
            self._targets.append((name, file))
        together = [name for name, file in self._targets if not file]
        if len(together) > 1:
            raise UsageError(
                f"{' and '.join(together)} cannot both go to standard output: write --output-format {together[-1]}:FILE"
            )

    @property
    def is_for_people(self) -> bool:
        """Whether standard output can be written finding by finding."""
        return any(not file and name in catalog.FOR_PEOPLE for name, file in self._targets)

    def tell(self, report: Report, texts: Texts) -> None:
        """Writes findings of a run that still goes on."""
        for name, file in self._targets:
            if not file:
                print(catalog.renderer(name)(report, self._context(texts, summary=False)), end="", flush=True)

    def write(
        self, report: Report, texts: Texts, checked: Sequence[str] = (), untold: Report | None = None
    ) -> None:  # fmt: skip
        """Renders the report in each format.

        checked: the files that it is about, which are not written. untold: what of it does not stand on standard output
        already.
        """
        self._checked = checked
        quiet = self._options.quiet
        context = self._context(texts, summary=not quiet)
        told = quiet
        for name, file in self._targets:
            if file:
                self._write_file(file, catalog.renderer(name)(report, _plain(context)))
            elif self._options.statistics:
                print(_statistics(report), end="")
            elif untold is not None:
                self.tell(untold, texts)
                if not quiet:
                    print("\n".join(summary(report)))
                told = True
            else:
                print(catalog.renderer(name)(report, context), end="")
                told = told or name in catalog.FOR_PEOPLE
        if not told:  # what is on standard output is read by a program
            sys.stdout.flush()
            print("\n".join(summary(report)), file=sys.stderr)

    def _context(self, texts: Texts, summary: bool) -> Context:
        return Context(rules=tuple(rules()), text_of=texts.get, root=os.getcwd(), color=self.color, summary=summary)

    def _write_file(self, file: str, text: str) -> None:
        try:
            write_file(file, text, self._checked)
        except (Refused, OSError) as error:
            self.failed = True
            why = getattr(error, "strerror", None) or str(error)
            print(f"shapelint: error: {sanitize(file)}: {why}", file=sys.stderr)


def _plain(context: Context) -> Context:
    return Context(context.rules, context.text_of, context.root, color=False, summary=context.summary)


def _statistics(report: Report) -> str:
    counts = Counter((finding.code, finding.name) for finding in report.findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    width = max((len(str(number)) for number in counts.values()), default=1)
    return "".join(f"{number:>{width}}  {code}  {name}\n" for (code, name), number in ordered)


def wants_color(choice: str) -> bool:
    """Whether to colour what is written to a stream.

    As asked for; else as the environment says (no-color.org, force-color.org); else on terminals that have it.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    if forced:
        return forced not in ("0", "false")
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
