"""How much is known of what the registered builders of a package give: the share of calls whose output is known.

    python benchmarks/builders.py FOLDER [--every N] [--jobs N] [--only TEXT] [--limit SECONDS] [--verbose]

FOLDER: a folder of model files, whose builders are the functions decorated `@register_model`, as timm has them. Each is
traced without arguments at the input size that its default configuration states in the same file, else at 1,3,224,224.
`--every N` takes every Nth. Nothing is imported. Per builder: calls, the share known, seconds of its process, and the
first reasons for what is not; those of which most is unknown come first. Then the commonest reasons, and a total.
"""

from __future__ import annotations

import argparse
import ast
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import TimeoutError as Overdue
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shapelint.layers.tracing.result import Call
from shapelint.layers.tracing.trace import trace
from shapelint.sizes.dims import Expr

DECORATOR = "register_model"
USUAL = (3, 224, 224)
Size = tuple[int, ...]


@dataclass(frozen=True)
class Builder:
    path: Path
    name: str
    size: Size

    def __str__(self) -> str:
        return f"{self.path.stem}::{self.name}"


@dataclass
class Result:
    """failure: why there is no trace, or why it ended early. reasons: of each unknown call."""

    calls: int = 0
    known: int = 0
    seconds: float = 0.0
    failure: str = ""
    output: Any = None
    reasons: list[str] = field(default_factory=list)


# --- what there is to trace -----------------------------------------------------------------------------------------


def builders(folder: Path) -> Iterator[Builder]:
    for path in sorted(folder.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        sizes = dict(stated_sizes(tree))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and any(named(one) == DECORATOR for one in node.decorator_list):
                yield Builder(path, node.name, sizes.get(node.name, USUAL))


def stated_sizes(tree: ast.Module) -> Iterator[tuple[str, Size]]:
    """The input size of each configuration under a key `name` or `name.tag`, of several the first."""
    makers = {node.name: size_within(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    seen = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and isinstance(value, (ast.Call, ast.Dict)):
                name = key.value.partition(".")[0]
                usual = makers.get(named(value.func)) if isinstance(value, ast.Call) else None
                size = size_within(value) or usual
                if size is not None and name not in seen:
                    seen.add(name)
                    yield name, size


def size_within(node: ast.AST) -> Size | None:
    """What is written for `input_size`, as keyword or key."""
    for one in ast.walk(node):
        pairs: list[tuple[Any, ast.expr]] = []
        if isinstance(one, ast.keyword):
            pairs = [(one.arg, one.value)]
        elif isinstance(one, ast.Dict):
            pairs = [(getattr(key, "value", None), value) for key, value in zip(one.keys, one.values, strict=True)]
        for key, value in pairs:
            sizes = value.elts if key == "input_size" and isinstance(value, ast.Tuple) else []
            if sizes and all(isinstance(size, ast.Constant) for size in sizes):
                return tuple(ast.literal_eval(value))
    return None


def named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


# --- one builder ----------------------------------------------------------------------------------------------------


def result_of(builder: Builder) -> Result:
    begin = time.process_time()
    traced = trace(f"{builder.path}::{builder.name}", [(1, *builder.size)])
    known = [is_known(call) for call in traced.calls]
    reasons = [call.reason or "a size is a symbol" for call, good in zip(traced.calls, known, strict=True) if not good]
    failure = ""
    if traced.error is not None:
        start = traced.error.span.start
        failure = f"{traced.error.code} {traced.error.message} ({start.row})"
    elif traced.stop is not None:
        failure = f"{traced.stop.text} ({Path(traced.stop.filename).name}:{traced.stop.row})"
    elif not traced.calls:
        failure = "; ".join(f"{text} ({Path(file).name}:{row})" for file, row, _, text in traced.unresolved[:2])
    seconds = time.process_time() - begin
    return Result(len(known), sum(known), seconds, failure, traced.output, reasons)


def is_known(call: Call) -> bool:
    """Whether every size of the output is a number."""
    waiting = [call.output]
    for one in waiting:
        waiting += one if isinstance(one, (list, tuple)) else []
    return not call.reason and not any(isinstance(one, Expr) for one in waiting)


def results(found: list[Builder], jobs: int, limit: float) -> Iterator[tuple[Builder, Result]]:
    """Each builder in a process of its own, with a time limit."""
    from pebble import ProcessPool

    with ProcessPool(max_workers=jobs, max_tasks=1) as pool:
        futures = [pool.schedule(result_of, args=[one], timeout=limit) for one in found]
        for one, future in zip(found, futures, strict=True):
            try:
                yield one, future.result()
            except Overdue:
                yield one, Result(seconds=limit, failure=f"not done after {limit:g} s")
            except Exception as fault:  # noqa: BLE001 - a fault in one builder is a line of the report
                yield one, Result(failure=f"{type(fault).__name__}: {fault}")
            print(one, file=sys.stderr, flush=True)


# --- the report -----------------------------------------------------------------------------------------------------


def report(found: list[tuple[Builder, Result]], verbose: bool) -> None:
    def unknown(item: tuple[Builder, Result]) -> tuple[bool, int, str]:
        return not item[1].failure, item[1].known - item[1].calls, str(item[0])

    reasons: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for builder, result in sorted(found, key=unknown):
        share = f"{100 * result.known / result.calls:6.1f} %" if result.calls else "     - %"
        size = "x".join(map(str, builder.size))
        print(f"{builder!s:52} {size:10} {result.known:5}/{result.calls:<5} {share} {result.seconds:6.1f} s  ", end="")
        print(f"{result.failure} {result.output if verbose else ''}".strip())
        for reason, times in Counter(result.reasons).most_common(5 if verbose else 2):
            print(f"        {times:4}  {reason}")
        reasons.update(result.reasons)
        for reason in result.reasons:
            where.setdefault(reason, set()).add(builder.name)
    print("\nWhy, by the number of calls:")
    for reason, times in reasons.most_common(None if verbose else 30):
        print(f"{times:6}  {reason}  [{', '.join(sorted(where[reason])[:4])}; {len(where[reason])}]")
    calls, known = sum(one.calls for _, one in found), sum(one.known for _, one in found)
    failed = sum(bool(one.failure) for _, one in found)
    slowest = max(found, key=lambda item: item[1].seconds)
    print(f"\nbuilders traced: {len(found) - failed} of {len(found)}")
    print(f"calls whose output is known: {known} of {calls} ({100 * known / max(calls, 1):.2f} %)")
    print(f"slowest: {slowest[0]}, {slowest[1].seconds:.1f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="only builders whose `file::name` contains this")
    parser.add_argument("--limit", type=float, default=300, help="seconds for one builder")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    chosen = [one for one in builders(options.folder) if options.only in str(one)][:: options.every]
    found = list(results(chosen, options.jobs, options.limit))
    report(found, options.verbose)
    return 1 if any(one.failure for _, one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
