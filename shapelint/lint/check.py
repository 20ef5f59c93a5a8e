"""The whole story: paths -> text -> IR -> interpret -> trace -> rules -> findings -> confirm."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache as cached
from functools import partial
from typing import TYPE_CHECKING

from shapelint.lint.one_file import check_bytes, check_file, new_project
from shapelint.report.findings import Report
from shapelint.source.files import NOTEBOOK

if TYPE_CHECKING:  # `import shapelint` stays cheap: what a check needs is imported when one begins
    from shapelint.interpret.exploration.project import Project
    from shapelint.lint.cache import Cache
    from shapelint.lint.child import Task
    from shapelint.lint.config import Config


Seen = Callable[[Report], None]


def by_config(files: Iterable[str], config_of: Callable[[str], Config]) -> list[tuple[Config, list[str]]]:
    """The files of each configuration, which are checked together.

    config_of: what holds for a folder.
    """
    groups: dict[int, tuple[Config, list[str]]] = {}
    for path in files:
        config = config_of(os.path.dirname(path))
        groups.setdefault(id(config), (config, []))[1].append(path)
    return list(groups.values())


def check_files(
    files: Sequence[str],
    config: Config,
    *,
    confirm: bool = False,
    jobs: int = 1,
    stdin: tuple[str, bytes] | None = None,
    texts: Mapping[str, str] | None = None,
    cache: str | None = None,
    seen: Seen = lambda report: None,
) -> Report:
    """Check files, each by itself.

    What one of them imports is read as well.

    jobs: processes to use, 0 for as many as help. stdin: a name and its content. texts: what files are taken to say,
    whatever stands on disk. cache: the folder in which reports are kept; None for none.
    seen: is given the report of each file as it comes.
    """
    from shapelint.report.merge import merge

    if confirm:
        from shapelint.confirm.confirm import confirm_report

        return confirm_report(merge(_check_all(files, config, True, jobs, stdin, texts, seen), files))
    if cache is None or texts:
        return merge(_check_all(files, config, False, jobs, stdin, texts, seen), files)
    from shapelint.lint.cache import Cache

    kept = Cache(cache)
    found = {path: _kept(kept, path, config) for path in files}
    rest = [path for path, (_, report) in found.items() if report is None]
    turn = iter(found.values())

    def in_turn(report: Report) -> None:
        """Those kept that stand before it come first."""
        for _, before in turn:
            if before is None:
                break
            seen(before)
        seen(report)

    # What standard input says is checked with the first of them.
    fresh = _check_all(rest, config, confirm, jobs, stdin, texts, in_turn)
    for _, report in turn:
        if report is not None:
            seen(report)
    for path, report in zip(rest, fresh[len(fresh) - len(rest) :]):
        kept.put(path, found[path][0], config, report)
        found[path] = found[path][0], report
    kept.close()
    reports = fresh[: len(fresh) - len(rest)]
    return merge([*reports, *(report for _, report in found.values() if report is not None)], files)


def _kept(cache: Cache, path: str, config: Config) -> tuple[bytes, Report | None]:
    """What a file holds, and what an earlier run found in it."""
    from shapelint.source.files import Unreadable, mentions_torch, read

    try:
        data = read(path)
    except Unreadable:
        return b"", None
    return data, cache.get(path, data, config) if mentions_torch(data) or path.endswith(NOTEBOOK) else Report()


def _check_all(
    files: Sequence[str],
    config: Config,
    confirm: bool,
    jobs: int,
    stdin: tuple[str, bytes] | None,
    texts: Mapping[str, str] | None,
    seen: Seen,
) -> list[Report]:
    """The reports of standard input and of each file.

    In order; standard input comes first, where it is given.
    """
    workers = _workers(jobs, len(files))
    if workers > 1 and stdin is None:
        from shapelint.lint.parallel import check_in_processes

        return check_in_processes(files, config, workers, texts, seen, confirm)

    from shapelint.lint.child import can_fork, check_in_child
    from shapelint.lint.limits import seconds_for, without_events

    project = cached(partial(new_project, texts))  # made by the process that checks
    tasks: list[Task] = [(path, partial(_check_file, path, config, confirm, project)) for path in files]
    if stdin is not None:
        tasks.insert(0, (stdin[0], lambda: check_bytes(stdin[1], stdin[0], config, confirm, project())))
    if tasks and can_fork():
        return check_in_child(tasks, seen, seconds_for(config.thorough))
    reports = []
    for _, task in tasks:
        reports.append(without_events(task()))
        seen(reports[-1])
    return reports


def _workers(wanted: int, files: int) -> int:
    """A process costs as much as reading some ten files."""
    if wanted:
        return max(1, min(wanted, files))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, files // 10))


def _check_file(path: str, config: Config, confirm: bool, project: Callable[[], Project]) -> Report:
    return check_file(path, config, confirm, project())
