"""The option that says which installed packages are read."""

from __future__ import annotations

import argparse
from typing import get_args

from shapelint.source.environment import Follow


def follow_imports(parser: argparse._ActionsContainer) -> None:
    """Add `--follow-imports never|known|all`."""
    parser.add_argument(
        "--follow-imports", nargs="?", const="all", choices=get_args(Follow),
        help="which installed packages are read, and never run: known are those of models (default: known, bare: all)",
    )  # fmt: skip
