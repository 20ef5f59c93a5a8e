"""Methods of Python's own types: strings, lists, dicts, sets, numbers."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.comparison import compare_values
from shapelint.interpret.language.comprehend import hashable
from shapelint.interpret.language.iterate import iterate
from shapelint.interpret.language.operators import binary, known
from shapelint.interpret.state.held import may_grow, taint_of
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.collected import COUNTED, DEQUE, Counted, Defaulting, Deque
from shapelint.interpret.values.numbers import MAX_LENGTH, WIDE_FIELD, Real, is_flat
from shapelint.interpret.values.objects import MISSING, Native
from shapelint.interpret.values.sequences import PartText
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import DType, Reason, Unknown

PURE: dict[type, set[str]] = {
    str: {
        "lower", "upper", "title", "capitalize", "strip", "lstrip", "rstrip", "split", "rsplit", "join", "replace", "startswith",
        "endswith", "find", "rfind", "index", "count", "format", "isdigit", "isalpha", "isnumeric", "isupper", "islower",
        "isidentifier", "partition", "rpartition", "splitlines", "casefold", "swapcase", "removeprefix", "removesuffix", "zfill",
    },
    list: {"index", "count", "copy"},
    tuple: {"index", "count", "_asdict"},
    dict: {"keys", "values", "items", "get", "copy"},
    set: {"union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "copy"},
    frozenset: {"union", "intersection", "difference", "issubset", "issuperset"},
    int: {"bit_length", "is_integer"},
    float: {"is_integer"},
    range: {"index", "count"},
}  # fmt: skip
MUTATING: dict[type, set[str]] = {
    list: {"append", "extend", "insert", "pop", "remove", "reverse", "clear", "sort"},
    dict: {"pop", "update", "setdefault", "clear", "popitem", "move_to_end"},
    set: {"add", "update", "discard", "remove", "pop", "clear"},
}


def native_method(run: Run, value: Any, name: str) -> Any:
    """The bound method or attribute `name` of a native value, or MISSING."""
    for cls in (bool, int, float, str, list, tuple, dict, set, frozenset, range, slice):
        if isinstance(value, cls):
            break
    else:
        return MISSING
    if isinstance(value, DType):
        if name == "is_floating_point":
            return "float" in value or ("complex" not in value and value.startswith("bf"))
        return MISSING
    if name in ("start", "stop", "step") and isinstance(value, (range, slice)):
        return getattr(value, name)
    if name == "__len__" and hasattr(value, "__len__"):
        return Native("len", lambda run, place, args, kwargs: len(value))
    if name == "numel" and isinstance(value, tuple):
        return Native("numel", lambda run, place, args, kwargs: _numel(run, place, value))
    if isinstance(value, tuple) and name in getattr(value, "_fields", ()):
        return getattr(value, name)
    if name in ("real", "numerator") and isinstance(value, (int, float)):
        return value
    base: type = int if isinstance(value, bool) else cls
    if isinstance(value, Counted) and name in COUNTED:
        return Native(name, lambda run, place, args, kwargs: _pure(run, place, value, name, args, kwargs))
    if isinstance(value, Deque) and name in DEQUE:
        return Native(name, lambda run, place, args, kwargs: _mutate(run, place, value, name, args, kwargs))
    if name in PURE.get(base, ()):
        return Native(name, lambda run, place, args, kwargs: _pure(run, place, value, name, args, kwargs))
    if name in MUTATING.get(base, ()):
        return Native(name, lambda run, place, args, kwargs: _mutate(run, place, value, name, args, kwargs))
    return MISSING


def _numel(run: Run, place: Any, sizes: tuple[Any, ...]) -> Any:
    total: Any = 1
    for size in sizes:
        total = binary(run, place, "*", total, size)
    return total


def _pure(run: Run, place: Any, value: Any, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    taint = taint_of(value)
    if taint is not None:
        return Unknown(taint)
    if name == "get" and args:
        key = run.settled(args[0])
        if isinstance(key, Unknown):
            return Unknown(key.reason)
        found = value.get(key, MISSING) if _hashes(key) else MISSING
        return (args[1] if len(args) > 1 else kwargs.get("default")) if found is MISSING else run.settled(found)
    if name in ("index", "count") and isinstance(value, (list, tuple)) and not (known(value) and all(map(known, args))):
        return _search(run, place, value, name, args)
    if (
        isinstance(value, dict)
        and name in ("keys", "values", "items", "copy")
        and not isinstance(value, (Counted, Defaulting))
    ):
        return (
            list(getattr(value, name)())
            if name in ("keys", "values")
            else [tuple(i) for i in value.items()]
            if name == "items"
            else dict(value)
        )
    if name == "join":
        parts = iterate(run, place, args[0]) if args else None
        args = [parts]
        if parts is None:
            return run.unknown("a text joined from unknown parts", place)
    if not all(known(a) for a in args) or not all(known(v) for v in kwargs.values()):
        if name == "format":
            return PartText(value.split("{")[0], Reason("a text made of unknown parts", place))
        return Unknown(
            next((a.reason for a in args if isinstance(a, Unknown)), Reason(f"{name} with unknown arguments", place))
        )
    if isinstance(value, str) and _may_be_long(value, name, args, kwargs):
        return run.unknown("a very long text", place)
    return as_python(lambda: getattr(value, name)(*args, **kwargs))


def _may_be_long(value: str, name: str, args: list[Any], kwargs: dict[str, Any]) -> bool:
    """Whether what a method makes of a text may be very long, or takes long to make."""
    if name == "format":
        short = len(value) <= MOST_FORMAT and all(is_flat(one) for one in (*args, *kwargs.values()))
        return not short or WIDE_FIELD.search(value) is not None
    if name == "zfill" and any(isinstance(one, int) and one > MOST_FORMAT for one in args):
        return True
    parts = [part for one in args for part in (one if isinstance(one, list) else [one])]
    given = sum(len(part) + 1 for part in parts if isinstance(part, str))
    return (len(value) + 1) * (given + 1) > MOST_WORK


MOST_FORMAT = 1000
MOST_WORK = 10_000_000


def _search(run: Run, place: Any, value: Any, name: str, args: list[Any]) -> Any:
    matches = [compare_values(run, place, "==", element, args[0]) for element in value]
    if any(m is not True and m is not False for m in matches):
        return run.unknown(f"{name} among unknown elements", place)
    if name == "count":
        return sum(matches)
    if True not in matches:
        raise PythonError("ValueError", "not in the sequence")
    return matches.index(True)


def _hashes(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _mutate(run: Run, place: Any, value: Any, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    run.heap.change(value)
    taint = taint_of(value)
    if taint is not None and not may_grow(value, name in ("append", "extend")):
        return Unknown(taint)
    if name == "sort":
        return _sort(run, place, value, kwargs)
    if name in ("move_to_end", "popitem") and isinstance(value, dict):
        return _ordered(run, place, value, name, args, kwargs)
    if isinstance(value, Counted) and name == "update":
        values = run.settled(args[0]) if args else kwargs
        values = values if isinstance(values, dict) else iterate(run, place, values)
        if values is None or taint_of(values) is not None or not all(hashable(v) for v in values):
            run.heap.taint(value, Reason("it counts unknown things", place))
        else:
            value.add(values)
        return None
    if name in ("extend", "update") and args:
        if (
            name == "update"
            and isinstance(value, dict)
            and isinstance(run.settled(args[0]), dict)
            and taint_of(args[0]) is None
        ):
            value.update(run.settled(args[0]))
            value.update(kwargs)
            return None
        parts = iterate(run, place, args[0])
        if parts is None or len(parts) + len(value) > MAX_LENGTH:
            run.heap.taint(value, Reason("it was extended by unknown elements", place))
            return None
        args = [parts]
    if (
        args
        and name in ("pop", "setdefault", "insert", "remove", "add", "discard")
        and isinstance(run.settled(args[0]), (Unknown, Expr, Real))
    ):
        if name == "remove" and any(v is args[0] for v in value):
            value[:] = [v for v in value if v is not args[0]]
            return None
        run.heap.taint(value, Reason("it was changed at an unknown place", place))
        return run.unknown(f"{name} at an unknown place", place)
    return as_python(lambda: getattr(value, name)(*args, **kwargs))


def _ordered(run: Run, place: Any, value: dict[Any, Any], name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """What an OrderedDict does beyond a dict."""
    last = run.settled(args[-1] if len(args) > (name == "move_to_end") else kwargs.get("last", True))
    if not isinstance(last, bool) or (name == "move_to_end" and not known(run.settled(args[0]))):
        run.heap.taint(value, Reason("its order was changed in an unknown way", place))
        return run.unknown(f"{name} in an unknown way", place)
    key = run.settled(args[0]) if name == "move_to_end" else next(iter(reversed(value) if last else value), None)
    found = as_python(value.pop, key)
    if name == "popitem":
        return key, found
    others = {} if last else dict(value)
    if not last:
        value.clear()
    value[key] = found
    value.update(others)
    return None


def _sort(run: Run, place: Any, value: list[Any], kwargs: dict[str, Any]) -> None:
    key = kwargs.get("key")
    keys = [call(run, place, key, [v], {}) for v in value] if key is not None else list(value)
    if not all(known(k) for k in keys):
        run.heap.taint(value, Reason("it was sorted by unknown keys", place))
        return
    try:
        order = sorted(range(len(value)), key=lambda i: keys[i], reverse=bool(kwargs.get("reverse", False)))
    except TypeError as error:
        raise PythonError("TypeError", str(error)) from None
    value[:] = [value[i] for i in order]
