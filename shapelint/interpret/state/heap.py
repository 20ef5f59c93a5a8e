"""The one write barrier.

Every change of an object goes through it, so that changes can be undone and looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from shapelint.interpret.values.held import may_grow
from shapelint.sizes.tensors import Reason, UnknownShape

NOT, WITHIN, ITSELF = 0, 1, 2
"""How far an object has escaped."""

OWN, KEPT, SHARED = 0, 1, 2
"""Whose an object is: of one run, of several worlds of an entry, of all runs."""


class Changeable(Protocol):
    """An object that a program can change.

    It knows what happened to it.

    logged: the mark since which its content of then is in the heap's log. escaped: whether code that is not read has
    had it, or an object that holds it, in its hands (NOT, WITHIN, ITSELF). seen: whether a change of it counts.
    shared: whose it is (OWN, KEPT, SHARED): each run must leave what a module holds as it found it.
    """

    logged: int
    shared: int
    escaped: int
    seen: bool

    def content(self) -> Any:
        """All of it that can change, as it is now."""

    def put_back(self, content: Any) -> None:
        """Make it what it was when it had this content."""

    def holds(self) -> Iterator[Any]:
        """The objects that it holds.

        `around()`, where there is one, those that it can reach besides.
        """


class Mark:
    """A point in the heap's history.

    `changed`: the objects that changed since, each once, in order.
    """

    def __init__(self, outer: int, start: int) -> None:
        self.outer = outer
        self.start = start
        self.changed: list[Any] = []
        self.stays = False  # whether what was changed is to stay so


class Watch:
    """What `Heap.watching` gives a `with`.

    A generator would take longer to enter than much of what is watched.
    """

    __slots__ = ("_heap", "_mark")

    def __init__(self, heap: Heap) -> None:
        self._heap = heap

    def __enter__(self) -> Mark:
        self._mark = mark = self._heap.begin()
        return mark

    def __exit__(self, *error: object) -> None:
        self._heap.watched(self._mark)


class Heap:
    """The history of all objects of a project.

    clock: how many changes there were, but for lists that nobody looked into: what was read of an object holds as long
        as nothing changes. touched: how often an object that is not one run's own changed. refined: how often more
        became known of a shape.
    """

    def __init__(self) -> None:
        self.clock = 0
        self.touched = 0
        self.refined = 0
        self._born = 0
        self._glanced: list[tuple[UnknownShape, Any]] | None = None  # the shapes refined on a silent second look
        self._tries = 0  # above 0, what is one run's own is logged as well
        self._log: list[tuple[Any, Any]] = []
        self._mark = 0  # the innermost mark, 0 where nothing is logged
        self._marks = 0

    def stamp(self, new: Any) -> None:
        """Let a new object know when it was made.

        So older ones are told from it.
        """
        self._born += 1
        new.born = self._born

    def change(self, value: Any) -> None:
        """The object is about to change."""
        logged = getattr(value, "logged", None)
        if logged is None:
            return  # a value that cannot change
        if value.seen:
            self.clock += 1
        self.touched += value.shared > OWN
        if logged != self._mark and self._mark:
            self._log.append((value, (value.content(),) if value.shared == SHARED or self._tries else None))
            value.logged = self._mark

    def refine(self, shape: UnknownShape) -> None:
        """More is about to be known of a shape.

        What was read of it still holds, so that this is no change.
        """
        self.touched += shape.shared > OWN
        self.refined += 1
        if self._glanced is not None:
            self._glanced.append((shape, shape.content()))
        if (shape.shared == SHARED or self._tries) and shape.logged != self._mark and self._mark:
            self._log.append((shape, (shape.content(),)))
            shape.logged = self._mark

    def taint(self, value: Any, reason: Reason, grows: bool = False) -> None:
        """Unknown code may have changed the object.

        Nothing is known of what it holds.

        grows: whether a loop of unknown length changed it, which may only have added the same again.
        """
        if getattr(value, "logged", None) is None:
            return
        self.change(value)
        if not grows:
            may_grow(value, False)
        forget = getattr(value, "forget", None)
        if forget is not None:  # a sequence of unknown length, of which more is known than its elements
            forget(reason)
        value.taint = reason
        self.escape(value, WITHIN)
        bearer = getattr(value, "bearer", None)
        if bearer is not None and bearer.taint is None:  # it is the `__dict__` of that object
            self.taint(bearer, reason)

    def escape(self, value: Any, how: int = ITSELF) -> None:
        """Note that unread code has the object in its hands.

        And what it holds; that code may put more into it.
        """
        waiting = [value]
        while waiting:
            one = waiting.pop()
            was = getattr(one, "escaped", None)
            if was is None:
                waiting.extend(held_by(one))
                continue
            if was < how:
                self.touched += one.shared > OWN
                if self._mark and (one.shared == SHARED or self._tries):
                    self._log.append((one, was))
                one.escaped = how
            if was == NOT:
                waiting.extend(held_by(one))
            how = WITHIN

    def share(self, *values: Any, whose: int = SHARED) -> None:
        """What these hold belongs to others as well from now on."""
        waiting = list(values)
        while waiting:
            one = waiting.pop()
            if type(one) in HOLD_NOTHING:
                continue
            found = getattr(one, "shared", None)
            if found is not None:
                if found >= whose:
                    continue
                one.shared = whose
            waiting.extend(held_by(one))
            around = getattr(one, "around", None)
            if around is not None:
                waiting.extend(around())

    def watching(self) -> Watch:
        """Collect the objects that change in a `with`."""
        return Watch(self)

    def watched(self, mark: Mark) -> None:
        """Let the mark know what changed since it was made."""
        changed: dict[int, Any] = {}
        for one, content in self._log[mark.start :]:
            if type(content) is not int and type(one) is not UnknownShape:
                changed[id(one)] = one
        mark.changed = list(changed.values())
        self._mark = mark.outer
        if not mark.outer:
            del self._log[mark.start :]

    @contextmanager
    def undoing(self) -> Iterator[Mark]:
        """Leave what is shared as it was.

        Unless the mark says that what changed stays so.
        """
        mark = self.begin()
        try:
            yield mark
        finally:
            if not mark.stays:
                self._put_back(mark)
            self._mark = mark.outer

    @contextmanager
    def trying(self) -> Iterator[Mark]:
        """Leave everything as it was.

        Unless the mark says that what changed stays so.
        """
        mark = self.begin()
        self._tries += 1
        try:
            yield mark
        finally:
            self._tries -= 1
            if not mark.stays:
                self._put_back(mark)
            self._mark = mark.outer

    def _put_back(self, mark: Mark) -> None:
        for one, content in reversed(self._log[mark.start :]):
            if type(content) is int:
                one.escaped = content
            elif content is not None:
                one.put_back(content[0])
        self.clock += 1
        del self._log[mark.start :]

    @contextmanager
    def glancing(self) -> Iterator[None]:
        """Let shapes be no better known afterwards."""
        outer, self._glanced = self._glanced, []
        try:
            yield
        finally:
            for shape, content in reversed(self._glanced):
                shape.put_back(content)
            self._glanced = outer

    @contextmanager
    def lasting(self) -> Iterator[None]:
        """Let what changes stay so.

        A module is executed once for all that import it.
        """
        outer, self._mark = self._mark, 0
        try:
            yield
        finally:
            self._mark = outer

    def begin(self) -> Mark:
        """A mark, until whose end changes are noted."""
        mark = Mark(self._mark, len(self._log))
        self._marks += 1
        self._mark = self._marks
        return mark


HOLD_NOTHING = frozenset((int, float, bool, str, type(None)))
"""The types of most values in any program."""


def held_by(value: Any) -> Iterable[Any]:
    """The objects that a value holds."""
    if isinstance(value, tuple):
        return value
    holds = getattr(value, "holds", None)
    return () if holds is None else holds()
