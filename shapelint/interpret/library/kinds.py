"""isinstance and issubclass, with three answers."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.collected import Deque
from shapelint.interpret.values.numbers import Real
from shapelint.interpret.values.objects import (
    MISSING,
    Class,
    External,
    Function,
    Instance,
    Method,
    Native,
    Partial,
    Repeated,
    SourceModule,
    Stream,
)
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Array, DType, Input, Tensor, Unknown

PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "bool": (bool,), "int": (int, Expr), "float": (float, Real), "str": (str,), "list": (list, Repeated), "tuple": (tuple,),
    "dict": (dict,), "set": (set,), "frozenset": (frozenset,), "range": (range,), "slice": (slice,),
}  # fmt: skip
ABSTRACT: dict[str, tuple[type, ...]] = {
    "Sequence": (list, tuple, str, range), "Iterable": (list, tuple, str, dict, set, frozenset, range, Stream, Tensor), "Iterator": (Stream,), "Generator": (Stream,), "GeneratorType": (Stream,),
    "Collection": (list, tuple, str, dict, set, range), "Mapping": (dict,), "MutableMapping": (dict,), "MutableSequence": (list,),
    "Callable": (Function, Method, Native, Partial, Class), "Number": (int, float, Expr, Real), "Integral": (int, Expr),
    "Real": (int, float, Expr, Real), "OrderedDict": (), "Sized": (list, tuple, str, dict, set), "List": (list,), "Tuple": (tuple,),
    "FunctionType": (Function,), "LambdaType": (Function,), "MethodType": (Method,), "ModuleType": (SourceModule,), "Dict": (dict,), "Hashable": (str, int, float, tuple), "Set": (set, frozenset), "NoneType": (type(None),),
}  # fmt: skip

ASKED: dict[str, tuple[str, ...]] = {
    "Iterable": ("__iter__",), "Iterator": ("__iter__", "__next__"), "Sized": ("__len__",), "Callable": ("__call__",),
    "Collection": ("__iter__", "__len__", "__contains__"),
}  # fmt: skip
"""What makes an object one of these, whatever its class derives from."""
DERIVED = frozenset(("Sequence", "MutableSequence", "Mapping", "MutableMapping", "List", "Tuple", "Dict", "Set"))
"""What an object is of only where its class derives from it."""


def instance_of(run: Run, value: Any, wanted: Any) -> bool | None:
    """`isinstance(value, wanted)`, or None where it is not known."""
    if isinstance(wanted, (tuple, list)):
        answers = [instance_of(run, value, run.settled(w)) for w in wanted]
        return True if True in answers else None if None in answers else False
    if isinstance(wanted, Unknown):
        return None
    if isinstance(wanted, External):
        return _of_library(value, wanted.dotted)
    if isinstance(wanted, Native) and wanted.name == "partial":
        return None if isinstance(value, Unknown) else isinstance(value, Partial)
    if not isinstance(wanted, Class):
        return None
    if isinstance(value, Instance):
        if wanted in value.cls.mro or wanted.name == "object":
            return True
        return None if value.cls.opaque else False
    if wanted.name == "type" and wanted.module is None:
        return isinstance(value, Class)
    if isinstance(value, Unknown):
        return None
    types = PYTHON_TYPES.get(wanted.name) if wanted.module is None else None
    if types is not None:
        if isinstance(value, DType) or (isinstance(value, Deque) and wanted.name == "list"):
            return False
        return isinstance(value, types)
    if wanted.name == "object":
        return True
    if isinstance(value, Tensor):
        if isinstance(value, Array):
            return False if value.known_shape is not None else None
        return value.role == "parameter" if wanted.name == "Parameter" else wanted.name == "Tensor"
    return False


def _of_library(value: Any, dotted: str) -> bool | None:
    short = dotted.rsplit(".", 1)[-1]
    if dotted in ("torch.Tensor", "torch.FloatTensor", "torch.autograd.Variable"):
        if isinstance(value, Input):
            return True
        if isinstance(value, Array) and value.known_shape is None:
            return None
        return None if isinstance(value, Unknown) else isinstance(value, Tensor) and not isinstance(value, Array)
    if dotted == "numpy.ndarray":
        if isinstance(value, Array):
            return True if value.known_shape else None
        return None if isinstance(value, (Unknown, Instance, External)) else False
    if dotted == "torch.nn.Parameter":
        return None if isinstance(value, Unknown) else isinstance(value, Tensor) and value.role == "parameter"
    if isinstance(value, (Unknown, External)):
        return None
    if dotted in ("torch.Size",):
        return isinstance(value, tuple)
    if short in ABSTRACT and dotted.startswith(("typing", "collections", "numbers", "types")):
        if isinstance(value, Instance) and not dotted.startswith("types."):
            return _of_abstract(value, short)
        return isinstance(value, ABSTRACT[short])
    if isinstance(value, Instance):
        return None if value.cls.opaque else False
    if isinstance(value, (int, float, str, list, tuple, dict, Expr, type(None), Tensor)):
        # A plain value is of no class of a library, but for the abstract ones above and types made to include it.
        return False if dotted.startswith("torch.nn") or short[:1].isupper() else None
    return None


def _of_abstract(value: Instance, name: str) -> bool | None:
    """Whether an object of the project is of an abstract class of Python's."""
    cls = value.cls
    if name == "Callable" and value.is_module:
        return True
    if (
        cls.opaque
        or value.items is not None
        or any(cls.derives(one) for one in ("tuple", "list", "dict", "set", "str"))
    ):
        return None
    if name in ASKED:
        return all(cls.find(one) is not MISSING for one in ASKED[name])
    return False if name in DERIVED else None


def subclass_of(value: Any, wanted: Any) -> bool | None:
    """`issubclass(value, wanted)`, or None where it is not known."""
    if isinstance(wanted, tuple):
        answers = [subclass_of(value, w) for w in wanted]
        return True if True in answers else None if None in answers else False
    if not isinstance(value, Class) or not isinstance(wanted, Class):
        return None
    if wanted in value.mro or wanted.name == "object":
        return True
    return None if value.opaque else False
