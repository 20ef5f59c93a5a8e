"""What the interpreter knows of libraries that it does not read.

Torch's declared operations and containers, and the parts of the standard library that model code is built with.
"""

from __future__ import annotations

import math
import string
from collections.abc import Callable
from functools import cache
from typing import Any

from shapelint.interpret.language.comparison import assume, known_truth
from shapelint.interpret.language.containers import CONTAINERS
from shapelint.interpret.language.events import coerce
from shapelint.interpret.language.modules import MODULE_CLASS
from shapelint.interpret.language.operators import binary
from shapelint.interpret.language.parametrized import PARAMETRIZED
from shapelint.interpret.language.quantized import QUANTIZED
from shapelint.interpret.library.builtins import BUILTINS
from shapelint.interpret.library.drawing import DRAWING
from shapelint.interpret.library.entry_points import ENTRY_POINTS
from shapelint.interpret.library.imported import IMPORTED
from shapelint.interpret.library.mathematics import CHANCES, MEASURED, by_chance, math_function, measured, prod, whole
from shapelint.interpret.library.numpy_names import numpy_name
from shapelint.interpret.library.paths import PATHS
from shapelint.interpret.library.patterns import PATTERNS
from shapelint.interpret.library.signatures import PARAMETER, signature, wraps
from shapelint.interpret.library.stand_in import VOCABULARY
from shapelint.interpret.library.standard import STANDARD
from shapelint.interpret.library.texts import TEXTS
from shapelint.interpret.library.transforms import vmap
from shapelint.interpret.state.kind import KINDS, call, get_attribute, iterate, library_of_kinds
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PathEnd, PythonError
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.objects import MISSING, Class, External, OperationFunction, Wrapped
from shapelint.ops.core.catalog import operations
from shapelint.sizes.tensors import DType, Tensor, Unknown
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]
DTYPES = {
    "float": "float32", "float32": "float32", "float64": "float64", "double": "float64", "float16": "float16", "half": "float16",
    "bfloat16": "bfloat16", "int": "int32", "int8": "int8", "uint8": "uint8", "int16": "int16", "short": "int16", "int32": "int32",
    "int64": "int64", "long": "int64", "bool": "bool", "complex64": "complex64", "cfloat": "complex64", "complex128": "complex128",
    "float8_e4m3fn": "float8_e4m3fn", "float8_e5m2": "float8_e5m2",
}  # fmt: skip
STRINGS = (
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits", "printable", "punctuation",
    "whitespace",
)  # fmt: skip
SHORT_FOR = {"torch.nn.parameter.": "torch.nn.", "torch.functional.": "torch.", "torch._C._nn.": "torch.nn.functional."}


@cache
def library_name(dotted: str) -> Any:
    """What a dotted name of a library is.

    A class, a function, a constant; an External where it is not known.
    """
    dotted = canonical(dotted)
    if dotted in CONTAINERS:
        return CONTAINERS[dotted]
    if dotted in KNOWN:
        return KNOWN[dotted]
    if dotted.startswith("six.moves."):
        return library_name("builtins." + dotted[len("six.moves.") :])
    if dotted.startswith("numpy."):
        return numpy_name(dotted)
    operation = operations().get(dotted)
    if operation is not None:
        if dotted.endswith("Tensor"):
            return External(dotted)  # a type: `isinstance` asks for it by name, and a call of it makes a tensor
        if not operation.is_layer:
            return OperationFunction(operation)
        return Class(dotted.rsplit(".", 1)[-1], (MODULE_CLASS,), operation=operation)
    head, _, last = dotted.rpartition(".")
    if head == "torch" and last in DTYPES:
        return DType(DTYPES[last])
    if head == "builtins" and last in BUILTINS:
        return BUILTINS[last]
    return library_of_kinds().get(dotted) or External(dotted)


@cache
def canonical(dotted: str) -> str:
    """The name under which an operation is declared: `torch.nn.modules.conv.Conv2d` is `torch.nn.Conv2d`."""
    if dotted.startswith("torch.nn.modules."):
        parts = dotted.split(".")
        return "torch.nn." + parts[-1] if parts[-1][:1].isupper() else dotted
    for long, short in SHORT_FOR.items():
        if dotted.startswith(long):
            return short + dotted[len(long) :]
    return dotted


# --- torch ----------------------------------------------------------------------------------------------------------


def _constant(value: Any) -> Native:
    return Native("constant", lambda run, place, args, kwargs: value)


def _first(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """Returns its first argument: what wrappers that keep sizes do."""
    return args[0] if args else next(iter(kwargs.values()), None)


def _keep(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """A decorator or context manager that changes no size.

    With or without arguments.
    """
    kind = KINDS[type(args[0] if args else None)]
    if not kind.is_scalar and not kind.is_open:
        return args[0]
    return Native("decorator", lambda run, place, args, kwargs: args[0] if args else None)


def _parameter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = run.settled(args[0] if args else kwargs.get("data"))
    if value is None:
        return Tensor((0,), "float32", role="parameter")
    found = coerce(run, value)
    return Tensor(found.shape, found.dtype, found.strides, None, "parameter", found.source, found.name)


def _size(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0]) if args else []
    return run.unknown("an unknown size", place) if values is None else tuple(values)


def _is_tensor(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = run.settled(args[0])
    answer = KINDS[type(value)].is_of_library(value, "torch.Tensor")
    return Condition("isinstance", value, "tensor") if answer is None else answer


def _assert(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    known = known_truth(run, place, args[0])
    if known is None:
        assume(run, place, args[0], True)
    elif not known:
        raise PythonError("AssertionError")


def _checkpoint(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """torch.utils.checkpoint.checkpoint(function, *args)"""
    rest = {
        k: v
        for k, v in kwargs.items()
        if k not in ("use_reentrant", "preserve_rng_state", "context_fn", "determinism_check", "debug")
    }
    return call(run, place, args[0], args[1:], rest)


def _checkpoint_sequential(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    value = args[2] if len(args) > 2 else kwargs.get("input")
    layers = iterate(run, place, args[0])
    if layers is None:
        return run.unknown("it goes through unknown layers", place)
    for layer in layers:
        value = call(run, place, layer, [value], {})
    return value


def _operator(op: str) -> Callable[..., Any]:
    return lambda run, place, args, kwargs: binary(run, place, op, args[0], args[1])


def _repeat_tuple(count: int) -> Callable[..., Any]:
    """torch.nn.modules.utils._pair and its like."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        value = run.settled(args[0])
        kind = KINDS[type(value)]
        if kind.is_sequence:
            return tuple(value)
        if kind.is_open:
            return value.part(f"{count}-tuple", value.name)
        return (value,) * count

    return body


def _exit(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    raise PathEnd


def _autograd_apply(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`Function.apply(*args)`: a call of forward.

    With a context unless the class sets that up elsewhere.
    """
    cls, *rest = args
    if cls.find("forward") is MISSING:
        return run.unknown(f"{cls.name} has no forward", place)
    forward = get_attribute(run, place, cls, "forward")
    context = (
        [] if cls.find("setup_context") is not MISSING else [Unknown("the context of an autograd function", "ctx")]
    )
    return call(run, place, forward, [*context, *rest], kwargs)


AUTOGRAD = Class("Function", namespace={"apply": Wrapped("classmethod", Native("apply", _autograd_apply))})


_RAW: dict[str, Callable[..., Any]] = {
    "torch.nn.Parameter": _parameter, "torch.nn.Buffer": _first, "torch.Size": _size, "torch.is_tensor": _is_tensor,
    "torch.nn.DataParallel": _first, "torch.nn.parallel.DistributedDataParallel": _first, "torch.compile": _keep, "torch.jit.script": _first,
    "torch.jit.ignore": _keep, "torch.jit.unused": _keep, "torch.jit.export": _keep,
    "torch.jit.script_method": _keep, "torch.jit._overload_method": _keep, "torch.fx.wrap": _keep, "torch.jit.annotate": lambda r, p, a, k: a[1],
    "torch.no_grad": _keep, "torch.inference_mode": _keep, "torch.enable_grad": _keep, "torch.set_grad_enabled": _keep,
    "torch.device": lambda run, place, args, kwargs: run.unknown("where tensors are kept", place, "device"),
    "torch.autocast": _keep, "torch.amp.autocast": _keep, "torch.cuda.amp.autocast": _keep, "torch.cuda.amp.custom_fwd": _keep,
    "torch.amp.custom_fwd": _keep, "torch.no_grad.__call__": _keep, "torch.autograd.Variable": _first, "torch.autograd.no_grad": _keep,
    "torch.utils.checkpoint.checkpoint": _checkpoint, "torch.utils.checkpoint.checkpoint_sequential": _checkpoint_sequential,
    "torch.vmap": vmap, "torch.func.vmap": vmap, "functorch.vmap": vmap,
    "torch._assert": _assert, "torch._check": _assert, "torch._C._log_api_usage_once": lambda run, place, args, kwargs: None,
    "torch.nn.modules.utils._single": _repeat_tuple(1), "torch.nn.modules.utils._pair": _repeat_tuple(2),
    "torch.nn.modules.utils._triple": _repeat_tuple(3), "torch.nn.modules.utils._quadruple": _repeat_tuple(4),
    "math.floor": whole("floor"), "math.ceil": whole("ceil"), "math.trunc": whole("trunc"), "math.prod": prod,
    "math.fabs": math_function("fabs"),
    **{f"math.{n}": math_function(n) for n in ("sqrt", "log", "log2", "log10", "log1p", "exp", "pow", "sin", "cos", "tan", "gcd", "isclose",
                                       "isnan", "isinf", "comb", "factorial", "hypot", "isqrt", "atan", "tanh", "erf", "lcm", "degrees", "radians",
                                       "asin", "acos", "sinh", "cosh", "asinh", "acosh", "atanh", "atan2", "expm1", "fmod", "copysign", "remainder",
                                       "gamma", "lgamma", "erfc")},
    **{name: measured(name) for name in MEASURED},
    **{name: by_chance(name) for name in CHANCES},
    "functools.wraps": wraps, "inspect.signature": signature,
    "functools.lru_cache": _keep, "functools.cache": _keep, "functools.total_ordering": _keep,
    "functools.cached_property": lambda run, place, args, kwargs: Wrapped("cached_property", args[0]),
    "operator.mul": _operator("*"), "operator.add": _operator("+"), "operator.sub": _operator("-"), "operator.floordiv": _operator("//"),
    "typing.cast": lambda r, p, a, k: a[1], "typing.overload": _first, "typing.final": _first, "typing_extensions.override": _first,
    "abc.abstractmethod": _first, "sys.exit": _exit, "os._exit": _exit, "builtins.exit": _exit, "builtins.quit": _exit,
    "warnings.warn": lambda run, place, args, kwargs: None,
}  # fmt: skip


def _of_member(name: str) -> Wrapped:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        held = args[0].attributes.get(f"_{name}_", MISSING)  # what is no member has none
        return run.unknown(f"the {name} of a member", place, name) if held is MISSING else held

    return Wrapped("property", Native(name, body))


OF_MEMBERS: dict[str, Any] = {name: _of_member(name) for name in ("name", "value")}
"""What every member of an enum has."""

KNOWN: dict[str, Any] = {
    **{name: Native(name.rsplit(".", 1)[-1], body, real=name) for name, body in _RAW.items()},
    **{name: _constant(False) for name in ("torch.jit.is_scripting", "torch.jit.is_tracing", "torch.compiler.is_compiling", "torch.compiler.is_exporting",
                                           "torch._dynamo.is_compiling", "torch.onnx.is_in_onnx_export", "torch.is_autocast_enabled",
                                           "torch.overrides.has_torch_function", "torch.distributed.is_initialized")},
    **{name: _constant(None) for name in ("torch._C._get_tracing_state",)},
    "math.pi": math.pi, "math.e": math.e, "math.inf": math.inf, "math.nan": math.nan, "math.tau": math.tau,
    "torch.pi": math.pi, "torch.inf": math.inf,
    "typing.TYPE_CHECKING": False, "torch.nn.functional.has_torch_function": _constant(False),
    "abc.ABC": Class("ABC"), "typing.Generic": Class("Generic"), "typing.Protocol": Class("Protocol"), "typing.NamedTuple": Class("NamedTuple"),
    "enum.Enum": Class("Enum", namespace=OF_MEMBERS), "typing.TypedDict": Class("TypedDict"), "torch.autograd.Function": AUTOGRAD,
}  # fmt: skip
KNOWN["inspect.Parameter"] = PARAMETER
KNOWN.update(STANDARD | DRAWING)
KNOWN.update(ENTRY_POINTS)
KNOWN.update(QUANTIZED)
KNOWN.update(PATTERNS)
KNOWN.update(PARAMETRIZED)
KNOWN.update(VOCABULARY)
KNOWN.update({f"string.{name}": getattr(string, name) for name in STRINGS})
KNOWN.update(TEXTS)
KNOWN.update(PATHS)
KNOWN.update(IMPORTED)
BUILTINS["open"] = PATHS["builtins.open"]
KNOWN["enum.IntEnum"] = Class("IntEnum", (KNOWN["enum.Enum"],))
KNOWN["enum.StrEnum"] = Class("StrEnum", (KNOWN["enum.Enum"],))
KNOWN["enum.Flag"] = Class("Flag", (KNOWN["enum.Enum"],))
KNOWN["torch.nn.parameter.Parameter"] = KNOWN["torch.nn.Parameter"]
