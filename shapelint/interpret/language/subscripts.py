"""Elements of sequences, by their index and by what they equal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any

from shapelint.interpret.language.comparison import compare_values
from shapelint.interpret.language.operators import describe
from shapelint.interpret.state.kind import KINDS, as_index
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.chosen import Chosen
from shapelint.interpret.values.held import Dict, held
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place

PLAIN_KEYS = frozenset((str, bytes, int, float, bool, type(None)))


def element(run: Run, place: Place, values: Sequence[Any], index: object) -> object:
    """`values[index]` of a list, tuple, string or range.

    Raises PythonError where Python does.
    """
    at = as_index(run, index)
    if at is NotImplemented:
        raise PythonError("TypeError", f"{describe(index)} is no index")
    if at is None:
        if KINDS[type(index)].is_slice:
            return run.unknown("a slice with unknown bounds", place)
        if values and all(one is values[0] for one in values):
            return values[0]
        return one_of(run, place, "an element at an unknown index", values)
    if KINDS[type(at)].is_slice:
        if at.step == 0:
            raise PythonError("ValueError", "slice step cannot be zero")
        return held(values[at])
    if not -len(values) <= at < len(values):
        raise PythonError("IndexError", f"{at} is out of range for {len(values)} elements")
    return run.settled(values[at])


MOST_NUMBERS = 10_000
"""Of more values than these it is not asked whether all of them are numbers."""


def one_of(run: Run, place: Place, text: str, values: Collection[Any]) -> Unknown:
    """One of some values, nobody knows which.

    A number where each of them is one.
    """
    if 0 < len(values) <= MOST_NUMBERS and all(KINDS[type(one)].is_number for one in values):
        return run.number(text, place)
    return chosen(run.unknown(text, place), values)


def chosen(element: Unknown, values: Iterable[Any]) -> Unknown:
    """The element, knowing the containers of which it may be one."""
    among = [one for one in values if KINDS[type(one)].changing]
    return Chosen(element.reason, among, element.name) if among else element


def settle_index(run: Run, index: object) -> object:
    """The index, by what this world has learnt.

    Inside tuples and slices too.
    """
    return KINDS[type(index)].settled_index(run, index)


def indexes_a_tensor(index: object) -> bool:
    """Whether only a tensor is indexed so.

    By a tuple with slices, by `...` or None. `x[0]` may be a list's.
    """
    return KINDS[type(index)].is_of_tensors(index)


def found_among(run: Run, place: Place, values: Collection[Any], item: object) -> bool | None:
    """Whether one of the values equals the item.

    None where it is not known.
    """
    hashes = not KINDS[type(values)].is_sequence
    if hashes and type(item) is str:
        return item in values  # keys are never unknown (see comprehend.hashable)
    if hashes and isinstance(item, Tensor):  # it is equal to itself alone; which are the same one is not certain
        return True if any(one is item for one in values) else None
    decided = True
    for one in _candidates(item, values) if hashes else values:
        answer = compare_values(run, place, "==", item, one)
        if answer is True:
            return True
        decided = decided and answer is False
    return False if decided else None


def _candidates(item: object, values: Collection[Any]) -> Iterable[Any]:
    """The keys that may equal the item.

    By hash where both are plain, as in a registry of thousands.
    """
    if not _is_plain(item):
        return values
    if item in values:
        return (item,)
    if not isinstance(values, Dict):
        return [key for key in values if _is_odd(key)]
    # Keys are added at the end: each is looked at once, however often the dictionary is asked.
    new = [key for key in islice(reversed(values), len(values) - values.looked) if _is_odd(key)]
    values.odd, values.looked = (*values.odd, *reversed(new)), len(values)
    return values.odd


def _is_odd(key: object) -> bool:
    """Whether a key may equal a plain one that hashes otherwise."""
    return not (_is_plain(key) or isinstance(key, Tensor))


def _is_plain(value: object) -> bool:
    """Whether a value equals another plain one only where both hash alike."""
    return all(map(_is_plain, value)) if isinstance(value, tuple) else type(value) in PLAIN_KEYS
