"""Texts that are compared with a file in this folder."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent


def agrees(text: str, name: str) -> None:
    """The text is that of the file; SHAPELINT_UPDATE_SNAPSHOTS=1 writes it there, to be read before it is committed."""
    path = FOLDER / name
    if os.environ.get("SHAPELINT_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
