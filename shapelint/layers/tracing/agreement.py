"""Holding a trace against what torch computed.

Call by call, by qualified name and output shape.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from shapelint.layers.tracing.result import Call
from shapelint.sizes.dims import Dim, Expr, evaluate
from shapelint.source.reading.given_inputs import Shaped, read_recorded


class Answer(Enum):
    """AGREES: every size is the same.

    UNKNOWN: nothing is said, or a size is not known. WRONG: torch contradicts.
    """

    AGREES = "agrees"
    UNKNOWN = "unknown"
    WRONG = "wrong"


@dataclass(frozen=True)
class Pair:
    """A call as torch made it and as the trace has it.

    The `number`th (from 1) under its name.

    real: the output: a tuple of ints for a tensor, a list for what holds several, None for anything else.
    call: None where the trace has none. real_called: False where torch makes no such call.
    """

    name: str
    number: int
    real: Any
    call: Call | None
    answer: Answer
    real_called: bool = True

    @property
    def label(self) -> str:
        return self.name if self.number == 1 else f"{self.name}#{self.number}"


def pairs(
    real: Iterable[tuple[str, Any]], static: Sequence[Call], values: Mapping[str, int] | None = None
) -> Iterator[Pair]:
    """Every call of torch's in its order.

    Then those that only the trace has.

    Calls meet by their name, and those of one name by their order. values: numbers for the symbols of the trace.
    """
    waiting: dict[str, list[Call]] = defaultdict(list)
    for call in static:
        if call.name is not None:
            waiting[call.name].append(call)
    seen: Counter[str] = Counter()
    for name, output in real:
        made = waiting[name][seen[name]] if seen[name] < len(waiting[name]) else None
        seen[name] += 1
        yield Pair(
            name,
            seen[name],
            output,
            made,
            Answer.UNKNOWN if made is None else compare_outputs(output, made.output, values),
        )
    for name, calls in waiting.items():
        for number, call in enumerate(calls[seen[name] :], seen[name] + 1):
            yield Pair(name, number, None, call, Answer.WRONG, real_called=False)


def plain(output: Any) -> Any:
    """A recorded output as `compare_outputs` wants it.

    It is written `"f32[1,3]"`; lists and mappings of such.
    """
    if isinstance(output, dict):
        output = list(output.values())
    if isinstance(output, list):
        return [plain(one) for one in output]
    if isinstance(output, str) and output.endswith("]"):
        found = read_recorded(output)
        assert isinstance(found, Shaped)
        return found.sizes
    return None


def compare_outputs(real: Any, static: Any, values: Mapping[str, int] | None = None) -> Answer:
    """Whether an output of torch's and one of the trace's agree."""
    if isinstance(real, list):
        if static is None:
            return Answer.UNKNOWN
        if not isinstance(static, list) or len(static) != len(real):
            return Answer.WRONG
        answers = {compare_outputs(r, s, values) for r, s in zip(real, static, strict=True)}
        return next((one for one in (Answer.WRONG, Answer.UNKNOWN) if one in answers), Answer.AGREES)
    if real is None:
        return Answer.AGREES if static is None else Answer.WRONG
    if static is None:
        return Answer.UNKNOWN
    if not isinstance(static, tuple) or len(static) != len(real):
        return Answer.WRONG
    sizes = [number_of(size, values or {}) for size in static]
    if any(mine is not None and mine != theirs for mine, theirs in zip(sizes, real, strict=True)):
        return Answer.WRONG
    return Answer.UNKNOWN if None in sizes else Answer.AGREES


def number_of(size: Dim, values: Mapping[str, int]) -> int | None:
    """The size with numbers put in.

    None where it has a symbol without one.
    """
    if not isinstance(size, Expr):
        return size
    try:
        return evaluate(size, dict(values))
    except (KeyError, ZeroDivisionError):
        return None


def show(shape: Any, times: str = "x") -> str:
    """`1x64x56x56`, `[2x3, 2x1]`, `?` for what is not known."""
    if isinstance(shape, list):
        return f"[{', '.join(show(one, times) for one in shape)}]"
    if shape is None:
        return "?"
    return times.join(f"({d})" if isinstance(d, Expr) and " " in str(d) else str(d) for d in shape) or "scalar"
