"""Making classes of class statements: bases, decorators, dataclasses, enums, named tuples."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.comparison import compare_values
from shapelint.interpret.library.library import library_name
from shapelint.interpret.state.kind import call, get_attribute
from shapelint.interpret.state.nodes import evaluate, execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.inheritance import TOO_MANY
from shapelint.interpret.values.modules import MODULE_CLASS
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    External,
    Function,
    Instance,
    Native,
    Scope,
    Wrapped,
    reach,
)
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir


def make_class(run: Run, frame: Frame, node: ir.ClassDef) -> object:
    """The class of a class statement."""
    place = frame.place(node)
    bases: list[Any] = []
    for base_node in node.bases:
        base = run.settled(evaluate(run, frame, base_node))
        if isinstance(base, External):
            known = run.project.library_name(base.dotted)
            base = known if isinstance(known, Class) else base
        if isinstance(base, Class):
            bases.append(base)
        elif isinstance(base, Native) and base.name in ("namedtuple", "NamedTuple"):
            continue
        else:
            bases.append(run.project.unread_base(base))
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
                if frame.function is not None or not isinstance(statement, (ir.Assign, ir.AnnAssign)):
                    raise
                for target in statement.targets if isinstance(statement, ir.Assign) else [statement.target]:
                    if isinstance(target, ir.Name):
                        names[target.id] = run.unknown("how it is made is not understood", place, target.id)
    finally:
        run.stack.frames.pop()
    if cls.opaque and "forward" in names and not cls.derives("Module"):
        # Whatever the unknown base is, a class with a forward is called as a module is.
        cls = Class(node.name, (*bases, MODULE_CLASS), names, place=place, module=frame.module)
        for value in names.values():
            function = value.function if isinstance(value, Wrapped) else value
            if isinstance(function, Function):
                function.owner = cls
    _complete(run, cls, names)
    for keyword in node.keywords:
        meta = run.settled(evaluate(run, frame, keyword.value)) if keyword.name == "metaclass" else None
        if isinstance(meta, (Class, Unknown)):
            names["__metaclass__"] = meta
    _tell_bases(run, frame, node, cls)
    made: Any = cls
    for decorator in reversed(node.decorators):
        try:
            made = _decorate_class(run, frame, decorator, made)
        except PythonError:
            if frame.function is not None:
                raise  # code that nobody calls may well fail; a module that others import does not
    return made


def _tell_bases(run: Run, frame: Frame, node: ir.ClassDef, cls: Class) -> None:
    """`__init_subclass__` of the next base that has one is called with the new class: registries are filled there."""
    found = next(
        (base.namespace["__init_subclass__"] for base in cls.reach[1:] if "__init_subclass__" in base.namespace), None
    )
    function = found.function if isinstance(found, Wrapped) else found
    if isinstance(function, Function):
        given = {k.name: evaluate(run, frame, k.value) for k in node.keywords if k.name not in (None, "metaclass")}
        call(run, frame.place(node), function, [cls], given)


def _complete(run: Run, cls: Class, names: dict[str, Any]) -> None:
    """What the bases make of the body: enum members, fields of named tuples."""
    if cls.derives("Enum"):
        members: dict[str, Any] = {}
        last: Any = None
        for name, value in list(names.items()):
            if name.startswith("_") or isinstance(value, (Function, Wrapped, Native, Class)):
                continue
            if isinstance(value, Unknown) and value.name.startswith("auto"):
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
            cls.mro = (*cls.mro, library_name("builtins.tuple"))
            cls.reach = reach(cls.mro)
            cls._derives.clear()
        names["__new__"] = None
    elif any(b.fields is not None for b in cls.mro[1:]):
        cls.fields = next(b.fields for b in cls.mro[1:] if b.fields is not None)
    if cls.fields is not None and "__init__" not in names:
        names["__init__"] = Native("__init__", fill_fields)


def _same_value(a: object, b: object) -> bool:
    """Whether two members of an enum are one."""
    return a is b or (isinstance(a, (int, float, str)) and isinstance(b, (int, float, str)) and a == b)


def _automatic(cls: Class, name: str, last: object) -> object:
    """The value of `enum.auto()` after `last`."""
    if cls.find("_generate_next_value_") is not MISSING or not isinstance(last, (int, type(None))):
        return Unknown("a value that an enum makes itself")
    if cls.derives("StrEnum"):
        return name.lower()
    if cls.derives("Flag"):
        return 1 if last is None else 1 << last.bit_length()
    return 1 if last is None else last + 1


def _fields(names: dict[str, Any]) -> list[tuple[str, Any]]:
    annotations = names.get("__annotations__", {})
    return [
        (n, names.get(n, MISSING))
        for n, text in annotations.items()
        if not text.startswith(("ClassVar", "typing.ClassVar"))
    ]


def _decorate_class(run: Run, frame: Frame, node: object, cls: object) -> object:
    decorator = run.settled(evaluate(run, frame, node))
    name = decorator.dotted if isinstance(decorator, External) else getattr(decorator, "name", "")
    if isinstance(cls, Class) and name.rsplit(".", 1)[-1] in ("dataclass", "dataclass()", "define", "frozen"):
        own = _fields(cls.namespace)
        inherited: dict[str, Any] = {}
        for base in reversed(cls.mro[1:]):
            inherited.update(dict(base.fields or []))
        inherited.update(dict(own))
        cls.fields = list(inherited.items())
        if not isinstance(cls.namespace.get("__init__"), Function):
            cls.namespace["__init__"] = Native("__init__", fill_fields)
        return cls
    if isinstance(decorator, (Function, Native)):
        made = call(run, frame.place(node), decorator, [cls], {})
        return made if isinstance(made, Class) else cls
    if isinstance(cls, Class):
        cls.keywords["decorated"] = name or "a decorator"
    return cls  # assumed to keep the class


def fill_fields(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> None:
    """The constructor of a dataclass or named tuple."""
    self, *given = args
    fields = self.cls.fields or []
    if len(given) > len(fields):
        raise PythonError("TypeError", f"{self.cls.name}() takes {len(fields)} arguments, {len(given)} were given")
    for index, (name, default) in enumerate(fields):
        if index < len(given):
            value = given[index]
        elif name in kwargs:
            value = kwargs[name]
        elif default is MISSING:
            value = run.unknown(f"{self.cls.name} was made without {name}", place, name)
        else:
            value = _field_default(run, place, default)
        self.attributes[name] = value
    after = self.cls.find("__post_init__")
    if after is not MISSING:
        call(run, place, get_attribute(run, place, self, "__post_init__"), [], {})


def _field_default(run: Run, place: Place, default: object) -> object:
    if isinstance(default, FieldDefault):
        return default.value if default.factory is None else call(run, place, default.factory, [], {})
    return default


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


KEPT = {"property", "staticmethod", "classmethod", "cached_property"}


def decorate(run: Run, frame: Frame, node: object, function: object) -> object:
    """What a decorator makes of a function. One that is not known is assumed to keep it, and that is recorded."""
    place = frame.place(node)
    if isinstance(node, ir.Attribute) and node.attr in ("setter", "deleter", "getter"):
        held = run.settled(evaluate(run, frame, node.value))
        return held.with_accessor(node.attr, function) if isinstance(held, Wrapped) else held
    decorator = run.settled(evaluate(run, frame, node))
    if isinstance(decorator, Native) or (isinstance(decorator, Class) and decorator.name in KEPT):
        return call(run, place, decorator, [function], {})
    if isinstance(decorator, Function):
        made = run.settled(call(run, place, decorator, [function], {}))
        if isinstance(made, (Function, Wrapped, Class, Instance, Native)):
            return made
    name = decorator.dotted if isinstance(decorator, External) else getattr(decorator, "name", "") or "a decorator"
    if isinstance(function, Function):
        function.wrapped_by = name
        run.recorder.trace.unresolved.append(Reason(f"{name} is assumed to keep the function it decorates", place))
    return function
