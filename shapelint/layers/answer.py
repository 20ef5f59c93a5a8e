"""The answer to a question about one layer.

Its axes as they come out, the lines that do it, and what SAME does.
"""

from __future__ import annotations

from itertools import islice, product

from shapelint.layers.axis import Axis
from shapelint.layers.errors import Impossible, Unclear
from shapelint.layers.field import Field
from shapelint.layers.question import Question
from shapelint.layers.refuse import refuse, refused
from shapelint.layers.same import Agreement, agreement, same_axis, same_of, usual
from shapelint.layers.solve import MOST, Solved, solve, unknowns
from shapelint.layers.torch_lines import Line, given_line, keras_line, layer, padded_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from shapelint.sizes.dims import Dim


class Same:
    """What SAME does on one axis.

    agrees: for which sizes a symmetric padding does the same, None for transposed.
    """

    __slots__ = ("after", "agrees", "before", "output")

    def __init__(self, before: Dim, after: Dim, output: Dim, agrees: Agreement | None) -> None:
        self.before = before
        self.after = after
        self.output = output
        self.agrees = agrees


class Answer:
    """axes: the windows of the answer.

    same: one an axis. lines: of PyTorch, best first. solved: for each axis, where something was asked for; `choices`
    its combinations, each a mapping of names to one number an axis.
    """

    def __init__(self, question: Question) -> None:
        """Raises Unclear and Impossible."""
        self.question = question
        self.solved: list[Solved] = []
        self.unknown: list[str] = []
        self.choices: list[dict[str, tuple[int, ...]]] = []
        if question.wanted is not None:
            self.unknown = unknowns(question)
        elif question.kernel is None:
            raise Unclear("which kernel? give --kernel")
        if self.unknown:
            self._solve()
            self.plain = self.axes_of(self.choices[0])
        else:
            if question.sizes is None:
                from shapelint.layers.kinds import LETTERS
                from shapelint.sizes.dims import symbol

                question.sizes = tuple(map(symbol, LETTERS[question.rank]))
            self.plain = [question.axis(index) for index in range(question.rank)]
        self.is_symbolic = any(not isinstance(axis.size, int) for axis in self.plain)
        self.axes = self._padded(self.plain)
        refuse(self.axes, question.mode)
        if question.wanted is not None and not self.unknown:
            self._check(question.wanted)
        self.same = [self._same(axis) for axis in self.plain]
        self.lines = self._lines()

    def _padded(self, axes: Sequence[Axis]) -> list[Axis]:
        """As the rule pads them.

        Of sizes that are symbols, SAME is known only where it is the same for all.
        """
        if self.question.rule != "same":
            return list(axes)
        if self.question.kind != "transposed" and any(not self._is_fixed(axis) for axis in axes):
            return list(axes)
        return [same_axis(axis) for axis in axes]

    @staticmethod
    def _is_fixed(axis: Axis) -> bool:
        return all(isinstance(side, int) for side in same_of(axis)[:2])

    @property
    def outputs(self) -> list[Dim]:
        if self.question.rule == "same":
            return [same.output for same in self.same]
        return [axis.output for axis in self.axes]

    @property
    def fields(self) -> list[Field]:
        return [Field().after(axis) for axis in self.axes]

    # --- solving ------------------------------------------------------------------------------------------------------

    def _solve(self) -> None:
        question = self.question
        self.solved = [solve(question, self.unknown, index) for index in range(question.rank)]
        if all(one.choices for one in self.solved):
            alike = all(one.choices == self.solved[0].choices for one in self.solved)
            every = [one.choices for one in self.solved]
            sets = zip(*every, strict=True) if alike else product(*every)
            for choice in islice(sets, MOST):
                self.choices.append({name: tuple(one[name] for one in choice) for name in choice[0]})

        if not self.choices:
            raise Impossible(self._nothing())

    def axes_of(self, choice: dict[str, tuple[int, ...]]) -> list[Axis]:
        """The axes with one of the solutions put in."""
        return [
            self.question.axis(index, **{name: values[index] for name, values in choice.items()})
            for index in range(self.question.rank)
        ]

    def _nothing(self) -> str:
        from shapelint.layers.words.solutions import nothing_fits

        return nothing_fits(self.question, self.unknown, self.solved)

    def _check(self, wanted: Sequence[int]) -> None:
        made = self.outputs if self.question.rule != "same" else [same_of(axis)[2] for axis in self.plain]
        if list(made) != list(wanted):
            shown, asked = ("x".join(map(str, sizes)) for sizes in (made, wanted))
            raise Impossible(f"these numbers give {shown}, not {asked}")

    # --- SAME ---------------------------------------------------------------------------------------------------------

    def _same(self, axis: Axis) -> Same:
        before, after, output = same_of(axis)
        if axis.kind == "transposed":
            return Same(before, after, output, None)
        given = self.question.sides is not None and axis.symmetric
        return Same(before, after, output, agreement(axis, axis.before if given else None, axis.up and given))

    def keras_axes(self) -> list[Axis] | None:
        """The axes as SAME pads them.

        None where that depends on sizes that are not known.
        """
        if self.question.kind == "transposed" or all(self._is_fixed(axis) for axis in self.plain):
            return [same_axis(axis) for axis in self.plain]
        return None

    def usual_axes(self) -> list[Axis] | None:
        """The axes under the symmetric padding closest to SAME.

        None where it does not give SAME's size.
        """
        if self.question.kind == "transposed":
            return self._usual_transposed()
        made = [axis.with_(before=usual(axis), after=usual(axis), up=False, apart=False) for axis in self.plain]
        if refused(made):
            return None
        if self.is_symbolic:
            return made if all(axis.reach % 2 for axis in made) else None
        fits = [axis.output == same.output for axis, same in zip(made, self.same, strict=True)]
        return made if all(fits) else None

    def _usual_transposed(self) -> list[Axis] | None:
        """The smallest output_padding that gives `n * s`."""
        made = []
        for axis in self.plain:
            extra = max(axis.stride - axis.reach, 0)
            extra += (extra + axis.reach - axis.stride) % 2
            if extra >= max(axis.stride, axis.dilation):
                return None
            side = (axis.reach + extra - axis.stride) // 2
            made.append(axis.with_(before=side, after=side, extra=extra))
        return made

    # --- lines --------------------------------------------------------------------------------------------------------

    def _lines(self) -> list[Line]:
        question = self.question
        channels, mode = question.channels, question.mode
        lines = []
        if question.rule != "same":
            lines.append(given_line(self.axes, channels, mode))
            padded = [axis.before or axis.after for axis in self.axes]
            if any(padded) and not any(axis.apart for axis in self.axes) and self._same_by_call():
                lines.append(padded_line(self.axes, channels, mode))
        if mode != "zeros" and question.rule != "same":
            return lines
        lines += self._keeping()
        keras = self.keras_axes()
        if keras is not None and mode == "zeros":
            lines.append(keras_line(keras, channels))
        return lines

    def _same_by_call(self) -> bool:
        """Whether padding by a call of its own does the same.

        An average would count other elements, and `ceil_mode` would take what was padded behind for input.
        """
        return self.question.kind == "conv" or (self.question.kind == "maxpool" and not self.question.up)

    def _keeping(self) -> list[Line]:
        """What gives SAME's size by the layer's own arguments."""
        question, axes = self.question, self.usual_axes()
        channels, mode, does = question.channels, question.mode, "same_size"
        lines = []
        if axes is not None:
            sides, extra = [axis.before for axis in axes], [axis.extra for axis in axes]
            lines.append(Line(layer(axes, channels, sides, mode, extra=extra), does, axes))
        if question.kind == "conv" and all(axis.stride == 1 for axis in self.plain) and axes is None:
            axes = [same_axis(axis) for axis in self.plain]
            lines.append(Line(layer(axes, channels, "same", mode), does, axes))
        elif mode != "zeros" and not lines and question.rule == "same" and not self.is_symbolic:
            lines.append(padded_line(self.axes, channels, mode, does))
        return lines


def ask(kind: str, **options: Any) -> Answer:
    """The answer for a kind of layer and its options.

    Raises Unclear and Impossible.
    """
    return Answer(Question(kind, options))
