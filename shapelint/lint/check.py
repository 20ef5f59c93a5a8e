"""The whole story: paths -> text -> IR -> interpret -> trace -> rules -> findings -> confirm."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from shapelint.lint.one_file import check_bytes, check_file, new_project
from shapelint.report.findings import Finding, Report

if TYPE_CHECKING:  # `import shapelint` stays cheap: what a check needs is imported when one begins
    from shapelint.interpret.exploration.project import Project
    from shapelint.lint.child import Task
    from shapelint.lint.config import Config


def check(paths: Sequence[str], config: Config | None = None) -> list[Finding]:
    """The findings in files and folders.

    config: what to report; None takes the nearest configuration file of each path. Raises FileNotFoundError for a path
    that does not exist, shapelint.lint.config.ConfigError, and RuntimeError where a file could not be analysed.
    """
    from shapelint.lint.config import Configs
    from shapelint.source.files import find

    chosen = config or Configs().nearest(paths[0] if paths and os.path.isdir(paths[0]) else os.curdir)
    found = find(
        [os.fspath(path) for path in paths],
        lambda _: (chosen.root, chosen.exclude),
        respect_gitignore=chosen.respect_gitignore,
    )
    if found.missing:
        raise FileNotFoundError(", ".join(found.missing))
    report = check_files(found.files, chosen)
    if report.failures:
        raise RuntimeError("; ".join(f"{path}: {message}" for path, message in report.failures))
    return report.findings


def check_files(
    files: Sequence[str],
    config: Config,
    *,
    confirm: bool = False,
    jobs: int = 1,
    stdin: tuple[str, bytes] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Report:
    """Check files, each by itself; what one of them imports is read as well.

    stdin: a name and its content. texts: what files are taken to say, whatever stands on disk.
    """
    from shapelint.report.merge import merge

    if jobs > 1 and not confirm and stdin is None:
        from shapelint.lint.parallel import check_in_processes

        return merge(check_in_processes(files, config, jobs, texts), files)

    from shapelint.lint.child import can_fork, check_in_child

    project = cache(partial(new_project, texts))  # made by the process that checks
    tasks: list[Task] = [(path, partial(_check_file, path, config, confirm, project)) for path in files]
    if stdin is not None:
        tasks.insert(0, (stdin[0], lambda: check_bytes(stdin[1], stdin[0], config, confirm, project())))
    if tasks and not confirm and can_fork():  # torch, which confirms, has its own process and its own deadline
        return merge(check_in_child(tasks), files)
    return merge([task() for _, task in tasks], files)


def _check_file(path: str, config: Config, confirm: bool, project: Callable[[], Project]) -> Report:
    return check_file(path, config, confirm, project())
