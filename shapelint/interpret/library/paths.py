"""os.path of texts that are known, and the data of a package.

What they say of folders and names; what stands there is known of files of settings only.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.arguments import text, text_given
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.conditions import Condition
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


def path_text(run: Run, place: Place, value: object) -> str | None:
    """The text of a path.

    A string, or what is one for `os.fspath`; None where it is not known.
    """
    found = text(run, value)
    return text_given(run, place, value, "__fspath__") if found is None else found


def _of_texts(name: str, made: Callable[..., Any]) -> Native:
    def body(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
        texts = [path_text(run, place, one) for one in args]
        if kwargs or not texts or any(one is None for one in texts):
            return run.unknown("a path that is not known", place)
        return made(*texts)

    return Native(name, body)


def _absolute(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """What `os.path.abspath` gives.

    Of a relative path only where it is that of a file that is read here.
    """
    found = path_text(run, place, args[0]) if args else None
    read_here = [frame.module.names.get("__file__") for frame in run.stack.frames]
    if found is None or not (os.path.isabs(found) or found in read_here):
        return run.unknown("a path that is not known", place)
    return os.path.abspath(found)


def _exists(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """Whether a file or folder is there.

    Files of settings of the project are. Of others nobody knows, and each time anew: they may have been made since.
    """
    path = path_text(run, place, args[0]) if len(args) == 1 and not kwargs else None
    asking = next((frame.module.path for frame in reversed(run.stack.frames) if not frame.module.stands_in), None)
    if path and asking and run.project.settings(path, asking) is not None:
        return True
    answer = run.unknown("whether a file is there", place)
    run.world.asked_for[answer] = place
    return Condition("exists", answer, None)


def _open(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`open(path)`: of `io`, as Python's own is."""
    return call(run, place, run.project.library_name("io.open"), args, kwargs)


def _data(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`pkgutil.get_data(__name__, resource)`: the bytes of a file beside the module that asks."""
    asking = run.stack.frames[-1].module
    package, resource = (text(run, one) for one in (*args, None, None)[:2])
    if package is None or resource is None or package not in (asking.names.get(n) for n in ("__name__", "__package__")):
        return run.unknown("the data of a package", place)
    found = run.project.settings(os.path.join(os.path.dirname(asking.path), resource), asking.path)
    return run.unknown("the data of a package", place) if found is None else found.encode()


PATHS: dict[str, Native] = {
    "builtins.open": Native("open", _open),
    "pkgutil.get_data": Native("get_data", _data),
    "os.fspath": _of_texts("fspath", os.fspath),
    **{
        f"os.path.{name}": _of_texts(name, getattr(os.path, name))
        for name in ("join", "dirname", "basename", "splitext", "split", "normpath", "isabs")
    },
    **{f"os.path.{name}": Native(name, _exists) for name in ("exists", "isfile", "isdir")},
    **{f"os.path.{name}": Native(name, _absolute) for name in ("abspath", "realpath")},
}
