"""Stated shapes against known ones, in one body.

What one execution of it has been told, held against what is known.
"""

from __future__ import annotations

from msgspec.structs import replace

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.flow import axis_argument, inputs, shape_of, short, warning
from shapelint.rules.evidence.stated_of import Activation, Pair, event_of
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Input, Tensor, Unknown
from shapelint.source.reading.stated_shapes import Product, Quotient, Size, Stated, Sum, letters
from shapelint.source.span import Location, Span


class Contract:
    """What one execution of a body has been told.

    Beside what is known of it.
    """

    def __init__(self, trace: Trace, one: Activation, alone: bool) -> None:
        self.trace, self.one = trace, one
        self.facts: Facts | None = None
        self.letters: dict[str, Dim | None] = {}
        self.defaults = built_as_usual(trace, one)
        self.alone = alone
        self.told: list[Stated] = []  # what taught a letter or a size, for messages
        self.batches: set[int] = set()  # the numbers of samples of which statements spoke
        for named in one.named:
            if isinstance(named.value, (int, Expr)):
                self._bind(named.name, named.value)
        if one.body is not None:
            for name, value in one.body.given.items():
                if isinstance(value, (int, Expr)) and not isinstance(value, bool):
                    self._bind(name, value)
                elif isinstance(value, Unknown) and not isinstance(value, Input):
                    self.letters[name] = None
        own = getattr(one.frame.receiver, "attributes", {})
        for name in self.letters.keys() & own.keys():  # `dim = self.dim // 4`: which of the two is spoken of?
            if isinstance(own[name], (int, Expr)):
                self._bind(name, own[name])

    def _bind(self, name: str, value: Dim) -> None:
        """A name that stands for several sizes stands for none."""
        known = self.letters.get(name, value)
        self.letters[name] = value if known is not None and known == value else None

    def believe(self, pair: Pair) -> None:
        """Take a statement for true where it can be.

        One about what the body is given.
        """
        shape = self._shape(pair)
        if shape is not None and not any(self._refuted(pair, shape, axis) for axis in range(len(shape))):
            self._learn(pair, shape)

    def checked(self, pair: Pair) -> Finding | None:
        """The finding where what is stated cannot be true.

        Else it is taken for true from now on.

        An arrow speaks for itself: its letters mean what they do on its left, whatever they meant before.
        """
        if pair.before is not None:
            sizes, tensor = pair.before
            kept, self.letters = self.letters, {}
            try:
                left = Pair(replace(pair.stated, shape=sizes), tensor, "given")
                shape = self._shape(left)
                if shape is None or any(self._refuted(left, shape, axis) for axis in range(len(shape))):
                    return None
                self._learn(left, shape)
                return self._of_another_rank(pair) or self.checked(replace(pair, before=None))
            finally:
                self.letters = kept
        shape = self._shape(pair)
        event = event_of(self.trace, pair.tensor)
        if shape is None or event is None:
            return None
        for axis in range(len(shape)):
            if self._refuted(pair, shape, axis):
                return None if self._holds_below(pair) else self._finding(pair, event, axis, shape)
        self._learn(pair, shape)
        return None

    def _of_another_rank(self, pair: Pair) -> Finding | None:
        """The finding about as many axes as nothing has behind an arrow.

        Of a comment above several rows, the result is what the last of them gives.
        """
        known, event = pair.tensor.known_shape, event_of(self.trace, pair.tensor)
        count = len(pair.stated.shape)
        if known is None or event is None or len(known) == count or not known:
            return None
        if self._holds_below(pair):
            return None
        shape = size_text(known)
        return warning(
            event,
            f"`{pair.stated.text}` is stated, but the code gives {shape}: {len(known)} axes, not {count}",
            at=self._span(pair.stated),
            label=f"it is {shape}",
            help="correct whichever of the two is wrong",
            related=[(event, f"{event.name} gives {shape}")],
        )

    def _holds_below(self, pair: Pair) -> bool:
        """Whether a comment above several rows may hold of a later one.

        They end at an empty row, or at the next comment.
        """
        definition, rows = self.one.frame.definition, self.one.by_row()
        for row in range(pair.stated.row + 2, definition.last_row + 1) if pair.stated.alone else ():
            text = definition.file.lines[row - 1].strip()
            if not text or text.startswith("#"):
                break
            for named in rows.get(row, ()):
                tensor = self.trace.tensor(named.value)
                if tensor is None:
                    continue
                later = replace(pair, tensor=tensor)
                shape = self._shape(later)
                count = None if tensor.known_shape is None else len(tensor.known_shape)
                if count is None or (
                    shape is not None and not any(self._refuted(later, shape, axis) for axis in range(len(shape)))
                ):
                    return True
        return False

    def _shape(self, pair: Pair) -> tuple[Dim, ...] | None:
        if self.facts is None:
            event = next((e for e in self.trace.events), None)
            if event is None:
                return None
            self.facts = event.facts.fork()
        known = pair.tensor.known_shape
        if known is None or len(known) != len(pair.stated.shape) or self.facts.contradictory:
            return None
        return tuple(self.facts.resolve(size) for size in known)

    def _refuted(self, pair: Pair, shape: tuple[Dim, ...], axis: int) -> bool:
        assert self.facts is not None
        stated, actual = pair.stated.shape[axis], shape[axis]
        lettered = any(True for _ in letters(stated))
        value = self._value(stated)
        if value is None or not self._differs(actual, *value):
            return False
        if not lettered and self._is_of_another_run(pair, axis):
            return False
        if not lettered and not self._number_counts(pair, axis):  # asked last, as the answer may be far to seek
            return False
        return value[1] > 1 or not (lettered and pair.stated.loose) or self._misplaced(pair, shape, axis, value[0])

    def _is_of_another_run(self, pair: Pair, axis: int) -> bool:
        """Whether a statement is about a batch of another size.

        Than those before: then what these said of a size that the code leaves open says nothing of it.
        """
        batch, known = pair.stated.shape[0], pair.tensor.known_shape
        is_open = known is not None and not isinstance(known[axis], int)
        return is_open and isinstance(batch, int) and bool(self.batches) and batch not in self.batches

    def _differs(self, actual: Dim, dim: Dim, below: int) -> bool:
        """Whether a size is surely not `dim / below`, rounded either way."""
        facts = self.facts
        assert facts is not None
        if below == 1:
            return facts.same(actual, dim) is Verdict.NO
        slack = 4 * below
        return (
            facts.at_least(actual * below + slack, dim) is Verdict.NO
            or facts.at_least(dim + slack, actual * below) is Verdict.NO
        )

    def _misplaced(self, pair: Pair, shape: tuple[Dim, ...], axis: int, dim: Dim) -> bool:
        """Whether the size stands on another axis.

        Of which something else is stated: the order is wrong. Else letters such as `B, C, H, W` may just say which axis
        is which, whatever their sizes have become.
        """
        assert self.facts is not None
        for other, size in enumerate(shape):
            if other != axis and self.facts.same(size, dim) is Verdict.YES:
                value = self._value(pair.stated.shape[other])
                if value is None or self.facts.same(size, value[0]) is not Verdict.YES:
                    return True
        return False

    def _number_counts(self, pair: Pair, axis: int) -> bool:
        """Whether a number can be held against the code.

        It is not the caller who chose the size.
        """
        if not self.defaults or axis == 0:
            return False
        return self.alone or _own(pair.tensor, axis)

    def _learn(self, pair: Pair, shape: tuple[Dim, ...]) -> None:
        assert self.facts is not None
        for axis, (stated, actual) in enumerate(zip(pair.stated.shape, shape, strict=True)):
            if isinstance(stated, str):
                self.letters.setdefault(stated, actual)
            elif isinstance(stated, int):
                if axis == 0:
                    self.batches.add(stated)
                if self.facts.same(actual, stated) is Verdict.UNKNOWN and self._number_counts(pair, axis):
                    self.facts.assume_same(actual, stated)
                    self.told.append(pair.stated)
            elif isinstance(stated, Quotient) and isinstance(stated.above, str) and stated.above not in self.letters:
                letter = self.facts.fresh(f"stated {stated.above}")
                slack = 4 * stated.below
                self.facts.assume_at_least(letter, actual * stated.below - slack)
                self.facts.assume_at_least(actual * stated.below + slack, letter)
                self.letters[stated.above] = letter
                self.told.append(pair.stated)

    def _value(self, stated: Size) -> tuple[Dim, int] | None:
        """What a stated size is worth, as (dim, divisor).

        None where a letter in it is not bound, or means several.
        """
        if isinstance(stated, int):
            return stated, 1
        if isinstance(stated, str):
            bound = self.letters.get(stated)
            return None if bound is None else (bound, 1)
        if isinstance(stated, Quotient):
            above = self._value(stated.above)
            return (
                None
                if above is None or not isinstance(stated.above, (str, int))
                else (above[0], above[1] * stated.below)
            )
        if isinstance(stated, (Sum, Product)):
            left, right = self._value(stated.left), self._value(stated.right)
            if left is None or right is None or left[1] != 1 or right[1] != 1:
                return None
            return (left[0] * right[0] if isinstance(stated, Product) else left[0] + stated.sign * right[0]), 1
        return None

    def _finding(self, pair: Pair, event: Event, axis: int, shape: tuple[Dim, ...]) -> Finding:
        stated = pair.stated
        found = warning(
            event,
            f"`{stated.text}` is stated, but the code gives {size_text(shape)}: "
            f"axis {axis} is {size_text(shape[axis])}",
            at=self._span(stated),
            label=f"it is {size_text(shape)}",
            help="correct whichever of the two is wrong",
            related=[(event, f"{event.name} gives {size_text(shape)}")],
        )
        before = next((one for one in reversed(self.told) if one.row != stated.row), None)
        if before is None or (isinstance(shape[axis], int) and isinstance(stated.shape[axis], int)):
            return found
        why = Related(self._span(before), f"`{before.text}` is stated here, and does not leave that size open")
        return found.with_(related=(*found.related, why))

    def _span(self, stated: Stated) -> Span:
        path = self.one.frame.definition.file.path
        return Span(path, Location(stated.row, stated.column), Location(stated.row, stated.end_column))


def _own(tensor: Tensor, axis: int) -> bool:
    """Whether a layer was built for this size of an axis."""
    event = tensor.source if isinstance(tensor.source, Event) else None
    if event is None:
        return False
    start = origin(tensor, axis, event)
    if start.meaning in ("channels", "features"):
        return True
    made = start.event
    shape = shape_of(start.tensor, made) if made is not None else None
    if (
        made is not None
        and shape is not None
        and short(made) in ("cat", "concat")
        and axis_argument(made, len(shape)) == start.axis
    ):
        return all(_own(one, start.axis) for one in inputs(made))
    return False


def built_as_usual(trace: Trace, one: Activation) -> bool:
    """Whether the object or function was given nothing special.

    Nothing but defaults, tensors and unknowns: else its numbers are those of one use of many.
    """
    receiver = one.frame.receiver
    bodies = [body for body in trace.bodies if receiver is not None and body.given.get("self") is receiver]
    made = [body for body in bodies if body.frame.function is not None and body.frame.function.name == "__init__"]
    for body in [*made, *([one.body] if one.body is not None else [])]:
        function = body.frame.function
        for name, value in body.given.items():
            usual = None if function is None else function.defaults.get(name)
            if (
                isinstance(value, (int, float, str, tuple, list, dict))
                and not isinstance(value, bool)
                and value
                and value != usual
            ):
                if not any(p.name == name and p.kind in ("var", "kwvar") for p in function.node.parameters.items):
                    return False
                if value:
                    return False
    return True
