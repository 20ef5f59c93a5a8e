"""What an editor keeps between keystrokes.

The modules that a text imports are executed once.

The text itself is executed anew each time, and what it changes of others (a registry that it enters itself in) is
undone, so that the next text finds them as this one did.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from shapelint.interpret.exploration.project import Project
from shapelint.source.syntax.file import SourceFile


def next_project(project: Project, path: str, others: Mapping[str, SourceFile], folders: Iterable[str]) -> Project:
    """A project for the next text of a file.

    The same, where all that it has executed still holds.

    others: files that say something else than on disk. folders: of the stand-ins.
    """
    path = os.path.abspath(path)
    if path not in project.modules and _holds(project, others) and project.has_stand_ins(tuple(folders)):
        project.files.pop(path, None)
        for other in [one for one in project.files if one not in project.modules]:
            del project.files[other]  # nothing hangs on them
        project.files.update((one, file) for one, file in others.items() if one not in project.modules)
        return project
    made = project.again()
    made.files.update(others)
    return made


def _holds(project: Project, others: Mapping[str, SourceFile]) -> bool:
    """Whether what was executed still holds.

    It is what stands in the files now, and no import would find another file.
    """
    return all(_is_same(project, module, others) for module in project.modules) and project.reads.hold()


def _is_same(project: Project, path: str, others: Mapping[str, SourceFile]) -> bool:
    file = project.files[path]
    if path in others:
        return file is not None and file.says(others[path].text)
    return project.is_unchanged(path)


@contextmanager
def passing(project: Project, path: str) -> Iterator[None]:
    """Undo at the end what a file does to others.

    What it imports stays.
    """
    path = os.path.abspath(path)
    project.passing = path
    try:
        with project.heap.undoing():
            yield
    finally:
        project.passing = ""
        project.modules.pop(path, None)
        project.plain.pop(path, None)
