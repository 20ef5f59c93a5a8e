"""What Python's own objects are here.

Classes, functions, instances, modules of the file system and of libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import msgspec

from shapelint.interpret.values.inheritance import merged, reach
from shapelint.ops.core.declare import Operation
from shapelint.ops.core.trace import Event
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place


class Thing(msgspec.Struct, eq=False):
    """Each is itself alone, whatever it holds.

    (Structs, as they are quick to make, and very many are made.)
    """

    __repr__ = object.__repr__  # not of all that hangs on it


class Object(Thing, eq=False, kw_only=True):
    """Anything that a program can change.

    taint: why what it holds is not known, None where it is. logged, shared, escaped: see heap.py. parts: attributes that
    something unknown may have given it, as they were read.
    """

    taint: Reason | None = None
    logged: int = -1
    escaped: int = 0
    shared: int = 0
    parts: dict[str, Unknown] | None = None
    seen: ClassVar[bool] = True

    def part(self, name: str, reason: Reason) -> Unknown:
        """An attribute of an object that may have any.

        The same Unknown whenever it is read.
        """
        if self.parts is None:
            self.parts = {}
        found = self.parts.get(name)
        if found is None:
            found = self.parts[name] = Unknown(reason, name)
        return found

    def content(self) -> object:
        """All of it that can change, as it is now."""
        raise NotImplementedError

    def put_back(self, content: object) -> None:
        """Make it what it was when it had this content."""
        raise NotImplementedError

    def holds(self) -> Iterator[Any]:
        """What it holds."""
        return iter(())


def _put(held: dict[Any, Any], before: dict[Any, Any]) -> None:
    """Restore a dictionary that others may hold as well."""
    held.clear()
    held.update(before)


class External(Thing, eq=False):
    """A name of a library that is not read: `torch.nn.functional`, `numpy.pi`.

    Calling it gives an Unknown unless the interpreter knows it.
    """

    dotted: str


class OperationFunction(Thing, eq=False):
    """A declared operation as a Python value: `torch.cat`, `F.relu`."""

    operation: Operation


class Function(Object, eq=False):
    """A function read from source.

    `body` is None until its definition is first entered.
    """

    name: str
    node: Any  # ir.FunctionDef | ir.Lambda
    definition: Any  # the definition its node numbers belong to
    body: Any  # list of statements, an expression (lambda), or None
    scope: Scope
    module: SourceModule
    defaults: dict[str, Any]
    owner: Class | None = None
    attributes: dict[str, Any] = {}
    wrapped_by: str = ""  # an unknown decorator that is assumed to keep the function
    plain: Any = False  # the names of its parameters, as `language/functions.py` found them

    def content(self) -> object:
        return dict(self.attributes)

    def put_back(self, content: Any) -> None:
        _put(self.attributes, content)

    def around(self) -> Iterator[Any]:
        """What it can reach when it is called."""
        yield from self.attributes.values()
        yield from self.defaults.values()
        yield self.scope


class Method(Thing, eq=False):
    """A function bound to its first argument."""

    function: Any  # Function | Native | OperationFunction
    receiver: Any

    def holds(self) -> Iterator[Any]:
        return iter((self.function, self.receiver))


class Wrapped(Thing, eq=False):
    """What a decorator of the standard library made of a function.

    Property, staticmethod, classmethod.

    setter: of a property, None where there is none.
    """

    kind: str
    function: Any
    setter: Any = None

    def holds(self) -> Iterator[Any]:
        return iter((self.function, self.setter))

    def with_accessor(self, name: str, function: object) -> Wrapped:
        """The property that `@size.setter`, `.getter` or `.deleter` makes of the property `size`."""
        if name == "setter":
            return Wrapped(self.kind, self.function, function)
        return Wrapped(self.kind, function, self.setter) if name == "getter" else self


class Partial(Thing, eq=False):
    """functools.partial"""

    function: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def holds(self) -> Iterator[Any]:
        return iter((self.function, self.args, *self.kwargs.values()))


class Class(Object, eq=False):
    """A class as the interpreter sees it.

    Read from source, a declared layer of torch (`operation`), or provided by the interpreter.

    opaque: why not all bases are known, "" where they are; a name that is not found may then still exist.
    unread: it stands for a base of which nothing is known.
    reach: the classes of the MRO in which what is found first is certainly what Python finds.
    members: of an enum, by name. meta: its own metaclass, where it has one that is not Python's.
    """

    name: str
    bases: tuple[Class, ...] = ()
    namespace: dict[str, Any] = {}
    operation: Operation | None = None
    place: Place | None = None
    module: SourceModule | None = None
    opaque: str = ""
    fields: list[tuple[str, Any]] | None = None  # of a dataclass or NamedTuple: name, default (MISSING for none)
    keywords: dict[str, Any] = {}
    mro: tuple[Class, ...] = ()
    unread: bool = False
    reach: tuple[Class, ...] = ()
    members: dict[str, Instance] | None = None
    meta: Class | None = None
    _derives: dict[str, bool] = {}

    def __post_init__(self) -> None:
        if not self.mro:
            self.mro = (self, *merged([base.mro for base in self.bases]))
        self.reach = reach(self.mro)
        for base in self.bases:
            self.opaque = self.opaque or base.opaque

    def content(self) -> object:
        return dict(self.namespace), self.taint

    def put_back(self, content: Any) -> None:
        before, self.taint = content
        _put(self.namespace, before)

    def around(self) -> Iterator[Any]:
        """What its objects can reach."""
        yield from self.namespace.values()
        yield from self.bases

    def find(self, name: str) -> object:
        """The class attribute of that name along the MRO.

        MISSING where there is none, or another may hide it.
        """
        for cls in self.reach:
            if name in cls.namespace:
                return cls.namespace[name]
        return MISSING

    def metaclass(self) -> Class | None:
        """The metaclass that the class, or one that it derives from, says.

        None where there is none.
        """
        for cls in self.reach:
            if cls.meta is not None:
                return cls.meta
        return None

    def find_in_metaclass(self, name: str) -> object:
        """What the metaclass has under that name, or MISSING."""
        meta = self.metaclass()
        return MISSING if meta is None else meta.find(name)

    def find_members(self) -> list[Instance]:
        """The members of an enum, each once."""
        found: list[Instance] = []
        for member in (self.members or {}).values():
            if not any(member is one for one in found):
                found.append(member)
        return found

    def derives(self, name: str) -> bool:
        """Whether a provided class of that name is among the bases.

        One that the interpreter provides: "Module", "Sequential".
        """
        found = self._derives.get(name)
        if found is None:
            found = self._derives[name] = any(cls.name == name and cls.module is None for cls in self.mro)
        return found


class Instance(Object, eq=False):
    """An object of a class.

    A torch layer's attributes are those its declaration made; child modules stand among `attributes` in the order of
    their registration.

    items: of subclasses of list, dict, set and tuple the native value (see heirs.py), else None.
    group: of a container of modules, which of them may be there any number of times.
    behind: what the interpreter itself keeps with it: the owner of a view, the tensor of an array, the options of a
        parser.
    likeness: what modules that behave alike share, as it was found last (memory.py).
    born: when it was made (heap.py), 0 where nobody asks.
    """

    cls: Class
    attributes: dict[str, Any] = {}
    built_by: Event | None = None
    place: Place | None = None
    items: Any = None
    group: Group | None = None
    behind: Any = None
    likeness: Any = None
    born: int = 0

    def content(self) -> object:
        return self.attributes, dict(self.attributes), self.taint, self.group

    def put_back(self, content: Any) -> None:
        self.attributes, before, self.taint, self.group = content
        _put(self.attributes, before)

    def holds(self) -> Iterator[Any]:
        yield from self.attributes.values()
        yield self.items
        yield self.behind

    def around(self) -> Iterator[Any]:
        """What its methods can reach."""
        yield self.cls

    @property
    def is_module(self) -> bool:
        """Whether its class derives from nn.Module."""
        return self.cls.derives("Module")

    @property
    def is_container(self) -> bool:
        """Whether it is a module that holds others under numbers or keys."""
        return any(self.cls.derives(name) for name in CONTAINER_NAMES)

    def children(self) -> list[tuple[str, Instance]]:
        """The child modules, by name."""
        return [
            (name, value)
            for name, value in self.attributes.items()
            if type(value) is Instance and value.cls.derives("Module")
        ]


class Super(Thing, eq=False):
    """super(): attribute lookup after `after` in the MRO of the receiver."""

    after: Class
    receiver: Any


class SourceModule(Object, eq=False):
    """A file of the project, executed once.

    `names` are its globals, `facts` what was learnt of sizes meanwhile.

    stands_in: whether it stands for a library: what its code does is told of the program that calls it.
    describes: whether it was written to stand for one, so that it says of element types only what it names.
    """

    name: str
    path: str
    names: dict[str, Any] = {}
    stars: list[str] = []  # libraries of which `from x import *` was said
    file: Any = None
    is_package: bool = False
    stands_in: bool = False
    describes: bool = False
    facts: Facts | None = None

    def content(self) -> object:
        return dict(self.names)

    def put_back(self, content: Any) -> None:
        _put(self.names, content)

    def holds(self) -> Iterator[Any]:
        return iter(self.names.values())


class Scope(Object, eq=False):
    """Local names of a body, and the scope around it.

    The body of a function or a class.
    """

    names: dict[str, Any]
    parent: Scope | None = None
    globals_: frozenset[str] = frozenset()
    nonlocals: frozenset[str] = frozenset()

    def around(self) -> Iterator[Any]:
        """The names around these."""
        yield self.parent

    def content(self) -> object:
        return dict(self.names)

    def put_back(self, content: Any) -> None:
        _put(self.names, content)

    def holds(self) -> Iterator[Any]:
        return iter(self.names.values())


class Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()


class Group(Thing, eq=False):
    """The part of a sequence that may repeat.

    Which elements (from start to end) may occur any number of times, one such part after the other.

    alike: whether the parts are certainly alike. rest: what stands for the others where the part is one element.
    """

    start: int
    end: int
    alike: bool
    rest: Any = MISSING


CONTAINER_NAMES = ("Sequential", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict")
