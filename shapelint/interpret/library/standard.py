"""Parts of the standard library that build models.

Of functools, itertools, collections, copy and operator.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, islice, permutations, zip_longest
from typing import Any

from shapelint.interpret.language.comparison import truth
from shapelint.interpret.language.operators import binary, hashable, known
from shapelint.interpret.library.builtins import BUILTINS
from shapelint.interpret.library.copies import as_unsure, deep_copy, shallow_copy
from shapelint.interpret.library.environment import variable
from shapelint.interpret.state.arguments import is_whole, text, whole
from shapelint.interpret.state.contents import MAX_ITEMS
from shapelint.interpret.state.kind import KINDS, call, get_attribute, get_item, iterate, rounds
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.collected import Counted, Defaulting, Deque, Ordered
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import Class
from shapelint.interpret.values.streams import Repeated, Stream
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def _partial(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return KINDS[type(args[0])].with_arguments(args[0], args[1:], kwargs)


def _partial_method(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`functools.partialmethod(method, ...)`"""
    method, *first = args

    def enter(run: Run, place: Place, given: Args, named: Kwargs) -> Any:
        return call(run, place, method, [given[0], *first, *given[1:]], {**kwargs, **named})

    return Native("partialmethod", enter)


def _reduce(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[1])
    if values is None:
        return run.unknown("a reduction of an unknown sequence", place)
    values = ([args[2]] if len(args) > 2 else []) + values
    if not values:
        raise PythonError("TypeError", "reduce() of empty iterable with no initial value")
    total = values[0]
    for value in values[1:]:
        total = call(run, place, args[0], [total, value], {})
    return total


def _chain(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    found: list[Any] = []
    for arg in args:
        values = iterate(run, place, arg)
        if values is None:
            return run.unknown("a chain of unknown sequences", place)
        found.extend(values)
    return Stream(found)


def _chain_from(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    sequences = iterate(run, place, args[0])
    return (
        run.unknown("a chain of unknown sequences", place) if sequences is None else _chain(run, place, sequences, {})
    )


def _product(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    rows: list[tuple[Any, ...]] = [()]
    repeat = whole(run, kwargs.get("repeat", 1))
    if repeat is None or repeat > 4096:
        return run.unknown("a product of sequences, repeated an unknown number of times", place)
    for arg in args * repeat:
        values = iterate(run, place, arg)
        if values is None or len(rows) * len(values) > 4096:
            return run.unknown("a product of unknown sequences", place)
        rows = [(*row, value) for row in rows for value in values]
    return Stream(rows)


def _repeat(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    count = whole(run, args[1]) if len(args) > 1 else None
    if count is not None and count <= 4096:
        return Stream([args[0]] * count)
    return Repeated(args[0], args[1] if len(args) > 1 else None, args[0])


def _pairwise(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0])
    return run.unknown("an unknown sequence", place) if values is None else Stream(list(zip(values, values[1:])))


def _accumulate(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
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
            sums.append(call(run, place, func, [sums[-1], value], {}))
    return Stream(sums)


def _islice(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    source, bounds = run.settled(args[0]), [run.settled(a) for a in args[1:]]
    if not all(b is None or is_whole(run, b) for b in bounds):
        return run.unknown("a slice with unknown bounds", place)
    values = rounds(run, place, source)
    if values is None:
        return run.unknown("an unknown sequence", place)
    return Stream(list(as_python(islice, values, *bounds)))


def _starmap(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    rows = [None if v is None else iterate(run, place, v) for v in iterate(run, place, args[1]) or [None]]
    if any(row is None for row in rows):
        return run.unknown("a map over unknown arguments", place)
    return Stream([call(run, place, args[0], list(row), {}) for row in rows if row is not None])


def _combined(make: Callable[..., Any]) -> Callable[..., Any]:
    """combinations, permutations and their like: of the places of the elements."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        values, count = iterate(run, place, args[0]), run.settled(args[1]) if len(args) > 1 else None
        if values is None or not (count is None or is_whole(run, count)) or len(values) > 12:
            return run.unknown("combinations of an unknown sequence", place)
        rows = make(range(len(values)), *([] if count is None else [count]))
        return Stream([tuple(values[i] for i in row) for row in rows])

    return body


def _zip_longest(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    columns = [iterate(run, place, a) for a in args]
    if any(c is None for c in columns):
        return run.unknown("unknown sequences", place)
    return Stream(list(zip_longest(*[c for c in columns if c is not None], fillvalue=kwargs.get("fillvalue"))))


def _cycle(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """As many rounds as anything here takes."""
    values = iterate(run, place, args[0])
    if not values or len(values) > MAX_ITEMS:
        return run.unknown("a cycle of an unknown sequence", place)
    return Stream(values * (MAX_ITEMS // len(values)))


def _count(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    start = whole(run, args[0] if args else kwargs.get("start", 0))
    step = whole(run, args[1] if len(args) > 1 else kwargs.get("step", 1))
    if start is None or step is None:
        return run.unknown("an unknown count", place)
    return Stream([start + step * i for i in range(MAX_ITEMS)])


def _ordered(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    return _in_order(call(run, place, BUILTINS["dict"], args[1:], kwargs))


def _ordered_from_keys(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`OrderedDict.fromkeys(names, value)`"""
    return _in_order(call(run, place, BUILTINS["dict"].namespace["fromkeys"], args, kwargs))


def _in_order(made: Any) -> object:
    """An OrderedDict of what a dictionary that was just made holds."""
    return as_unsure(Ordered(made), made) if KINDS[type(made)].is_mapping else made


def _defaultdict(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    held = call(run, place, BUILTINS["dict"], args[1:], kwargs)
    factory = run.settled(args[0]) if args else None
    return Defaulting(factory, held) if KINDS[type(held)].is_mapping else held


def _copy(deep: bool) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        return deep_copy(args[0]) if deep else shallow_copy(args[0])

    return body


def _attrgetter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    def body(run: Run, place: Place, inner: Args, kw: Kwargs) -> object:
        found = []
        for name in args:
            value = inner[0]
            for part in name.split("."):
                value = get_attribute(run, place, value, part)
            found.append(value)
        return found[0] if len(args) == 1 else tuple(found)

    if any(text(run, name) is None for name in args):
        return run.unknown("an attribute under an unknown name", place)
    return Native("attrgetter", body)


def _itemgetter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    def body(run: Run, place: Place, inner: Args, kw: Kwargs) -> object:
        found = tuple(get_item(run, place, inner[0], index) for index in args)
        return found[0] if len(args) == 1 else found

    return Native("itemgetter", body)


def _while_true(keeps: bool) -> Callable[..., Any]:
    """takewhile, and what it leaves: dropwhile."""

    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        values = iterate(run, place, args[1])
        if values is None:
            return run.unknown("an unknown sequence", place)
        end = next(
            (i for i, v in enumerate(values) if not truth(run, place, call(run, place, args[0], [v], {}))),
            len(values),
        )
        return Stream(values[:end] if keeps else values[end:])

    return body


def _groupby(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0])
    key = args[1] if len(args) > 1 else kwargs.get("key")
    if values is None:
        return run.unknown("groups of an unknown sequence", place)
    keys = values if key is None else [call(run, place, key, [v], {}) for v in values]
    if not all(known(k) for k in keys):
        return run.unknown("groups by unknown keys", place)
    groups: list[tuple[Any, list[Any]]] = []
    for one, value in zip(keys, values):
        if not groups or groups[-1][0] != one:
            groups.append((one, []))
        groups[-1][1].append(value)
    return Stream([(one, Stream(held)) for one, held in groups])


def _compress(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values, wanted = iterate(run, place, args[0]), iterate(run, place, args[1])
    if values is None or wanted is None:
        return run.unknown("an unknown selection", place)
    return Stream([value for value, want in zip(values, wanted) if truth(run, place, want)])


def _deque(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = iterate(run, place, args[0]) if args else []
    most = run.settled(args[1] if len(args) > 1 else kwargs.get("maxlen"))
    if values is None or not (most is None or is_whole(run, most)):
        return run.unknown("an unknown deque", place)
    return Deque(values, most)


def _counter(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    values = [] if not args else args[0] if KINDS[type(args[0])].is_mapping else iterate(run, place, args[0])
    if values is None or taint_of(values) is not None or not all(hashable(v) for v in values):
        return run.unknown("a count of unknown things", place)
    made = Counted()
    made.add(values)
    made.add(kwargs)
    return made


STANDARD: dict[str, Any] = {
    name: Native(name.rsplit(".", 1)[-1], body, real=name)
    for name, body in {
        "functools.partial": _partial, "functools.partialmethod": _partial_method, "functools.reduce": _reduce, "itertools.chain": _chain,
        "itertools.chain.from_iterable": _chain_from,
        "itertools.product": _product, "itertools.repeat": _repeat, "itertools.pairwise": _pairwise,
        "itertools.accumulate": _accumulate, "itertools.islice": _islice, "itertools.starmap": _starmap,
        "itertools.zip_longest": _zip_longest, "itertools.cycle": _cycle, "itertools.count": _count,
        "itertools.combinations": _combined(combinations), "itertools.permutations": _combined(permutations),
        "itertools.takewhile": _while_true(True), "itertools.dropwhile": _while_true(False), "itertools.groupby": _groupby,
        "itertools.compress": _compress, "collections.defaultdict": _defaultdict, "collections.deque": _deque, "collections.Counter": _counter,
        "copy.deepcopy": _copy(True), "copy.copy": _copy(False),
        "os.environ.get": variable, "os.getenv": variable, "operator.attrgetter": _attrgetter, "operator.itemgetter": _itemgetter,
    }.items()
}  # fmt: skip
STANDARD["collections.OrderedDict"] = Class(
    "OrderedDict",
    (BUILTINS["dict"],),
    {"__new__": Native("OrderedDict", _ordered), "fromkeys": Native("fromkeys", _ordered_from_keys)},
)
