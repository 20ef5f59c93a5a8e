"""`trace`: the shape of every layer of one model for given inputs, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Union

from shapelint.dims import Expr
from shapelint.findings import Finding
from shapelint.interpret.containers import parameters_of, walk
from shapelint.interpret.entries import standing_in
from shapelint.interpret.objects import MISSING, Class, Function, Instance, SourceModule
from shapelint.interpret.project import Project, wire
from shapelint.interpret.run import Run
from shapelint.interpret.signals import BudgetExceeded, PathEnd, PythonError
from shapelint.model.file import SourceFile
from shapelint.trace import Event, Place
from shapelint.values import Tensor

Sizes = Sequence[Union[int, str]]
MAX_STEPS = 5_000_000


class TraceError(Exception):
    """The target cannot be traced; the message says why."""


@dataclass(frozen=True)
class Call:
    """One call of a module, or of a function or tensor method (`name` is then None), in the order of completion.

    name: the qualified name that `named_modules()` gives. inputs, output: nested lists of shapes, a shape being a tuple
    of sizes, or None where it is not known; other values are left out of inputs.
    parameters: of the module and all below it. depth: how many modules are around it.
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


@dataclass
class Traced:
    """What `trace` found.

    demands: what must hold of symbolic sizes. error: the finding at which torch would stop, or None.
    """

    target: str
    inputs: tuple[Any, ...]
    output: Any = None
    calls: list[Call] = field(default_factory=list)
    unresolved: list[tuple[str, int, int, str]] = field(default_factory=list)
    demands: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    parameters: int = 0
    complete: bool = True


def trace(target: str, inputs: Sequence[Sizes], args: Mapping[str, Any] | str = "", follow_imports: bool = False) -> Traced:
    """Trace `path.py::Name`, a class, a function that returns a module, or a function of tensors.

    inputs: shapes; a name in them is a symbolic size. args: keyword arguments of the class or function, as a mapping
    or as they are written in a call ("num_classes=10"). Raises TraceError.
    """
    path, _, name = target.rpartition("::")
    project = Project(follow=follow_imports)
    file = project.file(path) if path else None
    if file is None:
        raise TraceError(f"{target}: there is no such file, or it cannot be read; write path.py::Name")
    run = Run(project=project, training=False, max_steps=MAX_STEPS)
    wire(run)
    module = project.execute_module(run, path, name_of(path))
    if not isinstance(module, SourceModule):
        raise TraceError(f"{path} cannot be read")
    value = find(run, module, name, path)
    symbols: dict[str, Expr] = {}
    tensors = [_input(run, sizes, index, symbols) for index, sizes in enumerate(inputs)]
    traced = Traced(target, tuple(t.shape for t in tensors))
    given = dict(args) if isinstance(args, Mapping) else read_arguments(args)
    root = None
    with standing_in(run, value):
        try:
            root, output = _perform(run, value, tensors, given)
            traced.output = shapes_in(output, run)
        except (PythonError, PathEnd, BudgetExceeded, RecursionError) as why:
            traced.complete = False
            run.trace.unresolved.append(_reason(run, str(why)))
    _collect(run, root, traced)
    return traced


def _perform(run: Run, value: Any, tensors: list[Tensor], given: dict[str, Any]) -> tuple[Instance | None, Any]:
    """Build what is to be traced, drop the events of building, and call it on the inputs."""
    place = place_of(value)
    if isinstance(value, Function) and not given and _wants_tensors(value, len(tensors)):
        return None, run.call(run, place, value, list(tensors), {})
    made = value if isinstance(value, Instance) else run.call(run, place, value, [], given)
    if not isinstance(made, Instance):
        if isinstance(value, Function) and tensors:
            return None, run.call(run, place, value, list(tensors), given)
        raise TraceError(f"{getattr(value, 'name', 'the target')} gives {made!r}, which is no module")
    run.trace.events = [event for event in run.trace.events if event.kind == "build"]
    return made, run.call(run, place, made, list(tensors), {})


def _wants_tensors(function: Function, count: int) -> bool:
    required = [p for p in function.node.parameters.items if p.name not in function.defaults and p.kind in ("normal", "positional")]
    return bool(required) and count >= len(required)


def find(run: Run, module: SourceModule, name: str, path: str) -> Any:
    """The class, function or instance of that (dotted) name."""
    value: Any = module
    for part in name.split("."):
        found = run.project.module_attribute(run, value, part) if isinstance(value, SourceModule) else run.attribute(run, None, value, part)
        if found is MISSING:
            raise TraceError(f"there is no {name} in {path}")
        value = found
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
        assert isinstance(call, ast.Call)
        if call.args or any(k.arg is None for k in call.keywords):
            raise TraceError(f"--args wants name=value, it is {text!r}")
        return {str(k.arg): ast.literal_eval(k.value) for k in call.keywords}
    except (SyntaxError, ValueError) as error:
        raise TraceError(f"--args cannot be read: {text!r}") from error


def name_of(path: str) -> str:
    """The module name under which a file is executed: its own name, so that `__main__` blocks are left alone."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".py")


def _input(run: Run, sizes: Sizes, index: int, symbols: dict[str, Expr]) -> Tensor:
    """A tensor of these sizes; the same name is the same size in every input."""
    for size in sizes:
        if isinstance(size, str) and size not in symbols:
            symbols[size] = run.facts.fresh(size)
    dims = tuple(symbols[size] if isinstance(size, str) else size for size in sizes)
    return Tensor(dims, "float32", name="input" if index == 0 else f"input{index}")


# --- reading the trace ----------------------------------------------------------------------------------------------


def shapes_in(value: Any, run: Run) -> Any:
    """The shapes in a value: a tuple of sizes for a tensor, None for one of unknown rank, lists for sequences; anything
    else as its type's name."""
    if isinstance(value, Tensor):
        shape = value.known_shape
        return None if shape is None else tuple(run.facts.resolve(d) if isinstance(d, Expr) else d for d in shape)
    if isinstance(value, (list, tuple)):
        return [shapes_in(v, run) for v in value]
    if isinstance(value, dict):
        return [shapes_in(v, run) for v in value.values()]
    if isinstance(value, Instance) and value.cls.fields is not None:
        return [shapes_in(v, run) for v in value.attributes.values()]
    return None


def _collect(run: Run, root: Instance | None, traced: Traced) -> None:
    names: dict[int, str] = {}
    counts: dict[int, int] = {}
    if root is not None:
        for name, module in walk(root):
            names.setdefault(id(module), name)
        traced.parameters = count(root)
    for event in run.trace.events:
        if event.kind == "build":
            continue
        traced.calls.append(_call(run, event, names, counts))
    for reason in run.trace.unresolved:
        if isinstance(reason.place, Place):
            row, column, _, _ = reason.place.definition.place(reason.place.at)
            traced.unresolved.append((reason.place.definition.file.path, row, column, reason.text))
        else:
            traced.unresolved.append(("", 0, 0, reason.text))
    traced.demands = [str(o) for o in run.facts.obligations]


def _call(run: Run, event: Event, names: dict[int, str], counts: dict[int, int]) -> Call:
    module = event.target if isinstance(event.target, Instance) else None
    total = 0
    if module is not None:
        if id(module) not in counts:
            counts[id(module)] = count(module)
        total = counts[id(module)]
    row, column, _, _ = event.place.definition.place(event.place.at)
    inputs = tuple(shapes_in(v, run) for v in event.arguments.values() if isinstance(v, (Tensor, list, tuple)))
    name = names.get(id(module)) if module is not None else None
    kind = module.cls.name if module is not None else event.name
    return Call(
        name, kind, inputs, shapes_in(event.output, run), total, event.place.definition.file.path, row, column, len(event.stack),
        event.kind == "call",
    )  # fmt: skip


def count(module: Instance) -> int:
    """How many numbers the parameters of a module hold; those of unknown shape count for nothing."""
    total = 0
    for _, value in parameters_of(module):
        size = 1
        for dim in value.known_shape or (0,):
            size = size * dim if isinstance(dim, int) else 0
        total += size
    return total


def _reason(run: Run, text: str) -> Any:
    from shapelint.values import Reason

    return Reason(f"the run ends here: {text}", run.stack[-1] if run.stack else None)


def module_calls(traced: Traced) -> Iterator[Call]:
    """The calls of modules only."""
    return (call for call in traced.calls if call.name is not None)


__all__ = ["Call", "Iterable", "SourceFile", "TraceError", "Traced", "trace"]
