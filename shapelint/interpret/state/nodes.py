"""Execution of statements and evaluation of expressions.

Each type of node has its function.

The functions stand in `language/`, in tables called EXPRESSIONS and STATEMENTS; a new type of node is a new row there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame

FOLDER = "shapelint.interpret.language"
T = TypeVar("T")


class Table(dict[type, Callable[..., T]]):
    """Type of node -> its function; `other` is that of the types which are not named."""

    def __init__(self, other: Callable[..., T], rows: dict[type, Callable[..., T]]) -> None:
        super().__init__(rows)
        self.other = other

    def __missing__(self, node_type: type) -> Callable[..., T]:
        self[node_type] = self.other
        return self.other


class Nodes(dict[type, Callable[[Run, Frame, Any], Any]]):
    """Type of node -> its function; read from the folder when one is first asked for."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, node_type: type) -> Callable[[Run, Frame, Any], Any]:
        if self:
            raise KeyError(node_type)
        for info in pkgutil.iter_modules(importlib.import_module(FOLDER).__path__):
            module = importlib.import_module(f"{FOLDER}.{info.name}")
            self.update(getattr(module, self.table, {}))
        return self[node_type]


EVALUATE = Nodes("EXPRESSIONS")
EXECUTE = Nodes("STATEMENTS")


def evaluate(run: Run, frame: Frame, node: Any) -> Any:
    """The value of an expression."""
    return EVALUATE[type(node)](run, frame, node)


def execute(run: Run, frame: Frame, statements: list[Any]) -> None:
    """Execute statements in order.

    Raises BudgetExceeded where the entry has had all its steps.
    """
    for statement in statements:
        run.budget.steps += 1
        if run.budget.steps > run.budget.max_steps:
            run.budget.give_up()
        EXECUTE[type(statement)](run, frame, statement)
