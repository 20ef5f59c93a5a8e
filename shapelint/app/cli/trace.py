"""`shapelint trace PATH::NAME --input SHAPE`: the shape of every layer, and with `--run` torch's own beside it."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from typing import TYPE_CHECKING

from shapelint.app.cli.trace_table import Column, as_json, shown, table
from shapelint.app.cli.usage import UsageError
from shapelint.app.cli.write import wants_color
from shapelint.layers.tracing.agreement import Answer, judge, pairs, plain
from shapelint.layers.tracing.result import Traced, TraceError
from shapelint.layers.tracing.trace import trace
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


def run_trace(options: argparse.Namespace) -> int:
    """The exit code: 0, or 1 where torch would refuse the run, or computes other shapes."""
    if options.run and importlib.util.find_spec("torch") is None:
        raise UsageError("--run needs torch, which is not installed: pip install torch")
    try:
        inputs = [read_input(text) for text in options.input]
        traced = trace(options.target, inputs, options.args, options.follow_imports)
    except (InputError, TraceError) as error:
        raise UsageError(str(error)) from error
    observed, numbers = (_observe(options, traced, inputs), traced.numbers or {}) if options.run else (None, {})
    if options.output_format == "json":
        print(as_json(traced))
    else:
        column = None if observed is None else Column(observed.calls, observed.output, numbers, observed.parameters)
        print("\n".join(table(traced, options.depth, options.functions, column)))
    sys.stdout.flush()
    code = _tell_refusal(traced, options)
    return code if observed is None else _tell_differences(traced, observed, numbers, options)


def _tell_refusal(traced: Traced, options: argparse.Namespace) -> int:
    """What torch would refuse, with its source; beside JSON on standard error, which then is for people alone."""
    is_json = options.output_format == "json"
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
    """Whether torch computes something else, in words; 1 where it does, or where it refuses the run."""
    found = list(pairs([(name, plain(output)) for name, output in observed.calls], traced.calls, numbers))
    answers = [pair.answer for pair in found]
    if not observed.error and not traced.refused:
        answers.append(judge(plain(observed.output), traced.output, numbers))
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
    file = sys.stderr if options.output_format == "json" else sys.stdout
    print("\n" + "\n".join(sanitize(line) for line in lines), file=file)
    return FINDINGS if counts[Answer.WRONG] or observed.error or traced.refused else CLEAN
