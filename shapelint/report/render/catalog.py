"""The formats there are: one file each in `shapelint/report/formats`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from shapelint.report import formats as _folder
from shapelint.report.findings import Report
from shapelint.report.render.cells import at_files
from shapelint.report.render.context import Context

Render = Callable[[Report, Context], str]

FOR_PEOPLE = ("full", "concise")  # these end with the summary; the others are read by programs


def names() -> list[str]:
    """The names of all formats, by alphabet."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(_folder.__path__))


def renderer(name: str) -> Render:
    """The renderer of one of `names()`; only its file is imported.

    Formats whose readers know the cells of notebooks say so with `CELLS = True`.
    """
    module = import_module(f"{_folder.__name__}.{name.replace('-', '_')}")
    render: Render = module.render
    if getattr(module, "CELLS", False):
        return render
    return lambda report, context: render(at_files(report, context), context)
