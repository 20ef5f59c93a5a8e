"""The table of guesses.

What is taken for granted, how that is tried the other way, and what lets it stand.

Deduction is certain; a guess is not. Each is a choice of a world, made under a row of this table. Only where something
was found are the choices made otherwise, and only those that the finding rests on. Exploration, certainty, messages and
`trace` read the rows; nothing else decides what a guess is worth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from shapelint.ops.core.trace import Event
from shapelint.source.place import Place

RUN, UNKNOWN, NOT = "run", "unknown", "not"
"""How a guess is tried the other way: a guess of two is run the other way; one of many is unknown, never another
sample; or it is not tried, and a finding that rests on it says so."""


class Made(NamedTuple):
    """A guess as a world made it.

    order: how many events there were by then. holds: whether it was taken as usual, or which way a condition went that
    stands at `place`.
    """

    row: Row
    order: int
    holds: bool
    place: Place | None


@dataclass(frozen=True, eq=False)
class Row:
    """One sort of guess.

    made: when it is made. otherwise: how it is tried the other way (RUN, UNKNOWN, NOT). stands: when a finding that
    rests on it is kept. words: how a finding names it, "" where it need not be named.
    rests: whether what failed rests on it, given what was guessed in the world where it failed. doubts: of a row about
    defaults, those that it speaks of.
    """

    name: str
    made: str
    otherwise: str
    stands: str
    words: str = ""
    rests: Callable[[Event, list[Made]], bool] = lambda event, made: True
    doubts: Callable[[Any], bool] = lambda default: False

    def __repr__(self) -> str:
        return self.name


def _holds_a_place(default: Any) -> bool:
    """Whether a default only holds a place.

    Something else is given where the class is used.
    """
    return (
        default is None
        or (type(default) is int and default == -1)
        or (isinstance(default, (int, tuple, list, dict, str)) and not default and default is not False)
    )


OF_AXES = frozenset(("wrong-rank", "axis-out-of-range"))
"""Rules that hold numbers against each other which are no sizes."""


def of_nothing(event: Event, made: list[Made]) -> bool:
    """Whether the operation is refused for something empty.

    An empty sequence, a size of 0, or one of -1, which is none.
    """
    if is_own_check(event):
        return True
    for need in event.failures():
        given = event.arguments.get(need.argument)
        is_size = need.rule != "wrong-rank"  # no dimensions are not a size of 0
        if (isinstance(given, (list, tuple)) and not given) or (is_size and 0 in (need.actual, need.expected)):
            return True
        if need.rule not in OF_AXES and -1 in (need.actual, need.expected):
            return True
    return False


def is_own_check(event: Event) -> bool:
    """Whether it is a check of the program that fails.

    It rests on whatever is taken for granted: another caller gives what passes.
    """
    return any(need.rule == "own-check" for need in event.failures())


def _of_keywords(event: Event, made: list[Made]) -> bool:
    """Whether something was called with unknown keywords by then."""
    return any(one.row is KEYWORDS and one.order <= event.order for one in made)


def _of_optional(event: Event, made: list[Made]) -> bool:
    """Whether it failed because an optional input was given."""
    return is_own_check(event) or any(one.row is OPTIONAL and one.order <= event.order for one in made)


BATCHED = Row(
    "batched input",
    "an input of unknown rank meets a convolution, a pooling, an attention",
    RUN,
    "always: most code is for batches; but a number of axes that single samples have is no mistake",
    words="batched",
)
BATCHED_ALONE = Row(
    "batched input of a function alone",
    "the same, in a function that nobody calls",
    RUN,
    "if it fails with each rank",
)
RANK = Row(
    "rank of what is made from it",
    "what has more or fewer axes than an input of unknown rank meets one of these",
    RUN,
    "if it fails with each rank",
)
CONDITION = Row(
    "unknown condition",
    "an `if` asks for what is not known",
    RUN,
    "if it fails in every world that comes by; where the condition reads what fails, if it is not avoided in the other",
    words="where",
)
RAISES = Row(
    "statement inside `try`",
    "something in it is not known",
    RUN,
    "if it fails where the handler runs as well",
)
OPTIONAL = Row(
    "optional input",
    "nobody says whether an input whose default is None is given",
    RUN,
    "if it fails in both, or comes only where it is given",
)
PLACE = Row(
    "default that holds a place (None, 0, -1, an empty text or list)",
    "nobody calls the class or builder",
    UNKNOWN,
    "if it is not refused for something empty or 0, or fails with anything in its place",
    rests=of_nothing,
    doubts=_holds_a_place,
)
FLAG = Row(
    "flag left as it is",
    "nobody calls the class or builder",
    UNKNOWN,
    "unless what fails comes only with an optional input: then if it fails with anything in its place",
    rests=_of_optional,
    doubts=lambda default: isinstance(default, bool) or _holds_a_place(default),
)
DEFAULT = Row(
    "other defaults",
    "nobody calls the class or builder",
    NOT,
    "always: `Net()` is a call that its author wrote; but a check of the program stands where it fails with others as well",
    words="with the defaults",
    doubts=lambda default: True,
)
KEYWORDS = Row(
    "defaults under unknown keywords",
    "`Net(**config)`, and nothing is known of `config`",
    UNKNOWN,
    "if it fails with anything in their place",
    rests=_of_keywords,
)
ADDED = Row(
    "what users of a builder add",
    "nobody calls `def net(**kwargs): return Net(**kwargs)`: nothing",
    UNKNOWN,
    "always; but a check of the program stands where it fails with anything in their place",
    rests=lambda event, made: is_own_check(event),
)
LOOP = Row(
    "rounds of a loop of unknown count",
    "how often a loop runs is not known",
    NOT,
    "what fails in the first round; later rounds, and what follows, are unknown",
)
ESCAPED = Row(
    "content of what unknown code holds",
    "unknown code was given an object, or holds one",
    NOT,
    "never: it is unknown after each later unknown call",
)

TABLE = (
    BATCHED,
    BATCHED_ALONE,
    RANK,
    CONDITION,
    RAISES,
    OPTIONAL,
    PLACE,
    FLAG,
    DEFAULT,
    KEYWORDS,
    ADDED,
    LOOP,
    ESCAPED,
)
