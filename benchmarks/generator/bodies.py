"""Statements of generated programs, grown one at a time: torch executes each, and what fails is thrown away.

So programs run, but for the one mistake that most of them are to have: it is a statement that torch refuses for its
shapes, taken over as it is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.expressions import WRONG, expression, tensors_of

INDENT = "    "
TRIES = 25
OTHER_ERRORS = re.compile(
    r"dtype|scalar type|not implemented|Expected \w+ type|Float|Long|Bool|Double|complex|grad|deprecated|in-place|"
    r"not support|no attribute|NoneType|unsupported operand|not callable|requires? float|invalid combination|overflow|"
    r"unexpected keyword|missing|out of memory|same type|is not defined|internal|memory location|Input type",
)
"""What torch says where no shape is at fault."""


def is_shape_error(error: BaseException) -> bool:
    """Whether torch refuses sizes, ranks, axes or the number of values."""
    return isinstance(error, (RuntimeError, ValueError, IndexError, TypeError)) and not OTHER_ERRORS.search(str(error))


@dataclass
class Maker:
    """One program in the making.

    mistakes: how many statements are still to fail. hides: how often a call is hidden from who reads the program.
    values: the module's names. defined: rows of functions and classes. callables: functions that take a tensor.
    alone: for each of them, a call with what it was made for.
    """

    pick: random.Random
    values: dict[str, Any]
    mistakes: int = 0
    hides: float = 0.0
    defined: list[str] = field(default_factory=list)
    callables: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    count: int = 0

    def name(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"

    def call(self, name: str) -> str:
        """How the function or class of that name is called."""
        return f'globals()["{name}"]' if self.pick.random() < self.hides else name


class Body:
    """The rows of one block, and what its names are once they were executed."""

    def __init__(
        self, maker: Maker, values: dict[str, Any], depth: int = 0, kinds: dict[str, int] | None = None
    ) -> None:
        self.maker, self.pick, self.depth = maker, maker.pick, depth
        self.values = dict(values)
        self.lines: list[str] = []
        self.kinds = KINDS if kinds is None else kinds
        self.failed = False

    def inner(self) -> Body:
        return Body(self.maker, self.values, self.depth + 1, self.kinds)

    def grow(self, statements: int) -> Body:
        for _ in range(statements):
            kinds = [kind for kind in self.kinds if self.depth < 2 or kind in FLAT]
            kind = self.pick.choices(kinds, [self.kinds[one] for one in kinds])[0]
            STATEMENTS[kind](self)
        return self

    def latest(self) -> str:
        """The name of one of the last tensors; of a new one where an operation in place has left none to go on with."""
        if not tensors_of(self.values):
            self.perform([f"{self.maker.name('x')} = torch.ones(2, 3)"])
        return self.pick.choice(tensors_of(self.values)[-4:])

    def perform(self, rows: list[str], keep: bool = True) -> Exception | None:
        """Execute rows, and keep them where they do not fail; what they fail with."""
        values = dict(self.values)
        try:
            exec(compile("\n".join(rows), "<grown>", "exec"), values)
        except Exception as error:  # noqa: BLE001 - what torch refuses
            return error
        if not tensors_of(values):
            return ValueError("no tensor is left to go on with")
        if keep:
            self.values = values
            self.lines += rows
        return None

    def block(self, rows: list[str], *inner: Body, always: bool = True) -> None:
        """Keep rows that hold inner blocks, unless they fail where none of these was to.

        always: whether one of the inner blocks is surely executed; what only some of them bind is not used again.
        """
        before, names = self.values, [set(one.values) for one in inner]
        if any(one.failed for one in inner):
            self.failed = True
            self.lines += rows
        elif self.perform(rows) is None:
            kept = set.intersection(*names) if always and names else set()
            bound = set().union(*names) - kept
            self.values = {name: value for name, value in self.values.items() if name in before or name not in bound}

    def assign(self, target: str, make: Callable[[float], str]) -> bool:
        """Bind a name to the first of some expressions that torch takes, or, where a mistake is due, refuses."""
        if not self.attempt(lambda wrong: f"{target} = {make(wrong)}"):
            return False
        if self.failed:
            self.values.setdefault(target, self.values[self.latest()])
        return True

    def attempt(self, make: Callable[[float], str]) -> bool:
        """Keep the first of some rows that torch takes, or, where a mistake is due, refuses."""
        wants_mistake = self.maker.mistakes > 0 and self.pick.random() < 0.15
        for _ in range(TRIES):
            row = make(0.75 if wants_mistake else WRONG)
            error = self.perform([row], keep=not wants_mistake)
            if not wants_mistake and error is None:
                return True
            if wants_mistake and error is not None and is_shape_error(error):
                self.maker.mistakes -= 1
                self.failed = True
                self.lines.append(row)
                return True
        return False


def indented(body: Body) -> list[str]:
    return [INDENT + line for line in body.lines] or [INDENT + "pass"]


def assign(body: Body) -> None:
    def make(wrong: float) -> str:
        callables = body.maker.callables
        if callables and body.pick.random() < 0.25:
            return f"{body.maker.call(body.pick.choice(callables))}({body.latest()})"
        return expression(body.pick, body.values, wrong)

    again = body.pick.random() < 0.4
    body.assign(body.latest() if again else body.maker.name("v"), make)


def reveal(body: Body) -> None:
    names = [name for name in body.values if name not in body.maker.values and not name.startswith("__")]
    body.perform([f"reveal_shape({body.pick.choice([name for name in names if name != 'self'][-5:])})"])


def sizes(body: Body) -> None:
    of = body.latest()
    rank = body.values[of].dim()
    if rank:
        names = [body.maker.name("n") for _ in range(rank)]
        body.perform([f"{', '.join(names)}, = {of}.shape" if rank == 1 else f"{', '.join(names)} = {of}.shape"])


def parts(body: Body) -> None:
    of, n = body.latest(), body.pick.choice((2, 2, 3))
    names = ", ".join(body.maker.name("v") for _ in range(n))
    way = body.pick.choice(("{0}.chunk({1}, dim={2})", "torch.unbind({0}, {2})", "[{0} * i for i in range({1})]"))
    body.perform([f"{names} = {way.format(of, n, body.pick.randrange(max(body.values[of].dim(), 1)))}"])


def test_of(body: Body) -> str:
    of = body.latest()
    value = body.values[of]
    unknown = [
        "coin()",
        "coin()",
        f"{of}.sum() > 0",
        "count() > 1",
        f"{of}.requires_grad",
        "some(torch.ones(2)).ndim == 2",
    ]
    known = [f"{of}.dim() == {value.dim()}", f"{of}.ndim > 2", f"len({of}.shape) == 4", f"{of} is not None"]
    known.append(f"{of}.shape[0] == {body.pick.randint(1, 3)}")
    return body.pick.choice(unknown if body.pick.random() < 0.6 else known)


def if_(body: Body) -> None:
    """Both branches are grown; what follows is grown after the one that is taken."""
    test, one = test_of(body), body.inner().grow(body.pick.randint(1, 3))
    rows = [f"if {test}:", *indented(one)]
    two: list[Body] = []
    if body.pick.random() < 0.6:
        two = [body.inner().grow(body.pick.randint(1, 2))]
        rows += ["else:", *indented(two[0])]
    body.block(rows, one, *two, always=bool(two))


def for_(body: Body) -> None:
    pick, inner, name = body.pick, body.inner(), body.maker.name("i")
    inner.values[name] = 0
    inner.grow(pick.randint(1, 3))
    count = pick.choice(("2", "3", "count()", f"{body.latest()}.shape[0]"))
    body.block([f"for {name} in range({count}):", *indented(inner)], inner)


def collect(body: Body) -> None:
    """A list that a loop fills, and what is joined of it."""
    pick, inner, of = body.pick, body.inner(), body.latest()
    store, item, joined = body.maker.name("many"), body.maker.name("one"), body.maker.name("v")
    source = pick.choice(
        (f"{of}.split(1)", f"[{of}, {of} * 2]", f"{of}.chunk(2, dim=-1)", f"[{of} for _ in range(count())]")
    )
    inner.values[item] = body.values[of]
    inner.grow(pick.randint(0, 2))
    kept = inner.latest()
    rows = [f"{store} = []", f"for {item} in {source}:", *indented(inner), f"{INDENT}{store}.append({kept})"]
    way = pick.choice(("torch.cat({}, dim={})", "torch.stack({}, {})", "{}[{}]", "sum({}[{}:])"))
    body.block([*rows, f"{joined} = {way.format(store, pick.randrange(2))}"], inner)


def while_(body: Body) -> None:
    of, axis = body.latest(), body.pick.choice((-1, 0))
    step = body.pick.choice((f"{of} = {of}[..., ::2]", f"{of} = {of}[1:]", f"{of} = torch.cat([{of}, {of}], -1)"))
    guard = body.maker.name("n")
    body.perform(
        [f"{guard} = 0", f"while {of}.shape[{axis}] > 3 and {guard} < 4:", INDENT + step, f"{INDENT}{guard} += 1"]
    )


def try_(body: Body) -> None:
    """Something that may fail, and what is done then."""
    inner, target = body.inner(), body.latest()
    wrong = body.pick.choice((WRONG, 0.75))
    handled = body.inner().grow(1)
    inner.lines.append(f"{target} = {expression(body.pick, body.values, wrong)}")
    catches = body.pick.choice(
        ("except RuntimeError:", "except Exception:", "except (RuntimeError, IndexError, ValueError):")
    )
    rows = ["try:", *indented(inner), catches, *indented(handled)]
    if body.pick.random() < 0.3:
        rows += ["finally:", INDENT + f"reveal_shape({target})"]
    body.block(rows, handled, always=False)


def with_(body: Body) -> None:
    inner = body.inner().grow(2)
    body.block([f"with {body.pick.choice(('torch.no_grad()', 'torch.enable_grad()'))}:", *indented(inner)], inner)


def table(body: Body) -> None:
    """Values kept in a dictionary, a tuple or a dataclass-like object, and read again."""
    one, two, name = body.latest(), body.latest(), body.maker.name("held")
    made, read = body.pick.choice((
        (f'dict(a={one}, b={two})', f'{name}["b"]'), (f"({one}, {two})", f"{name}[0]"),
        (f"[{one}, {two}]", f"{name}[-1]"),
        (f"SimpleNamespace(a={one}, b={two})", f"{name}.b"), (f"defaultdict(list, a=[{one}])", f'{name}["a"][0]'),
    ))  # fmt: skip
    body.perform([f"{name} = {made}", f"{body.maker.name('v')} = {read}"])


def unknown(body: Body) -> None:
    body.perform([f"{body.maker.name('v')} = some({body.latest()})"])


def asserted(body: Body) -> None:
    of = body.latest()
    body.perform([f"assert {of}.shape == {tuple(body.values[of].shape)}"])


STATEMENTS: dict[str, Callable[[Body], None]] = {
    "assign": assign, "reveal": reveal, "sizes": sizes, "parts": parts, "if": if_, "for": for_, "collect": collect,
    "while": while_, "try": try_, "with": with_, "table": table, "unknown": unknown, "assert": asserted,
}  # fmt: skip
KINDS = {
    "assign": 50, "reveal": 12, "sizes": 5, "parts": 4, "if": 9, "for": 5, "collect": 4, "while": 1, "try": 5,
    "with": 1, "table": 3, "unknown": 2, "assert": 2,
}  # fmt: skip
FLAT = ["assign", "reveal", "sizes", "parts", "table"]
