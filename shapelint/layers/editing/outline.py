"""The outline of a file, with the shapes of its modules.

What it defines, what they take and give, and what they can be traced with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from shapelint.interpret.exploration.entries import Entry
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.run import Run
from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Expr, as_symbol
from shapelint.sizes.tensors import Tensor
from shapelint.source.span import Location, Span
from shapelint.source.syntax.file import Definition, SourceFile


class Symbol(Struct, frozen=True):
    """A class or function.

    span: all of it; name_span: its name. detail: shapes, "" where none are known.
    """

    name: str
    kind: str
    span: Span
    name_span: Span
    detail: str
    children: tuple[Symbol, ...] = ()


class Lens(Struct, frozen=True):
    """A model class that can be traced.

    inputs: one text for each, as `--input` takes them.
    """

    row: int
    name: str
    inputs: tuple[str, ...]


def outline_of(file: SourceFile, entries: Iterable[Entry]) -> list[Symbol]:
    """The definitions of the file, each within the one around it."""
    details: dict[int, str] = {}
    numbers = {info.name: info.definition for info in file.classes()}
    for event, run in _module_calls(entries, file):
        number = _class_of(event, file, numbers)
        if number is None or number in details:
            continue
        shapes = ", ".join(text_of(run, one) for one in _tensors(event, run))
        if shapes:
            details[number] = f"{shapes} -> {text_of(run, event.output)}"
    return [_symbol(one, details) for one in file.definitions[0].children]


def within(symbols: Sequence[Symbol], row: int, column: int) -> list[Symbol]:
    """The symbols around a name in the source.

    The one whose name stands at the place is the last; none where no name does.
    """
    place = Location(row, column)
    for one in symbols:
        inner = within(one.children, row, column)
        if inner:
            return [one, *inner]
        if one.name_span.start <= place < one.name_span.end:
            return [one]
    return []


def _symbol(definition: Definition, details: dict[int, str]) -> Symbol:
    detail = details.get(definition.number, "")
    inner = []
    for one in definition.children:
        if one.kind == "class" or definition.kind == "class":
            inner.append(_symbol(one, {**details, one.number: detail} if one.name == "forward" else details))
    path = definition.file.path
    row, column = _name_place(definition)
    last = definition.file.lines[definition.last_row - 1]
    span = Span(path, Location(definition.first_row, 1), Location(definition.last_row, len(last) + 1))
    name_span = Span(path, Location(row, column), Location(row, column + len(definition.name)))
    kind = "class" if definition.kind == "class" else "function"
    return Symbol(definition.name, kind, span, name_span, detail, tuple(inner))


def _name_place(definition: Definition) -> tuple[int, int]:
    """Row and column of the name in the header."""
    row, column, _, _ = definition.header()
    line = definition.file.lines[row - 1]
    found = re.compile(rf"\b(?:def|class)\s+({re.escape(definition.name)})\b").search(line)
    return row, column if found is None else found.start(1) + 1


Stated = Callable[[str], Sequence[Sequence["int | str"]] | None]


def lenses_of(file: SourceFile, entries: Iterable[Entry], stated: Stated) -> list[Lens]:
    """Lenses for module classes whose inputs are stated.

    By the configuration, or the program, or at least its own layers.
    """
    found: dict[int, tuple[str, ...]] = {}
    numbers = {info.name: info.definition for info in file.classes()}
    for event, run in _module_calls(entries, file):
        number = _class_of(event, file, numbers)
        if number is not None and number not in found:
            inputs = tuple(_input_text(run, one) for one in _tensors(event, run))
            if inputs and all(inputs):
                found[number] = inputs
    made = []
    for info in file.classes():
        shapes = stated(info.name)
        inputs = found.get(info.definition, ())
        if shapes:
            inputs = tuple(",".join(map(str, shape)) for shape in shapes)
        if inputs:
            made.append(Lens(info.row, file.definitions[info.definition].qualname, inputs))
    return made


def _module_calls(entries: Iterable[Entry], file: SourceFile) -> Iterator[tuple[Event, Run]]:
    """Calls of composite modules.

    Those with the program's own numbers come before those that nobody makes.
    """
    for entry in sorted(entries, key=lambda one: one.kind == "symbolic"):
        run = entry.exploration.main
        for event in run.recorder.trace.events:
            if event.kind == "module":
                yield event, run


def _class_of(event: Event, file: SourceFile, numbers: dict[str, int]) -> int | None:
    """The number of the file's class that the module is of."""
    place = event.target.cls.place
    if place is None or place.definition.file is not file:
        return None
    return numbers.get(event.target.cls.name)


def input_symbols(entry: Entry) -> dict[str, Expr]:
    """The symbols in the input sizes of a class alone."""
    run = entry.exploration.main
    found: dict[str, Expr] = {}
    for event in run.recorder.trace.events:
        if event.kind == "module" and event.target.cls.name == entry.name:
            for tensor in _tensors(event, run):
                symbols = (one for one in tensor.known_shape or () if isinstance(one, Expr) and as_symbol(one))
                found.update({str(one): one for one in symbols})
    return found


def _tensors(event: Event, run: Run) -> list[Tensor]:
    tensors = (run.recorder.trace.tensor(one) for one in event.arguments.values())
    return [one for one in tensors if one is not None]


def _input_text(run: Run, tensor: Tensor) -> str:
    """`1,3,32,32` or `N,3,H,W`, as a user would give it.

    "" where it cannot be written so.
    """
    sizes = [run.world.facts.resolve(one) if isinstance(one, Expr) else one for one in tensor.known_shape or ()]
    if not sizes or not all(isinstance(one, int) or str(one).isidentifier() for one in sizes):
        return ""
    dtype = "" if tensor.dtype in (None, "float32") else f":{tensor.dtype}"
    return ",".join(map(str, sizes)) + dtype
