"""Why a question about a layer has no answer."""

from __future__ import annotations


class Unclear(ValueError):
    """What was asked cannot be understood; the message says why."""


class Impossible(ValueError):
    """torch refuses what was asked, or nothing gives it.

    The message says which number is wrong.
    """
