"""`trace`: the shape of every layer of one model for given inputs, read from its source."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

from shapelint.demands import demands_of
from shapelint.dims import Dim, Expr, evaluate
from shapelint.dims import symbols as symbols_in
from shapelint.findings import Finding
from shapelint.interpret import execute
from shapelint.interpret.containers import parameters_of, walk
from shapelint.interpret.entries import may_be_tensor, stand_ins, standing_in
from shapelint.interpret.objects import MISSING, Class, Function, Instance, SourceModule
from shapelint.interpret.operators import Condition
from shapelint.interpret.project import Project, wire
from shapelint.interpret.run import Run
from shapelint.interpret.signals import BudgetExceeded, PathEnd, PythonError
from shapelint.ops.submodule import operation_of
from shapelint.rules.catalog import rules
from shapelint.rules.consequences import consequences
from shapelint.spelling import span_of
from shapelint.trace import Event, Inner, Place
from shapelint.trace_inputs import Given, InputError, Shaped, read_inputs
from shapelint.values import Reason, Tensor, Unknown, UnknownShape

MAX_STEPS = 5_000_000
MAX_WORLDS = 12
World = tuple[bool, ...]


class TraceError(Exception):
    """The target cannot be traced; the message says why."""


@dataclass(frozen=True)
class Call:
    """One call of a module, or of a function or tensor method (`name` is then None), in the order of completion.

    name: the qualified name that `named_modules()` gives; None also for a module that is no part of the model.
    type: the class of the module, or the name of the function.
    inputs, output: nested lists of shapes, a shape being a tuple of sizes, or None where it is not known or the value
        is no tensor; arguments without any tensor are left out of inputs.
    parameters: how many numbers the parameters of the module and of all below it hold.
    depth: how many calls are around it. is_leaf: whether it is an operation of torch's own.
    reason: why the output, or part of it, is not known; "" where it is.
    """

    name: str | None
    type: str
    inputs: tuple[Any, ...]
    output: Any
    parameters: int
    filename: str
    row: int
    column: int
    depth: int
    is_leaf: bool
    reason: str = ""


@dataclass(frozen=True)
class Stop:
    """Where and why the run ends before its end: an exception that the program raises, or a budget.

    refused: whether it is an exception, so that torch's run ends here as well.
    """

    text: str
    filename: str
    row: int
    column: int
    refused: bool


@dataclass
class Traced:
    """What `trace` found.

    calls: those that complete. Where the run fails they end there, as torch's own would.
    unresolved: (filename, row, column, reason) of what could not be known. demands: what must hold of symbolic sizes.
    findings: what torch refuses. error: the one at which it stops, or None; `stop` where the program itself raises, or
        shapelint gave up. parameters: of the whole model.
    is_module: whether a module was called, and no function of tensors. numbers: small values for the symbolic sizes
        that meet the demands, None where none were found.
    """

    target: str
    inputs: tuple[Any, ...]
    output: Any = None
    calls: list[Call] = field(default_factory=list)
    unresolved: list[tuple[str, int, int, str]] = field(default_factory=list)
    demands: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    error: Finding | None = None
    stop: Stop | None = None
    parameters: int = 0
    is_module: bool = True
    numbers: dict[str, int] | None = None

    @property
    def refused(self) -> bool:
        """Whether the run surely ends with an exception."""
        return self.error is not None or (self.stop is not None and self.stop.refused)


_World = tuple[Traced, list[World], list[World]]


def trace(
    target: str,
    inputs: Any,
    args: Mapping[str, Any] | str = "",
    follow_imports: bool = False,
    project: Project | None = None,
) -> Traced:
    """Trace `path.py::Name`: a class, a function that returns a module, or a function of tensors.

    inputs: one for each argument: a shape `(1, 3, 224, 224)`, a text `"N,3,H,W"` or `"20,14:int64"` (a name is a
        symbolic size, the same one wherever it stands), or a list of inputs.
    args: keyword arguments of the class or function, as a mapping or as written in a call ("num_classes=10"). A
        parameter without default that is not among them is a symbol.
    follow_imports: read the installed packages that are imported as well.
    project: the files read so far, where several traces share them; `follow_imports` is then the project's own.
    Raises TraceError.
    """
    path = target.rpartition("::")[0]
    project = project or Project(follow=follow_imports)
    if not path or project.file(path) is None:
        raise TraceError(f"{target}: there is no such file, or it cannot be read; write path.py::Name")
    try:
        wanted = read_inputs(inputs)
    except InputError as error:
        raise TraceError(str(error)) from error
    given = dict(args) if isinstance(args, Mapping) else read_arguments(args)
    found: Traced | None = None
    refused: Traced | None = None
    waiting: list[tuple[World, bool]] = [((), False)]
    for count, (world, other_sizes) in enumerate(waiting, 1):
        if found is not None and other_sizes:
            continue  # what holds for sizes as they were taken, is said under these
        if count > MAX_WORLDS:
            run_out = ("", 0, 0, f"there are more than {MAX_WORLDS} ways in which unknown conditions may turn out")
            for one in filter(None, (found, refused)):
                one.unresolved.append(run_out)
            break
        traced, sizes, unknown = _trace_world(project, target, wanted, given, world)
        waiting += [(one, True) for one in sizes] + [(one, False) for one in unknown]
        if traced.refused:
            refused = refused or traced
        elif found is None:
            found = traced
        else:
            _forget_differences(found, traced)
    result = found or refused
    assert result is not None
    return result


def _trace_world(
    project: Project, target: str, wanted: list[Given], given: dict[str, Any], world: tuple[bool, ...]
) -> _World:
    """One run, in which unknown conditions turn out as `world` says, and the worlds that it did not choose: first those
    in which sizes are others, then those of conditions that nobody knows."""
    path, _, name = target.rpartition("::")
    run = _Run(world=world, project=project, training=False, max_steps=MAX_STEPS)
    wire(run)
    module = project.execute_module(run, path, name_of(path))
    if not isinstance(module, SourceModule):
        raise TraceError(f"{path} cannot be read")
    value = find(run, module, name, path)
    symbols: dict[str, Expr] = {}
    values = [_input(run, one, f"input{index or ''}", symbols) for index, one in enumerate(wanted)]
    traced = Traced(target, tuple(shapes_in(one, run) for one in values))
    performance = _Performance(run, value, values, given)
    with standing_in(run, value):
        try:
            performance.perform()
        except (PythonError, PathEnd) as why:
            traced.stop = _stop(why, str(why) or "the program stops", True)
        except (BudgetExceeded, RecursionError) as why:
            traced.stop = _stop(why, f"given up: {why}", False)
    _collect(performance, traced)
    traced.demands = [] if traced.refused else demands_of(run.facts, symbols)
    traced.numbers = run.facts.example(symbols.values()) if symbols else {}
    traced.is_module = performance.root is not None
    return traced, run.other_sizes, run.open


@dataclass(eq=False, repr=False)
class _Run(Run):
    """A run that tells which conditions it took for granted, and takes sizes for large where nothing is known of them:
    a bound that a model checks for is met by the images that it is made for.

    marks: for each event, how many reasons were known when it was recorded. other_sizes: the worlds that differ in a
    condition about sizes alone.
    """

    marks: list[int] = field(default_factory=list)

    def record(self, event: Event) -> None:
        if not self.quiet:
            self.marks.append(len(self.trace.unresolved))
        super().record(event)

    other_sizes: list[World] = field(default_factory=list)

    def choose(self, key: Any, default: bool = True, forced: bool | None = None) -> bool:
        asked = self.alive[-1] if self.alive else None
        is_new = key not in self.choices and forced is None
        if is_new and isinstance(asked, Condition):
            default = _for_large_sizes(asked, default)
        count = len(self.open)
        choice = super().choose(key, default, forced)
        if len(self.open) > count and isinstance(asked, Condition) and _is_about_sizes(asked):
            self.other_sizes.append(self.open.pop())
        if is_new and not self.quiet:
            self.trace.unresolved.append(
                Reason(f"{_condition_text(asked)} is not known; it is taken to be {choice}", self._here())
            )
        return choice

    def _here(self) -> Place | None:
        return self.stack[-1] if self.stack else None


LARGE = 1_000_003  # no round number, so that no remainder happens to be 0


def _is_about_sizes(asked: Condition) -> bool:
    return all(isinstance(side, (int, Expr)) for side in (asked.left, asked.right))


def _for_large_sizes(asked: Condition, default: bool) -> bool:
    if asked.op not in ("<", "<=", ">", ">=") or not _is_about_sizes(asked):
        return default
    try:
        left, right = (evaluate(side, dict.fromkeys(symbols_in(side), LARGE)) for side in (asked.left, asked.right))
    except ZeroDivisionError:
        return default
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[asked.op]


def _condition_text(asked: Any) -> str:
    if isinstance(asked, Condition) and asked.op != "truth":
        left, right = (
            side.name or "an unknown value" if isinstance(side, Unknown) else str(side)
            for side in (asked.left, asked.right)
        )
        return f"{'not ' if asked.negated else ''}{left} {asked.op} {right}"
    return asked.name if isinstance(asked, Unknown) and asked.name else "a condition"


def _forget_differences(traced: Traced, other: Traced) -> None:
    """Forget what comes out otherwise in another world: of conditions that nobody knows, no outcome is likelier."""
    there = dict(_numbered(other.calls))
    for index, (key, call) in enumerate(_numbered(traced.calls)):
        same = there.get(key)
        output = None if same is None else _agreed(call.output, same.output)
        if output != call.output:
            reason = "it depends on a condition that is not known"
            traced.calls[index] = replace(call, output=output, reason=call.reason or reason)
    traced.output = _agreed(traced.output, other.output)


def _numbered(calls: Sequence[Call]) -> Iterator[tuple[Any, Call]]:
    """Each call with what it is known by in other runs: the name (or the place), and the how manieth it is."""
    seen: Counter[Any] = Counter()
    for call in calls:
        key = call.name if call.name is not None else (call.type, call.filename, call.row, call.column)
        seen[key] += 1
        yield (key, seen[key]), call


def _agreed(one: Any, other: Any) -> Any:
    """What two shapes have in common."""
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [_agreed(a, b) for a, b in zip(one, other, strict=True)]
    return one if one == other else None


class _Performance:
    """Building what is to be traced, and calling it on the inputs.

    root: the module built, None for a function of tensors. first: how many events building it took.
    """

    def __init__(self, run: _Run, value: Any, inputs: list[Any], given: dict[str, Any]) -> None:
        self.run = run
        self.value = value
        self.inputs = inputs
        self.given = given
        self.root: Instance | None = None
        self.first = 0
        self.output: Any = None

    def perform(self) -> None:
        run, value, place = self.run, self.value, place_of(self.value)
        if isinstance(value, Function) and self._takes_tensors(value):
            self.output = run.call(run, place, value, list(self.inputs), self.given)
            return
        made = value if isinstance(value, Instance) else run.settled(run.call(run, place, value, [], self._arguments()))
        if isinstance(made, Instance) and made.is_module:
            _adopt(run, made)
            self.root, self.first = made, len(run.trace.events)
            self.output = run.call(run, place, made, list(self.inputs), {})
        elif isinstance(value, Function) and self.inputs:
            self.first = len(run.trace.events)
            self.output = run.call(run, place, value, list(self.inputs), self.given)
        else:
            why = f": {made.reason}" if isinstance(made, Unknown) else ""
            raise TraceError(f"{getattr(value, 'name', 'the target')} gives no module that is known{why}")

    def _takes_tensors(self, function: Function) -> bool:
        """Whether the inputs are for the function itself, and not for a module that it returns."""
        required = [
            p for p in function.node.parameters.items
            if p.kind in ("normal", "positional") and p.name not in function.defaults and p.name not in self.given
        ]  # fmt: skip
        return 0 < len(required) <= len(self.inputs) and all(may_be_tensor(p.annotation_text) for p in required)

    def _arguments(self) -> dict[str, Any]:
        """The arguments given, and unknowns for parameters that need one."""
        value, skip = self.value, 0
        if isinstance(value, Class):
            value, skip = value.find("__init__"), 1
        needed = stand_ins(self.run, value, Unknown, skip) if isinstance(value, Function) else {}
        return {**needed, **self.given}


def _adopt(run: Run, module: Instance) -> None:
    """Layers that torch's own layers are made of become instances when they are first read: read them all."""
    for name, value in list(module.attributes.items()):
        child = run.project.adopt(run, module, name, value)
        if isinstance(child, Instance):
            _adopt(run, child)


def find(run: Run, module: SourceModule, name: str, path: str) -> Any:
    """The class, function or module of that (dotted) name. Raises TraceError."""
    value: Any = module
    for part in name.split("."):
        if isinstance(value, SourceModule):
            value = run.project.module_attribute(run, value, part)
        else:
            value = run.settled(run.attribute(run, place_of(value), value, part))
        if value is MISSING:
            raise TraceError(f"there is no {name} in {path}")
        if not isinstance(value, (Class, Function, Instance)):
            raise TraceError(f"{name} in {path} is neither a class nor a function")
    return value


def place_of(value: Any) -> Place:
    if isinstance(value, Function):
        return Place(value.definition, value.node.at)
    found = value.place
    assert isinstance(found, Place)
    return found


def read_arguments(text: str) -> dict[str, Any]:
    """`num_classes=10, depth=(1, 2)` as a dictionary of literals. Raises TraceError."""
    if not text.strip():
        return {}
    try:
        call = ast.parse(f"f({text})", mode="eval").body
        if not isinstance(call, ast.Call) or call.args or any(k.arg is None for k in call.keywords):
            raise TraceError(f"arguments are written name=value, these are {text!r}")
        return {str(k.arg): ast.literal_eval(k.value) for k in call.keywords}
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise TraceError(f"the arguments must be literals, as in num_classes=10; they are {text!r}") from error


def name_of(path: str) -> str:
    """The module name under which a file is executed: its own name, so that `__main__` blocks are left alone."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".py")


def _input(run: Run, given: Given, name: str, symbols: dict[str, Expr]) -> Any:
    """A tensor of these sizes, or a list of such; the same name is the same size in every input."""
    if isinstance(given, list):
        return [_input(run, one, f"{name}[{index}]", symbols) for index, one in enumerate(given)]
    assert isinstance(given, Shaped)
    dims: list[Dim] = []
    for size in given.sizes:
        if isinstance(size, str) and size not in symbols:
            symbols[size] = run.facts.fresh(size)
        dims.append(symbols[size] if isinstance(size, str) else size)
    return Tensor(tuple(dims), given.dtype, name=name)


def _stop(why: BaseException, text: str, refused: bool) -> Stop:
    """Where it happened: the innermost statement that was being executed. The frames of the interpreter hold it; to
    note it in every exception would slow down those that the checked programs raise and catch by the thousand."""
    place: Place | None = None
    step: TracebackType | None = why.__traceback__
    while step is not None:
        if step.tb_frame.f_code is execute.execute.__code__:
            inside = step.tb_frame.f_locals
            place = inside["frame"].place(inside["statement"])
        step = step.tb_next
    text = text.removesuffix(": ")
    if place is None:
        return Stop(text, "", 0, 0, refused)
    row, column, _, _ = place.definition.place(place.at)
    return Stop(text, place.definition.file.path, row, column, refused)


# --- reading the trace ----------------------------------------------------------------------------------------------


def shapes_in(value: Any, run: Run) -> Any:
    """The shapes in a value: a tuple of sizes for a tensor, lists for sequences and the like; None for a tensor of
    unknown rank and for anything else."""
    if isinstance(value, Tensor):
        shape = value.known_shape
        return None if shape is None else tuple(run.facts.resolve(d) if isinstance(d, Expr) else d for d in shape)
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


def _collect(performance: _Performance, traced: Traced) -> None:
    run, root = performance.run, performance.root
    names: dict[int, str] = {}
    if root is not None:
        for name, module in walk(root):
            names.setdefault(id(module), name)
        traced.parameters = count(root)
    events = run.trace.events
    traced.findings = _findings(performance)
    failed = [f for f in traced.findings if f.severity == "error" and isinstance(f.event, Event)]
    follow = consequences(run.trace) if failed else set()
    traced.error = min(failed, key=lambda f: (id(f.event) in follow, _order(f)), default=None)
    end = len(events) if traced.error is None else _order(traced.error)
    if traced.error is not None:
        traced.stop = None
        del run.trace.unresolved[run.marks[end] :]  # what follows is guessed: torch does not get there
    counts: dict[int, int] = {}
    performed = [event for event in events[performance.first :] if event.order < end and event.kind != "build"]
    inner = _own_forwards(performed)
    for event in performed:
        for one in event.inner:
            traced.calls.append(_inner_call(run, event, one, names, counts))
        traced.calls.append(_call(run, event, {} if event.order in inner else names, counts))
    if not traced.refused:
        traced.output = shapes_in(performance.output, run)
        why = _why_unknown(performance.output)
        if why is not None:
            run.trace.unresolved.append(Reason(f"the output: {why.text}", why.place))
    if traced.stop is not None and not traced.stop.refused:
        traced.unresolved.append((traced.stop.filename, traced.stop.row, traced.stop.column, traced.stop.text))
    for reason in run.trace.unresolved:
        located = _located(reason)
        if located not in traced.unresolved:
            traced.unresolved.append(located)


def _findings(performance: _Performance) -> list[Finding]:
    """What torch refuses, in order of place; of several calls at one place the first. What runs, but perhaps not as it
    was meant, is the business of `check`."""
    trace = performance.run.trace
    if not any(requirement for event in trace.events for requirement in event.failures()):
        return []
    here = span_of(place_of(performance.value))  # called by nobody but us: not worth a label
    found: dict[Any, Finding] = {}
    for rule in rules():
        for one in rule.findings(trace) if rule.torch else ():
            related = tuple(other for other in one.related if other.span != here)
            found.setdefault((one.code, one.span), one.with_(related=related))
    return sorted(found.values(), key=lambda f: (f.span, f.code))


def _own_forwards(events: list[Event]) -> set[int]:
    """The order of events that are `super().forward(x)` within the forward of the same module: no call of the module,
    so that no hook of torch's sees it."""
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


def _call(run: Run, event: Event, names: dict[int, str], counts: dict[int, int]) -> Call:
    module = event.target if isinstance(event.target, Instance) else None
    name = names.get(id(module)) if module is not None else None
    kind = event.name if module is None else module.cls.name
    row, column, _, _ = event.place.definition.place(event.place.at)
    why = _why_unknown(event.output)
    reason = "" if why is None else event.reason or _text(why)
    return Call(
        name, kind, _inputs(event.arguments, run), shapes_in(event.output, run), _count(module, counts),
        event.place.definition.file.path, row, column, len(event.stack), event.kind == "call", reason,
    )  # fmt: skip


def _inner_call(run: Run, event: Event, inner: Inner, names: dict[int, str], counts: dict[int, int]) -> Call:
    """A call within one of torch's own layers; it has no place of its own."""
    row, column, _, _ = event.place.definition.place(event.place.at)
    operation = operation_of(inner.module)
    kind = "" if operation is None else operation.name.rpartition(".")[2]
    return Call(
        names.get(id(inner.module)), kind, _inputs(inner.arguments, run), shapes_in(inner.output, run),
        _count(inner.module, counts), event.place.definition.file.path, row, column,
        len(event.stack) + inner.depth, True,
    )  # fmt: skip


def _inputs(arguments: Mapping[str, Any], run: Run) -> tuple[Any, ...]:
    return tuple(shapes_in(value, run) for value in arguments.values() if _has_tensor(value))


def _count(module: Any, counts: dict[int, int]) -> int:
    if not isinstance(module, Instance):
        return 0
    if id(module) not in counts:
        counts[id(module)] = count(module)
    return counts[id(module)]


def _text(reason: Reason) -> str:
    filename, row, _, text = _located(reason)
    return f"{text} ({filename}:{row})" if filename else text


def count(module: Instance) -> int:
    """How many numbers the parameters of a module hold; those of unknown shape count for nothing."""
    total = 0
    for _, value in parameters_of(module):
        size = 1
        for dim in value.known_shape or (0,):
            size = size * dim if isinstance(dim, int) else 0
        total += size
    return total


def module_calls(traced: Traced) -> Iterator[Call]:
    """The calls of modules that are part of the model."""
    return (call for call in traced.calls if call.name is not None)


__all__ = ["Call", "Stop", "TraceError", "Traced", "module_calls", "trace"]
