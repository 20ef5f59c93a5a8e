"""The option that says which installed packages are read."""

from __future__ import annotations

import argparse
import os

OPTION = "--follow-imports"


def follow_imports(parser: argparse._ActionsContainer) -> None:
    """Add `--follow-imports never|known|all`."""
    parser.add_argument(
        OPTION, nargs="?", const="all", choices=_choices(),
        help="which installed packages are read, and never run: known are those of models (default: known, bare: all)",
    )  # fmt: skip


def _choices() -> tuple[str, ...]:
    from typing import get_args  # heavy, as `pad` and its like go without

    from shapelint.source.environment import Follow

    return get_args(Follow)


def beside_paths(given: list[str]) -> list[str]:
    """The arguments, with the option bare where a path follows it."""
    bare = [one == OPTION and _is_path(after) for one, after in zip(given, [*given[1:], ""])]
    return [f"{OPTION}=all" if is_bare else one for one, is_bare in zip(given, bare)]


def _is_path(text: str) -> bool:
    if not text or text in _choices() or text[0] == "-":
        return text == "-"
    return os.path.exists(text) or not text.isidentifier()
