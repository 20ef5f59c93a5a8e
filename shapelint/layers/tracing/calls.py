"""From the events of a run to the calls of a trace.

Names, shapes, parameters, and where torch would stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shapelint.interpret.language.modules import parameters_of, walk
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Instance
from shapelint.layers.tracing.demands import demands_of
from shapelint.layers.tracing.products import numel, products
from shapelint.layers.tracing.result import Call, Traced
from shapelint.layers.tracing.target import Attempt, place_of
from shapelint.ops.core.submodule import operation_of
from shapelint.ops.core.trace import Event, Inner
from shapelint.report.findings import Finding
from shapelint.rules.catalog import rules
from shapelint.rules.wording.consequences import consequences
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Reason, Tensor, Unknown, UnknownShape
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import span_of


def read_calls(world: Attempt) -> Traced:
    """What a world did, up to where torch would stop."""
    run, root = world.run, world.root
    traced = Traced(
        world.target, tuple(shapes_in(one, run) for one in (*world.inputs, *world.named.values())), stop=world.stop
    )
    traced.is_module = root is not None
    names: dict[int, str] = {}
    if root is not None:
        for name, module in walk(root):
            names.setdefault(id(module), name)
        traced.parameters, traced.trainable = count(root, run), count(root, run, trainable=True)
        traced.size = _bytes_of([value for _, value in parameters_of(root) if value.known_shape is not None], run)
    events = run.recorder.trace.events
    traced.findings = _findings(world)
    failed = [f for f in traced.findings if f.severity == "error" and isinstance(f.event, Event)]
    follow = consequences(run.recorder.trace) if failed else set()
    traced.error = min(failed, key=lambda f: (id(f.event) in follow, _order(f)), default=None)
    end = len(events) if traced.error is None else _order(traced.error)
    if traced.error is not None:
        traced.stop = None
        del run.recorder.trace.unresolved[run.marks[end] :]  # what follows is guessed: torch does not get there
    counts: dict[int, Dim] = {}
    performed = [event for event in events[world.first :] if event.order < end and event.kind != "build"]
    inner = _own_forwards(performed)
    made: dict[int, int] = {}
    for event in performed:
        for one in event.inner:
            traced.calls.append(_inner_call(run, event, one, names, counts))
        traced.calls.append(_call(run, event, {} if event.order in inner else names, counts))
        world.orders += [event.order] * (len(traced.calls) - len(world.orders))
        if event.kind == "call":
            made[id(event)] = len(traced.calls) - 1
            traced.edges += _edges(event, made, world)
    if not traced.refused:
        traced.output = shapes_in(world.output, run)
        traced.names = _keys(world.output)
        why = _why_unknown(world.output)
        if why is not None:
            run.recorder.trace.unresolved.append(Reason(f"the output: {why.text}", why.place))
    if traced.stop is not None and not traced.stop.refused:
        traced.unresolved.append((traced.stop.filename, traced.stop.row, traced.stop.column, traced.stop.text))
    for reason in run.recorder.trace.unresolved:
        located = _located(reason)
        if located not in traced.unresolved:
            traced.unresolved.append(located)
    traced.demands = [] if traced.refused else demands_of(run.world.facts, world.symbols)
    traced.numbers = run.world.facts.example(world.symbols.values()) if world.symbols else {}
    return traced


def _edges(event: Event, made: Mapping[int, int], world: Attempt) -> Iterator[tuple[int, int, Any]]:
    """From the calls and inputs that an operation's tensors come from."""
    here = made[id(event)]
    inputs = {id(one): -1 - i for i, one in enumerate((*world.inputs, *world.named.values()))}
    for tensor in _tensors(list(event.arguments.values())):
        source = tensor.source
        start = made.get(id(source)) if isinstance(source, Event) else inputs.get(id(tensor))
        if start is not None and start != here:
            yield start, here, shapes_in(tensor, world.run)


def _tensors(value: Any) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    for part in (_parts(value) or ()) if not isinstance(value, Tensor) else ():
        yield from _tensors(part)


def _findings(world: Attempt) -> list[Finding]:
    """What torch refuses, in order of place.

    Of several calls at one place the first. What runs, but perhaps not as it was meant, is the business of `check`.
    """
    trace = world.run.recorder.trace
    if not any(requirement for event in trace.events for requirement in event.failures()):
        return []
    here = span_of(place_of(world.value))  # called by nobody but us: not worth a label
    found: dict[Any, Finding] = {}
    for rule in rules():
        for one in rule.findings(trace) if rule.torch else ():
            related = tuple(other for other in one.related if other.span != here)
            found.setdefault((one.code, one.span), one.with_(related=related))
    return sorted(found.values(), key=lambda f: (f.span, f.code))


def _own_forwards(events: list[Event]) -> set[int]:
    """The numbers of events that are `super().forward(x)`.

    Within the forward of the same module: no call of the module, so that no hook of torch's sees it.
    """
    found: set[int] = set()
    open_: list[Event] = []
    for event in events:
        depth = len(event.stack)
        while open_ and len(open_[-1].stack) > depth:
            inside = open_.pop()
            if inside.target is not None and inside.target is event.target:
                found.add(inside.order)
        open_.append(event)
    return found


def _order(finding: Finding) -> int:
    assert isinstance(finding.event, Event)
    return finding.event.order


def _located(reason: Reason) -> tuple[str, int, int, str]:
    if not isinstance(reason.place, Place):
        return "", 0, 0, reason.text
    row, column, _, _ = reason.place.definition.place(reason.place.at)
    return reason.place.definition.file.path, row, column, reason.text


def _call(run: Run, event: Event, names: dict[int, str], counts: dict[int, Dim]) -> Call:
    module = event.target if isinstance(event.target, Instance) else None
    name = names.get(id(module)) if module is not None else None
    kind = event.name if module is None else module.cls.name
    row, column, _, _ = event.place.definition.place(event.place.at)
    why = _why_unknown(event.output)
    reason = "" if why is None else event.reason or _text(why)
    multiplied: Dim | None = 0
    if event.kind == "call" and not event.inner and event.operation is not None:
        multiplied = products(event.operation.short, module, event.arguments, event.output)
    return Call(
        name, kind, _inputs(event.arguments, run), shapes_in(event.output, run), _count(module, run, counts),
        event.place.definition.file.path, row, column, len(event.stack), event.kind == "call", reason,
        _trainable(module, run), _kernel(module), _resolved(multiplied, run), _bytes_of(event.output, run),
    )  # fmt: skip


def _inner_call(run: Run, event: Event, inner: Inner, names: dict[int, str], counts: dict[int, Dim]) -> Call:
    """A call within one of torch's own layers.

    It has no place of its own.
    """
    row, column, _, _ = event.place.definition.place(event.place.at)
    operation = operation_of(inner.module)
    kind = "" if operation is None else operation.name.rpartition(".")[2]
    return Call(
        names.get(id(inner.module)), kind, _inputs(inner.arguments, run), shapes_in(inner.output, run),
        _count(inner.module, run, counts), event.place.definition.file.path, row, column,
        len(event.stack) + inner.depth, True, "", _trainable(inner.module, run), _kernel(inner.module),
        _resolved(products(kind, inner.module, inner.arguments, inner.output), run), _bytes_of(inner.output, run),
    )  # fmt: skip


def _inputs(arguments: Mapping[str, Any], run: Run) -> tuple[Any, ...]:
    return tuple(shapes_in(value, run) for value in arguments.values() if _has_tensor(value))


def _count(module: Any, run: Run, counts: dict[int, Dim]) -> Dim:
    if not isinstance(module, Instance):
        return 0
    if id(module) not in counts:
        counts[id(module)] = count(module, run)
    return counts[id(module)]


def count(module: Instance, run: Run, trainable: bool = False) -> Dim:
    """How many numbers the parameters of a module hold.

    Those of unknown shape count for nothing. trainable: of those alone that the program does not freeze.
    """
    total: Dim = 0
    for _, value in parameters_of(module):
        frozen = trainable and (value.set or {}).get("requires_grad") is False
        if not frozen and value.known_shape is not None:
            total = total + numel(value.known_shape)
    found = _resolved(total, run)
    assert found is not None
    return found


def _trainable(module: Any, run: Run) -> Dim:
    return count(module, run, trainable=True) if isinstance(module, Instance) else 0


def _kernel(module: Any) -> tuple[Any, ...]:
    """The kernel's size, of a layer that has one."""
    size = module.attributes.get("kernel_size") if isinstance(module, Instance) else None
    return tuple(size) if isinstance(size, (tuple, list)) else () if size is None else (size,)


def _resolved(size: Dim | None, run: Run) -> Dim | None:
    return run.world.facts.resolve(size) if isinstance(size, Expr) else size


def _bytes_of(value: Any, run: Run) -> Dim | None:
    """What the tensors in a value take.

    None where that is not known.
    """
    if isinstance(value, Tensor):
        shape = value.known_shape
        return None if shape is None else _resolved(numel(shape) * BYTES.get(value.dtype or "float32", 4), run)
    total: Dim = 0
    for part in _parts(value) or ():
        size = _bytes_of(part, run)
        if size is None:
            return None
        total = total + size
    return total


BYTES = (
    {"float64": 8, "int64": 8, "complex64": 8, "complex128": 16}
    | dict.fromkeys(("float16", "bfloat16", "int16"), 2)
    | dict.fromkeys(("int8", "uint8", "bool"), 1)
)


def _keys(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        return tuple(map(str, value))
    fields = value.cls.fields if isinstance(value, Instance) else None
    return tuple(name for name, _ in fields or ())


def _text(reason: Reason) -> str:
    filename, row, _, text = _located(reason)
    return f"{text} ({filename}:{row})" if filename else text


# --- shapes -------------------------------------------------------------------------------------------------------


def shapes_in(value: Any, run: Run) -> Any:
    """The shapes in a value.

    A tuple of sizes for a tensor, lists for sequences and the like; None for a tensor of unknown rank and for anything
    else.
    """
    if isinstance(value, Tensor):
        shape = value.known_shape
        return None if shape is None else tuple(run.world.facts.resolve(d) if isinstance(d, Expr) else d for d in shape)
    parts = _parts(value)
    return None if parts is None else [shapes_in(part, run) for part in parts]


def _parts(value: Any) -> list[Any] | None:
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, Instance) and value.cls.fields is not None:
        return [value.attributes.get(name) for name, _ in value.cls.fields]
    return None


def _has_tensor(value: Any) -> bool:
    if isinstance(value, (Tensor, Unknown)):
        return isinstance(value, Tensor)
    return any(_has_tensor(part) for part in _parts(value) or ())


def _why_unknown(value: Any) -> Reason | None:
    """The first reason in a value why it is not known."""
    if isinstance(value, Tensor):
        shape = value.shape
        return shape.reason if isinstance(shape, UnknownShape) and shape.resolved is None else None
    if isinstance(value, Unknown):
        return value.reason
    return next((why for part in _parts(value) or () if (why := _why_unknown(part)) is not None), None)
