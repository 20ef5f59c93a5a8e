"""The command line's grammar."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from shapelint.app.cli.following import beside_paths, follow_imports
from shapelint.app.cli.usage import UsageError
from shapelint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

MOST_JOBS = 256

COMMANDS = {
    "check": "check files and folders (what `shapelint PATH` does)",
    "pad": "say what padding, stride and kernel make of a size, and which line of PyTorch does what 'same' does",
    "explain": "show with formula and picture where an output size comes from: of a kind of layer, or at FILE:LINE",
    "trace": "show the shape of every layer of one model for given inputs",
    "compare": "compare a Keras program with its port to torch, executing neither",
    "rule": "explain a rule, or list all rules",
    "completion": "print a script that completes shapelint's options in a shell",
    "mcp": "run a server for coding assistants (the Model Context Protocol) on standard input and output",
    "server": "run the language server on standard input and output",
    "clean": "delete the reports that earlier runs kept",
    "config": "show the configuration that holds for a folder",
    "version": "show the version",
}


class _Unread(argparse.HelpFormatter):
    """A formatter for options where no help is asked for.

    argparse makes one for every option; this one does not measure the terminal, for which Python imports all that
    handles archives.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # One clear line, instead of the whole usage before it.
        raise UsageError(message)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `command` is one of COMMANDS.

    Raises UsageError; `--help` and `--version` print and exit.
    """
    given = list(arguments)
    if not given:
        raise UsageError("nothing to check: give files or folders, `.` for the current one")
    if given[0] not in COMMANDS and given[0] not in ("-h", "--help", "-V", "--version"):
        given.insert(0, "check")
    # An option whose value may be left out must not swallow a path: only `--add-ignore=REASON` gives one.
    given = beside_paths(["--add-ignore=" if word == "--add-ignore" else word for word in given])
    wants_help = not {"-h", "--help"}.isdisjoint(given)
    parser = _parser(given[0], argparse.HelpFormatter if wants_help else _Unread)
    options, unknown = parser.parse_known_args(given)
    if unknown:
        from shapelint.report.closest import closest

        known = [word for action in _options_of(parser, options.command) for word in action.option_strings]
        raise UsageError(f"unknown option {unknown[0]}{closest(unknown[0].partition('=')[0], known)}")
    return options


def options_of(command: str) -> list[argparse.Action]:
    """What a command takes."""
    return _options_of(_parser(command, argparse.HelpFormatter), command)


def _options_of(parser: argparse.ArgumentParser, command: str) -> list[argparse.Action]:
    commands = next(action for action in parser._actions if isinstance(action.choices, dict))
    assert isinstance(commands.choices, dict)
    actions: list[argparse.Action] = commands.choices[command]._actions
    return actions


def _parser(command: str, formatter: type[argparse.HelpFormatter]) -> argparse.ArgumentParser:
    """A parser with the options of one command.

    Of the other commands, what they are there for.
    """
    parser = _Parser(
        prog="shapelint", description="Finds tensor-shape bugs in PyTorch source before it runs.",
        formatter_class=formatter,
    )  # fmt: skip
    parser.add_argument("-V", "--version", action="version", version=f"shapelint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    made = {
        name: commands.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            allow_abbrev=False,
            formatter_class=formatter,
        )
        for name, text in COMMANDS.items()
    }
    if command == "check":
        _check(made[command])
    elif command == "trace":
        _trace(made[command])
    elif command == "pad":
        from shapelint.app.cli.pad import add_arguments

        add_arguments(made[command])
    elif command == "explain":
        from shapelint.app.cli.explain import add_arguments as explain_arguments

        explain_arguments(made[command])
    elif command == "compare":
        from shapelint.app.cli.compare import add_arguments as compare_arguments

        compare_arguments(made[command])
    elif command == "rule":
        made[command].add_argument(
            "rule",
            nargs="?",
            metavar="CODE|NAME",
            help="a rule, or the beginning of codes; without it, all rules",
        )
        made[command].add_argument("--output-format", choices=("full", "json"), default="full", help="(default: full)")
    elif command == "mcp":
        made[command].add_argument("--root", default=".", metavar="FOLDER", help="where it stays (default: .)")
    elif command == "completion":
        made[command].add_argument("shell", choices=("bash", "zsh", "fish"))
    elif command == "server":
        made[command].add_argument(
            "--stdio", action="store_true", help="speak over standard input and output, as it does without"
        )
    elif command == "clean":
        made[command].add_argument("--cache-dir", default="", metavar="FOLDER", help="where they are kept")
    elif command == "config":
        made[command].add_argument("path", nargs="?", default=".", metavar="PATH", help="a folder or a file")
        made[command].add_argument("--schema", action="store_true", help="print the JSON schema of the configuration")
        _configuration(made[command])
    return parser


def _configuration(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("configuration")
    group.add_argument(
        "--config",
        action="append",
        default=[],
        metavar="FILE|KEY=VALUE",
        help="a configuration file to use, or one key set otherwise (repeatable)",
    )
    group.add_argument("--isolated", action="store_true", help="read no configuration file")


def _selectors(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _check(parser: argparse.ArgumentParser) -> None:
    from typing import get_args

    from shapelint.lint.config import FailOn
    from shapelint.report.render.catalog import names as formats

    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="files and folders; `-` is standard input"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="findings and failures only")
    parser.add_argument("-v", "--verbose", action="store_true", help="say what is done")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes, until interrupted")
    parser.add_argument(
        "-j",
        "--jobs",
        type=_jobs,
        default=0,
        metavar="N",
        help="processes to use (default: 0, one for each core, but fewer for few files)",
    )

    parser.add_argument("--executor", default="", metavar="dask://HOST:PORT", help="let a cluster's workers check")
    parser.add_argument("--repositories", default="", metavar="LIST", help="a file with a folder to check in each row")

    group = parser.add_argument_group("rules (codes, prefixes of codes, or names; separated by commas)")
    for name, text in (
        ("select", "these rules instead of the default ones"),
        ("extend-select", "these rules besides"),
        ("ignore", "not these rules"),
    ):
        group.add_argument(f"--{name}", action="extend", type=_selectors, metavar="RULES", help=text)
    group.add_argument(
        "--confirm", action="store_true", help="let torch replay what each finding is about (which must be installed)"
    )

    group.add_argument(
        "--thorough", action="store_true",
        help="call every function that builds a network, not only those with a kind of block of their own (slow)",
    )  # fmt: skip

    group = parser.add_argument_group("fixes")
    group.add_argument("--fix", action="store_true", help="apply the fixes that are certain")
    group.add_argument(
        "--unsafe-fixes", action="store_true", help="apply or show also those that a person should look at"
    )
    group.add_argument("--fix-only", action="store_true", help="apply the fixes, and report nothing of what is left")
    group.add_argument("--show-fixes", action="store_true", help="list what --fix changed")
    group.add_argument("--diff", action="store_true", help="show what --fix would change; exit code 1 if anything")
    group.add_argument(
        "--add-ignore", metavar="REASON", help="silence each finding with a comment, --add-ignore=REASON with a reason"
    )
    group.add_argument("--baseline", metavar="FILE", help="report only what is not in this file")
    group.add_argument("--update-baseline", action="store_true", help="write the findings to the baseline file")

    group = parser.add_argument_group("output")
    group.add_argument(
        "--output-format",
        action="append",
        default=[],
        metavar="FORMAT[:FILE]",
        help=f"{', '.join(formats())} (default: full; repeatable, if at most one has no file)",
    )
    group.add_argument(
        "--statistics", action="store_true", help="count the findings of each rule instead of listing them"
    )
    group.add_argument(
        "--explain", action="store_true", help="draw below findings the shapes that meet, or where the windows stand"
    )
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)")
    group.add_argument(
        "--fail-on", choices=get_args(FailOn), help="the least severity that makes the exit code 1 (default: warning)"
    )
    group.add_argument("--exit-zero", action="store_const", const="never", dest="fail_on", help="as --fail-on never")

    group = parser.add_argument_group("files")
    group.add_argument("--exclude", action="extend", type=_selectors, metavar="PATTERNS", help="leave these out, too")
    group.add_argument("--force-exclude", action="store_true", help="leave out even what is named outright")
    group.add_argument("--no-respect-gitignore", action="store_true", help="read what .gitignore leaves out, too")
    follow_imports(group)
    group.add_argument("--python", metavar="PATH", help="the interpreter of the environment they are installed in")
    group.add_argument("--markdown", action="store_true", help="check the Python code blocks of Markdown files, too")
    group.add_argument("--stdin-filename", default="<stdin>", metavar="FILE", help="what standard input is called")
    group.add_argument("--no-cache", action="store_true", help="neither use nor keep reports of earlier runs")
    group.add_argument(
        "--cache-dir",
        default="",
        metavar="FOLDER",
        help="where they are kept (default: SHAPELINT_CACHE_DIR, or the user's cache folder)",
    )
    group.add_argument("--show-files", action="store_true", help="list the files that would be checked")
    group.add_argument("--show-settings", action="store_true", help="show the configuration in effect")
    _configuration(parser)


def _trace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "target",
        metavar="PATH[::NAME]",
        help="a class, or a function that returns a module or uses tensors; a file alone lists what can be traced",
    )
    parser.add_argument(
        "--input", action="append", default=[], metavar="SHAPE",
        help="1,3,224,224 or N,3,H,W or 1,77:int64, one for each argument, or NAME=SHAPE; [(3,9,9),(3,8,8)] is two",
    )  # fmt: skip
    parser.add_argument("--args", default="", metavar="NAME=VALUE,...", help="arguments of the class or function")
    follow_imports(parser)
    parser.add_argument(
        "--run", action="store_true", help="execute the model itself under torch's meta device, and compare"
    )
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output-format", default="full", metavar="FORMAT[:FILE]",
        help="full (default), json, or the network drawn: svg:FILE, html:FILE, dot:FILE",
    )  # fmt: skip
    group.add_argument(
        "--columns", type=_selectors, default=None, metavar="NAMES",
        help="type, input, output, kernel, parameters, trainable, mult-adds, memory (default: type,output,parameters)",
    )  # fmt: skip
    group.add_argument("--depth", type=_depth, metavar="N", help="show modules down to this depth only")
    group.add_argument("--functions", action="store_true", help="show calls of functions and tensor methods as well")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)")


def _jobs(text: str) -> int:
    jobs = _number(text, "not a number of processes")
    if jobs > MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{jobs} processes are more than the {MOST_JOBS} there may be")
    return jobs


def _depth(text: str) -> int:
    return _number(text, "not a depth")


def _number(text: str, complaint: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{complaint}: {text if len(text) <= 40 else text[:40] + '...'}")
    return int(text)
