"""None."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything


class Nones(Anything[None]):
    types = (type(None),)
