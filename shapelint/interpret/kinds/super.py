"""What `super()` gives."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.values.objects import Super


class Supers(Anything[Super]):
    types = (Super,)
