"""The word that was meant."""

from __future__ import annotations

from collections.abc import Iterable


def closest(word: str, words: Iterable[str]) -> str:
    """The text `; did you mean x?`, or nothing.

    For the word of several that is near.
    """
    import difflib  # only where a word is wrong

    by_lower = {known.lower(): known for known in words}
    near = difflib.get_close_matches(word.lower().replace("_", "-"), by_lower, n=1, cutoff=0.6)
    return f"; did you mean `{by_lower[near[0]]}`?" if near else ""
