"""`shapelint trace PATH::NAME --input SHAPE`.

The shape of every layer, and with `--run` torch's own beside it.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

from shapelint.app.cli.trace_columns import COLUMNS, USUAL
from shapelint.app.cli.trace_table import Column, as_json, shown, table
from shapelint.app.cli.usage import UsageError
from shapelint.app.cli.write import wants_color
from shapelint.layers.tracing.agreement import Answer, compare_outputs, pairs, plain
from shapelint.layers.tracing.result import Traced, TraceError
from shapelint.layers.tracing.trace import trace
from shapelint.report.closest import closest
from shapelint.report.findings import Report
from shapelint.report.formats import full
from shapelint.report.merge import merge
from shapelint.report.render.context import Context
from shapelint.report.render.sanitize import sanitize
from shapelint.source.files import Unreadable, read
from shapelint.source.reading.given_inputs import Given, InputError, Shaped, read_arguments, read_input
from shapelint.source.text import Undecodable, decode

if TYPE_CHECKING:
    from shapelint.confirm.observe import Observed

CLEAN, FINDINGS = 0, 1
FORMATS = ("full", "json", "svg", "html", "dot")
_NAMED = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)


def run_trace(options: argparse.Namespace) -> int:
    """The exit code of `shapelint trace --run`.

    0, or 1 where torch would refuse the run, or computes other shapes.
    """
    if options.run and importlib.util.find_spec("torch") is None:
        raise UsageError("--run needs torch, which is not installed: pip install torch")
    form, _, file = options.output_format.partition(":")
    if form not in FORMATS:
        raise UsageError(f"unknown format {form}{closest(form, FORMATS)} (there are {', '.join(FORMATS)})")
    columns = options.columns or list(USUAL)
    for column in columns:
        if column not in COLUMNS:
            raise UsageError(f"unknown column {column}{closest(column, COLUMNS)} (there are {', '.join(COLUMNS)})")
    if "::" not in options.target and os.path.isfile(options.target):
        return list_models(options)
    try:
        given = [_NAMED.fullmatch(text) for text in options.input]
        inputs = [read_input(text) for text, name in zip(options.input, given) if name is None]
        named = {found[1]: read_input(found[2]) for found in given if found is not None}
        traced = trace(options.target, inputs, options.args, options.follow_imports or "known", named=named)
    except (InputError, TraceError) as error:
        raise UsageError(str(error)) from error
    observed, numbers = (_observe(options, traced, inputs), traced.numbers or {}) if options.run else (None, {})
    if form == "json":
        _put(as_json(traced) + "\n", file)
    else:
        column = None if observed is None else Column(observed.calls, observed.output, numbers, observed.parameters)
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() and not file else None
        lines = table(traced, options.depth, options.functions, column, columns, width)
        text = "\n".join(lines) + "\n"
        _put(text if form == "full" else _drawn(form, traced, text), file)
    sys.stdout.flush()
    code = _tell_refusal(traced, options)
    return code if observed is None else _tell_differences(traced, observed, numbers, options)


def _drawn(form: str, traced: Traced, text: str) -> str:
    """The network as a drawing."""
    from shapelint.layers.picture.network import network_html, network_svg
    from shapelint.layers.tracing.graph import dot, graph_of

    graph, title = graph_of(traced), sanitize(traced.target)
    if form == "dot":
        return dot(graph, title)
    return network_svg(graph, title) if form == "svg" else network_html(graph, title, text)


def _put(text: str, file: str) -> None:
    """To a file, or to standard output. Raises UsageError."""
    if not file:
        print(text, end="")
        return
    try:
        with open(file, "w", encoding="utf-8", errors="backslashreplace") as target:
            target.write(text)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None


def list_models(options: argparse.Namespace) -> int:
    """Print what can be traced in a file.

    Each as the command that does it.
    """
    from shapelint.interpret.exploration.entries import examine
    from shapelint.layers.editing.outline import lenses_of
    from shapelint.lint.config import Configs
    from shapelint.lint.one_file import new_project

    project, path = new_project(), options.target
    file = project.file(path)
    if file is None:
        raise UsageError(f"{path} cannot be read")
    config = Configs().nearest(os.path.dirname(path))
    found = lenses_of(file, list(examine(project, file)), lambda name: config.inputs_of(path, name))
    if not found:
        raise UsageError(f"no class in {path} is a model whose inputs are known; write {path}::NAME --input SHAPE")
    for one in found:
        inputs = " ".join(f"--input {text}" for text in one.inputs)
        print(sanitize(f"shapelint trace {path}::{one.name} {inputs}"))
    return CLEAN


def _tell_refusal(traced: Traced, options: argparse.Namespace) -> int:
    """What torch would refuse, with its source.

    Beside JSON on standard error, which then is for people alone.
    """
    is_json = options.output_format.partition(":")[0] != "full"
    file = sys.stderr if is_json else sys.stdout
    if traced.error is not None:
        report = merge([Report([traced.error])])
        color = not is_json and wants_color(options.color)
        context = Context(text_of=_text, root=os.getcwd(), color=color, summary=False)
        print("\n" + full.render(report, context), end="", file=file)
        return FINDINGS
    if traced.stop is not None and traced.stop.refused:
        stop = traced.stop
        place = f"{shown(stop.filename)}:{stop.row}:{stop.column}: " if stop.filename else ""
        print(sanitize(f"{place}the program raises here: {stop.text}"), file=file)
        return FINDINGS
    return CLEAN


def _text(filename: str) -> str | None:
    try:
        return decode(read(filename)).content
    except (Unreadable, Undecodable):
        return None


# --- the real model -------------------------------------------------------------------------------------------------


def _observe(options: argparse.Namespace, traced: Traced, inputs: list[Given]) -> Observed:
    from shapelint.confirm.observe import NotObserved, observe

    if traced.numbers is None:
        raise UsageError("no sizes were found that meet what the model demands; give --input in numbers")
    numbers = traced.numbers
    path, _, name = options.target.rpartition("::")
    chosen = ", ".join(f"{symbol}={size}" for symbol, size in numbers.items() if _is_given(symbol, inputs))
    print(
        f"shapelint: --run executes the code of {sanitize(path)} and of all that it imports"
        + (f" (with {chosen})" if chosen else ""),
        file=sys.stderr,
        flush=True,
    )
    try:
        concrete = [_with_numbers(one, numbers) for one in inputs]
        return observe(path, name, concrete, read_arguments(options.args), traced.is_module)
    except NotObserved as error:
        raise UsageError(str(error)) from error


def _is_given(symbol: str, inputs: list[Given]) -> bool:
    return any(symbol in one.sizes if isinstance(one, Shaped) else _is_given(symbol, one) for one in inputs)


def _with_numbers(given: Given, numbers: dict[str, int]) -> Given:
    if isinstance(given, list):
        return [_with_numbers(one, numbers) for one in given]
    return Shaped(tuple(numbers[size] if isinstance(size, str) else size for size in given.sizes), given.dtype)


def _tell_differences(traced: Traced, observed: Observed, numbers: dict[str, int], options: argparse.Namespace) -> int:
    """The exit code, after telling where torch computes something else.

    1 where it does, or where it refuses the run.
    """
    found = list(pairs([(name, plain(output)) for name, output in observed.calls], traced.calls, numbers))
    answers = [pair.answer for pair in found]
    if not observed.error and not traced.refused:
        answers.append(compare_outputs(plain(observed.output), traced.output, numbers))
    lines: list[str] = []
    if observed.error:
        at = f" at {observed.error_at[0]}" if observed.error_at else ""
        lines.append(f"torch refuses the run{at}: {observed.error}")
        if not traced.refused:
            lines.append("shapelint does not see why")
    elif traced.refused:
        lines.append("torch runs it to the end: shapelint is wrong to say that it refuses; please report this")
    counts = {answer: answers.count(answer) for answer in Answer}
    lines.append(
        f"{counts[Answer.AGREES]} of {len(answers)} outputs agree with torch on {observed.device}, "
        f"{counts[Answer.UNKNOWN]} are not known, {counts[Answer.WRONG]} differ"
    )
    file = sys.stderr if options.output_format != "full" else sys.stdout
    print("\n" + "\n".join(sanitize(line) for line in lines), file=file)
    return FINDINGS if counts[Answer.WRONG] or observed.error or traced.refused else CLEAN
