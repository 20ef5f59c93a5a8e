"""Making classes of class statements: bases, decorators, dataclasses, enums, named tuples."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.comparison import compare_values
from shapelint.interpret.language.functions import takes_defaults
from shapelint.interpret.language.modules import MODULE_CLASS
from shapelint.interpret.state.kind import KINDS, beneath, call, get_attribute
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.nodes import Table, evaluate, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.inheritance import TOO_MANY, reach
from shapelint.interpret.values.objects import MISSING, Class, Instance, Scope
from shapelint.interpret.values.roles import spoken_name
from shapelint.interpret.values.sequences import OPEN, is_open
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir

TARGETS: Table[Any] = Table(
    lambda statement: None,
    {ir.Assign: lambda statement: statement.targets, ir.AnnAssign: lambda statement: [statement.target]},
)
"""What an assignment assigns to."""


def make_class(run: Run, frame: Frame, node: ir.ClassDef) -> Class:
    """The class of a class statement."""
    place = frame.places[node.at]
    bases: list[Class] = []
    for base_node in node.bases:
        base = run.settled(evaluate(run, frame, base_node))
        bases += KINDS[type(base)].as_bases(run, base)
    if sum(len(base.mro) for base in bases) > TOO_MANY:
        bases = [run.project.unread_base(None)]
    definition = frame.definition if node.definition < 0 else frame.definition.file.definitions[node.definition]
    body = node.body if node.body is not None else definition.body().statements
    names: dict[str, Any] = {}
    cls = Class(node.name, tuple(bases), names, place=place, module=frame.module)
    inner = Frame(definition, Scope(names, frame.scope), frame.module, None, cls)
    run.stack.frames.append(inner)
    try:
        for statement in body:
            try:
                execute(run, inner, [statement])
            except PythonError:
                targets = TARGETS[type(statement)](statement)
                if frame.function is not None or targets is None:
                    raise
                for name in filter(None, (getattr(target, "id", "") for target in targets)):
                    names[name] = run.unknown("how it is made is not understood", place, name)
    finally:
        run.stack.frames.pop()
    if cls.opaque and "forward" in names and not cls.derives("Module"):
        # Whatever the unknown base is, a class with a forward is called as a module is.
        cls = Class(node.name, (*bases, MODULE_CLASS), names, place=place, module=frame.module)
        for value in names.values():
            function = beneath(value)
            if KINDS[type(function)].is_read:
                function.owner = cls
    _complete(run, cls, names)
    for keyword in node.keywords:
        meta = run.settled(evaluate(run, frame, keyword.value)) if keyword.name == "metaclass" else None
        kind = KINDS[type(meta)]
        if kind.is_class or kind.is_open:
            (cls.meta,) = kind.as_bases(run, meta)
    _tell_bases(run, frame, node, cls)
    made = cls
    for decorator in reversed(node.decorators):
        try:
            made = _decorate_class(run, frame, decorator, made)
        except PythonError:
            if frame.function is not None:
                raise  # code that nobody calls may well fail; a module that others import does not
    return made


def _tell_bases(run: Run, frame: Frame, node: ir.ClassDef, cls: Class) -> None:
    """Call `__init_subclass__` with the new class.

    That of the next base that has one: registries are filled there.
    """
    found = next(
        (base.namespace["__init_subclass__"] for base in cls.reach[1:] if "__init_subclass__" in base.namespace), None
    )
    function = beneath(found)
    if KINDS[type(function)].is_read:
        given = {k.name: evaluate(run, frame, k.value) for k in node.keywords if k.name not in (None, "metaclass")}
        call(run, frame.places[node.at], function, [cls], given)


def _complete(run: Run, cls: Class, names: dict[str, Any]) -> None:
    """What the bases make of the body.

    Enum members, fields of named tuples.
    """
    if cls.derives("Enum"):
        members: dict[str, Any] = {}
        last: Any = None
        for name, value in list(names.items()):
            kind = KINDS[type(value)]
            if name.startswith("_") or not kind.is_member:
                continue
            if kind.is_open and value.name.startswith("auto"):
                value = _automatic(cls, name, last)
            last = value
            same = next((m for m in members.values() if _same_value(m.attributes["_value_"], value)), None)
            attributes = {"_value_": value, "_name_": name, "__objclass__": cls, "_sort_order_": len(members)}
            members[name] = names[name] = same or Instance(cls, attributes, place=cls.place)
        cls.members = members
    elif cls.derives("NamedTuple") or any(b.fields is not None and b.keywords.get("named") for b in cls.mro[1:]):
        own = _fields(names)
        inherited = next((b.fields for b in cls.mro[1:] if b.fields is not None), [])
        cls.fields = [*inherited, *own]
        cls.keywords["named"] = True
        if not cls.derives("tuple"):
            cls.mro = (*cls.mro, run.project.builtin("tuple"))
            cls.reach = reach(cls.mro)
            cls._derives.clear()
        names["__new__"] = None
    elif cls.opaque and not cls.derives("Module") and (own := _fields(names)):
        # Annotations under a base that is not read: a record, as pydantic's models are.
        cls.fields = list({**_inherited_fields(cls), **dict(own)}.items())
    elif any(b.fields is not None for b in cls.mro[1:]):
        cls.fields = next(b.fields for b in cls.mro[1:] if b.fields is not None)
    if cls.fields is not None and "__init__" not in names:
        names["__init__"] = Native("__init__", fill_fields, takes_open=True)


def _same_value(a: object, b: object) -> bool:
    """Whether two members of an enum are one."""
    return a is b or (KINDS[type(a)].is_scalar and KINDS[type(b)].is_scalar and a == b)


def _automatic(cls: Class, name: str, last: object) -> object:
    """The value of `enum.auto()` after `last`."""
    before = 0 if last is None else KINDS[type(last)].as_whole(last)
    if before is None or cls.find("_generate_next_value_") is not MISSING:
        return Unknown("a value that an enum makes itself")
    if cls.derives("StrEnum"):
        return name.lower()
    return 1 << before.bit_length() if cls.derives("Flag") else before + 1


def _fields(names: dict[str, Any]) -> list[tuple[str, Any]]:
    annotations = names.get("__annotations__", {})
    return [
        (n, names.get(n, MISSING))
        for n, text in annotations.items()
        if not text.startswith(("ClassVar", "typing.ClassVar"))
    ]


def _inherited_fields(cls: Class) -> dict[str, Any]:
    """The fields of the bases of a record, with their defaults."""
    found: dict[str, Any] = {}
    for base in reversed(cls.mro[1:]):
        found.update(dict(base.fields or []))
    return found


def _decorate_class(run: Run, frame: Frame, node: ir.Node, cls: Class) -> Class:
    decorator = run.settled(evaluate(run, frame, node))
    name = spoken_name(decorator)
    if name.rsplit(".", 1)[-1] in ("dataclass", "dataclass()", "define", "frozen"):
        cls.fields = list({**_inherited_fields(cls), **dict(_fields(cls.namespace))}.items())
        if not KINDS[type(cls.namespace.get("__init__"))].is_read:
            cls.namespace["__init__"] = Native("__init__", fill_fields, takes_open=True)
        return cls
    kind = KINDS[type(decorator)]
    if kind.is_read or kind.is_provided:
        made = call(run, frame.places[node.at], decorator, [cls], {})
        return made if KINDS[type(made)].is_class else cls
    cls.keywords["decorated"] = name or "a decorator"
    return cls  # assumed to keep the class


def fill_fields(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    """The constructor of a dataclass or named tuple.

    Unknown arguments may give any field that is not given by name.
    """
    self, *given = args
    fields = self.cls.fields or []
    rest = given.pop() if is_open(given) else None
    if given and self.cls.opaque:  # what takes values by their place is not known
        given, rest = [], OPEN
    if len(given) > len(fields):
        raise PythonError("TypeError", f"{self.cls.name}() takes {len(fields)} arguments, {len(given)} were given")
    for index, (name, default) in enumerate(fields):
        if index < len(given):
            value = given[index]
        elif name in kwargs:
            value = kwargs[name]
        elif rest is not None and not (default is not MISSING and takes_defaults(run, rest)):
            value = run.unknown("arguments that are not known", place, name)
        elif default is MISSING:
            value = run.unknown(f"{self.cls.name} was made without {name}", place, name)
        else:
            value = KINDS[type(default)].field_default(run, place, default)
        self.attributes[name] = value
    after = self.cls.find("__post_init__")
    if after is not MISSING:
        call(run, place, get_attribute(run, place, self, "__post_init__"), [], {})


class FieldDefault:
    """dataclasses.field(default=..., default_factory=...)"""

    def __init__(self, value: object, factory: object) -> None:
        self.value = value
        self.factory = factory


def dataclass_field(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    factory = kwargs.get("default_factory", kwargs.get("factory"))
    if factory is None and "default" not in kwargs:
        return MISSING
    return FieldDefault(kwargs.get("default"), factory)


def enum_member(run: Run, place: Place, cls: Class, args: list[Any]) -> object:
    """`Color(value)`: the member of that value."""
    for member in cls.find_members():
        if args and (
            member is args[0] or compare_values(run, place, "==", member.attributes["_value_"], args[0]) is True
        ):
            return member
    return run.unknown(f"a member of {cls.name}", place)


def decorate(run: Run, frame: Frame, node: Any, function: object) -> object:
    """What a decorator makes of a function.

    One that is not known is assumed to keep it, and that is recorded.
    """
    accessor = getattr(node, "attr", "")
    if accessor in ("setter", "deleter", "getter"):
        held = run.settled(evaluate(run, frame, node.value))
        return KINDS[type(held)].with_accessor(held, accessor, function)
    decorator = run.settled(evaluate(run, frame, node))
    made = KINDS[type(decorator)].decorate(run, frame.places[node.at], decorator, function)
    if made is not MISSING:
        return made
    name = spoken_name(decorator) or "a decorator"
    entered = KINDS[type(function)].entered(function)
    if entered is not None and entered[0] is function:
        entered[0].wrapped_by = name
        run.recorder.trace.unresolved.append(
            Reason(f"{name} is assumed to keep the function it decorates", frame.places[node.at])
        )
    return function
