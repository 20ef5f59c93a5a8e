"""`shapelint explain KIND` and `shapelint explain FILE:LINE`: formula and picture of a layer."""

from __future__ import annotations

import os
import sys

from shapelint.cli.pad import ANSWERED, add_window, tell_impossible, window_options
from shapelint.layers.errors import Impossible, Unclear
from shapelint.layers.explain import Look, explained

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "%(prog)s KIND --input SIZE --kernel K ... | FILE:LINE[:COLUMN] [--input SHAPE] ..."
    parser.add_argument("what", metavar="KIND|FILE:LINE", help="a kind of layer as `shapelint pad` has it, or a place")
    add_window(parser)
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=("full", "json"), default="full", help="(default: full)")
    group.add_argument("--svg", metavar="FILE", help="write the picture as SVG, `-` for standard output")
    group.add_argument("--force", action="store_true", help="overwrite an SVG file that shapelint did not write")
    group.add_argument("--ascii", action="store_true", help="use no other characters")


def explain(options: argparse.Namespace) -> int:
    """The exit code: 0, or 1 where there is no such layer, or no operation at that place."""
    from shapelint.cli.arguments import UsageError

    try:
        return _kind(options)
    except Unclear as error:
        raise UsageError(str(error)) from error
    except Impossible as error:
        return tell_impossible(error, options.output_format == "json")


def _kind(options: argparse.Namespace) -> int:
    from shapelint.layers.answer import ask

    answer = ask(options.what, **window_options(options))
    if options.output_format == "json":
        import json

        from shapelint.layers.record import record

        print(json.dumps(record(answer), indent=2))
        return ANSWERED
    if options.svg is not None:
        from shapelint.layers.explain import svg

        write_svg(options, svg(answer))
    if options.svg != "-":
        print("\n".join(explained(answer, look_of(options))))
    return ANSWERED


def write_svg(options: argparse.Namespace, text: str) -> None:
    """To the file named, unless another file would be lost. Raises UsageError."""
    from shapelint.cli.arguments import UsageError
    from shapelint.layers.picture.svg import MARK

    if options.svg == "-":
        sys.stdout.write(text)
        return
    try:
        if not options.force and os.path.lexists(options.svg):
            with open(options.svg, encoding="utf-8", errors="replace") as old:
                if MARK not in old.read(400):
                    raise UsageError(f"{options.svg} is no picture that shapelint drew: --force overwrites it")
        with open(options.svg, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{options.svg}: {error.strerror}") from error


def look_of(options: argparse.Namespace) -> Look:
    """How wide the terminal is, 80 where there is none, and what it can write."""
    width = 80
    if sys.stdout.isatty():
        import shutil

        width = max(shutil.get_terminal_size().columns, 20)
    elif os.environ.get("COLUMNS", "").isdigit():
        width = max(int(os.environ["COLUMNS"]), 20)
    return Look(width, options.ascii or not writes("∞"))


def writes(character: str) -> bool:
    """Whether standard output can write a character."""
    try:
        character.encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
