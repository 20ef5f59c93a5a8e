"""Binding arguments to a declared signature.

`inspect.Signature.bind` is the reference and says what is wrong; almost every call is plain, and takes the quick way
here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

EMPTY = inspect.Parameter.empty
ARRAYS = ("Array", "ArrayLike")
BOTH = "Tensor | Array"
TENSORS = ("Tensor", "Tensor | None", BOTH)


class Binder:
    """A signature, taken apart once.

    tensors: parameters that take a tensor -> whether they take None as well. sequences: those that take several
    tensors; either: those that take one or several. arrays: those that take an array of numpy -> whether they take
    None as well; likes: those among them of whatever an array can be made. both: those of torch that take an array for
    a tensor.
    """

    def __init__(self, signature: inspect.Signature) -> None:
        parameters = list(signature.parameters.values())
        kinds = {p.kind for p in parameters}
        self.signature = signature
        self.order = tuple(p.name for p in parameters)
        self.is_plain = not kinds & {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
        self.positional = tuple(p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD))
        self.by_keyword_only = tuple(p.name for p in parameters if p.kind is p.KEYWORD_ONLY)
        self.only_by_position = frozenset(p.name for p in parameters if p.kind is p.POSITIONAL_ONLY)
        self.defaults = {p.name: p.default for p in parameters}
        self.names = frozenset(p.name for p in parameters)
        self.required = frozenset(p.name for p in parameters if p.default is EMPTY)
        last = max((at for at, name in enumerate(self.positional) if name in self.required), default=-1)
        # With so many arguments by position, nothing that is required is missing.
        self.enough = last + 1 if self.required.isdisjoint(self.by_keyword_only) else len(parameters) + 1
        texts = {p.name: str(p.annotation) for p in parameters}
        self.tensors = {n: text.endswith("None") for n, text in texts.items() if text in TENSORS}
        self.both = frozenset(n for n, text in texts.items() if text == BOTH)
        self.sequences = [n for n, text in texts.items() if text.endswith("Sequence[Tensor]") and text[0] != "T"]
        self.either = [n for n, text in texts.items() if text == "Tensor | Sequence[Tensor]"]
        self.arrays = {n: text.endswith("None") for n, text in texts.items() if text.split(" |")[0] in ARRAYS}
        self.likes = frozenset(n for n, text in texts.items() if text.startswith("ArrayLike"))

    def bind(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """Parameter -> argument, defaults included, in the order of the signature. Raises TypeError."""
        arguments = self._quick(args, kwargs) if self.is_plain else None
        if arguments is None:
            bound = self.signature.bind(*args, **kwargs)
            bound.apply_defaults()
            arguments = bound.arguments
        return arguments

    def _quick(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any] | None:
        if len(args) > len(self.positional):
            return None
        arguments = self.defaults.copy()
        arguments.update(zip(self.positional, args))
        if kwargs:
            by_position = self.positional[: len(args)]
            if not kwargs.keys() <= self.names or not kwargs.keys().isdisjoint((*self.only_by_position, *by_position)):
                return None
            arguments.update(kwargs)
        if len(args) < self.enough and not self.required.issubset((*self.positional[: len(args)], *kwargs)):
            return None
        return arguments

    def enter(self, body: Callable[..., Any], head: tuple[Any, ...], arguments: dict[str, Any]) -> Any:
        """Call the body with bound arguments."""
        if self.is_plain:
            by_keyword = {name: arguments[name] for name in self.by_keyword_only}
            return body(*head, *[arguments[name] for name in self.positional], **by_keyword)
        bound = inspect.BoundArguments(self.signature, arguments)
        return body(*head, *bound.args, **bound.kwargs)
