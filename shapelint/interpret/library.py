"""What the interpreter knows of libraries that it does not read: torch's declared operations and containers, and the
parts of the standard library that model code is built with."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from itertools import combinations, islice, permutations, zip_longest
from typing import Any

from shapelint.interpret.arrays import ARRAYS
from shapelint.interpret.builtins import BUILTINS
from shapelint.interpret.comparison import Condition, assume, known_truth
from shapelint.interpret.containers import CONTAINERS
from shapelint.interpret.conversions import to_whole
from shapelint.interpret.copies import deep_copy, shallow_copy
from shapelint.interpret.entry_points import ENTRY_POINTS
from shapelint.interpret.events import build_layer, coerce
from shapelint.interpret.iterate import MAX_ITEMS, iterate
from shapelint.interpret.modules import MODULE_CLASS
from shapelint.interpret.numbers import Real
from shapelint.interpret.objects import (
    MISSING,
    Class,
    External,
    Native,
    OperationFunction,
    Partial,
    Repeated,
    Stream,
    Wrapped,
)
from shapelint.interpret.operators import binary, kind
from shapelint.interpret.parametrized import PARAMETRIZED
from shapelint.interpret.patterns import PATTERNS
from shapelint.interpret.quantized import QUANTIZED
from shapelint.interpret.run import Run
from shapelint.interpret.signals import PathEnd, PythonError
from shapelint.interpret.signatures import PARAMETER, signature, wraps
from shapelint.ops.catalog import operations
from shapelint.ops.declare import Operation
from shapelint.trace import Place
from shapelint.values import DType, Input, Tensor, Unknown

Args = list[Any]
Kwargs = dict[str, Any]
DTYPES = {
    "float": "float32", "float32": "float32", "float64": "float64", "double": "float64", "float16": "float16", "half": "float16",
    "bfloat16": "bfloat16", "int": "int32", "int8": "int8", "uint8": "uint8", "int16": "int16", "short": "int16", "int32": "int32",
    "int64": "int64", "long": "int64", "bool": "bool", "complex64": "complex64", "cfloat": "complex64", "complex128": "complex128",
    "float8_e4m3fn": "float8_e4m3fn", "float8_e5m2": "float8_e5m2",
}  # fmt: skip
SHORT_FOR = {"torch.nn.parameter.": "torch.nn.", "torch.functional.": "torch.", "torch._C._nn.": "torch.nn.functional."}


@cache
def library_name(dotted: str) -> Any:
    """What a dotted name of a library is: a class, a function, a constant; an External where it is not known."""
    dotted = canonical(dotted)
    if dotted in CONTAINERS:
        return CONTAINERS[dotted]
    if dotted in KNOWN:
        return KNOWN[dotted]
    if dotted.startswith("six.moves."):
        return library_name("builtins." + dotted[len("six.moves.") :])
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
    return External(dotted)


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


def layer_method(cls: Class, name: str) -> Native:
    """`nn.Conv2d.__init__` or `.forward` as a value: what `super().__init__(...)` of a subclass calls."""
    assert cls.operation is not None
    return _operation_method(cls.operation, name)


@cache
def _operation_method(operation: Operation, name: str) -> Native:
    def build(run: Run, place: Place, args: Args, kwargs: Kwargs, node: Any = None) -> None:
        build_layer(run, place, operation, args[0], args[1:], kwargs, node)

    def forward(run: Run, place: Place, args: Args, kwargs: Kwargs, node: Any = None) -> Any:
        from shapelint.interpret.events import perform_operation

        return perform_operation(run, place, operation, args[1:], kwargs, node, args[0])

    return Native(name, build if name == "__init__" else forward, True)


# --- torch ----------------------------------------------------------------------------------------------------------


def _constant(value: Any) -> Native:
    return Native("constant", lambda run, place, args, kwargs: value)


def _first(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """Returns its first argument: what wrappers that keep sizes do."""
    return args[0] if args else next(iter(kwargs.values()), None)


def _keep(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """A decorator, with or without arguments, or a context manager, that changes no size."""
    if args and not isinstance(args[0], (bool, str, int, Unknown, type(None))):
        return args[0]
    return Native("decorator", lambda run, place, args, kwargs: args[0] if args else None)


def _parameter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0] if args else kwargs.get("data"))
    if value is None:
        return Tensor((0,), "float32", role="parameter")
    found = value if isinstance(value, Tensor) else coerce(run, value)
    return Tensor(found.shape, found.dtype, found.strides, None, "parameter", found.source, found.name)


def _size(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0]) if args else []
    return run.unknown("an unknown size", place) if values is None else tuple(values)


def _is_tensor(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = run.settled(args[0])
    if isinstance(value, Input):
        return True
    return Condition("isinstance", value, "tensor") if isinstance(value, Unknown) else isinstance(value, Tensor)


def _assert(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    known = known_truth(run, place, args[0])
    if known is None:
        assume(run, place, args[0], True)
    elif not known:
        raise PythonError("AssertionError")


def _checkpoint(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """torch.utils.checkpoint.checkpoint(function, *args)"""
    rest = {
        k: v
        for k, v in kwargs.items()
        if k not in ("use_reentrant", "preserve_rng_state", "context_fn", "determinism_check", "debug")
    }
    return run.call(run, place, args[0], args[1:], rest)


def _checkpoint_sequential(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    value = args[2] if len(args) > 2 else kwargs.get("input")
    for layer in iterate(run, place, args[0]) or []:
        value = run.call(run, place, layer, [value], {})
    return value


# --- math -----------------------------------------------------------------------------------------------------------


def _whole(way: str) -> Callable[..., Any]:
    return lambda run, place, args, kwargs: to_whole(run, place, args[0], way)


def _math(name: str) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        values = [run.settled(a) for a in args]
        if not all(isinstance(v, (int, float)) for v in values):
            return run.unknown(f"math.{name} of {kind(values[0]) if values else 'nothing'}", place)
        try:
            return getattr(math, name)(*values)
        except (ValueError, OverflowError, TypeError):
            return run.unknown(f"math.{name} outside its domain", place)

    return body


def _prod(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0])
    if values is None:
        return run.unknown("the product of an unknown sequence", place)
    total: Any = kwargs.get("start", 1)
    for value in values:
        total = binary(run, place, "*", total, value)
    return total


# --- functools, itertools, collections, copy ------------------------------------------------------------------------


def _partial(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    inner = args[0]
    if isinstance(inner, Partial):
        return Partial(inner.function, (*inner.args, *args[1:]), {**inner.kwargs, **kwargs})
    return Partial(inner, tuple(args[1:]), kwargs)


def _reduce(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[1])
    if values is None:
        return run.unknown("a reduction of an unknown sequence", place)
    values = ([args[2]] if len(args) > 2 else []) + values
    if not values:
        raise PythonError("TypeError", "reduce() of empty iterable with no initial value")
    total = values[0]
    for value in values[1:]:
        total = run.call(run, place, args[0], [total, value], {})
    return total


def _chain(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    found: list[Any] = []
    for arg in args:
        values = iterate(run, place, arg)
        if values is None:
            return run.unknown("a chain of unknown sequences", place)
        found.extend(values)
    return Stream(found)


def _product(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    rows: list[tuple[Any, ...]] = [()]
    repeat = run.settled(kwargs.get("repeat", 1))
    if not isinstance(repeat, int) or repeat > 4096:
        return run.unknown("a product of sequences, repeated an unknown number of times", place)
    for arg in args * repeat:
        values = iterate(run, place, arg)
        if values is None or len(rows) * len(values) > 4096:
            return run.unknown("a product of unknown sequences", place)
        rows = [(*row, value) for row in rows for value in values]
    return Stream(rows)


def _repeat(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    if len(args) > 1 and isinstance(args[1], int) and args[1] <= 4096:
        return Stream([args[0]] * args[1])
    return Repeated(args[0], args[1] if len(args) > 1 else None, args[0])


def _pairwise(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0])
    return run.unknown("an unknown sequence", place) if values is None else Stream(list(zip(values, values[1:])))


def _accumulate(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    values = iterate(run, place, args[0])
    if values is None:
        return run.unknown("an unknown sequence", place)
    func = args[1] if len(args) > 1 else kwargs.get("func")
    start = kwargs.get("initial")
    sums: list[Any] = [] if start is None else [start]
    for value in values:
        if not sums:
            sums.append(value)
        elif func is None:
            sums.append(binary(run, place, "+", sums[-1], value))
        else:
            sums.append(run.call(run, place, func, [sums[-1], value], {}))
    return Stream(sums)


def _islice(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    source, bounds = run.settled(args[0]), [run.settled(a) for a in args[1:]]
    if not all(b is None or isinstance(b, int) for b in bounds):
        return run.unknown("a slice with unknown bounds", place)
    if isinstance(source, Stream):
        return Stream(list(islice(source, *bounds)))
    values = iterate(run, place, source)
    return run.unknown("an unknown sequence", place) if values is None else Stream(list(islice(values, *bounds)))


def _starmap(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    rows = [None if v is None else iterate(run, place, v) for v in iterate(run, place, args[1]) or [None]]
    if any(row is None for row in rows):
        return run.unknown("a map over unknown arguments", place)
    return Stream([run.call(run, place, args[0], list(row), {}) for row in rows if row is not None])


def _combined(make: Callable[..., Any]) -> Callable[..., Any]:
    """combinations, permutations and their like: of the places of the elements."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        values, count = iterate(run, place, args[0]), run.settled(args[1]) if len(args) > 1 else None
        if values is None or not isinstance(count, (int, type(None))) or len(values) > 12:
            return run.unknown("combinations of an unknown sequence", place)
        rows = make(range(len(values)), *([] if count is None else [count]))
        return Stream([tuple(values[i] for i in row) for row in rows])

    return body


def _zip_longest(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    columns = [iterate(run, place, a) for a in args]
    if any(c is None for c in columns):
        return run.unknown("unknown sequences", place)
    return Stream(list(zip_longest(*[c for c in columns if c is not None], fillvalue=kwargs.get("fillvalue"))))


def _cycle(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """As many rounds as anything here takes."""
    values = iterate(run, place, args[0])
    if not values or len(values) > MAX_ITEMS:
        return run.unknown("a cycle of an unknown sequence", place)
    return Stream(values * (MAX_ITEMS // len(values)))


def _count(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    start = run.settled(args[0] if args else kwargs.get("start", 0))
    step = run.settled(args[1] if len(args) > 1 else kwargs.get("step", 1))
    if not isinstance(start, int) or not isinstance(step, int):
        return run.unknown("an unknown count", place)
    return Stream([start + step * i for i in range(MAX_ITEMS)])


def _defaultdict(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    made: dict[Any, Any] = {}
    if args and args[0] is not None:
        run.derived[id(made), "default_factory"] = args[0]
        run.alive.append(made)
    if len(args) > 1 and isinstance(args[1], dict):
        made.update(args[1])
    return made


def _copy(deep: bool) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        taint = run.taint_of(args[0])
        made = deep_copy(args[0]) if deep else shallow_copy(args[0])
        if taint is not None and made is not args[0]:
            run.taint(made, taint)
        return made

    return body


def _attrgetter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    name = args[0]
    return Native("attrgetter", lambda run, place, inner, kw: run.attribute(run, place, inner[0], name))


def _itemgetter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    from shapelint.interpret.subscripts import get_item

    return Native("itemgetter", lambda run, place, inner, kw: get_item(run, place, inner[0], args[0]))


def _operator(op: str) -> Callable[..., Any]:
    return lambda run, place, args, kwargs: binary(run, place, op, args[0], args[1])


def _repeat_tuple(count: int) -> Callable[..., Any]:
    """torch.nn.modules.utils._pair and its like."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
        value = run.settled(args[0])
        if isinstance(value, (tuple, list)):
            return tuple(value)
        if isinstance(value, Unknown):
            return run.part_of(value, f"{count}-tuple", value.name)
        return (value,) * count

    return body


def _exit(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    raise PathEnd


def _autograd_apply(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """`Function.apply(*args)` calls forward, with a context unless the class sets that up elsewhere."""
    cls, *rest = args
    forward = cls.find("forward")
    if forward is MISSING:
        return run.unknown(f"{cls.name} has no forward", place)
    context = (
        [] if cls.find("setup_context") is not MISSING else [Unknown("the context of an autograd function", "ctx")]
    )
    return run.call(run, place, forward, [*context, *rest], kwargs)


AUTOGRAD = Class("Function", namespace={"apply": Wrapped("classmethod", Native("apply", _autograd_apply))})


def _native(name: str, body: Callable[..., Any]) -> Native:
    return Native(name, body)


_RAW: dict[str, Callable[..., Any]] = {
    "torch.nn.Parameter": _parameter, "torch.nn.Buffer": _first, "torch.Size": _size, "torch.is_tensor": _is_tensor,
    "torch.nn.DataParallel": _first, "torch.nn.parallel.DistributedDataParallel": _first, "torch.compile": _keep, "torch.jit.script": _first,
    "torch.jit.ignore": _keep, "torch.jit.unused": _keep, "torch.jit.export": _keep,
    "torch.jit.script_method": _keep, "torch.jit._overload_method": _keep, "torch.fx.wrap": _keep, "torch.jit.annotate": lambda r, p, a, k: a[1],
    "torch.no_grad": _keep, "torch.inference_mode": _keep, "torch.enable_grad": _keep, "torch.set_grad_enabled": _keep,
    "torch.autocast": _keep, "torch.amp.autocast": _keep, "torch.cuda.amp.autocast": _keep, "torch.cuda.amp.custom_fwd": _keep,
    "torch.amp.custom_fwd": _keep, "torch.no_grad.__call__": _keep, "torch.autograd.Variable": _first, "torch.autograd.no_grad": _keep,
    "torch.utils.checkpoint.checkpoint": _checkpoint, "torch.utils.checkpoint.checkpoint_sequential": _checkpoint_sequential,
    "torch._assert": _assert, "torch._check": _assert, "torch._C._log_api_usage_once": lambda run, place, args, kwargs: None,
    "torch.nn.modules.utils._single": _repeat_tuple(1), "torch.nn.modules.utils._pair": _repeat_tuple(2),
    "torch.nn.modules.utils._triple": _repeat_tuple(3), "torch.nn.modules.utils._quadruple": _repeat_tuple(4),
    "math.floor": _whole("floor"), "math.ceil": _whole("ceil"), "math.trunc": _whole("trunc"), "math.prod": _prod,
    "numpy.floor": _whole("floor"), "numpy.ceil": _whole("ceil"), "numpy.prod": _prod, "numpy.product": _prod,
    "math.fabs": _math("fabs"),
    **{f"math.{n}": _math(n) for n in ("sqrt", "log", "log2", "log10", "log1p", "exp", "pow", "sin", "cos", "tan", "gcd", "isclose",
                                       "isnan", "isinf", "comb", "factorial", "hypot", "isqrt", "atan", "tanh", "erf", "lcm", "degrees", "radians")},
    **{f"numpy.{n}": _math(n) for n in ("sqrt", "log", "log2", "log10", "exp", "sin", "cos")},
    "functools.partial": _partial, "functools.reduce": _reduce, "functools.wraps": wraps, "inspect.signature": signature,
    "functools.lru_cache": _keep, "functools.cache": _keep, "functools.total_ordering": _keep,
    "functools.cached_property": BUILTINS["property"].namespace["__new__"].body,
    "itertools.chain": _chain, "itertools.chain.from_iterable": lambda r, p, a, k: _chain(r, p, iterate(r, p, a[0]) or [], {}),
    "itertools.product": _product, "itertools.repeat": _repeat, "itertools.pairwise": _pairwise, "itertools.accumulate": _accumulate,
    "itertools.islice": _islice, "itertools.starmap": _starmap, "itertools.zip_longest": _zip_longest, "itertools.cycle": _cycle,
    "itertools.count": _count, "itertools.combinations": _combined(combinations), "itertools.permutations": _combined(permutations),
    "collections.defaultdict": _defaultdict, "collections.deque": BUILTINS["list"].namespace["__new__"].body,
    "copy.deepcopy": _copy(True), "copy.copy": _copy(False), "operator.attrgetter": _attrgetter, "operator.itemgetter": _itemgetter,
    "operator.mul": _operator("*"), "operator.add": _operator("+"), "operator.sub": _operator("-"), "operator.floordiv": _operator("//"),
    "typing.cast": lambda r, p, a, k: a[1], "typing.overload": _first, "typing.final": _first, "typing_extensions.override": _first,
    "abc.abstractmethod": _first, "sys.exit": _exit, "os._exit": _exit, "builtins.exit": _exit, "builtins.quit": _exit,
    "warnings.warn": lambda run, place, args, kwargs: None,
}  # fmt: skip


def _strip_class(body: Callable[..., Any]) -> Callable[..., Any]:
    return lambda run, place, args, kwargs: body(run, place, [None, *args], kwargs)


for _name in ("functools.cached_property", "collections.deque"):
    _RAW[_name] = _strip_class(_RAW[_name])

KNOWN: dict[str, Any] = {
    **{name: _native(name.rsplit(".", 1)[-1], body) for name, body in _RAW.items()},
    **{name: _constant(False) for name in ("torch.jit.is_scripting", "torch.jit.is_tracing", "torch.compiler.is_compiling",
                                           "torch._dynamo.is_compiling", "torch.onnx.is_in_onnx_export", "torch.is_autocast_enabled",
                                           "torch.overrides.has_torch_function", "torch.distributed.is_initialized")},
    "collections.OrderedDict": BUILTINS["dict"],
    **{name: _constant(None) for name in ("torch._C._get_tracing_state",)},
    "math.pi": math.pi, "math.e": math.e, "math.inf": math.inf, "math.nan": math.nan, "math.tau": math.tau,
    "torch.pi": math.pi, "torch.inf": math.inf, "numpy.pi": math.pi, "numpy.inf": math.inf,
    "typing.TYPE_CHECKING": False, "torch.nn.functional.has_torch_function": _constant(False),
    "abc.ABC": Class("ABC"), "typing.Generic": Class("Generic"), "typing.Protocol": Class("Protocol"), "typing.NamedTuple": Class("NamedTuple"),
    "enum.Enum": Class("Enum"), "typing.TypedDict": Class("TypedDict"), "torch.autograd.Function": AUTOGRAD,
}  # fmt: skip
KNOWN["inspect.Parameter"] = PARAMETER
KNOWN.update(ENTRY_POINTS)
KNOWN.update(QUANTIZED)
KNOWN.update(PATTERNS)
KNOWN.update(PARAMETRIZED)
KNOWN.update(ARRAYS)
KNOWN["enum.IntEnum"] = Class("IntEnum", (KNOWN["enum.Enum"],))
KNOWN["enum.StrEnum"] = Class("StrEnum", (KNOWN["enum.Enum"],))
KNOWN["enum.Flag"] = Class("Flag", (KNOWN["enum.Enum"],))
KNOWN["torch.nn.parameter.Parameter"] = KNOWN["torch.nn.Parameter"]


def _asked(name: str, attribute: str) -> Native:
    """`x.size()` is `x.shape`, and `x.dim()` is `x.ndim`: values that are the same each time, and may learn the rank.
    `x.size(1)` is an operation."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs, node: Any = None) -> Any:
        from shapelint.interpret.events import perform_operation

        if len(args) == 1 and not kwargs:
            return run.attribute(run, place, args[0], attribute)
        return perform_operation(run, place, operations()[f"torch.Tensor.{name}"], args, kwargs, node)

    return Native(name, body, True)


TENSOR_METHODS: dict[str, Native] = {
    **{name: Native(name, lambda run, place, args, kwargs: None) for name in ("backward", "register_hook", "retain_grad")},
    "size": _asked("size", "shape"), "dim": _asked("dim", "ndim"), "ndimension": _asked("ndimension", "ndim"),
}  # fmt: skip


def number_attribute(value: Any, name: str) -> Any:
    """Attributes of a symbolic number."""
    if name == "is_integer":
        return Native(
            name, lambda run, place, args, kwargs: not isinstance(value, Real) or Unknown("whether a fraction is whole")
        )
    if name in ("real", "numerator"):
        return value
    return MISSING
