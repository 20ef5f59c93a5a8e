"""One run of what is traced.

Finding it, building it, and calling it on the inputs, in one world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from shapelint.interpret.exploration.placeholders import may_be_tensor, placeholder_arguments, standing_in
from shapelint.interpret.exploration.project import Project
from shapelint.interpret.language.operators import describe
from shapelint.interpret.language.sublayers import adopt
from shapelint.interpret.state.budget import Budget
from shapelint.interpret.state.guesses import RUN
from shapelint.interpret.state.kind import call, get_attribute
from shapelint.interpret.state.nodes import execute
from shapelint.interpret.state.run import Memory, Run, Setting
from shapelint.interpret.state.signals import BudgetExceeded, PathEnd, PythonError
from shapelint.interpret.state.world import World
from shapelint.interpret.values.conditions import Condition
from shapelint.interpret.values.objects import MISSING, Class, Function, Instance, SourceModule
from shapelint.layers.tracing.result import Stop, TraceError
from shapelint.ops.core.trace import Event
from shapelint.report.closest import closest
from shapelint.sizes.dims import Dim, Expr, evaluate
from shapelint.sizes.dims import symbols as symbols_in
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place
from shapelint.source.reading.given_inputs import Given, Shaped

MAX_STEPS = 5_000_000
LARGE = 1_000_003  # no round number, so that no remainder happens to be 0
Choices = tuple[bool, ...]


class Attempt:
    """One run, in which unknown conditions turn out as `choices` say.

    root: the module built, None for a function of tensors. first: how many events building it took. stop: why the
    run ends early. symbols: the symbolic sizes by name. orders: that of the event behind each call. The worlds not
    chosen are `other_sizes`, where a condition about sizes alone differs, and `unknown`, where one differs that nobody
    knows, or a guess.
    """

    def __init__(
        self,
        project: Project,
        target: str,
        inputs: list[Given],
        given: dict[str, Any],
        choices: Choices,
        named: Mapping[str, Given] | None = None,
    ) -> None:
        """Raises TraceError where there is no such target.

        named: inputs by the name of their parameter.
        """
        path, _, name = target.rpartition("::")
        self.run = _Run(
            project,
            project.heap,
            World(choices),
            budget=Budget(MAX_STEPS),
            setting=Setting(training=False, usual=True),
            memory=Memory(works=False),  # every call is shown, also those of blocks that were seen before
        )
        module = project.execute_module(self.run, path, name_of(path))
        if not isinstance(module, SourceModule):
            raise TraceError(f"{path} cannot be read")
        self.target = target
        self.module = module
        self.value = find(self.run, module, name, path)
        self.symbols: dict[str, Expr] = {}
        self.inputs = [_input(self.run, one, f"input{i or ''}", self.symbols) for i, one in enumerate(inputs)]
        self.named = {name: _input(self.run, one, name, self.symbols) for name, one in (named or {}).items()}
        self.given = given
        self.root: Instance | None = None
        self.first = 0
        self.output: Any = None
        self.stop: Stop | None = None
        self.orders: list[int] = []

    @property
    def other_sizes(self) -> list[Choices]:
        return self.run.other_sizes

    @property
    def unknown(self) -> list[Choices]:
        tried = [world for row, world in self.run.world.guesses if row.otherwise == RUN]
        return [*self.run.world.open, *tried]

    def parts_at(self, other: Choices) -> int | None:
        """The choice in which another world parts from this one.

        Its number; None where it parts in none.
        """
        pairs = zip(self.run.world.taken, other)
        return next((number for number, (one, two) in enumerate(pairs) if one is not two), None)

    def happened_before(self, choice: int) -> int:
        """How many events there were before the choice of that number."""
        return self.run.world.decided[choice]

    def perform(self) -> None:
        """Build and call. Raises TraceError where the target gives no module."""
        with standing_in(self.run, self.value, self.module):
            try:
                self._perform()
            except (PythonError, PathEnd) as why:
                self.stop = _stop(why, str(why) or "the program stops", True)
            except (BudgetExceeded, RecursionError) as why:
                self.stop = _stop(why, f"given up: {why}", False)

    def _perform(self) -> None:
        run, value, place = self.run, self.value, place_of(self.value)
        if isinstance(value, Function) and self._takes_tensors(value):
            self.output = call(run, place, value, list(self.inputs), {**self.given, **self.named})
            return
        made = value if isinstance(value, Instance) else run.settled(call(run, place, value, [], self._arguments()))
        if isinstance(made, Instance) and made.is_module:
            _adopt(run, made)
            if _has_been_put(made, set()):
                call(run, place, get_attribute(run, place, made, "eval"), [], {})
            self.root, self.first = made, len(run.recorder.trace.events)
            _check_names(f"the forward of {made.cls.name}", made.cls.find("forward"), self.named)
            self.output = call(run, place, made, list(self.inputs), dict(self.named))
        elif isinstance(value, Function) and (self.inputs or self.named):
            self.first = len(run.recorder.trace.events)
            self.output = call(run, place, value, list(self.inputs), {**self.given, **self.named})
        else:
            why = f": {made.reason}" if isinstance(made, Unknown) else ""
            raise TraceError(f"{getattr(value, 'name', 'the target')} gives no module that is known{why}")

    def _takes_tensors(self, function: Function) -> bool:
        """Whether the inputs are for the function itself.

        And not for a module that it returns.
        """
        parameters = function.node.parameters.items
        said = {*function.defaults, *self.given, *self.named}
        required = [p for p in parameters if p.kind in ("normal", "positional") and p.name not in said]
        by_name = bool(self.named) and {*self.named} <= {p.name for p in parameters}
        if len(required) > len(self.inputs) or not (required or by_name):
            return False
        return all(may_be_tensor(p.annotation_text) for p in required)

    def _arguments(self) -> dict[str, Any]:
        """The arguments given, and unknowns for parameters that need one."""
        value, skip = self.value, 0
        if isinstance(value, Class):
            value, skip = value.find("__init__"), 1
        needed = placeholder_arguments(self.run, value, Unknown, skip) if isinstance(value, Function) else {}
        _check_names(getattr(self.value, "name", "it"), value, self.given)
        return {**needed, **self.given}


def _check_names(what: str, function: Any, given: Mapping[str, Any]) -> None:
    """Raise TraceError for a name that is no parameter.

    Of a function read from source.
    """
    if not isinstance(function, Function):
        return
    parameters = function.node.parameters.items
    known = [one.name for one in parameters if one.kind not in ("var", "kwvar")]
    for name in given if not any(one.kind == "kwvar" for one in parameters) else ():
        if name not in known:
            raise TraceError(f"{what} takes no argument {name}{closest(name, known)}")


def _has_been_put(module: Instance, seen: set[int]) -> bool:
    """Whether the program set the module's training mode.

    Or that of a module within: into training or evaluation.
    """
    if id(module) in seen:
        return False
    seen.add(id(module))
    return "training" in module.attributes or any(_has_been_put(child, seen) for _, child in module.children())


def _adopt(run: Run, module: Instance) -> None:
    """Read all layers that torch's own layers are made of.

    They become instances when they are first read.
    """
    for name, value in list(module.attributes.items()):
        child = adopt(run, module, name, value)
        if isinstance(child, Instance):
            _adopt(run, child)


def find(run: Run, module: SourceModule, name: str, path: str) -> Any:
    """The class, function or built module of that (dotted) name. Raises TraceError."""
    value: Any = module
    for part in name.split("."):
        if isinstance(value, SourceModule):
            value = run.project.module_attribute(run, value, part)
        else:
            value = run.settled(get_attribute(run, place_of(value), value, part))
        if value is MISSING:
            known = list(module.names) if value is MISSING and part == name else []
            raise TraceError(f"there is no {name} in {path}{closest(name, known)}")
        if not isinstance(value, (Class, Function, Instance)):
            raise TraceError(f"{name} in {path} is neither a class, a function nor a module")
    return value


def place_of(value: Any) -> Place:
    if isinstance(value, Function):
        return Place(value.definition, value.node.at)
    found = value.place
    assert isinstance(found, Place)
    return found


def name_of(path: str) -> str:
    """The module name under which a file is executed.

    Its own name, so that `__main__` blocks are left alone.
    """
    return path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".py")


def _input(run: Run, given: Given, name: str, symbols: dict[str, Expr]) -> Any:
    """A tensor of these sizes, or a list of such.

    The same name is the same size in every input.
    """
    if isinstance(given, list):
        return [_input(run, one, f"{name}[{index}]", symbols) for index, one in enumerate(given)]
    assert isinstance(given, Shaped)
    dims: list[Dim] = []
    for size in given.sizes:
        if isinstance(size, str) and size not in symbols:
            symbols[size] = run.world.facts.fresh(size)
        dims.append(symbols[size] if isinstance(size, str) else size)
    return Tensor(tuple(dims), given.dtype, name=name)


def _stop(why: BaseException, text: str, refused: bool) -> Stop:
    """Where it happened: the innermost statement that was being executed.

    The frames of the interpreter hold it; to note it in every exception would slow down those that the checked programs
    raise and catch by the thousand.
    """
    place: Place | None = None
    step: TracebackType | None = why.__traceback__
    while step is not None:
        if step.tb_frame.f_code is execute.__code__:
            inside = step.tb_frame.f_locals
            place = inside["frame"].places[inside["statement"].at]
        step = step.tb_next
    text = text.removesuffix(": ")
    if place is None:
        return Stop(text, "", 0, 0, refused)
    row, column, _, _ = place.definition.place(place.at)
    return Stop(text, place.definition.file.path, row, column, refused)


# --- reading the trace ----------------------------------------------------------------------------------------------


@dataclass(eq=False, repr=False)
class _Run(Run):
    """A run that tells which conditions it took for granted.

    It takes sizes for large where nothing is known of them: a bound that a model checks for is met by the images that
    it is made for.

    marks: for each event, how many reasons were known when it was recorded. other_sizes: the worlds that differ in a
    condition about sizes alone.
    """

    marks: list[int] = field(default_factory=list)

    def record(self, event: Event) -> None:
        if not self.recorder.quiet:
            self.marks.append(len(self.recorder.trace.unresolved))
        super().record(event)

    other_sizes: list[Choices] = field(default_factory=list)

    def choose(self, key: Any, default: bool = True, forced: bool | None = None, asked: Any = None) -> bool:
        is_new = key not in self.world.choices and forced is None
        if is_new and isinstance(asked, Condition):
            default = _for_large_sizes(asked, default)
        count = len(self.world.open)
        choice = super().choose(key, default, forced, asked)
        if len(self.world.open) > count and isinstance(asked, Condition) and _is_about_sizes(asked):
            self.other_sizes.append(self.world.open.pop())
        if is_new:
            self.recorder.unresolved(
                Reason(f"{_condition_text(asked)} is not known; it is taken to be {choice}", self._here())
            )
        return choice

    def _here(self) -> Place | None:
        return self.stack.places[-1] if self.stack.places else None


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


def _side_text(value: Any) -> str:
    if isinstance(value, Unknown):
        return value.name or "an unknown value"
    return str(value) if isinstance(value, (str, int, float, Expr)) else describe(value)


def _condition_text(asked: Any) -> str:
    if isinstance(asked, Condition) and asked.op != "truth":
        left, right = (_side_text(side) for side in (asked.left, asked.right))
        return f"{'not ' if asked.negated else ''}{left} {asked.op} {right}"
    return asked.name if isinstance(asked, Unknown) and asked.name else "a condition"
