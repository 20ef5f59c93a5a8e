"""Hold `trace` against a record of what torch computed: every call of every run, by name and output shape.

    python benchmarks/zoo.py RECORD.jsonl[.gz] SOURCES_DIR [--model NAME] [--jobs N] [--verbose]

RECORD: one JSON object per model, as `record.py` writes it. SOURCES_DIR: the folder in which the recorded `builder`
("package/models/net.py:80") is found. Nothing of it is imported.

For each model: how many calls agree, how many are unknown (nothing said, or a size not known), and how many torch
contradicts. Where torch refused a run: whether `trace` refuses it too, after the same calls. A run that torch could
not finish for want of an implementation on meta is compared as far as it came.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as Overdue
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from shapelint.layers.tracing.agreement import Answer, Pair, compare_outputs, pairs, plain, show
from shapelint.layers.tracing.result import Traced, TraceError
from shapelint.layers.tracing.trace import trace
from shapelint.source.reading.given_inputs import read_arguments, read_recorded

UNFINISHED = "NotImplementedError"
"""How the text of an error begins that says nothing of shapes: the meta device cannot do what depends on data."""


@dataclass
class Difference:
    """A call that does not agree. where: `name#2` for its second call, or "output"."""

    kind: str
    where: str
    torch: str
    static: str
    reason: str

    def __str__(self) -> str:
        return f"{self.kind:8} {self.where}: torch {self.torch}, shapelint {self.static}" + (
            f"; {self.reason}" if self.reason else ""
        )


@dataclass
class RunResult:
    """One run. refusal: "" where torch ran it; else what it has to say of shapelint's answer ("same place", ...)."""

    number: int
    calls: int = 0
    agree: int = 0
    differences: list[Difference] = field(default_factory=list)
    refusal: str = ""
    output_agrees: bool = True
    seconds: float = 0.0

    @property
    def perfect(self) -> bool:
        return not self.differences and self.output_agrees and self.refusal in ("", "same place")


@dataclass
class ModelResult:
    model: str
    runs: list[RunResult] = field(default_factory=list)
    parameters: tuple[int, int] = (0, 0)
    failure: str = ""
    finished: bool = True

    @property
    def perfect(self) -> bool:
        return not self.failure and bool(self.runs) and all(run.perfect for run in self.runs)


# --- one model ------------------------------------------------------------------------------------------------------


def compare(record: dict[str, Any], sources: str, arguments: dict[str, Any]) -> ModelResult:
    """Trace every run of a model and hold it against the record."""
    result = ModelResult(record["model"], finished=is_finished(record))
    path, _, line = record["builder"].rpartition(":")
    file = Path(sources, path)
    builder, parameters = function_at(file, int(line))
    given = {**{k: v for k, v in arguments.items() if k in parameters}, **record.get("arguments", {})}
    for number, run in enumerate(record["runs"]):
        begin = time.perf_counter()
        try:
            traced = trace(f"{file}::{builder}", [read_recorded(one) for one in run["input"]], given)
        except TraceError as error:
            result.failure = str(error)
            return result
        outcome = compare_run(number, run, traced)
        outcome.seconds = time.perf_counter() - begin
        result.runs.append(outcome)
        result.parameters = (record["params"], traced.parameters)
    return result


def is_finished(record: dict[str, Any]) -> bool:
    """Whether torch ran the model to its end at least once."""
    return any("error" not in run for run in record["runs"])


def function_at(file: Path, line: int) -> tuple[str, set[str]]:
    """The function or class whose lines include this one, and the names of its parameters."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            if first <= line <= (node.end_lineno or node.lineno):
                return node.name, _parameters(node)
    raise ValueError(f"there is no function at {file}:{line}")


def _parameters(node: ast.FunctionDef | ast.ClassDef) -> set[str]:
    if isinstance(node, ast.ClassDef):
        inits = [n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
        return _parameters(inits[0]) if inits else set()
    return {a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}


def compare_run(number: int, run: dict[str, Any], traced: Traced) -> RunResult:
    outcome = RunResult(number)
    error = run.get("error") or ""
    real = [(name, plain(output)) for name, _, output in run["calls"] if name]
    for pair in pairs(real, [call for call in traced.calls if call.name]):
        if not pair.real_called and error.startswith(UNFINISHED):
            continue
        outcome.calls += pair.real_called
        outcome.agree += pair.answer is Answer.AGREES
        if pair.answer is not Answer.AGREES:
            outcome.differences.append(_difference(pair, traced))
    if not error:
        output = plain(run["output"])
        answer = Answer.WRONG if traced.refused else compare_outputs(output, traced.output)
        if answer is not Answer.AGREES:
            outcome.output_agrees = False
            outcome.differences.append(
                Difference(answer.value, "output", show(output), show(traced.output), why_of(traced))
            )
    elif not error.startswith(UNFINISHED):
        outcome.refusal = refusal(run, traced)
    return outcome


def _difference(pair: Pair, traced: Traced) -> Difference:
    reason = pair.call.reason if pair.call is not None else f"never called; {why_of(traced)}"
    static = "nothing" if pair.call is None else show(pair.call.output)
    return Difference(
        pair.answer.value, pair.label, show(pair.real) if pair.real_called else "does not call it", static, reason
    )


def refusal(run: dict[str, Any], traced: Traced) -> str:
    """Whether the trace ends with an error as torch's run does, and after the same calls."""
    if not traced.refused:
        return "not refused"
    real = [name for name, _, _ in run["calls"] if name]
    mine = [call.name for call in traced.calls if call.name]
    return "same place" if real == mine else f"another place (after {len(mine)} calls, torch after {len(real)})"


def why_of(traced: Traced) -> str:
    if traced.error is not None:
        start = traced.error.span.start
        return f"{traced.error.code} {traced.error.message} ({traced.error.span.filename}:{start.row})"
    if traced.stop is not None:
        return f"{traced.stop.text} ({traced.stop.filename}:{traced.stop.row})"
    return "; ".join(f"{text} ({file}:{row})" for file, row, _, text in traced.unresolved[:2])


# --- all models -----------------------------------------------------------------------------------------------------


def results(
    records: list[dict[str, Any]], sources: str, arguments: dict[str, Any], jobs: int, limit: float
) -> Iterator[ModelResult]:
    """Each model in a process with a time limit."""
    from pebble import ProcessExpired, ProcessPool

    with ProcessPool(max_workers=jobs) as pool:
        futures = [pool.schedule(compare, args=[one, sources, arguments], timeout=limit) for one in records]
        for one, future in zip(records, futures, strict=True):
            try:
                yield future.result()
            except Overdue:
                yield ModelResult(one["model"], failure=f"not done after {limit:g} s", finished=is_finished(one))
            except ProcessExpired as death:
                yield ModelResult(one["model"], failure=f"died: {death}", finished=is_finished(one))
            except Exception as fault:  # noqa: BLE001 - a fault in one model is a line of the report
                trail = getattr(fault, "traceback", "").strip().splitlines()
                place = next((t.strip() for t in reversed(trail) if t.strip().startswith("File")), "")
                yield ModelResult(
                    one["model"], failure=f"{type(fault).__name__}: {fault} at {place}", finished=is_finished(one)
                )


def causes(found: Sequence[ModelResult]) -> list[tuple[str, set[str]]]:
    """Why runs do not agree: the reason of the first difference of each, the commonest first."""
    models: dict[str, set[str]] = defaultdict(set)
    for model in found:
        if model.failure:
            models[model.failure].add(model.model)
        for run in model.runs:
            if run.refusal not in ("", "same place"):
                models[f"refused by torch: {run.refusal}"].add(model.model)
            if run.differences:
                first = run.differences[0]
                where = f"; first at {first.where}" if first.kind == Answer.WRONG.value else ""
                models[f"{first.kind}: {first.reason or 'no reason'}{where}"].add(model.model)
    return sorted(models.items(), key=lambda item: -len(item[1]))


def report(found: list[ModelResult], verbose: bool) -> None:
    for model in found:
        calls, agree = sum(r.calls for r in model.runs), sum(r.agree for r in model.runs)
        wrong = sum(d.kind == Answer.WRONG.value for r in model.runs for d in r.differences)
        state = "ok  " if model.perfect else "FAIL"
        real, static = model.parameters
        notes = [] if real == static else [f"parameters {static}, torch {real}"]
        notes += [f"run {r.number} refused by torch, shapelint: {r.refusal}" for r in model.runs if r.refusal]
        notes += [model.failure] if model.failure else []
        seconds = sum(r.seconds for r in model.runs)
        print(f"{state} {model.model:38} {agree:5}/{calls:<5} wrong {wrong:<3} {seconds:5.1f} s  {'; '.join(notes)}")
        for run in model.runs:
            shown = run.differences if verbose else run.differences[:2]
            for difference in shown:
                print(f"       run {run.number} {difference}")
    totals(found)
    print("\nWhy, by the number of models (the first difference of each run):")
    for reason, models in causes(found)[: None if verbose else 40]:
        print(f"{len(models):4}  {reason}  [{', '.join(sorted(models)[:4])}{', ...' if len(models) > 4 else ''}]")


def totals(found: list[ModelResult]) -> None:
    finished = [m for m in found if m.finished]
    runs = [r for m in found for r in m.runs]
    calls, agree = sum(r.calls for r in runs), sum(r.agree for r in runs)
    wrong = [d for r in runs for d in r.differences if d.kind == Answer.WRONG.value]
    unknown = [d for r in runs for d in r.differences if d.kind == Answer.UNKNOWN.value]
    refused = [r for r in runs if r.refusal]
    failed = [m for m in found if m.failure]
    ends = sum(m.perfect for m in finished)
    begins = sum(m.perfect for m in found if not m.finished)
    same = sum(r.refusal == "same place" for r in refused)
    print(f"\nmodels that agree on every call and output: {ends} of {len(finished)} that torch finishes")
    print(f"models that agree as far as torch comes: {begins} of {len(found) - len(finished)}")
    print(f"calls that agree: {agree} of {calls} in {len(runs)} runs ({100 * agree / max(calls, 1):.2f} %)")
    print(f"contradicted by torch: {len(wrong)}; unknown: {len(unknown)}; could not be traced: {len(failed)}")
    print(f"refused by torch: {len(refused)}, by shapelint at the same place: {same}")
    print(f"parameters agree: {sum(m.parameters[0] == m.parameters[1] != 0 for m in found)} of {len(found)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record")
    parser.add_argument("sources")
    parser.add_argument("--model", action="append", help="only these (repeatable)")
    parser.add_argument(
        "--args", default="weights=None, weights_backbone=None", help="given to builders that have such parameters"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=float, default=120, help="seconds for one model")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    opened = gzip.open if options.record.endswith(".gz") else open
    with opened(options.record, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    records = [r for r in records if not options.model or r["model"] in options.model]
    found = list(results(records, options.sources, read_arguments(options.args), options.jobs, options.limit))
    report(found, options.verbose)
    return 0 if all(m.perfect for m in found) else 1


if __name__ == "__main__":
    sys.exit(main())
