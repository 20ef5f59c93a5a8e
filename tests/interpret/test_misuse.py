"""Functions that the interpreter provides, called with arguments they do not take: the program's mistake, no fault."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

import pytest

from shapelint.interpret.language.containers import CONTAINERS
from shapelint.interpret.language.operation_methods import TENSOR_METHODS
from shapelint.interpret.library.builtins import BUILTINS
from shapelint.interpret.library.library import KNOWN
from shapelint.interpret.library.records import RECORDS
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.values.objects import Class
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text

pytestmark = pytest.mark.slow  # many, which take seconds together

GIVEN = (
    "",
    "1",
    "1, 1",
    "'a'",
    "None, None",
    "[1, 'a'], [2]",
    "{1: 2}, 1",
    "print, 1",
    "torch.zeros(2), 3",
    "torch.nn.ReLU()",
    "*[1, 2, 3, 4]",
    "key=1",
    "'x', key=print",
    "[[]], start=1",
    "u",
    "[u, 1], u",
    "x.shape",
    "x.shape[0] / 2, 'a'",
    "*u",
    "**u",
)
LIBRARY = {**KNOWN, **RECORDS, **CONTAINERS}
VALUES = {
    str: "'ab'",
    list: "[1, 2]",
    tuple: "(1, 2)",
    dict: "{1: 2}",
    set: "{1}",
    frozenset: "frozenset([1])",
    int: "(3)",
    float: "2.5",
    range: "range(3)",
}
OTHERS = (
    "re.compile('a').match",
    "re.match('a', 'a').group",
    "operator.itemgetter(1)",
    "operator.attrgetter('a')",
    "functools.partial(len)",
    "torch.nn.Sequential(torch.nn.ReLU())",
    "argparse.ArgumentParser().add_argument",
    "argparse.ArgumentParser().parse_args",
    "collections.namedtuple('P', 'a b')",
    "x.shape.numel",
    "torch.Size([u]).numel",
    "collections.deque([1]).append",
    "collections.deque([1]).popleft",
    "collections.Counter([1]).most_common",
    "collections.Counter([1]).update",
    "collections.OrderedDict(a=1).move_to_end",
    "reveal_shape",
)


def _names() -> Iterator[str]:
    yield from sorted(name for name in BUILTINS if name in vars(builtins) and name.isidentifier() and name[0] != "_")
    yield from sorted(name for name, value in LIBRARY.items() if isinstance(value, (Native, Class)))
    yield from (f"torch.zeros(2, 3).{name}" for name in TENSOR_METHODS)
    for cls, text in VALUES.items():
        yield from (f"{text}.{name}" for name in sorted(KINDS[cls].methods | KINDS[cls].changing))
    yield from OTHERS


MODULES = sorted({"torch", *(name.rpartition(".")[0] for name in LIBRARY), "functools", "operator"} - {"builtins"})


@pytest.mark.parametrize("name", list(_names()))
def test_arguments_that_do_not_fit_are_no_fault(name: str) -> None:
    calls = "".join(
        f"\n\ndef call_{number}(x, u):\n    x = torch.relu(x)\n    {name}({given})\n"
        for number, given in enumerate(GIVEN)
    )
    text = "".join(f"import {module}\n" for module in MODULES) + calls
    assert check_text(text, "it.py", Config()).failures == []


HEAD = "import collections\nimport math\nimport typing\n\nimport torch\nfrom torch import nn\n\n"


@pytest.mark.parametrize("call", ["len()", "isinstance(1)", "math.prod()", "divmod(3)", "getattr(x)", "map()"])
def test_the_program_ends_where_a_function_is_given_too_little(call: str) -> None:
    """As in Python: what follows is not reached, and `except TypeError` is."""
    wrong = "nn.Linear(12, 3)(x)\n"
    report = check_text(f"{HEAD}x = torch.rand(4, 10)\n{call}\n{wrong}", "it.py", Config())
    assert (report.findings, report.failures) == ([], [])
    caught = f"{HEAD}x = torch.rand(4, 10)\ntry:\n    {call}\nexcept TypeError:\n    {wrong}"
    report = check_text(caught, "it.py", Config())
    assert [finding.name for finding in report.findings] == ["feature-mismatch"]
    assert report.failures == []


@pytest.mark.parametrize(
    "width",
    [
        "collections.namedtuple('Sizes', field_names=['a', 'b'])(12, 3).a",
        "typing.cast(typ=int, val=12)",
        "pow(base=12, exp=1)",
        "sum([2], start=10)",
        "round(number=12.2)",
    ],
)
def test_arguments_given_by_name_are_those_given_by_position(width: str) -> None:
    report = check_text(f"{HEAD}x = torch.rand(4, 10)\nnn.Linear({width}, 3)(x)\n", "it.py", Config())
    assert [finding.name for finding in report.findings] == ["feature-mismatch"]
    assert report.failures == []
