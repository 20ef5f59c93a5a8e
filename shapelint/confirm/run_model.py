"""The process in which `trace --run` runs a user's model.

A request as JSON on standard input, the answer in a file.
"""

from __future__ import annotations

import ast
import json
import sys
import warnings
from dataclasses import asdict
from functools import partial
from typing import Any

from shapelint.confirm.watch import Watched, build, load, told, watch
from shapelint.source.reading.given_inputs import read_recorded

UNFINISHED = (
    "NotImplementedError",
    "RuntimeError: Tensor.item() cannot be called on meta",
    "RuntimeError: Cannot copy",
)
"""How errors begin that only say that the meta device holds no numbers."""


def main() -> None:
    """path, name: the target.

    arguments: as Python writes a dictionary. inputs: as records write shapes. is_module: whether the target is or makes
    a module, and is no function of tensors. answer: the file to write.
    """
    request: dict[str, Any] = json.load(sys.stdin)
    warnings.simplefilter("ignore")
    seen = observe(request, "meta")
    device = "meta"
    if seen.error.startswith(UNFINISHED) or "meta" in seen.error:
        device, seen = "cpu", observe(request, "cpu")
    with open(request["answer"], "w", encoding="utf-8") as file:
        json.dump({**asdict(seen), "device": device}, file)


def observe(request: dict[str, Any], device: str) -> Watched:
    import torch

    torch.set_num_threads(1)
    arguments = ast.literal_eval(request["arguments"])
    try:
        target = load(request["path"], request["name"])
        model = build(target, arguments, device) if request["is_module"] else partial(target, **arguments)
    except Exception as error:  # noqa: BLE001 - the program may raise anything; it is told, not judged
        text, at = told(error)
        return Watched(error=text, error_at=at)
    return watch(model, [read_recorded(one) for one in request["inputs"]], device)
