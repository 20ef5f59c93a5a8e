"""Where the examination of a file begins.

First the file itself, as the program it is when it is run; then what that did not reach: functions that nobody called,
and classes that nobody built, each with what is written about its arguments and symbols for the rest.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeGuard, Union

from shapelint.interpret.exploration.builders import (
    Builder,
    Maker,
    build_and_call,
    builders_in_classes,
    builders_to_call,
    function_of,
    probe,
    wrapped_builders,
)
from shapelint.interpret.exploration.large import Large
from shapelint.interpret.exploration.placeholders import (
    call_alone,
    in_place_of_defaults,
    place_of,
    placeholder_arguments,
    rest_of,
    standing_in,
)
from shapelint.interpret.exploration.project import Project
from shapelint.interpret.exploration.ranks import NO_RANKS, Ranks, give_ranks, ranks_given
from shapelint.interpret.exploration.switches import stand_alone
from shapelint.interpret.exploration.testing import replaces_names, run_test, test_classes
from shapelint.interpret.exploration.worlds import Exploration
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.recorder import Built
from shapelint.interpret.state.run import Calls, Run
from shapelint.interpret.values.objects import MISSING, Class, Function, Instance, SourceModule
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Input, Tensor, Unknown
from shapelint.source.syntax.file import SourceFile

FUNCTION_STEPS = 1_500
"""A function that nobody calls rarely says more about its arguments than its first lines do."""


SPEAKS_OF_SIZES = re.compile(r"pad|\.size\(|\.shape\b|interpolate|same", re.IGNORECASE)


@dataclass
class Entry:
    """One beginning, and what its worlds did.

    kind: "program", "test", "class", "function" or "symbolic".

    "symbolic": a class or function that was reached with numbers for all sizes, examined once more with symbols for
    them: only so is it seen which size an amount comes from. Rules about what runs and is wrong look at it, no others.
    """

    kind: str
    name: str
    exploration: Exploration

    @property
    def words(self) -> str:
        """What a message about the entry calls it."""
        if self.kind == "program":
            return "the program"
        return f"{self.name}, seen with symbols," if self.kind == "symbolic" else f"the {self.kind} {self.name}"


Leaves = Union[Callable[[Built], bool], None]
Stated = Callable[[str], Sequence[Sequence[Union[int, str]]] | None]
"""The name of a class -> the shapes of the inputs it is said to take (names are symbols), or None."""


def examine(
    project: Project, file: SourceFile, stated: Stated = lambda name: None, thorough: bool = False
) -> Iterator[Entry]:
    """Every entry of a file, explored.

    stated: what the configuration says of inputs. thorough: whether every builder is called, for as long as it takes.
    """
    project.calls = Calls()
    entered: set[Any] = set()
    alone: set[Any] = set()  # what was reached with symbols for the sizes
    built_alone: set[Class] = set()  # the classes that were examined by themselves
    seen = project.plain.get(os.path.abspath(file.path))
    program = Exploration(project, lambda run: _run_program(project, run, file), explored=seen)
    yield _finish(Entry("program", "__main__", program), entered)
    bare = _bare_run(project)
    module = project.execute_module(bare, file.path, "__main__") if _needs_more(file) else None
    program.runs[0].recorder.faults.update(bare.recorder.faults)
    if not isinstance(module, SourceModule):
        return
    for cls in test_classes(module):
        for name in list(cls.namespace):
            test = cls.namespace[name]
            if name.startswith("test") and isinstance(test, Function) and not replaces_names(test):
                exploration = Exploration(project, partial(run_test, cls=cls, name=name))
                yield _finish(Entry("test", f"{cls.name}.{name}", exploration), entered)
    for cls in _order_classes(module, file):
        forward = cls.find("forward")
        shapes = stated(cls.name)
        if isinstance(forward, Function) and (shapes is not None or _is_new(cls, forward, entered)):
            exploration = _explore_class(project, cls, shapes)
            if shapes is None:
                built_alone.add(cls)
            yield _finish(Entry("class", cls.name, exploration), entered, alone)
    builders: list[Builder] = []
    large = Large()
    for function in [v for v in module.names.values() if isinstance(v, Function) and v.module is module]:
        if function.body is None and function.definition not in entered and not function.node.is_generator:
            if replaces_names(function):
                continue
            if not thorough and large.is_built_by(function):
                alone.add(function.definition)
                continue
            exploration = Exploration(project, _entering(function, leaves=large.leaving()), max_steps=FUNCTION_STEPS)
            large.learn(function, exploration.runs[0])
            symbolic = (alone,) if function.node.parameters.items else ()
            builders += _built(exploration, function.name, function)
            yield _finish(Entry("function", function.name, exploration), entered, *symbolic)
    in_classes = builders_in_classes(v for v in module.names.values() if _is_of(v, module))
    unseen = [(name, maker) for name, maker in in_classes if function_of(maker).definition not in entered]
    for name, maker in (*wrapped_builders(module, [one.name for one in file.functions()]), *unseen):
        exploration = Exploration(project, partial(probe, maker=maker), max_steps=FUNCTION_STEPS)
        builders += _built(exploration, name, maker)
    for name, maker, steps in builders_to_call(builders, module, thorough):
        exploration = _explore_builder(project, maker, steps)
        yield _finish(Entry("function", name, exploration), entered)
    yield from _symbolic(project, module, file, alone, built_alone, ranks_given(program.main.recorder.trace))


def _is_of(value: object, module: SourceModule) -> TypeGuard[Class]:
    return isinstance(value, Class) and value.module is module


def _explore_builder(project: Project, maker: Maker, steps: int) -> Exploration:
    return Exploration(project, partial(build_and_call, maker=maker), max_steps=steps)


def _is_new(cls: Class, forward: Function, entered: set[Any]) -> bool:
    """Whether something of a class was not entered yet.

    Its forward, or what it has of its own for one that it inherits or that a decorator made.
    """
    if forward.definition not in entered:
        return True
    own = [value for value in cls.namespace.values() if isinstance(value, Function) and value.body is None]
    is_own = forward.owner is cls and forward.body is None
    return not is_own and bool(own) and not any(value.definition in entered for value in own)


def _symbolic(
    project: Project, module: SourceModule, file: SourceFile, alone: set[Any], built_alone: set[Class], ranks: Ranks
) -> Iterator[Entry]:
    """What speaks of sizes and was so far reached with numbers only.

    built_alone: classes of which no more is seen than was, where the file itself gives them no ranks. ranks: of what it
    gives.
    """
    texts = _texts(file)
    for cls in _order_classes(module, file):
        forward = cls.find("forward")
        if (
            isinstance(forward, Function)
            and forward.definition not in alone
            and (cls not in built_alone or ranks.get(forward.definition))
            and SPEAKS_OF_SIZES.search(texts.get(cls.name, ""))
        ):
            exploration = _explore_class(project, cls, ranks=ranks)
            yield _finish(Entry("symbolic", cls.name, exploration), alone)
    for function in [v for v in module.names.values() if isinstance(v, Function) and v.module is module]:
        if (
            function.body is not None
            or function.definition in alone
            or function.node.is_generator
            or not function.node.parameters.items
        ):
            continue
        definition = function.definition
        if SPEAKS_OF_SIZES.search("\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])):
            exploration = Exploration(project, _entering(function, ranks), max_steps=FUNCTION_STEPS)
            yield _finish(Entry("symbolic", function.name, exploration), alone)


def _built(exploration: Exploration, name: str, maker: Maker) -> list[Builder]:
    """What builds, with what it built last, if it built a module."""
    return [(name, maker, built) for built in (exploration.runs[0].recorder.built or [])[-1:]]


def _entering(function: Function, ranks: Ranks = NO_RANKS, leaves: Leaves = None) -> Callable[[Run], Any]:
    return lambda run: _run_function(run, function, ranks, leaves)


def _finish(entry: Entry, *reached: set[Any]) -> Entry:
    for run in entry.exploration.runs:
        for definitions in reached:
            definitions |= run.recorder.entered
    return entry


def _bare_run(project: Project) -> Run:
    return Run(project, project.heap)


def _needs_more(file: SourceFile) -> bool:
    return bool(file.classes() or file.functions())


def _run_program(project: Project, run: Run, file: SourceFile) -> None:
    """Run the file, then call the modules that it builds.

    Those that it builds at its top level and leaves alone.
    """
    module = SourceModule("__main__", file.path, file=file, is_package=file.path.endswith("__init__.py"))
    path = os.path.abspath(file.path)
    as_module = not run.world.plan and not file.is_script and path not in project.modules
    if as_module:
        project.modules[path] = module  # to what imports it in turn, it is the one that is running
    ended_early = True
    try:
        with project.reads.executing(path):
            project.run_module(run, module, "__main__", stops=True)
        ended_early = False
    finally:
        as_module = as_module and project.modules.get(path) is module
        is_plain = run.only_defines and not run.world.facts.symbols_made()
        if as_module and (ended_early or not is_plain):
            del project.modules[path]  # what it does is this run's alone
    if as_module and is_plain:
        run.setting.defines = True
        project.heap.share(module)
        return
    called = {
        id(event.target) for event in run.recorder.trace.events if event.kind != "build" or event.operation is None
    }
    for value in list(module.names.values()):
        if isinstance(value, Instance) and value.is_module and value.place is not None and id(value) not in called:
            if value.place.definition is module.file.definitions[0] and value.cls.find("forward") is not MISSING:
                call_alone(run, value, module)


def _order_classes(module: SourceModule, file: SourceFile) -> list[Class]:
    """The module classes of a file, outermost first.

    Those that no other class mentions come first: they build the others.
    """
    classes = [v for v in module.names.values() if isinstance(v, Class) and v.module is module and v.derives("Module")]
    unique = list({id(c): c for c in classes}.values())
    texts = _texts(file)
    called = {c.name: _called_in(texts.get(c.name, "")) for c in unique}
    mentions = Counter(name for own, names in called.items() for name in names if name != own)
    return sorted(unique, key=lambda c: (mentions[c.name] > 0, -(c.place.definition.number if c.place else 0)))


@lru_cache(maxsize=512)
def _called_in(text: str) -> frozenset[str]:
    return frozenset(_CALLED.findall(text))


_CALLED = re.compile(r"\b\w+(?=\()")


def _texts(file: SourceFile) -> dict[str, str]:
    """What each class of a file says, by its name.

    Of several of that name, the first.
    """
    own = ((info.name, file.definitions[info.definition]) for info in reversed(file.classes()))
    return {name: "\n".join(file.lines[one.first_row - 1 : one.last_row]) for name, one in own}


def _explore_class(
    project: Project,
    cls: Class,
    shapes: Sequence[Sequence[int | str]] | None = None,
    ranks: Ranks = NO_RANKS,
) -> Exploration:
    """Build the class with its defaults, and call it.

    Parameters without a default are symbols; the inputs are of these shapes, or unknown.
    """
    return Exploration(
        project,
        lambda run: _build_class(run, cls),
        use=lambda run, built: _call_built(run, cls, built, shapes, ranks),
    )


def _build_class(run: Run, cls: Class) -> Instance | None:
    """An object of the class.

    None where it takes no inputs that are known.
    """
    place = place_of(cls)
    stand_alone(run, place.file)
    with standing_in(run, cls):
        args, kwargs = _for_constructor(run, cls)
        init = cls.find("__init__")
        if isinstance(init, Function):
            kwargs |= in_place_of_defaults(run, init)
        instance = call(run, place, cls, args, kwargs)
        forward = cls.find("forward")
        if not isinstance(instance, Instance) or not isinstance(forward, Function):
            return None
        if cls not in instance.cls.mro:
            return None  # its `__new__` gives something else, which takes other inputs
        if instance.is_container and not any(instance.children()):
            return None  # it is given its modules by those who use it
        return instance


def _call_built(
    run: Run, cls: Class, instance: Instance, shapes: Sequence[Sequence[int | str]] | None, ranks: Ranks
) -> Any:
    """Call the object on inputs of these shapes, or on unknown ones."""
    forward = cls.find("forward")
    assert isinstance(forward, Function)
    with standing_in(run, cls):
        given = placeholder_arguments(run, forward, Input, skip=1)
        give_ranks(run, given, ranks.get(forward.definition, {}))
        if shapes is not None:
            names = [p.name for p in forward.node.parameters.items[1:]]
            given.update(zip(names, _inputs_of(run, shapes)))
        return call(run, place_of(cls), instance, rest_of(forward), given)


def _inputs_of(run: Run, shapes: Sequence[Sequence[int | str]]) -> list[Tensor]:
    """Tensors of these shapes.

    A name is the same size wherever it stands.
    """
    symbols: dict[str, Dim] = {}
    for size in (size for shape in shapes for size in shape):
        if isinstance(size, str) and size not in symbols:
            symbols[size] = run.world.facts.fresh(size)
    return [Tensor(tuple(symbols[s] if isinstance(s, str) else s for s in shape)) for shape in shapes]


def _for_constructor(run: Run, cls: Class) -> tuple[list[Any], dict[str, Any]]:
    """Unknowns for what the constructor along the MRO must be given."""
    for one in cls.reach:
        init = one.namespace.get("__init__")
        if isinstance(init, Function):
            return rest_of(init), placeholder_arguments(run, init, Unknown, skip=1)
        if one.operation is not None and one.operation.build is not None:
            wanted = [
                p.name for p in one.operation.build.parameters.values()
                if (p.default is p.empty or p.default is None) and p.kind is p.POSITIONAL_OR_KEYWORD and p.name not in ("device", "dtype")
            ]  # fmt: skip
            # Its flags are torch's choice, not the author's: `batch_first` is given where the class is used.
            wanted += [p.name for p in one.operation.build.parameters.values() if isinstance(p.default, bool)]
            return [], {name: Unknown(f"the argument {name} is not known", name) for name in wanted}
    return [], {}


def _run_function(run: Run, function: Function, ranks: Ranks, leaves: Leaves) -> Any:
    place = place_of(function)
    run.recorder.built = []
    run.setting.leaves = leaves
    kind = Input if any("torch" in name for name in function.module.names) else Unknown
    run.setting.bare = True
    stand_alone(run, place.file)
    with standing_in(run, function):
        given = placeholder_arguments(run, function, kind)
        give_ranks(run, given, ranks.get(function.definition, {}))
        return call(run, place, function, rest_of(function), given)
