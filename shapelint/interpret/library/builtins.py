"""Python's built-in functions and types, over values that may be unknown."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.certainty import surely_missing
from shapelint.interpret.language.comprehend import as_set
from shapelint.interpret.language.operators import binary, describe, hashable, reason_among, whole
from shapelint.interpret.library.aggregates import (
    any_all,
    enumerate_,
    extreme,
    filter_,
    map_,
    reversed_,
    sorted_,
    sum_,
    zip_,
)
from shapelint.interpret.library.conversions import rounded, to_bool, to_float, to_text, to_whole
from shapelint.interpret.library.kinds import instance_of, subclass_of
from shapelint.interpret.library.reveal import reveal
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.kind import (
    KINDS,
    call,
    delete_attribute,
    find_attribute,
    get_attribute,
    iterate,
    iterator,
    length,
    next_of,
    set_attribute,
    unwrapped,
)
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import set_under_unknown_name
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Class, Super, Wrapped
from shapelint.interpret.values.sequences import UnknownRange
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def _len(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    found = length(run, place, args[0])
    if isinstance(found, Unknown):
        run.world.facts.symbol_of(found, "n")  # whatever `__len__` gives is a whole number
    return found


def _iter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return iterator(run, place, args[0]) if len(args) == 1 else run.unknown("iter with a sentinel", place)


def _range(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    args = [run.settled(a) for a in args]
    numbers = [KINDS[type(a)].as_index(run, a) for a in args]
    args = [number if whole(number) else a for a, number in zip(args, numbers)]
    if all(map(whole, args)):
        return as_python(range, *args)
    start, stop, step = (0, args[0], 1) if len(args) == 1 else (*args, 1)[:3]
    return UnknownRange(start, stop, step, reason_among(args) or Reason(f"a range up to {stop}", place))


def _int(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    if len(args) > 1 or kwargs:
        return _plain("int")(run, place, [*args, *kwargs.values()], {})
    return to_whole(run, place, args[0] if args else 0, "trunc")


def _abs(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = run.settled(args[0])
    found = KINDS[type(value)].absolute(run, place, value)
    if found is not NotImplemented:
        return found
    operands = (value,) if isinstance(value, Unknown) else None
    return run.unknown(f"abs of {describe(value)}", place) if operands is None else run.number("abs()", place, operands)


def _sequence(make: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        if not args:
            return make([])
        value = run.settled(args[0])
        values = iterate(run, place, value)
        if values is None:
            return value if KINDS[type(value)].is_endless else run.unknown("an unknown sequence", place)
        return make(values)

    return body


def _set(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0]) if args else []
    return run.unknown("an unknown set", place) if values is None else as_set(run, place, values)


def _dict(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    made: dict[Any, Any] = {}
    if args:
        value = run.settled(args[0])
        if taint_of(value) is None:
            value = unwrapped(value)
        if KINDS[type(value)].has_method(value, "keys"):
            value = call(run, place, get_attribute(run, place, value, "items"), [], {})
        if KINDS[type(value)].is_mapping and taint_of(value) is None:
            made.update(value)
        else:
            pairs = iterate(run, place, value)
            if pairs is None or not all(_is_pair(p) for p in pairs):
                return run.unknown("an unknown dictionary", place)
            made.update(dict(tuple(p) for p in pairs))
    made.update(kwargs)
    return made


def _is_pair(value: Any) -> bool:
    """Whether it is a known key and a value."""
    return KINDS[type(value)].is_sequence and len(value) == 2 and hashable(value[0])


def _isinstance(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value, wanted = run.settled(args[0]), run.settled(args[1])
    answer = instance_of(run, value, wanted)
    return Condition("isinstance", value, wanted) if answer is None else answer


def _issubclass(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    answer = subclass_of(run.settled(args[0]), run.settled(args[1]))
    return run.unknown("issubclass of unknown classes", place) if answer is None else answer


def _hasattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value, name = run.settled(args[0]), run.settled(args[1])
    asked = text(run, name)
    answer = None if asked is None else _has(run, place, value, asked)
    return Condition("hasattr", value, name) if answer is None else answer


def _has(run: Run, place: Place, value: object, name: str) -> bool | None:
    """Whether the value has the attribute; None where that is not known."""
    kind = KINDS[type(value)]
    answer = kind.has_attribute(run, value, name)
    if answer is not NotImplemented:
        return None if answer is None else bool(answer)
    found = _asked_for(run, place, value, name)
    if found is MISSING:
        return False
    if found is UNCERTAIN or (KINDS[type(found)].is_open and not kind.holds_name(value, name)):
        return kind.surely_has(value, name) or None
    return True


UNCERTAIN = Unknown("an attribute that may be there")


def _asked_for(run: Run, place: Place, value: object, name: str) -> object:
    """The attribute that `getattr` or `hasattr` asks for.

    MISSING where there surely is none, UNCERTAIN where there may be one.
    """
    try:
        with run.stack.catching(lambda error: error.cls == "AttributeError"):
            found = find_attribute(run, place, value, name)
            if found is MISSING and KINDS[type(value)].has_method(value, "__getattr__"):
                return get_attribute(run, place, value, name)
    except PythonError as error:
        if error.cls == "AttributeError":
            return MISSING
        raise
    return UNCERTAIN if found is MISSING and not surely_missing(value, name) else found


def _getattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value, name = run.settled(args[0]), text(run, args[1])
    if name is None:
        return run.unknown("an attribute under an unknown name", place)
    if len(args) > 2 and KINDS[type(value)].may_lack:
        found = _asked_for(run, place, value, name)
        if found is UNCERTAIN:
            return run.unknown(f"{describe(value)} may have an attribute {name}", place, name)
        return args[2] if found is MISSING else run.settled(found)
    return get_attribute(run, place, value, name)


def _setattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    value, name = run.settled(args[0]), text(run, args[1])
    if name is not None:
        set_attribute(run, place, value, name, args[2])
    elif KINDS[type(value)].is_object:
        why = Reason("an attribute of unknown name was set", place)
        set_under_unknown_name(run, value, run.settled(args[1]), args[2], why)


def _delattr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    delete_attribute(run, place, run.settled(args[0]), run.settled(args[1]))


def _callable(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = run.settled(args[0])
    answer = KINDS[type(value)].can_be_called(value)
    return Condition("callable", value, None) if answer is None else answer


def _type(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = run.settled(args[0])
    if len(args) == 3:
        return run.unknown("a class made at run time", place)
    found = KINDS[type(value)].class_of(run, value)
    return run.unknown(f"the type of {describe(value)}", place) if found is NotImplemented else found


def _next(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    try:
        return next_of(run, place, args[0])
    except PythonError as error:
        if error.cls == "StopIteration" and len(args) > 1:
            return args[1]
        raise


def _super(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    if len(args) >= 2 and KINDS[type(args[0])].is_class:
        return Super(args[0], args[1])
    for frame in reversed(run.stack.frames):
        if frame.owner is not None and frame.receiver is not None:
            return Super(frame.owner, frame.receiver)
    return run.unknown("super() outside a method", place)


def _wrap(kind_: str) -> Callable[..., Any]:
    named = ("fget", "fset")
    return lambda run, place, args, kwargs: Wrapped(kind_, *[*args, *(kwargs.get(n) for n in named[len(args) :])][:2])


def _divmod(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return binary(run, place, "//", *args), binary(run, place, "%", *args)


def _pow(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return binary(run, place, "**", args[0], args[1]) if len(args) == 2 else run.unknown("pow with a modulus", place)


def _slice(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return as_python(slice, *args)


def _print(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    return None


def _plain(name: str) -> Callable[..., Any]:
    """A pure function of numbers and texts."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        values = [run.settled(a) for a in args]
        if not all(KINDS[type(v)].is_scalar for v in values):
            return run.unknown(f"{name} of unknown values", place)
        return as_python(getattr(builtins, name), *values)

    return body


def _locals(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`locals()`: the names as they are now.

    What is changed in them changes nothing.
    """
    return dict(run.stack.frame.scope.names)


def _vars(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = run.settled(args[0]) if args else None
    is_object = KINDS[type(value)].is_object
    return get_attribute(run, place, value, "__dict__") if is_object else run.unknown("vars()", place)


def _repr(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = run.settled(args[0])
    return repr(value) if "str" in KINDS[type(value)].names else to_text(run, place, [value], {})


def _keep_args(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    """An exception keeps what it is made with."""
    args[0].attributes["args"] = tuple(args[1:])


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "len": _len, "enumerate": enumerate_, "zip": zip_, "map": map_, "filter": filter_, "reversed": reversed_, "sorted": sorted_,
    "sum": sum_, "min": extreme("min"), "max": extreme("max"), "any": any_all("any"), "all": any_all("all"), "abs": _abs,
    "round": rounded, "isinstance": _isinstance, "issubclass": _issubclass, "hasattr": _hasattr, "getattr": _getattr,
    "setattr": _setattr, "delattr": _delattr, "callable": _callable, "next": _next, "iter": _iter,
    "divmod": _divmod, "pow": _pow, "print": _print, "vars": _vars, "locals": _locals, "repr": _repr, "ord": _plain("ord"), "chr": _plain("chr"),
    "hex": _plain("hex"), "bin": _plain("bin"), "reveal_shape": reveal,
    "id": lambda run, place, args, kwargs: run.unknown("id()", place), "hash": lambda run, place, args, kwargs: run.unknown("hash()", place),
}  # fmt: skip
MAKERS: dict[str, Callable[..., Any]] = {
    "int": _int,
    "float": to_float, "str": to_text, "bool": to_bool, "list": _sequence(list), "tuple": _sequence(tuple), "set": _set, "frozenset": _set,
    "dict": _dict, "range": _range, "slice": _slice, "type": _type, "super": _super, "property": _wrap("property"),
    "staticmethod": _wrap("staticmethod"), "classmethod": _wrap("classmethod"),
}  # fmt: skip


def _from_keys(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`dict.fromkeys(names, value)`"""
    names = iterate(run, place, args[0]) if args else None
    if names is None or len(args) > 2:
        return run.unknown("a dictionary of keys that are not known", place)
    pairs = [(name, args[1] if len(args) > 1 else None) for name in names]
    return _dict(run, place, [pairs], {})


def _without_class(body: Callable[..., Any]) -> Callable[..., Any]:
    return lambda run, place, args, kwargs: body(run, place, args[1:], kwargs)


TYPES: dict[str, Class] = {
    name: Class(name, (), {"__new__": Native(name, _without_class(body), takes_open=name == "super")})
    for name, body in MAKERS.items()
}
TYPES["dict"].namespace["fromkeys"] = Native("fromkeys", _from_keys)
TYPES["object"] = Class("object")
EXCEPTIONS: dict[str, Class] = {}
for _name, _value in sorted(vars(builtins).items(), key=lambda item: len(getattr(item[1], "__mro__", ()))):
    if BaseException in getattr(_value, "__mro__", ()):
        _bases = tuple(EXCEPTIONS[b.__name__] for b in _value.__bases__ if b.__name__ in EXCEPTIONS)
        EXCEPTIONS.setdefault(
            _value.__name__, Class(_value.__name__, _bases, {"__init__": Native("__init__", _keep_args)})
        )

BUILTINS: dict[str, Any] = {
    **{name: Native(name, body, False, name == "print", f"builtins.{name}") for name, body in FUNCTIONS.items()},
    **TYPES,
    **EXCEPTIONS,
    "Ellipsis": ...,
    "NotImplemented": Unknown("NotImplemented"),
    "__debug__": True,
}
