"""Rounds of loops over modules that do what earlier ones did.

`for m in self.modules(): if isinstance(m, nn.Conv2d): nn.init.kaiming_normal_(m.weight)`: of hundreds of modules many
are alike, and a round that only looks at its module gives for one like it the same again. It is not gone through, but
counts as many steps as the first did.
"""

from __future__ import annotations

from shapelint.interpret.language.memory import Likeness, decided, likeness
from shapelint.interpret.language.walking import names_bound
from shapelint.interpret.state.nodes import execute
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import ContinueSignal
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.objects import MISSING, Instance
from shapelint.source.syntax import ir


class Rounds:
    """The rounds of one loop, by what their modules have in common.

    A round is kept where it changed and bound nothing, and nothing was decided or named for want of knowledge. What is
    kept holds for this one loop, and for modules that are still alike, which is asked anew when anything has changed.
    """

    def __init__(self, run: Run, frame: Frame, node: ir.For) -> None:
        self._run, self._frame, self._node = run, frame, node
        self._steps: dict[Likeness, int] = {}
        self._last: tuple[Instance, int, int] | None = None  # kept last, when; its likeness is asked for when wanted
        self._works = run.memory.works

    def go(self, value: object) -> None:
        """Go through the round of an element, its target bound.

        Unless one for a module like it was. What ends the round or the loop is raised.
        """
        if not self._works or type(value) is not Instance or not value.is_module:
            execute(self._run, self._frame, self._node.body)
            return
        steps = self._known(value)
        if steps is None:
            self._look(value)
        else:
            self._run.budget.take(steps)

    def _known(self, value: Instance) -> int | None:
        """The steps of a round for a module like it.

        None where there was none.
        """
        if self._last is not None:
            module, steps, clock = self._last
            self._last = None
            if clock == self._run.heap.clock:
                self._steps[likeness(self._run, module)] = steps
        return self._steps.get(likeness(self._run, value)) if self._steps else None

    def _look(self, value: Instance) -> None:
        """Go through a round.

        Keep it where another for a module like its own would do the same.
        """
        run, names = self._run, self._frame.scope.names
        before, bound, steps = decided(run), dict(names), run.budget.steps
        with run.heap.watching() as mark:
            try:
                execute(run, self._frame, self._node.body)
            except ContinueSignal:
                pass
        targets = set(names_bound(self._node.target))
        binds = any(bound.get(name, MISSING) is not one and name not in targets for name, one in names.items())
        if binds or mark.changed or len(names) < len(bound):
            self._works = False  # it makes something of its modules, and will go on to do so
        elif decided(run) == before:
            self._last = value, run.budget.steps - steps, run.heap.clock
