"""Networks of torchvision with one mistake put in: how many of those that torch refuses are found in the file alone.

    python benchmarks/mutants.py 100                # a hundred mutants that torch refuses
    python benchmarks/mutants.py 20 --seed 7 --only resnet --verbose

In one call of a layer one number or one name is changed. A mutant counts where torch, on the meta device, builds and
runs the original and refuses the mutant, for pictures of three channels and of as many as the changed number says: no
file tells what pictures it is given. The file is then checked alone, as an editor would; a finding anywhere counts, for
the originals have none (that is checked as well). For anyone who has torch and torchvision.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import sys
import types
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shapelint.lint.one_file import check_source

MOST_BUILDERS = 3  # of a file that are run, from its smallest name on
SIZES = {"inception": (2, 3, 299, 299), "video": (1, 3, 16, 224, 224)}
LAYERS = ("Conv", "Linear", "Norm", "Pool", "Dropout", "Upsample", "Embedding", "Flatten", "Attention")


class Mutant(NamedTuple):
    """A changed text, and what was changed: `row: before -> after`. number: the new number, 0 for a name."""

    text: str
    what: str
    number: int


def mutants(text: str, pick: random.Random) -> Iterator[Mutant]:
    """Changed texts without end."""
    lines = text.splitlines(keepends=True)
    places = list(arguments(ast.parse(text)))
    while places:
        node, others = pick.choice(places)
        before = ast.unparse(node)
        after = (
            str(other_number(int(before), pick)) if isinstance(node, ast.Constant) else pick.choice(others or [before])
        )
        if after != before and node.end_col_offset is not None:
            line = lines[node.lineno - 1]
            start, end = (len(line.encode()[:column].decode()) for column in (node.col_offset, node.end_col_offset))
            changed = [*lines[: node.lineno - 1], line[:start] + after + line[end:], *lines[node.lineno :]]
            yield Mutant(
                "".join(changed),
                f"{node.lineno}: {before} -> {after}, {line.strip()[:80]}",
                int(after) if after.isdigit() else 0,
            )


def arguments(tree: ast.Module) -> Iterator[tuple[ast.expr, list[str]]]:
    """The numbers and names among the arguments of layers, and the other names that might stand there."""
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        numbers = [
            one.arg for one in (*function.args.args, *function.args.kwonlyargs)
            if one.annotation is not None and ast.unparse(one.annotation) == "int"
        ]  # fmt: skip
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or not is_layer(call.func):
                continue
            for argument in (*call.args, *(word.value for word in call.keywords)):
                if isinstance(argument, ast.Constant) and type(argument.value) is int:
                    yield argument, []
                elif isinstance(argument, ast.Name) and argument.id in numbers and len(numbers) > 1:
                    yield argument, [name for name in numbers if name != argument.id]


def is_layer(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return any(word in name for word in LAYERS)


def other_number(number: int, pick: random.Random) -> int:
    return pick.choice([number + 1, number * 2, max(number // 2, 1), number + 4, 3])


# --- torch's word ---------------------------------------------------------------------------------------------------


def refusal(path: Path, package: str, text: str, number: int = 0) -> str:
    """ "" where torch builds and runs the builders of the text, else what one of them raises for pictures of three
    channels and, where a number was changed, of that many."""
    told = refusals(path, package, text, 3)
    if told and number:
        again = refusals(path, package, text, number)
        told = {name: error for name, error in told.items() if name in again}
    return next(iter(told.values()), "")


def refusals(path: Path, package: str, text: str, channels: int) -> dict[str, str]:
    """What each builder raises that torch refuses, found out in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        told = {"": "the process died"}
        try:
            told = dict(_run(path, package, text, channels))
        finally:
            with open(writer, "w", encoding="utf-8", errors="replace") as pipe:
                json.dump(told, pipe)
            os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as pipe:
        said = json.load(pipe)
    os.waitpid(child, 0)
    return dict(said)


def _run(path: Path, package: str, text: str, channels: int) -> Iterator[tuple[str, str]]:
    import torch
    from torchvision.models import _api

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    _api.BUILTIN_MODELS.clear()
    module = types.ModuleType(f"{package}.{path.stem}")
    module.__dict__.update(__package__=package, __file__=str(path))
    sys.modules[module.__name__] = module
    exec(compile(text, str(path), "exec"), module.__dict__)
    shape = next((size for word, size in SIZES.items() if word in str(path)), (2, 3, 224, 224))
    for name in sorted(_api.BUILTIN_MODELS, key=lambda name: (len(name), name))[:MOST_BUILDERS]:
        try:
            with torch.device("meta"):
                model = _api.BUILTIN_MODELS[name](weights=None, **_without_weights(name)).eval()
                model(torch.zeros(shape[0], channels, *shape[2:]))
        except Exception as error:  # noqa: BLE001 - whatever the mistake leads to
            yield name, f"{type(error).__name__}: {error}"[:200]


def _without_weights(name: str) -> dict[str, Any]:
    return {"weights_backbone": None} if name.startswith(("fcn", "deeplab", "lraspp")) else {}


# --- the report -----------------------------------------------------------------------------------------------------


def files() -> list[tuple[Path, str]]:
    """The files of models with builders, and the package of each, where torch runs them as they are."""
    import torchvision.models

    root = Path(str(torchvision.models.__file__)).parent
    found = [(path, "torchvision.models") for path in sorted(root.glob("*.py"))]
    found += [(path, "torchvision.models.video") for path in sorted((root / "video").glob("*.py"))]
    return [one for one in found if "@register_model" in one[0].read_text(encoding="utf-8")]


def told(text: str, path: Path) -> list[str]:
    found = check_source(text, str(path))
    return [f"{one.span.start.row} {one.severity} {one.code} {one.message[:100]}" for one in found]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="files whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="say of each mutant what was found")
    parser.add_argument("--kept", type=Path, metavar="FILE", help="where to write the missed ones, as JSON lines")
    options = parser.parse_args()
    pick = random.Random(options.seed)
    chosen, false = [], 0
    for path, package in files():
        text = path.read_text(encoding="utf-8")
        if options.only in path.stem and not refusal(path, package, text):
            chosen.append((path, package, mutants(text, pick)))
            for line in told(text, path):
                false += 1
                print(f"FALSE in the original {path.stem}: {line}")
    counts: Counter[str] = Counter()
    tries = 0
    while chosen and counts["refused"] < options.count and tries < 20 * options.count:
        tries += 1
        path, package, made = pick.choice(chosen)
        mutant = next(made, None)
        refused = "" if mutant is None else refusal(path, package, mutant.text, mutant.number)
        if mutant is None or not refused:
            continue
        found = told(mutant.text, path)
        counts["refused"] += 1
        counts["found"] += bool(found)
        if options.verbose or not found:
            print(
                f"{'found' if found else 'MISSED'} {path.stem}:{mutant.what}; torch: {refused[:120]}; {found[:1]}",
                flush=True,
            )
        if not found and options.kept is not None:
            with options.kept.open("a", encoding="utf-8") as file:
                print(
                    json.dumps({"path": str(path), "what": mutant.what, "torch": refused, "text": mutant.text}),
                    file=file,
                )
    share = 100 * counts["found"] / max(counts["refused"], 1)
    print(f"{len(chosen)} files, {tries} mutants; refused {counts['refused']}, found {counts['found']} ({share:.1f} %)")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main())
