"""Finding the model of a file, and running it.

Its layers and operations in the order of the data.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from shapelint.interpret.exploration.placeholders import standing_in
from shapelint.interpret.exploration.project import Project
from shapelint.interpret.state.budget import Budget
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.run import Memory, Run, Setting
from shapelint.interpret.state.signals import BudgetExceeded, PathEnd, PythonError
from shapelint.interpret.values.objects import Class, Function, Instance, SourceModule
from shapelint.layers.port.models import flat, inputs_of
from shapelint.layers.port.names import keras_name
from shapelint.layers.tracing.result import TraceError
from shapelint.layers.tracing.target import Attempt, find, name_of, place_of
from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor

BATCH = 2
IMAGE, SEQUENCE = 96, 24
"""What a size that the Keras program leaves open is taken to be."""


class NotUnderstood(Exception):
    """The call cannot be understood: one line for the user."""


@dataclass(eq=False)
class Program:
    """What one of the two files does with its inputs.

    events: the operations of the model, in order. names: of modules, by identity. output: what it gives.
    guessed: what was taken for sizes that the program leaves open. stop: why it ends early.
    """

    path: str
    name: str
    run: Run
    root: Any
    events: list[Event]
    inputs: list[Any]
    output: Any
    names: dict[int, str] = field(default_factory=dict)
    guessed: list[str] = field(default_factory=list)
    stop: str = ""
    stop_refused: bool = False


def split_target(target: str) -> tuple[str, str]:
    path, separator, name = target.rpartition("::")
    return (path, name) if separator else (target, "")


# --- Keras ------------------------------------------------------------------------------------------------------------


def read_keras(target: str, shapes: list[tuple[int | None, ...]]) -> Program:
    """The Keras model of a target.

    Run on its inputs, or on inputs of these shapes (without the batch).
    """
    path, name = split_target(target)
    project = Project(library=keras_name)
    run, module = _module(project, path)
    candidates = [name] if name else model_names(module, "KerasModel")
    models = {one: made for one in candidates if (made := _made(run, module, one, path, not name)) is not None}
    models = {one: made for one, made in models.items() if made.cls.derives("KerasModel")}
    if len(models) > 1:
        raise NotUnderstood(f"{path} has several models: {', '.join(models)}; write {path}::{list(models)[-1]}")
    chosen, model = next(iter(models.items()), ("", None))
    if model is None:
        raise NotUnderstood(f"{path}: no Keras model was found" + (f" under {name}" if name else ""))
    stated = inputs_of(run, model)
    if not shapes and stated is None:
        raise NotUnderstood(f"the input of {chosen} is not known: give it with --input, without the batch (28x28x1)")
    guessed: list[str] = []
    inputs = [
        _tensor(one, index, guessed) for index, one in enumerate(shapes or [_stated(one) for one in flat(stated)])
    ]  # fmt: skip
    return _run(run, module, model, inputs, path, chosen, guessed, isinstance(stated, (list, tuple)))


def _module(project: Project, path: str) -> tuple[Run, SourceModule]:
    run = Run(
        project, project.heap, budget=Budget(5_000_000), setting=Setting(training=False), memory=Memory(works=False)
    )
    file = project.file(path)
    if file is None:
        hint = "; convert the notebook to a script first" if path.endswith(".ipynb") else ""
        raise NotUnderstood(f"{path} cannot be read as Python{hint}")
    module = project.modules[os.path.abspath(path)] = SourceModule(name_of(path), os.path.abspath(path), file=file)
    project.run_module(run, module, name_of(path))
    return run, module


def model_names(module: SourceModule, kind: str) -> list[str]:
    """The names in a file that may stand for its model.

    Those built, else functions, else classes.
    """
    values = {n: v for n, v in module.names.items() if not n.startswith("__")}
    built = {n: v for n, v in values.items() if isinstance(v, Instance) and v.cls.derives(kind)}
    if built:
        leaves = {n: {id(one) for one in _leaves(v)} for n, v in built.items()}
        names = list(built)
        return [
            n for i, n in enumerate(names)
            if not any(
                leaves[n] < leaves[m] or (leaves[n] == leaves[m] and j > i) for j, m in enumerate(names) if m != n
            )
        ]  # fmt: skip
    functions = [n for n, v in values.items() if isinstance(v, Function) and v.module is module and _needs_nothing(v)]
    classes = [n for n, v in values.items() if isinstance(v, Class) and v.module is module and v.derives(kind)]
    return [*functions, *classes]


def _leaves(model: Instance) -> list[Any]:
    """The layers of a model.

    Those of models in it included.
    """
    found: list[Any] = []
    seen: set[int] = set()
    stack: list[Any] = [model]
    while stack:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Instance) and one.cls.operation is not None:
            found.append(one)
        elif isinstance(one, Instance):
            stack += [v for v in one.attributes.values() if isinstance(v, (Instance, list, tuple, Tensor))]
        elif isinstance(one, (list, tuple)):
            stack += one
        elif isinstance(getattr(one, "source", None), Event):
            event = one.source
            stack += [event.target, *[t for a in event.arguments.values() for t in flat(a) if isinstance(t, Tensor)]]
    return found


def _needs_nothing(function: Function) -> bool:
    return all(
        p.kind in ("var", "kwvar") or p.name in function.defaults for p in function.node.parameters.items
    )  # fmt: skip


def _made(run: Run, module: SourceModule, name: str, path: str, quiet: bool) -> Instance | None:
    """The model that a name stands for, built.

    None where it stands for none.
    """
    try:
        value = find(run, module, name, path)
    except TraceError as error:
        raise NotUnderstood(str(error)) from error
    if isinstance(value, Instance):
        return value
    with standing_in(run, value, module):
        try:
            made = run.settled(call(run, place_of(value), value, [], {}))
        except (PythonError, PathEnd, BudgetExceeded, RecursionError) as why:
            if quiet:
                return None
            raise NotUnderstood(f"{name} of {path} cannot be built: {why}") from why
    return made if isinstance(made, Instance) else None


def _stated(value: Any) -> tuple[int | None, ...]:
    if not isinstance(value, Tensor) or not isinstance(value.shape, tuple):
        raise NotUnderstood("the input of the model is not known: give it with --input, without the batch (28x28x1)")
    return tuple(None if isinstance(size, Expr) else size for size in value.shape[1:])


def _tensor(shape: tuple[int | None, ...], index: int, guessed: list[str]) -> Tensor:
    """An input of that shape, sizes that are not known being chosen."""
    chosen = []
    for size in shape:
        taken = size if size is not None else IMAGE if len(shape) > 2 else SEQUENCE
        if size is None:
            guessed.append(f"a size of input {index + 1} that is left open is taken to be {taken}")
        chosen.append(taken)
    return Tensor((BATCH, *chosen), "float32", name=f"input{index or ''}")


def _run(
    run: Run,
    module: SourceModule,
    model: Instance,
    inputs: list[Any],
    path: str,
    name: str,
    guessed: list[str],
    several: bool,
) -> Program:
    first = len(run.recorder.trace.events)
    program = Program(path, name, run, model, [], inputs, None, {}, guessed)
    place = model.place
    assert place is not None
    given = [inputs] if several and len(inputs) > 1 and model.cls.find("call") is not None else inputs
    with standing_in(run, model, module):
        try:
            program.output = call(run, place, model, given, {})
        except (PythonError, PathEnd) as why:
            program.stop, program.stop_refused = str(why), True
        except (BudgetExceeded, RecursionError) as why:
            program.stop = str(why)
    program.events = [e for e in run.recorder.trace.events[first:] if e.kind == "call" and e.operation is not None]
    return program


# --- torch ------------------------------------------------------------------------------------------------------------


def torch_names(path: str) -> tuple[Project, list[str]]:
    """The names that may stand for the model of a torch file."""
    project = Project()
    _, module = _module(project, path)
    return project, model_names(module, "Module")


def read_torch(target: str, inputs: list[Any], args: dict[str, Any]) -> Program:
    """The torch module of a target, run on these inputs."""
    path, name = split_target(target)
    if not name:
        _, names = torch_names(path)
        name = _only(path, names)
    run = _module(Project(), path)  # tells what cannot be read
    del run
    try:
        world = Attempt(Project(), f"{path}::{name}", [], args, ())
        world.inputs = inputs
        world.perform()
    except TraceError as error:
        raise NotUnderstood(str(error)) from error
    program = Program(path, name, world.run, world.root, [], inputs, world.output)
    program.events = [
        e for e in world.run.recorder.trace.events[world.first :] if e.kind == "call" and e.operation is not None
    ]  # fmt: skip
    if world.stop is not None:
        program.stop, program.stop_refused = world.stop.text, world.stop.refused
    return program


def _only(path: str, names: list[str]) -> str:
    if not names:
        raise NotUnderstood(f"{path}: no torch module was found; write {path}::Name")
    return names[-1] if len(names) == 1 else _outermost(path, names)


def _outermost(path: str, names: list[str]) -> str:
    """The class that no other one of the file builds."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    outer = [n for n in names if text.count(f"{n}(") - text.count(f"class {n}(") - text.count(f"def {n}(") <= 0]
    if len(outer) == 1:
        return outer[0]
    raise NotUnderstood(f"{path} has several models: {', '.join(names)}; write {path}::{names[-1]}")
