"""`shapelint mcp`: a server for coding assistants, over standard input and output.

It reads files below its root only, and executes nothing of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from mcp.server.mcpserver import MCPServer

from shapelint.version import __version__

T = TypeVar("T")


class Outside(Exception):
    """A path leads out of the root."""


def create(root: str) -> MCPServer:
    """The server and its tools. root: the folder that it stays in."""
    root = os.path.realpath(root)
    words = f"Tensor shapes of PyTorch code below {root}, read from its source."
    server = MCPServer("shapelint", version=__version__, instructions=words)
    one_by_one = Lock()  # the current folder is the process's

    def inside(path: str) -> str:
        found = os.path.realpath(os.path.join(root, path))
        if found != root and not found.startswith(os.path.join(root, "")):
            raise Outside(f"{path} is not below {root}")
        return found

    def from_root(work: Callable[[], T]) -> T:
        with one_by_one:
            before = os.getcwd()
            os.chdir(root)
            try:
                return work()
            finally:
                os.chdir(before)

    def check(path: str = ".") -> list[dict[str, Any]]:
        """Find tensor-shape bugs in a Python file, a notebook or a folder.

        Each finding has code, message, place, help, and a fix where one was shown to help.
        """
        return from_root(lambda: _check(os.path.relpath(inside(path), root)))

    def check_code(code: str) -> list[dict[str, Any]]:
        """Find tensor-shape bugs in a piece of Python code.

        The code stands in no file.
        """
        return _rows_of_code(code)

    def trace(path: str, name: str, inputs: list[str], arguments: str = "") -> str:
        """The shape, parameters and mult-adds of every layer of a model.

        name: its class, or the function that builds it. inputs: shapes such as "1,3,224,224" or "N,3,H,W". arguments:
        of the class, such as "num_classes=10".
        """
        return from_root(lambda: _trace(os.path.relpath(inside(path), root), name, inputs, arguments))

    def explain(path: str, row: int, column: int | None = None) -> str:
        """Where the output size of the operation at a place comes from.

        Formula, numbers and their origins.
        """
        return from_root(lambda: _explain(os.path.relpath(inside(path), root), row, column))

    def rule(code: str) -> str:
        """A rule (such as SHP101), with a bad and a good example."""
        from shapelint.rules.catalog import named

        found = named(code)
        if found is None:
            return f"there is no rule {code}"
        head = f"{found.name} ({found.code}): {found.summary}\n\n{found.explanation}"
        return f"{head}\n\nBad:\n{found.bad}\nGood:\n{found.good}"

    for tool in (check, check_code, trace, explain, rule):
        server.add_tool(tool)
    return server


def _check(path: str) -> list[dict[str, Any]]:
    from shapelint.lint.check import check_files
    from shapelint.lint.config import Configs
    from shapelint.report.render.context import Context
    from shapelint.report.render.rows import rows
    from shapelint.source.files import Unreadable, find, read
    from shapelint.source.program import program
    from shapelint.source.text import Undecodable

    def text_of(name: str) -> str | None:
        try:
            return program(name, read(name)).content
        except (Unreadable, Undecodable):
            return None

    configs = Configs()
    config = configs.nearest(path if os.path.isdir(path) else os.path.dirname(path))
    found = find([path], lambda _: (config.root, config.exclude), respect_gitignore=config.respect_gitignore)
    if found.missing:
        raise FileNotFoundError(f"no such file or folder: {path}")
    report = check_files(found.files, config)
    told = rows(report, Context(text_of=text_of))
    return [*told, *({"filename": name, "failed": why} for name, why in report.failures)]


def _rows_of_code(code: str) -> list[dict[str, Any]]:
    from shapelint.lint.config import Config
    from shapelint.lint.one_file import check_text
    from shapelint.report.render.context import Context
    from shapelint.report.render.rows import rows

    return rows(check_text(code, "code.py", Config()), Context(text_of=lambda name: code))


def _trace(path: str, name: str, inputs: list[str], arguments: str) -> str:
    from shapelint.app.cli.trace_table import table
    from shapelint.layers.tracing.trace import trace

    return "\n".join(table(trace(f"{path}::{name}", inputs, arguments)))


def _explain(path: str, row: int, column: int | None) -> str:
    from shapelint.interpret.exploration.project import Project
    from shapelint.layers.errors import Impossible, Unclear
    from shapelint.layers.explain import Look
    from shapelint.layers.explaining.explain import explain, explanation_lines
    from shapelint.layers.explaining.places import Target

    try:
        found = explain(Target(path, row, column), Project(), [], {}, lambda name: None)
    except (Impossible, Unclear) as error:
        return str(error)
    return "\n".join(explanation_lines(found, Look(100, grid=False)))


def serve(root: str) -> int:
    create(root).run()
    return 0
