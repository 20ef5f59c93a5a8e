"""Which rules a list of selectors means.

Codes (SHP101), prefixes of codes (SHP1), names (channel-mismatch), ALL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from shapelint.report.closest import closest


class Selection(Struct, frozen=True):
    """Which rules are switched on or off.

    select: what is on instead of the defaults (None: the defaults). extend: on besides. ignore: off.

    The most precise selector that speaks of a rule decides; among equally precise ones `ignore` does. So
    `--select SHP1 --ignore SHP101` and `--ignore SHP3 --extend-select SHP301` both mean what they say.
    """

    select: Sequence[str] | None = None
    extend: Sequence[str] = ()
    ignore: Sequence[str] = ()

    def includes(self, code: str, name: str, default: bool) -> bool:
        """Whether the rule is on. default: whether it is by itself."""
        if self.select is None and not self.extend and not self.ignore:
            return default  # as almost always, and asked of every rule for every file
        wanted = _precision((*(self.select or ()), *self.extend), code, name)
        if wanted is None and (self.select is not None or not default):
            return False
        unwanted = _precision(self.ignore, code, name)
        return unwanted is None or (wanted is not None and wanted > unwanted)


def _precision(selectors: Iterable[str], code: str, name: str) -> int | None:
    """How precisely selectors speak of a rule.

    The length of the longest of them, or None.
    """
    found = [_match(selector, code, name) for selector in selectors]
    return max((length for length in found if length is not None), default=None)


def _match(selector: str, code: str, name: str) -> int | None:
    if selector.upper() == "ALL":
        return 0
    if selector.lower() == name.lower():
        return len(code)
    return len(selector) if code.upper().startswith(selector.upper()) and selector else None


def unknown(selectors: Iterable[str], rules: Collection[tuple[str, str]]) -> str | None:
    """What is wrong with the first selector without a rule.

    None where each means one. rules: (code, name) of each.
    """
    for selector in selectors:
        if selector.upper() != "ALL" and all(_match(selector, code, name) is None for code, name in rules):
            words = [word for rule in rules for word in rule]
            return f"unknown rule `{selector}`{closest(selector, words)}"
    return None
