"""Python's built-in functions and types, over values that may be unknown."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from shapelint.dims import Expr, maximum, minimum
from shapelint.facts import Verdict
from shapelint.interpret.attributes import delete_attribute
from shapelint.interpret.certainty import surely_missing, surely_there
from shapelint.interpret.comparison import Condition, known_truth, truth
from shapelint.interpret.comprehend import as_set, hashable
from shapelint.interpret.conversions import rounded, to_bool, to_float, to_text, to_whole
from shapelint.interpret.iterate import ShapeOf, iterate, iterator
from shapelint.interpret.kinds import instance_of, subclass_of
from shapelint.interpret.numbers import Real, compare
from shapelint.interpret.objects import (
    MISSING,
    Class,
    External,
    Function,
    Instance,
    Method,
    Native,
    Partial,
    Repeated,
    Stream,
    Super,
    Wrapped,
    unwrapped,
)
from shapelint.interpret.operators import binary, kind, known, number_of
from shapelint.interpret.reveal import reveal
from shapelint.interpret.run import Run
from shapelint.interpret.sequences import UnknownRange, first_of, other_of, set_under_unknown_name
from shapelint.interpret.signals import PythonError
from shapelint.trace import Place
from shapelint.values import Input, Reason, Tensor, Unknown

Args = list[Any]
Kwargs = dict[str, Any]


def _len(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0])
    if isinstance(value, Tensor):
        shape = value.known_shape
        if shape is not None:
            if not shape:
                raise PythonError("TypeError", "len() of a 0-d tensor")
            return run.facts.resolve(shape[0])
        return run.project.size_of(run, value, 0)
    if isinstance(value, ShapeOf):
        return run.attribute(run, place, value.tensor, "ndim")
    if isinstance(value, Instance) and (value.cls.find("__len__") is not MISSING or value.items is not None):
        if run.taint_of(value) is not None:
            return run.unknown("the length of a module that may have been changed", place)
        return run.call(run, place, run.attribute(run, place, value, "__len__"), [], {})
    if isinstance(value, Instance) and value.cls.fields is not None and value.cls.derives("tuple"):
        return len(value.cls.fields)
    if isinstance(value, Repeated):
        return value.length if isinstance(value.length, (int, Expr)) else Unknown("the length of an unknown sequence")
    if isinstance(value, Class) and "_members_" in value.namespace:
        return len(value.namespace["_members_"])
    if isinstance(value, Unknown):
        return run.part_of(value, "len()", f"len({value.name})" if value.name else "")
    if run.taint_of(value) is not None:
        return Unknown(run.taint_of(value) or "")
    try:
        return len(value)
    except TypeError:
        return run.unknown(f"the length of {kind(value)}", place)


def _range(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    args = [run.settled(a) for a in args]
    args = [a.data if isinstance(a, Tensor) and isinstance(a.data, int) else a for a in args]
    if all(isinstance(a, int) for a in args):
        try:
            return range(*args)
        except (ValueError, TypeError) as error:
            raise PythonError(type(error).__name__, str(error)) from None
    start, stop, step = (0, args[0], 1) if len(args) == 1 else (*args, 1)[:3]
    reason = next((a.reason for a in args if isinstance(a, Unknown)), None)
    return UnknownRange(start, stop, step, reason or Reason(f"a range up to {stop}", place))


def _enumerate(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    start = args[1] if len(args) > 1 else kwargs.get("start", 0)
    values = iterate(run, place, args[0])
    if values is None:
        source, text = run.settled(args[0]), "an element of an unknown sequence"
        rest = (Unknown("a number of an unknown round"), other_of(run, source, text))
        return Repeated((start, first_of(run, source, text)), args[0], rest)
    return Stream([(binary(run, place, "+", start, i), v) for i, v in enumerate(values)])


def _zip(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    sources = [run.settled(a) for a in args]
    columns = [s if isinstance(s, Stream) else iterate(run, place, s) for s in sources]
    if any(c is None for c in columns):
        if any(c == [] for c in columns):
            return []
        text = "an element of an unknown sequence"
        known_ = [list(c)[:1] if c is not None else [] for c in columns]
        firsts = [c[0] if c else first_of(run, s, text) for c, s in zip(known_, sources)]
        rests = [Unknown(Reason(text)) if c else other_of(run, s, text) for c, s in zip(known_, sources)]
        return Repeated(tuple(firsts), args, tuple(rests))
    if run.settled(kwargs.get("strict")) is True and len({len(c) for c in columns if isinstance(c, list)}) > 1:
        raise PythonError("ValueError", "zip() arguments of different lengths")
    # One after the other, as the same iterator may be there twice.
    return Stream(list(zip(*[c for c in columns if c is not None])))


def _map(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    func, *sequences = args
    rows = _zip(run, place, sequences, {})
    if isinstance(rows, Repeated):
        return Repeated(run.call(run, place, func, list(rows.element), {}), rows.length)
    return Stream([run.call(run, place, func, list(row), {}) for row in rows])


def _filter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[1])
    if values is None:
        return run.unknown("a filter of an unknown sequence", place)
    if args[0] is None:
        return Stream([v for v in values if truth(run, place, v)])
    return Stream([v for v in values if truth(run, place, run.call(run, place, args[0], [v], {}))])


def _reversed(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0])
    return run.unknown("the reverse of an unknown sequence", place) if values is None else Stream(values[::-1])


def _sorted(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0])
    if values is None:
        return run.unknown("an unknown sequence, sorted", place)
    values = list(values)
    key = kwargs.get("key")
    keys = [run.call(run, place, key, [v], {}) for v in values] if key is not None else values
    if not all(known(k) for k in keys):
        return run.unknown("a sequence sorted by unknown keys", place)
    try:
        order = sorted(range(len(values)), key=lambda i: keys[i], reverse=bool(kwargs.get("reverse", False)))
    except TypeError as error:
        raise PythonError("TypeError", str(error)) from None
    return [values[i] for i in order]


def _sum(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0])
    if values is None:
        return run.unknown("the sum of an unknown sequence", place)
    total = args[1] if len(args) > 1 else kwargs.get("start", 0)
    for value in values:
        total = binary(run, place, "+", total, value)
    return total


def _extreme(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        values = iterate(run, place, args[0]) if len(args) == 1 else args
        if values is None:
            return run.unknown(f"the {name} of an unknown sequence", place)
        values = [run.settled(v) for v in values]
        if not values:
            if "default" in kwargs:
                return kwargs["default"]
            raise PythonError("ValueError", f"{name}() of an empty sequence")
        key = run.settled(kwargs.get("key"))
        keys = values if key is None else [run.settled(run.call(run, place, key, [v], {})) for v in values]
        keys = [number_of(k) for k in keys]
        if len(values) == 1:
            return values[0]
        if any(isinstance(k, (Unknown, Tensor, Instance)) for k in keys):
            return run.unknown(f"the {name} of unknown values", place)
        if any(k is not v for k, v in zip(keys, values)):
            if not all(known(k) for k in keys):
                return run.unknown(f"the {name} of unknown values", place)
            try:
                return values[keys.index(min(keys) if name == "min" else max(keys))]
            except TypeError as error:
                raise PythonError("TypeError", str(error)) from None
        if any(isinstance(v, (Expr, Real)) for v in values):
            return _symbolic_extreme(run, place, name, values)
        try:
            return min(values) if name == "min" else max(values)
        except TypeError as error:
            raise PythonError("TypeError", str(error)) from None

    return body


def _symbolic_extreme(run: Run, place: Place, name: str, values: list[Any]) -> Any:
    best = values[0]
    for value in values[1:]:
        if not isinstance(best, (int, float, Expr, Real)) or not isinstance(value, (int, float, Expr, Real)):
            return run.unknown(f"the {name} of unknown values", place)
        verdict = compare("<=", best, value, run.facts)
        if verdict is Verdict.UNKNOWN:
            if isinstance(best, (int, Expr)) and isinstance(value, (int, Expr)):
                best = minimum(best, value) if name == "min" else maximum(best, value)
                continue
            return run.unknown(f"the {name} of {best} and {value}", place)
        if (verdict is Verdict.YES) is not (name == "min"):
            best = value
    return best


def _any_all(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        values = iterate(run, place, args[0])
        if values is None:
            return run.unknown(f"{name}() of an unknown sequence", place)
        undecided = None
        for value in values:
            answer = known_truth(run, place, value)
            if answer is None:
                undecided = value
            elif answer is (name == "any"):
                return answer
        if undecided is None:
            return name == "all"
        return undecided if len(values) == 1 else run.unknown(f"{name}() of unknown conditions", place)

    return body


def _abs(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0])
    if isinstance(value, (Tensor, Input)):
        return run.call(run, place, External("torch.abs"), [value], {})
    if isinstance(value, (int, float)):
        return abs(value)
    if isinstance(value, Expr) and run.facts.at_least(value, 0) is Verdict.YES:
        return value
    return run.unknown(f"abs of {kind(value)}", place)


def _sequence(make: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        if not args:
            return make([])
        value = run.settled(args[0])
        values = iterate(run, place, value)
        if values is None:
            return value if isinstance(value, (Repeated, Unknown)) else run.unknown("an unknown sequence", place)
        return make(values)

    return body


def _set(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0]) if args else []
    return run.unknown("an unknown set", place) if values is None else as_set(run, place, values)


def _dict(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    made: dict[Any, Any] = {}
    if args:
        value = run.settled(args[0])
        if run.taint_of(value) is None:
            value = unwrapped(value)
        if isinstance(value, Instance) and value.cls.find("keys") is not MISSING:
            value = run.call(run, place, run.attribute(run, place, value, "items"), [], {})
        if isinstance(value, dict) and run.taint_of(value) is None:
            made.update(value)
        else:
            pairs = iterate(run, place, value)
            if pairs is None or not all(isinstance(p, (tuple, list)) and len(p) == 2 and hashable(p[0]) for p in pairs):
                return run.unknown("an unknown dictionary", place)
            made.update(dict(tuple(p) for p in pairs))
    made.update(kwargs)
    return made


def _isinstance(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value, wanted = run.settled(args[0]), run.settled(args[1])
    answer = instance_of(run, value, wanted)
    return Condition("isinstance", value, wanted) if answer is None else answer


def _issubclass(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    answer = subclass_of(run.settled(args[0]), run.settled(args[1]))
    return run.unknown("issubclass of unknown classes", place) if answer is None else answer


def _hasattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value, name = run.settled(args[0]), run.settled(args[1])
    if not isinstance(name, str) or (isinstance(value, Unknown) and (id(value), name) not in run.derived):
        return Condition("hasattr", value, name)
    if isinstance(value, External):
        return Condition("hasattr", value, name)
    found = _asked_for(run, place, value, name)
    if found is MISSING:
        return False
    if found is UNCERTAIN or (
        isinstance(value, Instance) and isinstance(found, Unknown) and name not in value.attributes
    ):
        return surely_there(value, name) or Condition("hasattr", value, name)
    return True


UNCERTAIN = Unknown("an attribute that may be there")


def _asked_for(run: Run, place: Place, value: Any, name: str) -> Any:
    """The attribute, MISSING where there surely is none, UNCERTAIN where there may be one."""
    run.catching += 1
    try:
        found = run.project.find_attribute(run, place, value, name)
        if found is MISSING and isinstance(value, Instance) and value.cls.find("__getattr__") is not MISSING:
            return run.attribute(run, place, value, name)
    except PythonError as error:
        if error.cls == "AttributeError":
            return MISSING
        raise
    finally:
        run.catching -= 1
    return UNCERTAIN if found is MISSING and not surely_missing(run, value, name) else found


def _getattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value, name = run.settled(args[0]), run.settled(args[1])
    if not isinstance(name, str):
        return run.unknown("an attribute under an unknown name", place)
    if len(args) > 2 and not isinstance(value, (Unknown, External)):
        found = _asked_for(run, place, value, name)
        if found is UNCERTAIN:
            return run.unknown(f"{kind(value)} may have an attribute {name}", place, name)
        return args[2] if found is MISSING else run.settled(found)
    return run.attribute(run, place, value, name)


def _setattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value, name = run.settled(args[0]), run.settled(args[1])
    if isinstance(name, str):
        run.set_attribute(run, place, value, name, args[2])
    elif isinstance(value, Instance):
        set_under_unknown_name(run, value, name, args[2], Reason("an attribute of unknown name was set", place))


def _delattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    delete_attribute(run, place, run.settled(args[0]), run.settled(args[1]))


def _callable(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0])
    if isinstance(value, Unknown):
        return Condition("callable", value, None)
    if isinstance(value, Instance):
        return value.is_module or value.cls.find("__call__") is not MISSING
    return isinstance(value, (Function, Method, Native, Class, Partial, External, Wrapped))


def _type(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0])
    if len(args) == 3:
        return run.unknown("a class made at run time", place)
    if isinstance(value, Instance):
        return value.cls
    for name, types in NATIVE_TYPES.items():
        if type(value) in types:
            return TYPES[name]
    if isinstance(value, Tensor):
        return run.project.library_name("torch.Tensor")
    return run.unknown(f"the type of {kind(value)}", place)


def _next(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0])
    if isinstance(value, Stream):
        run.touch(value)
        for found in value:
            return run.settled(found)
        if len(args) > 1:
            return args[1]
        raise PythonError("StopIteration")
    if isinstance(value, Instance) and value.cls.find("__next__") is not MISSING:
        try:
            return run.call(run, place, run.attribute(run, place, value, "__next__"), [], {})
        except PythonError as error:
            if error.cls == "StopIteration" and len(args) > 1:
                return args[1]
            raise
    if isinstance(value, (list, tuple, dict, str, set)):
        return run.unknown(f"next of {kind(value)}", place)
    return first_of(run, value, "an element of an unknown sequence")


def _super(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    if len(args) >= 2 and isinstance(args[0], Class):
        return Super(args[0], args[1])
    for frame in reversed(run.frames):
        if frame.owner is not None and frame.receiver is not None:
            return Super(frame.owner, frame.receiver)
    return run.unknown("super() outside a method", place)


def _wrap(kind_: str) -> Callable[..., Any]:
    named = ("fget", "fset")
    return lambda run, place, args, kwargs: Wrapped(kind_, *[*args, *(kwargs.get(n) for n in named[len(args) :])][:2])


def _divmod(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    return binary(run, place, "//", *args), binary(run, place, "%", *args)


def _pow(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    return binary(run, place, "**", args[0], args[1]) if len(args) == 2 else run.unknown("pow with a modulus", place)


def _slice(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    return slice(*args)


def _print(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    return None


def _plain(name: str) -> Callable[..., Any]:
    """A pure function of numbers and texts."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        values = [run.settled(a) for a in args]
        if not all(isinstance(v, (int, float, str)) for v in values):
            return run.unknown(f"{name} of unknown values", place)
        try:
            return getattr(builtins, name)(*values)
        except (TypeError, ValueError) as error:
            raise PythonError(type(error).__name__, str(error)) from None

    return body


def _vars(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0]) if args else None
    return value.attributes if isinstance(value, Instance) else run.unknown("vars()", place)


def _keep_args(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    """An exception keeps what it is made with."""
    args[0].attributes["args"] = tuple(args[1:])


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "len": _len, "enumerate": _enumerate, "zip": _zip, "map": _map, "filter": _filter, "reversed": _reversed, "sorted": _sorted,
    "sum": _sum, "min": _extreme("min"), "max": _extreme("max"), "any": _any_all("any"), "all": _any_all("all"), "abs": _abs,
    "round": rounded, "isinstance": _isinstance, "issubclass": _issubclass, "hasattr": _hasattr, "getattr": _getattr,
    "setattr": _setattr, "delattr": _delattr, "callable": _callable, "next": _next, "iter": iterator,
    "divmod": _divmod, "pow": _pow, "print": _print, "vars": _vars, "repr": to_text, "ord": _plain("ord"), "chr": _plain("chr"),
    "hex": _plain("hex"), "bin": _plain("bin"), "reveal_shape": reveal,
    "id": lambda run, place, args, kwargs: run.unknown("id()", place), "hash": lambda run, place, args, kwargs: run.unknown("hash()", place),
}  # fmt: skip
MAKERS: dict[str, Callable[..., Any]] = {
    "int": lambda run, place, args, kwargs: to_whole(run, place, args[0] if args else 0, "trunc"),
    "float": to_float, "str": to_text, "bool": to_bool, "list": _sequence(list), "tuple": _sequence(tuple), "set": _set, "frozenset": _set,
    "dict": _dict, "range": _range, "slice": _slice, "type": _type, "super": _super, "property": _wrap("property"),
    "staticmethod": _wrap("staticmethod"), "classmethod": _wrap("classmethod"),
}  # fmt: skip
NATIVE_TYPES: dict[str, tuple[type, ...]] = {
    "bool": (bool,), "int": (int,), "float": (float,), "str": (str,), "list": (list,), "tuple": (tuple,), "dict": (dict,),
    "set": (set,), "frozenset": (frozenset,), "range": (range,), "slice": (slice,),
}  # fmt: skip


def _without_class(body: Callable[..., Any]) -> Callable[..., Any]:
    return lambda run, place, args, kwargs: body(run, place, args[1:], kwargs)


TYPES: dict[str, Class] = {
    name: Class(name, (), {"__new__": Native(name, _without_class(body), takes_open=name == "super")})
    for name, body in MAKERS.items()
}
TYPES["object"] = Class("object")
EXCEPTIONS: dict[str, Class] = {}
for _name, _value in sorted(vars(builtins).items(), key=lambda item: len(getattr(item[1], "__mro__", ()))):
    if isinstance(_value, type) and issubclass(_value, BaseException):
        _bases = tuple(EXCEPTIONS[b.__name__] for b in _value.__bases__ if b.__name__ in EXCEPTIONS)
        EXCEPTIONS.setdefault(
            _value.__name__, Class(_value.__name__, _bases, {"__init__": Native("__init__", _keep_args)})
        )

BUILTINS: dict[str, Any] = {
    **{name: Native(name, body, takes_open=name == "print") for name, body in FUNCTIONS.items()},
    **TYPES,
    **EXCEPTIONS,
    "Ellipsis": ...,
    "NotImplemented": Unknown("NotImplemented"),
    "__debug__": True,
}
