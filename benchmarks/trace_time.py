"""What a trace costs, as a ratio to what torch needs to build and run the same model on the meta device.

    python benchmarks/trace_time.py [PATH::NAME --input SHAPE]

Both processes are warm: torch and the model's file are imported, shapelint has read the file before. Each time is the
best of several rounds. The cold trace reads and lowers the files first, as the command line does. Without a target, a
residual network of fifty layers that lies beside this file. `--static` leaves torch out, for models of packages that
are not installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shapelint.interpret.exploration.project import Project
from shapelint.layers.tracing.trace import trace
from shapelint.source.reading.given_inputs import read_arguments, read_input

ROUNDS = 7
BESIDE = str(Path(__file__).with_name("residual50.py"))


def best(body: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest round."""
    times = []
    for _ in range(rounds):
        begin = perf_counter()
        body()
        times.append(perf_counter() - begin)
    return min(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", nargs="?", default=f"{BESIDE}::residual50")
    parser.add_argument("--input", action="append", help="(default: 1,3,224,224)")
    parser.add_argument("--args", default="")
    parser.add_argument("--static", action="store_true", help="without torch")
    options = parser.parse_args()
    inputs = [read_input(one) for one in options.input or ["1,3,224,224"]]
    arguments = read_arguments(options.args)

    traced = trace(options.target, inputs, arguments)  # imports what it needs
    assert traced.output is not None, traced.unresolved
    project = Project()
    trace(options.target, inputs, arguments, project=project)
    warm = best(lambda: trace(options.target, inputs, arguments, project=project))
    cold = best(lambda: trace(options.target, inputs, arguments), 3)
    print(f"trace, files read before   {1000 * warm:8.1f} ms   ({len(traced.calls)} calls)")
    print(f"trace, files read anew     {1000 * cold:8.1f} ms")
    if options.static:
        return 0

    import torch

    from shapelint.confirm.watch import build, load, tensor_of

    path, _, name = options.target.rpartition("::")
    builder = load(path, name)

    def build_and_run() -> None:
        with torch.no_grad(), torch.device("meta"):
            build(builder, arguments, "meta").eval()(*[tensor_of(one, "meta") for one in inputs])

    build_and_run()
    real = best(build_and_run)
    print(f"torch on meta              {1000 * real:8.1f} ms")
    print(f"ratio                      {warm / real:8.2f}      (files read anew: {cold / real:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
