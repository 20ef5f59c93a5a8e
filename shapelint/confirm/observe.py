"""What torch computes in every layer of a user's model.

Asked of a process of its own.

This runs the user's code; only `trace --run` does it, and it says so before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapelint.source.reading.given_inputs import RECORDED, Given, Shaped

LIMIT = 900  # seconds
START = "import sys; sys.path.insert(1, sys.argv[1]); from shapelint.confirm.run_model import main; main()"


class NotObserved(Exception):
    """The model could not be run; the message says why."""


@dataclass
class Observed:
    """What torch did in one run.

    calls: (qualified name, output as records write it) in the order of completion; error: what was raised ("" where
    nothing was), error_at: the lines it came from, innermost first. device: "meta" or "cpu".
    """

    calls: list[tuple[str, Any]]
    output: Any
    parameters: int
    error: str
    error_at: list[str]
    device: str


def observe(path: str, name: str, inputs: Sequence[Given], arguments: Mapping[str, Any], is_module: bool) -> Observed:
    """Run the class or function of a file in a subprocess.

    Under the meta device; on the CPU where it needs numbers.

    inputs: shapes whose sizes are all ints. What the program prints goes to standard error. Raises NotObserved.
    """
    with tempfile.TemporaryDirectory() as folder:
        answer = os.path.join(folder, "answer.json")
        request = {
            "path": os.path.abspath(path), "name": name, "arguments": repr(dict(arguments)), "is_module": is_module,
            "inputs": [_recorded(one) for one in inputs], "answer": answer,
        }  # fmt: skip
        root = str(Path(__file__).resolve().parents[2])
        try:
            done = subprocess.run(
                [sys.executable, "-c", START, root], input=json.dumps(request), text=True, stdout=2, timeout=LIMIT
            )
        except subprocess.TimeoutExpired:
            raise NotObserved(f"the model was not done after {LIMIT} seconds") from None
        try:
            found = json.loads(Path(answer).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotObserved(f"the process that ran the model died (exit code {done.returncode})") from None
    calls = [(call[0], call[2]) for call in found["calls"]]
    return Observed(calls, found["output"], found["parameters"], found["error"], found["error_at"], found["device"])


def _recorded(given: Given) -> Any:
    if isinstance(given, Shaped):
        short = {dtype: text for text, dtype in RECORDED.items()}[given.dtype]
        return f"{short}[{','.join(map(str, given.sizes))}]"
    return [_recorded(one) for one in given]
