"""The files that are read together, and the imports between them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from functools import cached_property
from typing import Any, Union

from shapelint.interpret.exploration.project_files import ProjectFiles, stamp_of
from shapelint.interpret.exploration.stand_ins import StandIns
from shapelint.interpret.language.classes import dataclass_field
from shapelint.interpret.library.builtins import BUILTINS
from shapelint.interpret.library.library import library_name
from shapelint.interpret.library.records import RECORDS
from shapelint.interpret.state.heap import Heap
from shapelint.interpret.state.kind import find_attribute
from shapelint.interpret.state.late import LateName
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.nodes import execute
from shapelint.interpret.state.run import Calls, Run, Setting
from shapelint.interpret.state.signals import BudgetExceeded, PathEnd, PythonError, Signal
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.state.world import World
from shapelint.interpret.values.held import Itself
from shapelint.interpret.values.objects import MISSING, Class, External, Scope, SourceModule
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Unknown
from shapelint.source.environment import Follow
from shapelint.source.place import Place
from shapelint.source.syntax import ir
from shapelint.source.syntax.file import SourceFile

RECORDS["dataclasses.field"] = Native("field", dataclass_field)


NOWHERE = Place(None, -1)
"""Where a stand-in is read: no code asks for it."""


class Project(ProjectFiles):
    """The files of a project, and what executing them defined.

    By path; they are executed as imported modules.

    plain: the runs of modules that only define things: as a program such a file does the same.
    heap: the history of all objects of the project.
    unread: what stands for bases of which nothing is known, with them.
    library: what names of libraries are that are not read; stand_ins: the files that stand for some that are.
    passing: the path of the file whose doings do not last (keeping.py).
    """

    def __init__(
        self, roots: Iterable[str] = (), follow: Union[Follow, bool] = "never", library: Callable[[str], Any] = library_name,
        stand_ins: Iterable[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(roots, follow)
        self._library = library
        self._folders = tuple(stand_ins)
        self._of_libraries: dict[str, Any] = {}
        self.modules: dict[str, SourceModule] = {}
        self.plain: dict[str, Run] = {}
        self.heap = Heap()
        self.calls = Calls()
        self.unread: dict[Any, Class] = {}
        self.passing = ""
        self._running: list[str] = []
        self._named: dict[str, list[SourceModule]] = {}  # every module that was imported under a name

    # --- reading ------------------------------------------------------------------------------------------------

    def again(self, texts: Mapping[str, str] | None = None) -> Project:
        """A project in which nothing was executed yet.

        It keeps those of the files read so far that have not changed.

        texts: files that say something else from now on.
        """
        made = Project(self.roots, self.follow, stand_ins=self._folders)
        made.python = self.python
        made.reads.looks = self.reads.looks
        made.texts = self.texts | {os.path.abspath(path): text for path, text in (texts or {}).items()}
        for path, stamp in self.stamps.items():
            if path not in made.texts and stamp is not None and stamp_of(path) == stamp:
                made.files[path], made.stamps[path] = self.files[path], stamp
        return made

    def add(self, path: str, text: str) -> SourceFile:
        """A file with its text, indexed.

        As it was read for an import, where it says the same. Raises as SourceFile.
        """
        file = self.files.get(os.path.abspath(path))
        if file is None or not file.says(text):
            file = self.files[os.path.abspath(path)] = self.adopted(SourceFile(path, text))
            self.stamps.pop(os.path.abspath(path), None)
            self.modules.pop(os.path.abspath(path), None)
            self.plain.pop(os.path.abspath(path), None)
        file.path = path
        return file

    # --- importing ----------------------------------------------------------------------------------------------

    def import_module(self, run: Run, frame: Frame, dotted: str, level: int) -> Any:
        """What an import statement gives.

        That of `import dotted`, or the module of `from dotted import ...` with `level` leading dots.
        """
        near = frame.module.path
        if level:
            folder = os.path.dirname(os.path.abspath(near))
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            base = os.path.join(folder, dotted.replace(".", os.sep)) if dotted else folder
            path = self.reads.module_at(base, os.path.abspath(near))
            return self.execute_module(run, path, self.name_of(path)) if path else External(f"{'.' * level}{dotted}")
        if dotted.split(".")[0] in ("torch", "numpy", "math", "typing"):
            return self.library_name(dotted)
        if near in self.stand_ins.names and dotted in self.stand_ins.paths:
            return self.library_name(dotted)
        path = self.find(dotted, near)  # before the library: a function of it may be called as a module of the project
        if path:
            return self.execute_module(run, path, dotted)
        found = self.library_name(dotted)
        path = self.installed(dotted, near) if isinstance(found, External) else None
        return self.execute_module(run, path, dotted) if path else found

    def import_name(self, run: Run, frame: Frame, module: Any, name: str) -> Any:
        """`from module import name`"""
        if isinstance(module, External):
            return self.library_name(f"{module.dotted}.{name}")
        if isinstance(module, SourceModule):
            found = self.module_attribute(run, module, name)
            if found is not MISSING:
                return found
            if module.path in self._running:
                return LateName(module, name)
        return Unknown(f"{name} is not found in {getattr(module, 'name', 'the module')}", name)

    def import_star(self, run: Run, frame: Frame, module: Any) -> None:
        """`from module import *`"""
        if isinstance(module, SourceModule):
            public = module.names.get("__all__")
            names = public if isinstance(public, (list, tuple)) else [n for n in module.names if not n.startswith("_")]
            for name in names:
                if isinstance(name, str):
                    found = self.module_attribute(run, module, name)
                    if found is not MISSING:
                        frame.scope.names[name] = found
        elif isinstance(module, External):
            frame.module.stars.append(module.dotted)

    def module_attribute(self, run: Run, module: SourceModule, name: str) -> Any:
        """A global of a file, or a submodule of a package.

        MISSING where there is neither.
        """
        if name in module.names:
            return module.names[name]
        if module.is_package:
            path = self.reads.module_at(os.path.join(os.path.dirname(module.path), name), os.path.abspath(module.path))
            if path is not None:
                found = self.execute_module(run, path, f"{module.name}.{name}")
                module.names.setdefault(name, found)
                return module.names[name]
        for library in module.stars:
            return External(f"{library}.{name}")
        return MISSING

    def execute_module(self, run: Run, path: str, name: str) -> Any:
        """The module at a path, executed once as an import.

        In a cycle, as far as it has come.
        """
        path = os.path.abspath(path)
        if path in self.modules:
            return self._known_to(run, self.modules[path])
        file = self.file(path)
        if file is None:
            return External(name)
        module = SourceModule(name, path, file=file, is_package=os.path.basename(path).startswith("__init__."))
        stands_for = self.stand_ins.names.get(path)
        if stands_for is not None:
            module.stands_in = module.describes = True
            module.stars = [stands_for]  # what is not in it, the library may have
        elif any(path.startswith(os.path.join(one, "")) for found in self.environments.values() for one in found):
            module.stands_in = True
        self.modules[path] = module
        still = [one for one in self._named.get(name, []) if self.modules.get(one.path) is one]
        self._named[name] = [*still, module]
        facts = module.facts = Facts(os.path.basename(os.path.dirname(path)) if module.is_package else _stem(path))
        inner = Run(self, self.heap, World(facts=facts), setting=Setting(training=run.setting.training, usual=True))
        inner.stack.places = list(run.stack.places)
        with self.reads.executing(path), nullcontext() if path == self.passing else self.heap.lasting():
            self.run_module(inner, module, name)
        self.heap.share(module)
        run.recorder.faults.update(inner.recorder.faults)
        if inner.only_defines and not file.is_script:
            self.plain[path] = inner
        return self._known_to(run, module)

    def module_named(self, run: Run, name: str) -> SourceModule | None:
        """The one module that has this `__name__`.

        Among those imported so far and those that are being executed.
        """
        imported = self._named.get(name, []) if name != "__main__" else list(self.modules.values())
        named = (one for one in imported if self.modules.get(one.path) is one)
        modules = {id(one): one for one in (*named, *(frame.module for frame in run.stack.frames))}
        found = [one for one in modules.values() if one.names.get("__name__") == name]
        return found[0] if len(found) == 1 else None

    def _known_to(self, run: Run, module: SourceModule) -> SourceModule:
        """The module, whose sizes are known to the run that imports it."""
        if module.facts is not None:
            run.world.facts.adopt(module.facts)
        return module

    def run_module(self, run: Run, module: SourceModule, name: str, stops: bool = False) -> None:
        """Execute a file's top level in `run`, as the module called `name`.

        stops: whether a statement that surely fails ends it, as in a program; else what follows is defined all the same,
            also where it is shapelint itself that fails.
        """
        module.names["__name__"] = name
        module.names["__file__"] = module.path
        definition = module.file.definitions[0]
        frame = Frame(definition, Scope(module.names), module)
        run.stack.frames.append(frame)
        self._running.append(module.path)
        try:
            for statement in definition.body().statements:
                try:
                    execute(run, frame, [statement])
                except (PythonError, PathEnd):
                    if stops and not isinstance(statement, DEFINITIONS):
                        raise
                except (Signal, RecursionError):
                    raise
                except Exception as fault:
                    if stops:
                        raise
                    run.recorder.fault(fault)
        except (BudgetExceeded, RecursionError):
            pass
        except Signal:
            pass
        finally:
            self._running.pop()
            run.stack.frames.pop()

    # --- names ----------------------------------------------------------------------------------------------------

    def builtin(self, name: str) -> Any:
        return BUILTINS.get(name, MISSING)

    def library_has(self, library: str, name: str) -> bool:
        return not isinstance(self.library_name(f"{library}.{name}"), External)

    def library_name(self, dotted: str) -> Any:
        """What a dotted name of a library stands for.

        From what is known of the library, or from its stand-in.
        """
        found = self._of_libraries.get(dotted)
        if found is None:
            found = RECORDS.get(dotted)
        if found is None:
            found = self._library(dotted)
            if isinstance(found, External):
                found = self._stand_in(dotted) or found
            self._of_libraries[dotted] = found
        return found

    def use_stand_ins(self, folders: tuple[str, ...]) -> None:
        """Use the modules in these folders as stand-ins.

        They come before those that shapelint brings.
        """
        if folders != self._folders:
            self._folders = folders
            self._of_libraries.clear()
            self.__dict__.pop("stand_ins", None)

    def has_stand_ins(self, folders: tuple[str, ...]) -> bool:
        """Whether these are the folders of its stand-ins."""
        return folders == self._folders

    @cached_property
    def stand_ins(self) -> StandIns:
        """The files that stand for libraries."""
        return StandIns(self._folders)

    def _stand_in(self, dotted: str) -> Any:
        """The stand-in for a name that is not known otherwise.

        None where nothing stands for it.
        """
        split = self.stand_ins.split(dotted)
        if split is None:
            return None
        run = Run(project=self, heap=self.heap)
        found: Any = self.execute_module(run, self.stand_ins.paths[split[0]], split[0])
        for name in split[1]:
            found = find_attribute(run, NOWHERE, found, name) if isinstance(found, (SourceModule, Class)) else MISSING
        return None if found is MISSING or isinstance(found, External) else found

    def unread_base(self, base: Any) -> Class:
        """The class that stands for a base of which nothing is known.

        The same one for the same base.
        """
        key: Any = Itself(base)
        why = "one of its bases is not known"
        name = getattr(base, "dotted", "")
        if isinstance(base, External):
            key, why = name, f"its base {name} is not read"
        if key not in self.unread:
            self.unread[key] = Class(name, opaque=why, unread=True)
        return self.unread[key]


DEFINITIONS = (ir.ClassDef, ir.FunctionDef, ir.Import, ir.ImportFrom)
"""Statements that do not fail in code that works at all."""


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]
