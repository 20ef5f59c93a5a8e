"""Calls of provided functions with arguments that they do not take.

Such a call is the checked program's mistake, not one of the interpreter: it raises TypeError there.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, SupportsIndex

from shapelint.interpret.state.signals import PythonError

MISTAKES = (IndexError, KeyError, TypeError, AttributeError, ValueError)
"""What a body raises that reads an argument which is not there, or not of a kind that it expects."""


class Arguments(list[Any]):
    """Positional arguments: reading one that was not given raises the program's TypeError."""

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        try:
            found = super().__getitem__(index)
        except IndexError:
            raise PythonError("TypeError", f"{len(self)} arguments are too few") from None
        return Arguments(found) if isinstance(index, slice) else found


def as_python(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What a function of Python's own gives.

    What it raises, the program raises.
    """
    try:
        return function(*args, **kwargs)
    except (*MISTAKES, ArithmeticError, LookupError) as error:
        raise PythonError(type(error).__name__, str(error)) from None


def refuse_misuse(real: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Raise the program's TypeError for unfit arguments.

    real: the dotted name of the function that does not take them.
    """
    signature = real_signature(real)
    if signature is not None:
        try:
            signature.bind(*args, **kwargs)
        except TypeError as error:
            raise PythonError("TypeError", f"{real.rpartition('.')[2]}: {error}") from None


def by_position(real: str, args: list[Any], kwargs: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """The arguments, by position where they may be.

    Those given by name move to where they might as well have been given.
    """
    signature = real_signature(real)
    if signature is None:
        return args, kwargs
    args, kwargs = list(args), dict(kwargs)
    for parameter in list(signature.parameters.values())[len(args) :]:
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD or parameter.name not in kwargs:
            break
        args.append(kwargs.pop(parameter.name))
    return args, kwargs


@cache
def real_signature(dotted: str) -> inspect.Signature | None:
    """The signature of a function of the standard library.

    Where it has one and its module is loaded here.
    """
    module, _, name = dotted.rpartition(".")
    real: Callable[..., Any] | None = None
    if module.partition(".")[0] in sys.stdlib_module_names:
        real = getattr(sys.modules.get(module), name, None)
    if real is None:
        return None
    try:
        return inspect.signature(real)
    except (TypeError, ValueError):
        return None
