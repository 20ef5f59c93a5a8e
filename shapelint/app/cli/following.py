"""The option that says which installed packages are read."""

from __future__ import annotations

import argparse


def follow_imports(parser: argparse._ActionsContainer) -> None:
    """Add `--follow-imports never|known|all`."""
    from typing import get_args  # heavy, as `pad` and its like go without

    from shapelint.source.environment import Follow

    parser.add_argument(
        "--follow-imports", nargs="?", const="all", choices=get_args(Follow),
        help="which installed packages are read, and never run: known are those of models (default: known, bare: all)",
    )  # fmt: skip
