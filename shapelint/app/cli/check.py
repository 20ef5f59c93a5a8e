"""`shapelint check`.

Which files, what is found in them, what is done about it, and the exit code.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from shapelint.app.cli.progress import Progress
from shapelint.app.cli.settings import Settings, as_toml
from shapelint.app.cli.stream import Stream, is_told_at_once
from shapelint.app.cli.texts import STDIN, Texts
from shapelint.app.cli.usage import UsageError
from shapelint.app.cli.write import Outputs
from shapelint.lint.config import Config, ConfigError
from shapelint.report.closest import closest
from shapelint.report.findings import Finding, Report
from shapelint.report.merge import merge
from shapelint.report.render.sanitize import sanitize
from shapelint.source.files import Found, find

if TYPE_CHECKING:
    from shapelint.app.cli.baseline import Baseline
    from shapelint.lint.check import Seen

CLEAN, FINDINGS, FAILED = 0, 1, 2


DEFINED = re.compile(r"^ *(?:class|def) +(\w+)", re.MULTILINE)


def check(options: argparse.Namespace) -> int:
    """The exit code of `shapelint check`.

    0 nothing to report, 1 findings at or above --fail-on, 2 something could not be checked.
    """
    if options.confirm and importlib.util.find_spec("torch") is None:
        raise UsageError("--confirm asks torch, which is not installed: pip install torch")
    if options.executor and (options.confirm or STDIN in options.paths):
        raise UsageError("--executor checks files, and without --confirm")
    if options.repositories:
        options.paths = _repositories(options)
    outputs = Outputs(options)  # refuses unknown formats before the work
    settings = Settings(options)
    config = settings.of(os.curdir)
    _check_selectors(options, config)
    baseline = _baseline(options)
    if options.show_settings:
        print(as_toml(config), end="")
        return CLEAN

    texts = Texts(options)
    found = _find(options, settings)
    for path in found.missing:
        complain("error", f"no such file or folder: {path}")
    if options.show_files:
        print("".join(f"{sanitize(path)}\n" for path in found.files), end="")
        return FAILED if found.missing else CLEAN

    progress = Progress(len(found.files), options.quiet)
    stream = Stream(outputs, texts, found.files) if is_told_at_once(options, outputs) else None

    def seen(report: Report) -> None:
        if stream is not None and report.findings:
            progress.end()  # its line makes room
            stream.seen(report)
        progress.seen(report)

    hidden = 0

    def analyse(changed: Mapping[str, str] = MappingProxyType({})) -> Report:
        nonlocal hidden
        report = _analyse(found, settings, texts, options, changed, seen)
        if baseline is not None:
            known = len(report.findings)
            report.findings = baseline.new_ones(report.findings, texts.with_changed(changed))
            hidden = known - len(report.findings)
        return report

    report = analyse()
    progress.end()
    _check_inputs(found, settings, texts, options.paths)
    changed = False
    if options.fix or options.fix_only or options.diff or options.add_ignore is not None:
        from shapelint.app.cli.change import add_ignores, apply_fixes, show_diff

        if options.diff:
            changed = show_diff(report, texts, options, analyse, outputs.color)
        elif options.fix or options.fix_only:
            report = apply_fixes(report, texts, options, analyse)
            if options.fix_only:
                report.findings = []
        else:
            report = add_ignores(report, texts, options, analyse)
    if options.update_baseline and baseline is not None:
        baseline.write(report.findings, texts)
        if not options.quiet:
            complain("info", f"wrote {_count(report.findings)} to {options.baseline}")
        report.findings = []
    elif hidden and not options.quiet:
        complain("info", f"{hidden} known finding{'' if hidden == 1 else 's'} not shown: see {options.baseline}")

    if not (found.files or texts.has_stdin or found.missing or report.failures):
        complain("warning", f"no Python files under {', '.join(options.paths)}: nothing was checked")
    for note in report.notes:
        if not options.quiet:
            complain("warning", note)
    for filename, message in report.failures:
        complain("error", f"{filename}: {message}")
    nothing_there = bool(found.missing) and not (found.files or texts.has_stdin)
    prints_text = texts.has_stdin and (options.fix or options.fix_only)
    if not options.diff and not nothing_there and not prints_text:
        outputs.write(report, texts, found.files, None if stream is None else stream.rest(report))
    if found.missing or report.failures or outputs.failed:
        return FAILED
    if options.diff:
        return FINDINGS if changed else CLEAN
    return FINDINGS if _fails(report.findings, config) else CLEAN


def _repositories(options: argparse.Namespace) -> list[str]:
    """The folders that a list names, one in a row.

    They come before the paths that are given besides.
    """
    folder = os.path.dirname(options.repositories)
    try:
        with open(options.repositories, encoding="utf-8") as file:
            rows = [row.strip() for row in file]
    except (OSError, UnicodeDecodeError) as why:
        raise UsageError(f"--repositories: cannot read {options.repositories}: {why}") from why
    named = [os.path.join(folder, row) for row in rows if row and not row.startswith("#")]
    return named + [path for path in options.paths if path != os.curdir]


def _baseline(options: argparse.Namespace) -> Baseline | None:
    if options.baseline is None and not options.update_baseline:
        return None
    from shapelint.app.cli.baseline import Baseline

    return Baseline.of(options)


def _count(findings: Sequence[Finding]) -> str:
    return f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"


def complain(kind: str, message: str) -> None:
    """One line on standard error."""
    print(f"shapelint: {kind}: {sanitize(message)}", file=sys.stderr)


def _check_selectors(options: argparse.Namespace, config: Config) -> None:
    given = [*(options.select or ()), *(options.extend_select or ()), *(options.ignore or ())]
    per_file = [selector for selectors in config.per_file_ignores.values() for selector in selectors]
    configured = [*(config.select or ()), *config.extend_select, *config.ignore, *per_file]
    if not (given or configured):
        return
    from shapelint.lint.selectors import unknown
    from shapelint.rules.catalog import rules

    known = [(rule.code, rule.name) for rule in rules()]
    wrong = unknown(given, known)
    if wrong:
        raise UsageError(wrong)
    wrong = unknown(configured, known)
    if wrong:
        raise ConfigError(f"in the configuration for {config.root}: {wrong}")


def _check_inputs(found: Found, settings: Settings, texts: Texts, paths: Sequence[str]) -> None:
    """Raise ConfigError where `inputs` names a class that is missing.

    One that its file does not have, or, where all below the configuration is checked, that no file has. (Else a name
    without a file may be of one that is not checked this time.)
    """
    seen: set[int] = set()
    whole = {os.path.abspath(path) for path in paths}
    for path in found.files:
        config = settings.of(os.path.dirname(path))
        for key in config.inputs if id(config) not in seen else ():
            file, _, name = key.rpartition("::")
            if file:
                read, where = [os.path.join(config.root, file)], file
            elif os.path.abspath(config.root) in whole:
                read, where = (
                    [one for one in found.files if settings.of(os.path.dirname(one)) is config],
                    "what is checked",
                )
            else:
                continue
            known = [text for one in read if (text := texts.get(one)) is not None]
            defined = [one for text in known for one in DEFINED.findall(text)]
            if known and name.partition(".")[0] not in defined:
                why = f"inputs: there is no {name} in {where}{closest(name, defined)}"
                raise ConfigError(f"in the configuration for {config.root}: {why}")
        seen.add(id(config))


def _find(options: argparse.Namespace, settings: Settings) -> Found:
    paths = [path for path in options.paths if path != STDIN]
    return find(
        paths,
        settings.excludes,
        respect_gitignore=settings.of(os.curdir).respect_gitignore,
        force_exclude=options.force_exclude,
        markdown=options.markdown,
    )


def _analyse(
    found: Found,
    settings: Settings,
    texts: Texts,
    options: argparse.Namespace,
    changed: Mapping[str, str],
    seen: Seen,
) -> Report:
    """What is found in all files.

    Those of one configuration are checked together. changed: other texts for some.
    """
    from shapelint.lint.cache import folder as cache_folder
    from shapelint.lint.check import by_config, check_files

    cache = None if options.no_cache else cache_folder(options.cache_dir)
    reports = [Report(failures=found.failures, notes=found.notes)]
    if options.executor and not changed and found.files:
        return merge([*reports, *_on_cluster(found, settings, options, seen)], found.files)
    if texts.has_stdin:
        config = settings.of(os.path.dirname(texts.stdin_name))
        given = texts.stdin_name, texts.stdin
        reports.append(check_files([], config, confirm=options.confirm, stdin=given, texts=changed))
    for config, files in by_config(found.files, settings.of):
        if options.verbose:
            complain("info", f"{len(files)} files with the configuration for {config.root}")
        reports.append(
            check_files(
                files,
                config,
                confirm=options.confirm,
                jobs=options.jobs,
                texts=changed,
                cache=cache,
                seen=seen,
            )
        )
    return merge(reports, found.files)


def _on_cluster(found: Found, settings: Settings, options: argparse.Namespace, seen: Seen) -> list[Report]:
    from shapelint.lint.cluster import ClusterError, check_on_cluster

    files = [(path, settings.of(os.path.dirname(path))) for path in found.files]
    try:
        return check_on_cluster(options.executor, files, seen)
    except ClusterError as why:
        raise UsageError(f"--executor {why}") from why


def _fails(findings: Iterable[Finding], config: Config) -> bool:
    if config.fail_on == "never":
        return False
    return any(config.fail_on == "warning" or finding.severity == "error" for finding in findings)
