"""`shapelint explain KIND` and `shapelint explain FILE:LINE`.

Formula and picture of a layer.
"""

from __future__ import annotations

import os
import sys

from shapelint.app.cli.following import follow_imports
from shapelint.app.cli.pad import ANSWERED, OPTIONS, add_window, tell_impossible, window_options
from shapelint.layers.errors import Impossible, Unclear
from shapelint.layers.explain import Look, explained

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "%(prog)s KIND --input SIZE --kernel K ... | FILE:LINE[:COLUMN] [--input SHAPE] ..."
    parser.add_argument("what", metavar="KIND|FILE:LINE", help="a kind of layer as `shapelint pad` has it, or a place")
    parser.add_argument(
        "--input", action="append", metavar="SIZE|SHAPE",
        help="of a kind the size, 30x40; of a file what its model is given, 1,3,224,224 (repeatable)",
    )  # fmt: skip
    parser.add_argument("--args", default="", metavar="NAME=VALUE,...", help="of a file: arguments of the model")
    follow_imports(parser)
    add_window(parser, with_input=False)
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=("full", "json"), default="full", help="(default: full)")
    group.add_argument("--svg", metavar="FILE", help="write the picture as SVG, `-` for standard output")
    group.add_argument("--force", action="store_true", help="overwrite an SVG file that shapelint did not write")
    group.add_argument("--ascii", action="store_true", help="use no other characters")


def explain(options: argparse.Namespace) -> int:
    """The exit code of `shapelint explain`.

    0, or 1 where there is no such layer, or no operation at that place.
    """
    from shapelint.app.cli.usage import UsageError

    try:
        return _kind(options) if ":" not in options.what else _place(options)
    except Unclear as error:
        raise UsageError(str(error)) from error
    except Impossible as error:
        return tell_impossible(error, options.output_format == "json")


def _kind(options: argparse.Namespace) -> int:
    from shapelint.layers.answer import ask

    if os.path.exists(options.what):
        raise Unclear(f"{options.what} is a file: say which row, as in {options.what}:12")
    if options.args or options.follow_imports or len(options.input or ()) > 1:
        raise Unclear(f"{options.what} is no file: --args, --follow-imports and a second --input are for one")
    options.input = options.input[0] if options.input else None
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


def _place(options: argparse.Namespace) -> int:
    from shapelint.interpret.exploration.project import Project
    from shapelint.layers.explaining.explain import explain, explanation_lines, record, svg
    from shapelint.layers.explaining.places import read_target
    from shapelint.lint.config import ConfigError, Configs
    from shapelint.report.render.sanitize import sanitize
    from shapelint.source.reading.given_inputs import InputError, read_arguments, read_input

    target = read_target(options.what)
    if target is None:
        raise Unclear(f"{options.what} is neither a kind of layer nor FILE:LINE")
    given = [name for name in OPTIONS if name != "input" and getattr(options, name)]
    if given:
        raise Unclear(f"--{given[0].replace('_', '-')} is for a kind of layer, not for a file")
    try:
        inputs = [read_input(text) for text in options.input or ()]
        arguments = read_arguments(options.args)
    except InputError as error:
        raise Unclear(str(error)) from error
    try:
        config = Configs().nearest(os.path.dirname(target.path))
    except ConfigError as error:
        raise Unclear(str(error)) from error
    project = Project(follow=options.follow_imports or "known")
    found = explain(target, project, inputs, arguments, lambda name: config.inputs_of(target.path, name))
    if options.output_format == "json":
        import json

        print(json.dumps(record(found), indent=2))
        return ANSWERED
    if options.svg is not None:
        write_svg(options, "\n".join(map(sanitize, svg(found).split("\n"))))
    if options.svg != "-":
        print("\n".join(map(sanitize, explanation_lines(found, look_of(options)))))
    return ANSWERED


def write_svg(options: argparse.Namespace, text: str) -> None:
    """To the file named, unless another file would be lost. Raises UsageError."""
    from shapelint.app.cli.usage import UsageError
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
    """The width of the terminal, and what it can write.

    80 columns where there is none.
    """
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
