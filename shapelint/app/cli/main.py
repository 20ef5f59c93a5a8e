"""The way in: understands the command line and calls what it names.

Imports are late, so that `--version` is quick.
"""

from __future__ import annotations

import codecs
import errno
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from shapelint.source.speed import RARELY

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

CLEAN, FINDINGS, FAILED = 0, 1, 2
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
LIKENESSES = {
    "─": "-", "│": "|", "├": "|", "└": "`", "┌": ",", "┐": ".", "┘": "'", "…": "~", "×": "x", "→": ">", "≤": "<=",
    "≥": ">=", "·": ".", "█": "#", "▒": "%", "░": ":", "■": "#", "□": ".",
}  # fmt: skip
ASCII_LIKENESS = "shapelint.likeness"
"""The name of the error handler that puts a character of ASCII in place of one that cannot be encoded."""

INTERRUPTED = 130  # as shells have it for Ctrl-C


def _likeness(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = error.object[error.start : error.end]
    escaped = (LIKENESSES.get(one) or one.encode("ascii", "backslashreplace").decode() for one in words)
    return "".join(escaped), error.end


def run() -> None:
    """The console script."""
    gc.set_threshold(*RARELY)  # from the first import on: modules are objects that stay
    codecs.register_error(ASCII_LIKENESS, _likeness)
    if sys.stderr is None:  # closed: without it there is nobody to tell
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for as long as the process lives
    if sys.stdout is None:
        print("shapelint: error: standard output is closed", file=sys.stderr)
        sys.exit(FAILED)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets one that looks like it, or its escape.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=ASCII_LIKENESS)
    try:
        with _telling_where_output_fails():
            code = main(sys.argv[1:])
            sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
        print("interrupted", file=sys.stderr)
    except BrokenPipeError:
        # The reader has seen enough.
        _drop_output()
        code = FINDINGS
    except Unwritable as error:
        _drop_output()
        print(f"shapelint: error: the output cannot be written: {error}", file=sys.stderr)
        code = FAILED
    except Exception:  # noqa: BLE001 - the border of the program: a fault is shown whole, and is not taken for a finding
        import traceback

        traceback.print_exc()
        print(
            "shapelint: error: this is a fault of shapelint's own; please report it with the lines above",
            file=sys.stderr,
        )
        code = FAILED
    gc.freeze()  # the process ends: looking for cycles among all that it knew would take a tenth of its time
    sys.exit(code)


class Unwritable(Exception):
    """Standard output takes no more, for the reason in the message."""


@contextmanager
def _telling_where_output_fails() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in FULL or error.filename is not None:
            raise
        raise Unwritable(error.strerror) from None


def _drop_output() -> None:
    """Drop what is left in the buffer.

    It must not raise again when Python closes it.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str]) -> int:
    """Runs one command.

    Its exit code: 0 nothing to report, 1 findings, 2 it failed.
    """
    if list(arguments) in (["--version"], ["-V"], ["version"]):
        return _version()
    from shapelint.app.cli.arguments import parse
    from shapelint.app.cli.usage import UsageError

    try:
        options = parse(arguments)
        if options.command == "version":
            return _version()
        if options.command == "pad":
            from shapelint.app.cli.pad import pad

            return pad(options)
        if options.command == "clean":
            from shapelint.app.cli.clean import clean

            return clean(options)
        if options.command == "explain":
            from shapelint.app.cli.explain import explain

            return explain(options)
        return _configured(options)
    except UsageError as error:
        return _failed(error)


def _configured(options: argparse.Namespace) -> int:
    """Run a command that reads code and configuration.

    What that takes to import is imported here.
    """
    from shapelint.lint.config import ConfigError

    try:
        if options.command == "rule":
            from shapelint.app.cli.rule import rule

            return rule(options)
        if options.command == "trace":
            from shapelint.app.cli.trace import run_trace

            return run_trace(options)
        if options.command == "compare":
            from shapelint.app.cli.compare import compare

            return compare(options)
        if options.command == "config":
            from shapelint.app.cli.settings import show

            return show(options)
        if options.command == "mcp":
            return _mcp(options)
        if options.command == "completion":
            from shapelint.app.cli.completion import completion

            return completion(options)
        if options.command == "server":
            return _server()
        from shapelint.app.cli.check import check

        if options.watch:
            from shapelint.app.cli.watch import watch

            return watch(options.paths, lambda: check(options))
        return check(options)
    except ConfigError as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    from shapelint.report.render.sanitize import sanitize

    print(f"shapelint: error: {sanitize(str(error))}", file=sys.stderr)
    return FAILED


def _version() -> int:
    from shapelint.version import __version__

    print(f"shapelint {__version__}")
    return CLEAN


def _mcp(options: argparse.Namespace) -> int:
    from shapelint.app.cli.usage import UsageError

    try:
        import mcp  # noqa: F401
    except ModuleNotFoundError:
        raise UsageError('the server for assistants needs mcp: pip install "mcp>=2"') from None
    from shapelint.app.doors.mcp_server import serve

    if not os.path.isdir(options.root):
        raise UsageError(f"no such folder: {options.root}")
    return serve(options.root)


def _server() -> int:
    from shapelint.app.cli.usage import UsageError

    try:
        import pygls  # noqa: F401
    except ModuleNotFoundError:
        raise UsageError('the language server needs pygls: pip install "pygls>=2.1,<3"') from None
    from shapelint.app.editor.server import serve

    return serve()
