"""Objects that are little more than their attributes.

Named tuples, namespaces, the arguments of a command line.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.classes import fill_fields
from shapelint.interpret.library.builtins import BUILTINS
from shapelint.interpret.library.copies import shallow_copy
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.kind import KINDS, call, get_attribute, iterate
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Class, Instance
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def namedtuple(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`collections.namedtuple(name, fields, defaults=...)`"""
    name, spelled = text(run, args[0]), text(run, args[1])
    names = iterate(run, place, run.settled(args[1])) if spelled is None else spelled.replace(",", " ").split()
    defaults = iterate(run, place, kwargs.get("defaults") or [])
    if name is None or names is None or defaults is None or any(text(run, one) is None for one in names):
        return run.unknown("an unknown namedtuple", place)
    padded = [MISSING] * (len(names) - len(defaults)) + defaults
    namespace = {"__new__": None, "__init__": Native("__init__", fill_fields)}
    return Class(name, (BUILTINS["tuple"],), namespace, fields=list(zip(names, padded)), keywords={"named": True})


def replaced(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`dataclasses.replace(object, **changes)`"""
    value = run.settled(args[0])
    if not KINDS[type(value)].is_object:
        return run.unknown("a changed copy of an unknown object", place)
    made = shallow_copy(value)
    made.attributes.update(kwargs)
    if made.cls.find("__post_init__") is not MISSING:
        call(run, place, get_attribute(run, place, made, "__post_init__"), [], {})
    return made


def as_dict(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`dataclasses.asdict(object)`, the parts left as they are"""
    value = run.settled(args[0])
    is_object = KINDS[type(value)].is_object
    return dict(value.attributes) if is_object else run.unknown("an unknown object as a dictionary", place)


FIELD = Class("Field")


def fields_of(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`dataclasses.fields(object_or_class)`"""
    value = run.settled(args[0])
    cls = value.cls if KINDS[type(value)].is_object else value
    if not KINDS[type(cls)].is_class or cls.fields is None or cls.opaque:
        return run.unknown("the fields of an unknown class", place)
    return tuple(Instance(FIELD, {"name": name}, place=place) for name, _ in cls.fields)


def _namespace_init(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    args[0].attributes.update(kwargs)


NAMESPACE = Class("SimpleNamespace", namespace={"__init__": Native("__init__", _namespace_init)})

# --- argparse -------------------------------------------------------------------------------------------------------


def _add_argument(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """Remember the default under the name the argument will have."""
    self, *flags = args
    flags = [flag for flag in (text(run, one) for one in flags) if flag is not None]
    long = next((f for f in flags if f.startswith("--")), flags[0] if flags else "")
    named = run.settled(kwargs.get("dest"))
    name = text(run, named) if named else long.lstrip("-").replace("-", "_")
    action = run.settled(kwargs.get("action"))
    absent = False if action == "store_true" else True if action == "store_false" else None
    default = kwargs.get("default", absent)
    if (not long.startswith("-") and "default" not in kwargs) or kwargs.get("required") is True:
        default = MISSING
    if name is not None:
        self.behind[name] = default
    return None


def _parse_args(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """With an empty list of words, the defaults.

    With the words of the command line, nobody knows.
    """
    self = args[0]
    words = run.settled(args[1] if len(args) > 1 else kwargs.get("args"))
    if words != [] or words is None or taint_of(self) is not None:
        return Unknown("the arguments of the command line are not known")
    return Instance(NAMESPACE, {n: d for n, d in self.behind.items() if d is not MISSING}, place=place)


def _parse_known_args(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return (_parse_args(run, place, args, kwargs), [])


def _group(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return args[0]


def _parser_init(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    args[0].behind = {}


PARSER = Class(
    "ArgumentParser",
    namespace={
        "__init__": Native("__init__", _parser_init),
        "add_argument": Native("add_argument", _add_argument),
        "add_argument_group": Native("add_argument_group", _group),
        "add_mutually_exclusive_group": Native("add_mutually_exclusive_group", _group),
        "parse_args": Native("parse_args", _parse_args),
        "parse_known_args": Native("parse_known_args", _parse_known_args),
    },
    opaque="of argparse only the defaults are read",
)
RECORDS: dict[str, Any] = {
    "collections.namedtuple": Native("namedtuple", namedtuple, real="collections.namedtuple"),
    "dataclasses.replace": Native("replace", replaced, real="dataclasses.replace"),
    "dataclasses.asdict": Native("asdict", as_dict, real="dataclasses.asdict"),
    "dataclasses.fields": Native("fields", fields_of, real="dataclasses.fields"),
    "types.SimpleNamespace": NAMESPACE,
    "argparse.Namespace": NAMESPACE,
    "argparse.ArgumentParser": PARSER,
}
