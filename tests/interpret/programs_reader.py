"""Programs that say what shapelint should know of them: `reveal_shape(x)  # (1, 8, H//2, W//2)`.

On one row, `a; b` are the texts of one run in their order (each told once), `a or b` those of its worlds. `?` is what
cannot be known. A program that begins with `# symbolic` has no numbers for torch to run it with.
"""

from __future__ import annotations

import re
import runpy
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markers import unmarked

from shapelint.interpret.exploration.entries import examine
from shapelint.interpret.exploration.project import Project

MARK = re.compile(r"(?P<code>^.*\breveal_shape\(.*\):?)  # (?P<text>.+)$", re.MULTILINE)


def stated(text: str) -> dict[int, str]:
    """Row -> what the comment says."""
    rows = {row: MARK.match(line) for row, line in enumerate(text.splitlines(), 1)}
    return {row: found["text"] for row, found in rows.items() if found}


def libraries_of(text: str) -> set[str]:
    """The libraries that it imports and that need not be installed."""
    imported = set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))
    return imported & {
        "torchvision", "PIL", "sklearn", "pandas", "cv2", "yaml", "gymnasium", "transformers", "timm",
        "pytorch_lightning", "imageio", "seaborn", "keras", "tensorflow", "torch_geometric", "ignite", "fastai", "absl",
    }  # fmt: skip


def bare(text: str) -> str:
    """The program without what it states, which is a comment and might be read as such. Rows stay what they are."""
    return unmarked(MARK.sub(r"\g<code>", text))


def revealed(path: Path) -> dict[int, str]:
    """Row -> what shapelint knows there. Raises what went wrong inside shapelint."""
    project = Project()
    file = project.add(str(path), bare(path.read_text()))
    rows: dict[int, list[str]] = {}
    for entry in examine(project, file):
        if entry.kind == "symbolic":  # a second look with symbols at what the program gives numbers to
            continue
        for fault in entry.exploration.faults:
            raise fault
        for run in entry.exploration.runs:
            texts: dict[int, list[str]] = {}
            for place, text in run.recorder.trace.revealed:
                if place.definition.file is file:
                    texts.setdefault(place.definition.place(place.at)[0], []).append(text)
            for row, every in texts.items():
                rows.setdefault(row, []).append("; ".join(once(every)))
    return {row: " or ".join(once(texts)) for row, texts in rows.items()}


def run_by_torch(path: Path) -> tuple[dict[int, str], Exception | None]:
    """Row -> what the values really are there; and what the program ends with."""
    rows: dict[int, list[str]] = {}

    def reveal_shape(value: Any) -> Any:
        caller = sys._getframe(1)
        if caller.f_code.co_filename == str(path):
            rows.setdefault(caller.f_lineno, []).append(text_of(value))
        return value

    ended: Exception | None = None
    try:
        runpy.run_path(str(path), {"reveal_shape": reveal_shape}, "__main__")
    except Exception as error:  # noqa: BLE001 - whatever the program raises
        ended = error
    return {row: "; ".join(once(texts)) for row, texts in rows.items()}, ended


def text_of(value: Any) -> str:
    """As `reveal_shape` of the interpreter writes it."""
    import numpy as np
    import torch

    if isinstance(value, np.dtype):
        return str(value)
    if isinstance(value, (torch.Tensor, np.ndarray, np.generic)):
        return str(tuple(value.shape))
    if isinstance(value, torch.nn.Module):
        return type(value).__name__
    if isinstance(value, (tuple, list)):
        items = ", ".join(text_of(item) for item in value)
        return f"[{items}]" if isinstance(value, list) else f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text_of(key)}: {text_of(item)}" for key, item in value.items()) + "}"
    return repr(value)


def agrees(known: str, real: str) -> bool:
    """Whether what is known, with `?` for anything, is true of what was found."""
    return any(
        re.fullmatch(re.escape(text).replace(re.escape("?"), ".*"), real) is not None for text in known.split(" or ")
    )


def once(texts: Iterable[str]) -> list[str]:
    """Each text where it comes first."""
    return list(dict.fromkeys(texts))
