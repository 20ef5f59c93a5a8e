"""Making findings of failed requirements.

Where to point, what to call things, where the numbers came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.wording.numpy_words import of_arrays
from shapelint.rules.wording.origins import each_way, factors, inputs, maker, size_of, sizes, summands
from shapelint.rules.wording.words import product_text, shape_text, size_text, title
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import span_of
from shapelint.source.reading.callee_text import is_test, operand_texts, uncalled
from shapelint.source.reading.number_origins import is_written, option_at, written
from shapelint.source.span import Span

HOLDS_FOR_ALL = "nobody calls it here: this holds for every input"

LONGEST_SHAPE = 80
"""Characters of a shape, with symbols in it, that a sentence still bears."""


def resting_on(finding: Finding, batched: bool, with_defaults: bool, flags: Sequence[str]) -> Finding:
    """The finding, naming the guesses that it rests on.

    Where it says for whom it holds.
    """
    words = HOLDS_FOR_ALL.replace("every input", "every batched input") if batched else HOLDS_FOR_ALL
    words += ", with the defaults" if with_defaults else ""
    words += f", where {' and '.join(flags)}" if flags else ""
    related = [one if one.message != HOLDS_FOR_ALL else Related(one.span, words) for one in finding.related]
    return finding.with_(related=tuple(related))


class Case(Struct, frozen=True, dict=True):
    """A requirement that fails for every run that reaches the event."""

    trace: Trace
    event: Event
    need: Requirement

    @cached_property
    def title(self) -> str:
        return title(self.trace, self.event)

    @property
    def have(self) -> str:
        return size_text(self.need.actual)

    @property
    def want(self) -> str:
        return size_text(self.need.expected)

    @property
    def build(self) -> Event | None:
        """The event that built the layer which is called."""
        return self.event.build if self.event.kind == "call" else None

    @cached_property
    def argument(self) -> str:
        """The parameter that holds the expected number.

        The constructor's, else that of the call.
        """
        built = self.build
        parameters = built.operation.build.parameters if built and built.operation and built.operation.build else {}
        named = [name for name in (self.need.argument, self.need.expected_is) if name in parameters]
        return named[0] if named else self.need.argument

    @cached_property
    def shape(self) -> tuple[Dim, ...] | None:
        """The shape of the tensor that the requirement speaks of."""
        return None if self.need.of is None else sizes(self.need.of, self.event)

    @property
    def axis(self) -> int | None:
        """The axis that it speaks of.

        Counted from the first where the rank is known.
        """
        axis = self.need.axis
        return axis % len(self.shape) if axis is not None and self.shape else axis

    @property
    def at_axis(self) -> str:
        """` (axis 1 of 8x400)`, ` (8x400)`, or "" where the shape is not known."""
        if self.shape is None:
            return " on its last axis" if self.need.axis == -1 else ""
        shape = size_text(self.shape)
        if len(shape) > LONGEST_SHAPE:
            return "" if self.axis is None else f" (axis {self.axis})"
        return f" ({shape})" if self.axis is None else f" (axis {self.axis} of {shape})"

    @cached_property
    def tensors(self) -> list[tuple[str, Tensor]]:
        """What the operation was given: (text in the code or "", tensor)."""
        given = [one for one in inputs(self.event) if one.known_shape != ()]
        if self.event.place in self.event.stack:  # called by a container: the arguments written there are not its own
            return [("", one) for one in given]
        texts = operand_texts(self.event.place, self.event.as_method)
        if self.event.bare.startswith("__r"):
            texts = texts[1], texts[0]
        return [(texts[i] if i < 2 and len(given) == 2 else "", one) for i, one in enumerate(given)]

    @property
    def operands(self) -> tuple[str, str]:
        """What both operands are called.

        By their text, or "the first" and "the second".
        """
        texts = [text for text, _ in self.tensors[:2]]
        one, other = (texts[0], texts[1]) if len(texts) == 2 else ("", "")
        return f"`{one}`" if one else "the first", f"`{other}`" if other else "the second"

    @cached_property
    def formula(self) -> str:
        """How the actual size came about.

        `16*5*5` after a flatten, `64 + 128` after a concatenation, `2*128` after a recurrent layer that reads both
        ways, else "".
        """
        tensor, axis = self.need.of, self.need.axis
        if tensor is None or axis is None:
            return ""
        merged = factors(tensor, axis)
        if merged is not None and product(merged[0]) == self.need.actual:
            return product_text(merged[0])
        added = summands(tensor, axis)
        if added:
            return " + ".join(map(str, added))
        each = each_way(tensor, axis)
        return f"2*{each}" if isinstance(each, int) else ""

    @property
    def have_in_full(self) -> str:
        """`16*5*5 = 400`, or just `400`."""
        explains = self.formula and isinstance(self.need.actual, int) and self.formula != self.have
        return f"{self.formula} = {self.have}" if explains else self.have

    def argument_to_write(self, number: Any = None) -> str:
        """`in_features=16*5*5`, the argument with the number that would fit.

        "" where that is no certain number.
        """
        value = self.need.actual if number is None else number
        if self.argument == self.need.argument and self.argument in self.event.arguments:
            return ""  # the tensor itself, or a number of the call
        if not self.argument or not isinstance(value, int) or self.build is None:
            return ""
        written_as = self.formula if number is None and "*" in self.formula else str(value)
        return f"{self.argument}={written_as}"

    def finding(
        self, message: str, *, help: str = "", label: str = "", built: str = "", whole: bool = False,
        related: Iterable[Related | None] = (),
    ) -> Finding:  # fmt: skip
        """The finding, at the argument that is wrong.

        In the layer's constructor where the wrong number is spelt out there, else at the argument of the call, else at
        the call. Code, name and severity are the rule's, and are put in by it.

        label: what is said under the call; built: what is said under the argument of the constructor.
        whole: point at the whole call rather than at one of its arguments, as all of them may be wrong.
        """
        event, need = self.event, self.need
        if event.operation is not None and event.operation.of_numpy:
            message, help = f"{message}; numpy refuses this", of_arrays(help)
        at_build = self.build.where(self.argument) if self.build is not None and self.argument else None
        at_call = event.where(self.argument) if self.argument and not whole else None
        others: list[Related | None] = []
        if at_build is not None and is_written(at_build):
            primary, text = at_build, built or label
            others.append(Related(span_of(event.place), label or "called here"))
        else:
            primary, text = at_call or event.place, label
            others.append(self._number_written(at_build or at_call))
        others.extend(related)
        others.append(self.made_here(need.of, need.axis))
        others.extend(self._callers(primary))
        span = span_of(primary)
        return Finding(
            "", "", span, message, "error", text, help, tuple(_distinct(others, span)),
            expected=_either(need) if need.expected is not None else "",
            actual=size_text(need.actual) if need.actual is not None else "", event=event,
        )  # fmt: skip

    def _number_written(self, place: Place | None) -> Related | None:
        """The place where an argument's number was written.

        Else where the layer was built.
        """
        at = self.event if self.build is None else self.build
        value = at.arguments.get(self.argument)
        found = written(place, at.stack, value) if place is not None and isinstance(value, (int, Expr)) else None
        if found is not None and place is not None:
            option = option_at(found)
            said = (
                f"`{option}` is {size_text(value)} by default" if option else f"{self.argument} is {size_text(value)}"
            )
            return None if is_written(place) else Related(span_of(found), said)
        if self.build is None or (
            self.need.argument in self.event.arguments and self.need.argument not in ("input", "self")
        ):
            return None
        return Related(span_of(self.build.place), f"{self.event.name} is built here")

    def made_here(self, tensor: Tensor | None, axis: int | None = None) -> Related | None:
        """The place where a tensor got its size.

        On an axis (its shape, where axis is None).
        """
        event = maker(tensor, axis) if tensor is not None else None
        if tensor is None or event is None:
            return None
        output = event.output if isinstance(event.output, Tensor) else tensor
        given = shape_text(output, event)
        if sizes(output, event) is None:
            size = None if axis is None else size_of(output, axis, event)
            given = f"{size_text(size)} on axis {axis}" if size is not None else given
        return Related(
            span_of(event.place), f"{title(self.trace, event)} gives {given.replace('axis -1', 'its last axis')}"
        )

    def _callers(self, primary: Place) -> Iterator[Related]:
        """The calls that led here.

        The outermost, and the innermost where that is another.
        """
        stack = self.event.stack
        if stack and uncalled(stack[0]):
            if not is_test(stack[0]):
                yield Related(span_of(stack[0]), HOLDS_FOR_ALL)
            stack = stack[1:]
        for place in dict.fromkeys((stack[0], stack[-1]) if stack else ()):
            if place == self.event.place:
                continue
            if place.definition is not primary.definition or place.definition is not self.event.place.definition:
                yield Related(span_of(place), self._call_text(place))

    def _call_text(self, place: Place) -> str:
        """The text `called with 1x3x32x32`.

        As far as the call of a module is known.
        """
        for other in self.trace.once(_module_calls).get(place, ()):
            if other.order > self.event.order and other.stack == self.event.stack[: len(other.stack)]:
                shapes = [shape_text(t, other) for t in inputs(other) if sizes(t, other) is not None]
                return f"called with {', '.join(shapes)}" if shapes else "called from here"
        return "called from here"


def _module_calls(trace: Trace) -> dict[Place, list[Event]]:
    """The calls of composite modules by where they are called."""
    found: dict[Place, list[Event]] = {}
    for event in trace.events:
        if event.kind == "module":
            found.setdefault(event.place, []).append(event)
    return found


def failing(trace: Trace, *rules: str) -> Iterator[Case]:
    """Every event whose first failure is of these rules."""
    for event, need in trace.failures(*rules):
        yield Case(trace, event, need)


def explain(case: Case) -> str:
    """The requirement in its own words.

    "`self.norm` (GroupNorm): num_channels is 80, which num_groups = 32 does not divide".
    """
    need = case.need
    if need.relation == "holds":
        return f"{case.title}: {need.actual_is.removeprefix(case.event.name + ': ')}"
    have = f"{need.actual_is or 'the size'} is {case.have}"
    explains_want = need.formula.endswith(f" = {case.want}")
    if need.formula and not explains_want:
        have += f", {need.formula}" if "=" in need.formula else f", which is {need.formula}"
    if need.relation == "divides":
        of = need.formula if explains_want else case.want
        divisor = f"{need.expected_is} ({of})" if need.expected_is else case.want
        return f"{case.title}: {have}{case.at_axis}, which is not divisible by {divisor}"
    want = f"{need.expected_is} is {case.want}" if need.expected_is else case.want
    if need.relation == "same":
        return f"{case.title}: {have}{case.at_axis}, but {want if need.expected_is else f'must be {want}'}"
    bound = f"{case.want}, {need.expected_is}" if need.expected_is else case.want
    may = "must" if need.relation == "at least" else "may"
    return f"{case.title}: {have}{case.at_axis}, but {may} be {need.relation} {bound}"


def _either(need: Requirement) -> str:
    """The sizes that would fit, in words.

    Several numbers are alternatives (ranks), unless they are a shape.
    """
    several = need.rule == "wrong-rank" and isinstance(need.expected, (tuple, list))
    return " or ".join(map(str, sorted(need.expected))) if several else size_text(need.expected)


def _distinct(related: Iterable[Related | None], primary: Span) -> Iterator[Related]:
    seen = {primary}
    for one in related:
        if one is not None and one.span not in seen:
            seen.add(one.span)
            yield one
