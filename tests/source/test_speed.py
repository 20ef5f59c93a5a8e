"""What makes a check cheap, where that can be counted rather than timed."""

from __future__ import annotations

import pytest

from shapelint.source.speed import with_room

resource = pytest.importorskip("resource")

CALLS = 500


def leaf() -> None:
    pass


def pages_of_calls_at(depth: int) -> int:
    """How often the operating system is asked for memory by many calls made that deep."""
    if depth:
        return pages_of_calls_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    after: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    return after - before


def most_pages() -> int:
    return max(pages_of_calls_at(depth) for depth in range(300))


def test_calls_find_room_however_deep_they_are_made() -> None:
    if most_pages() < CALLS:
        pytest.skip("this Python does not fetch memory for each call at the end of a piece")
    assert with_room(most_pages)() < CALLS / 10


def test_a_function_called_with_room_is_the_same_otherwise() -> None:
    @with_room
    def divided(number: int, by: int = 2) -> float:
        """A quotient."""
        return number / by

    assert (divided(6), divided(6, by=3), divided.__name__, divided.__doc__) == (3, 2, "divided", "A quotient.")
    with pytest.raises(ZeroDivisionError):
        divided(1, 0)
