"""The environment that a program is run in.

What it holds is not known, and usually nothing of what is asked for.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.roles import spoken_name
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


def is_environment(value: object) -> bool:
    return spoken_name(value) == "os.environ"


def unset(run: Run, place: Place, name: object) -> bool:
    """Whether the variable is taken not to be set.

    In a file that is imported, or a model that is traced.
    """
    asked = text(run, name) if run.setting.usual else None
    if asked is None:
        return False
    _note(run, place, asked)
    return True


def _note(run: Run, place: Place, name: str) -> None:
    if ("environment", name) not in run.world.choices:
        run.world.choices["environment", name] = False
        if not run.recorder.quiet:
            run.recorder.trace.unresolved.append(Reason(f"the environment is taken not to hold {name}", place))


def variable(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`os.environ.get(name, default)`, `os.getenv`.

    The default, as when the program is run as it stands.
    """
    name = run.settled(args[0] if args else kwargs.get("key"))
    default = run.settled(args[1] if len(args) > 1 else kwargs.get("default"))
    asked = text(run, name)
    if default is not None and asked is not None:
        _note(run, place, asked)
        return default
    return run.unknown("what the environment holds", place, f"os.environ.get({name!r})")
