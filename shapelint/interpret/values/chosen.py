"""An element of a container under a key that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shapelint.sizes.tensors import Reason, Unknown


class Chosen(Unknown):
    """One of some values, of which it is not known which.

    among: lists, dictionaries and sets, each of which may be it: what changes it may change any of them.
    """

    __slots__ = ("among",)

    def __init__(self, reason: Reason | str, among: Iterable[Any], name: str = "") -> None:
        super().__init__(reason, name)
        self.among = tuple(among)
