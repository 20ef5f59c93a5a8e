"""Sequences whose length is not known."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.values.objects import Repeated


class Repeats(Anything[Repeated]):
    types = (Repeated,)
