"""What arithmetic and writing see of a size.

Terms of factors, whose parts are sizes again.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, Union

Key = tuple[int, str, int, int, str]


class Factor(Protocol):
    """Of an atom."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def args(self) -> tuple[Size, ...]: ...
    @property
    def key(self) -> Key: ...


A = TypeVar("A", bound=Factor)
Powers = tuple[tuple[A, int], ...]
"""A monomial: factors with their powers, in the order of their keys."""


class Sum(Protocol):
    """Of an expression."""

    def __init__(self, terms: Any, constant: int) -> None: ...
    @property
    def terms(self) -> tuple[tuple[Powers[Factor], int], ...]: ...
    @property
    def constant(self) -> int: ...
    def __add__(self, other: Any) -> Any: ...
    def __sub__(self, other: Any) -> Any: ...
    def __mul__(self, other: Any) -> Any: ...
    def __rmul__(self, other: Any) -> Any: ...


Size = Union[int, Sum]
