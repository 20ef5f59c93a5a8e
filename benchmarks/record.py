"""Record what torch computes in every layer of a package's models, for `zoo.py` to hold traces against.

    python benchmarks/record.py OUT.jsonl[.gz] module:builder ... --run 1,3,224,224 --run 2,3,193,257 [--args ...]

For anyone who has torch and the package. This imports the package and runs its models, on the meta device unless
`--device` says otherwise. Each `--run` holds the inputs of one call, separated by `;`; what a model refuses is kept as
an error. One JSON object per model:

- model, builder and defined (`file.py:line`, relative to the folder in which the package lies), cls, classes
- modules {qualified name: [class, constructor arguments]}, params, arguments (those given to the builder)
- runs: [{input, output or error, calls: [[qualified name, inputs, output], ...]}], calls in the order of completion; a
  tensor is "f32[1,3,224,224]"; a call with keyword arguments has inputs {"args": [...], "kw": {...}}
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import inspect
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import TimeoutError as Overdue
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from shapelint.confirm.watch import build, outline, tensor_of, told, watch
from shapelint.source.reading.given_inputs import read_input


def record(name: str, runs: list[str], arguments: Mapping[str, Any], device: str) -> dict[str, Any]:
    """One model. name: `package.module:builder`."""
    import torch

    torch.set_num_threads(1)
    begin = time.perf_counter()
    module, _, attribute = name.partition(":")
    builder: Any = importlib.import_module(module)
    for part in attribute.split("."):
        builder = getattr(builder, part)
    taken = set(inspect.signature(builder).parameters)
    given = {key: value for key, value in arguments.items() if key in taken}
    with constructor_arguments() as constructed:
        model = build(builder, given, device)
    classes = {qualified(type(one)): place(type(one)) for one in model.modules()}
    return {
        "lib": module.partition(".")[0],
        "model": attribute,
        "builder": place(builder),
        "arguments": given,
        "built_on": device,
        "cls": qualified(type(model)),
        "defined": place(type(model)),
        "classes": classes,
        "modules": {path: [qualified(type(one)), constructed.get(id(one), {})] for path, one in model.named_modules()},
        "params": sum(one.numel() for one in model.parameters()),
        "runs": [run(model, text, device) for text in runs],
        "seconds": round(time.perf_counter() - begin, 2),
    }


def run(model: Any, text: str, device: str) -> dict[str, Any]:
    inputs = [read_input(one) for one in text.split(";")]
    seen = watch(model, inputs, device)
    found: dict[str, Any] = {"input": [outline(tensor_of(one, "meta")) for one in inputs]}
    found.update({"error": seen.error, "error_at": seen.error_at} if seen.error else {"output": seen.output})
    found["calls"] = [list(call) for call in seen.calls if call[0]]
    return found


@contextmanager
def constructor_arguments() -> Iterator[dict[int, dict[str, Any]]]:
    """Collects, by the id of each module built, what its constructor was given.

    They are read when `nn.Module.__init__` is reached: an argument that was reassigned before shows its new value.
    """
    import torch

    found: dict[int, dict[str, Any]] = {}
    original = torch.nn.Module.__init__

    def noting(self: Any, *args: Any, **kwargs: Any) -> None:
        frame = sys._getframe(1)
        outermost = None
        while frame is not None and frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is self:
            outermost, frame = frame, frame.f_back  # type: ignore[assignment]
        if outermost is not None:
            given = inspect.getargvalues(outermost)
            shown = {name: plain(given.locals[name]) for name in given.args if name != "self"}
            if given.varargs:
                shown["*" + given.varargs] = plain(given.locals[given.varargs])
            if given.keywords:
                shown["**" + given.keywords] = plain(given.locals[given.keywords])
            found[id(self)] = shown
        original(self, *args, **kwargs)

    torch.nn.Module.__init__ = noting  # type: ignore[method-assign]
    try:
        yield found
    finally:
        torch.nn.Module.__init__ = original  # type: ignore[method-assign]


def plain(value: Any) -> Any:
    """An argument as JSON can hold it."""
    import torch

    if isinstance(value, torch.nn.Module):
        return f"<Module:{type(value).__name__}>"
    if isinstance(value, type) or inspect.isroutine(value):
        return f"<{getattr(value, '__qualname__', value)}>"
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return outline(value)


def qualified(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def place(what: Any) -> str:
    """`package/module.py:12`, relative to the folder that holds the package."""
    what = inspect.unwrap(what)
    file = inspect.getsourcefile(what) or ""
    _, line = inspect.getsourcelines(what)
    depth = len(what.__module__.split(".")) + (os.path.basename(file) == "__init__.py")
    return f"{'/'.join(Path(file).parts[-depth:])}:{line}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("builders", nargs="+", metavar="module:builder", help="@FILE for a file with one on each line")
    parser.add_argument("--run", action="append", required=True, metavar="SHAPE[;SHAPE...]")
    parser.add_argument("--args", default="", help="given to the builders that have such parameters")
    parser.add_argument("--device", default="meta")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--limit", type=float, default=600, help="seconds for one model")
    options = parser.parse_args()
    from pebble import ProcessPool

    from shapelint.source.reading.given_inputs import read_arguments

    names = [name for word in options.builders for name in listed(word)]
    arguments = read_arguments(options.args)
    failed = 0
    opened = gzip.open if options.out.endswith(".gz") else open
    with opened(options.out, "wt", encoding="utf-8") as file, ProcessPool(max_workers=options.jobs) as pool:
        futures = [
            pool.schedule(record, args=[name, options.run, arguments, options.device], timeout=options.limit)
            for name in names
        ]
        for name, future in zip(names, futures, strict=True):
            try:
                found = future.result()
            except Overdue:
                print(f"{name}: not done after {options.limit:g} s", file=sys.stderr)
                failed += 1
            except Exception as error:  # noqa: BLE001 - a model may raise anything; the others go on
                print(f"{name}: {told(error)[0]}", file=sys.stderr)
                failed += 1
            else:
                file.write(json.dumps(found) + "\n")
                outcomes = ["refused" if "error" in one else f"{len(one['calls'])} calls" for one in found["runs"]]
                print(f"{name}: {found['params']:,} parameters, {', '.join(outcomes)}")
    return 1 if failed else 0


def listed(word: str) -> list[str]:
    if not word.startswith("@"):
        return [word]
    return [line.strip() for line in Path(word[1:]).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
