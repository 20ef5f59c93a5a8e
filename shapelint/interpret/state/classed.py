"""Slots of classes.

What a value is an instance of, with three answers.
"""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.objects import Class

V = TypeVar("V")

TENSOR_NAMES = frozenset(("torch.Tensor", "torch.FloatTensor", "torch.autograd.Variable"))
ARRAY_NAME = "numpy.ndarray"
PARAMETER_NAME = "torch.nn.Parameter"
ABSTRACT = frozenset(
    [
        "Sequence",
        "Iterable",
        "Iterator",
        "Generator",
        "GeneratorType",
        "Collection",
        "Mapping",
        "MutableMapping",
        "MutableSequence",
        "Callable",
        "Number",
        "Integral",
        "Real",
        "OrderedDict",
        "Sized",
        "List",
        "Tuple",
        "FunctionType",
        "LambdaType",
        "MethodType",
        "ModuleType",
        "Dict",
        "Hashable",
        "Set",
        "NoneType",
    ]
)
"""Abstract classes of Python's, by their last name: each kind says which of them its values are of."""


def is_abstract(dotted: str) -> bool:
    """Whether a dotted name is that of an abstract class of Python's."""
    return dotted.rpartition(".")[2] in ABSTRACT and dotted.startswith(("typing", "collections", "numbers", "types"))


class Classed(Generic[V]):
    """What the values of one kind are instances of.

    names: Python's types, by name. abstract: Python's abstract classes, by name. is_plain: of no class of a library.
    is_callable: they can be called. is_object: objects of classes that are read or provided. is_class: these classes.
    """

    names: ClassVar[frozenset[str]] = frozenset()
    abstract: ClassVar[frozenset[str]] = frozenset()
    is_plain: ClassVar[bool] = False
    is_callable: ClassVar[bool] = False
    is_object: ClassVar[bool] = False
    is_class: ClassVar[bool] = False

    def is_instance(self, value: V, cls: Class) -> bool | None:
        """`isinstance(value, cls)` of a class that is read or provided."""
        return cls.name == "object" or (cls.module is None and cls.name in self.names)

    def is_of_library(self, value: V, dotted: str) -> bool | None:
        """`isinstance(value, dotted)` of a class of a library that is not read."""
        if dotted in TENSOR_NAMES or dotted in (ARRAY_NAME, PARAMETER_NAME):
            return False
        if dotted == "torch.Size":
            return "tuple" in self.names
        short = dotted.rpartition(".")[2]
        if is_abstract(dotted):
            return short in self.abstract
        # Types that a library makes to include plain values have small letters: `numpy.generic`.
        return False if self.is_plain and (dotted.startswith("torch.nn") or short[:1].isupper()) else None

    def is_subclass(self, value: V, cls: Class) -> bool | None:
        """`issubclass(value, cls)`"""
        return None

    def includes(self, run: Run, value: V, other: object) -> bool | None:
        """`isinstance(other, value)`"""
        return None

    def includes_class(self, value: V, other: object) -> bool | None:
        """`issubclass(other, value)`"""
        return None

    def as_bases(self, run: Run, value: V) -> tuple[Class, ...]:
        """The classes that a class with this base derives from."""
        return (run.project.unread_base(value),)

    def catches(self, run: Run, value: V, error: PythonError) -> bool | None:
        """Whether `except value` takes the error, whose class has a name."""
        return None

    def raised(self, run: Run, value: V) -> tuple[str, str]:
        """The class and the message of `raise value`.

        "" where they are not known.
        """
        return "", ""

    def can_be_called(self, value: V) -> bool | None:
        """`callable(value)`"""
        return self.is_callable

    def may_have_changed(self, run: Run, value: V, is_being_made: bool) -> bool:
        """Whether unread code may have set its attributes.

        Since they were last seen.
        """
        return False

    def class_of(self, run: Run, value: V) -> object:
        """`type(value)`; NotImplemented where it is not known."""
        return NotImplemented
