"""The packages installed in a project's environment.

Where they stand: read from there, never run.
"""

from __future__ import annotations

import glob
import os
from typing import Literal, Union

Follow = Literal["never", "known", "all"]
"""Which installed packages are read: none, those of models, whatever is imported."""

OF_MODELS = frozenset(
    ("timm", "segmentation_models_pytorch", "vit_pytorch", "x_transformers", "efficientnet_pytorch", "open_clip")
)
FOLDERS = (".venv", "venv")
HIGHEST = 8  # folders above a file


def meant(follow: Union[Follow, bool]) -> Follow:
    """What a bare flag means."""
    if isinstance(follow, bool):
        return "all" if follow else "known"
    return follow


def is_followed(package: str, follow: Follow) -> bool:
    return follow == "all" or (follow == "known" and package in OF_MODELS)


def packages(near: str, python: str = "") -> list[str]:
    """The folders of packages of an environment.

    That of an interpreter, the active one, or that of the project of the file `near`.
    """
    for root in _roots(near, python):
        found = sorted(glob.glob(os.path.join(glob.escape(root), "lib", "python3*", "site-packages")))
        found += [path for path in [os.path.join(root, "Lib", "site-packages")] if os.path.isdir(path)]
        if found:
            return found
    return []


def _roots(near: str, python: str) -> list[str]:
    if python:
        return [os.path.dirname(os.path.dirname(os.path.abspath(python))) if os.path.isfile(python) else python]
    if os.environ.get("VIRTUAL_ENV"):
        return [os.environ["VIRTUAL_ENV"]]
    roots = []
    folder = os.path.dirname(os.path.abspath(near))
    for _ in range(HIGHEST):
        roots += [os.path.join(folder, name) for name in FOLDERS]
        folder = os.path.dirname(folder)
    return roots
