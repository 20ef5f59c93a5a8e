"""What a world learns from its conditions."""

from __future__ import annotations

from shapelint.interpret.exploration.entries import examine
from shapelint.interpret.exploration.project import Project
from shapelint.interpret.exploration.worlds import Exploration
from shapelint.interpret.state.run import Run
from shapelint.lint.one_file import check_source
from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import symbol
from shapelint.sizes.tensors import Unknown, tensor
from shapelint.source.place import Place


def test_unknowns_that_are_one_value_do_not_stand_for_each_other_in_a_circle() -> None:
    run = Run(Project())
    first, second = Unknown("one", "first"), Unknown("other", "second")
    run.world.learn(first, second)
    run.world.learn(second, first)
    assert run.settled(first) is run.settled(second)
    run.world.learn(second, 7)
    assert run.settled(first) == run.settled(second) == 7


def test_a_default_that_is_taken_from_another_argument_and_compared_with_it() -> None:
    text = """
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, inside, outside, bottleneck):
        super().__init__()
        if inside == outside:
            bottleneck = outside
        if bottleneck == inside and outside == bottleneck:
            inside = bottleneck
        self.conv = nn.Conv2d(inside, outside, 1)

    def forward(self, x):
        return self.conv(x) + x
"""
    assert check_source(text) == []


def test_what_fails_in_each_world_for_another_reason_is_told_once() -> None:
    text = """
import torch
from torch import nn
from elsewhere import coin

if coin():
    x = torch.ones(3, 8)
else:
    x = torch.ones(2, 7, 4, 4)
y = nn.BatchNorm1d(7)(x)
z = nn.Sequential(nn.Linear(8, 4), nn.Conv2d(3, 2, 1))(torch.ones(4, 4, 6))
"""
    assert [(finding.name, finding.span.start.row) for finding in check_source(text)] == [
        ("norm-mismatch", 10),
        ("feature-mismatch", 11),
        ("channel-mismatch", 11),
    ]


def test_a_first_look_leaves_out_worlds_that_go_where_others_went() -> None:
    text = """
import torch


def turned(flag, x):
    if flag:
        return x.flip(0)
    return x


def main(first, second, x):
    return turned(second, turned(first, x))
"""
    project = Project()
    (entry,) = [entry for entry in examine(project, project.add("x.py", text)) if entry.name == "main"]
    assert len(entry.exploration.runs) == 2  # `if flag` was seen both ways
    assert not entry.exploration.complete
    assert entry.exploration.deepen()
    assert len(entry.exploration.runs) == 4
    assert entry.exploration.complete


def test_what_is_asserted_in_parts_holds_in_the_only_world() -> None:
    text = """
import torch


def main(x, batch, width):
    assert x.shape[0] == batch and x.shape[1] == width
    reveal_shape(torch.ones(2, 3))
"""
    project = Project()
    (entry,) = [entry for entry in examine(project, project.add("x.py", text)) if entry.name == "main"]
    entry.exploration.deepen()
    assert texts(entry.exploration) == [["(2, 3)"]]


def test_a_class_is_examined_for_its_own_part_of_a_forward_that_it_inherits() -> None:
    text = """
import torch
from torch import nn


class Loss(nn.Module):
    def forward(self, x):
        return self.compute(x)


class Doubled(Loss):
    def compute(self, x):
        return x + x


class Weighted(Loss):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(8, 16)
        self.second = nn.Linear(32, 8)

    def compute(self, x):
        return self.second(self.first(x))
"""
    (finding,) = check_source(text)
    assert finding.name == "feature-mismatch"


def test_a_class_is_examined_whose_forward_a_decorator_made() -> None:
    text = """
from functools import wraps

import torch
from torch import nn


def logged(function):
    @wraps(function)
    def wrapper(self, *args):
        return function(self, *args)

    return wrapper


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(8, 16)
        self.second = nn.Linear(32, 8)

    @logged
    def forward(self, x):
        return self.second(self.first(x))
"""
    assert [finding.name for finding in check_source(text)] == ["feature-mismatch"]


def test_what_a_class_makes_of_something_unknown_does_not_end_the_entry() -> None:
    text = """
import torch
from torch import nn


class Widths(tuple):
    def __new__(cls, given):
        if isinstance(given, str):
            return super().__new__(cls, map(int, given.split("x")))
        for one in given:
            if one not in (8, 16):
                raise ValueError(f"{one} is no width")
        raise ValueError("no width")


class Net(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.widths = Widths(widths)
        self.first = nn.Linear(8, 16)
        self.second = nn.Linear(32, 8)

    def forward(self, x):
        return self.second(self.first(x))
"""
    (finding,) = check_source(text)
    assert finding.name == "feature-mismatch"


DEEP = """
import torch
from torch import nn


class Deep(nn.Module):
    def __init__(self, wide):
        super().__init__()
        self.layers = nn.Sequential(*[nn.Linear(8 + i, 9 + i) for i in range(150)])
        self.seen = 0
        self.halves = wide

    def forward(self, x, choice):
        {first}
        if choice:
            x = x[:, :4]
        reveal_shape(x)
        return x
"""


def explored(text: str) -> Exploration:
    project = Project()
    entries = list(examine(project, project.add("deep.py", text)))
    found = next(entry.exploration for entry in entries if entry.kind == "class")
    found.deepen()
    return found


def texts(exploration: Exploration) -> list[list[str]]:
    return [[text for _, text in run.recorder.trace.revealed] for run in exploration.runs]


def test_a_world_that_differs_in_forward_begins_there() -> None:
    found = explored(DEEP.format(first="x = self.layers[0](x)[..., :8].reshape(-1, 8)"))
    assert texts(found) == [["(n, 4)"], ["(n, 8)"]]
    whole, other = found.runs
    assert whole.budget.steps > 10 * other.budget.steps > 0
    # What the first world did before they part, the other has done as well.
    assert [event.place for event in whole.recorder.trace.events if event.kind == "build"] == [
        event.place for event in other.recorder.trace.events if event.kind == "build"
    ]


def test_a_world_does_not_see_what_another_has_done_to_the_module() -> None:
    found = explored(
        DEEP.format(first="self.seen += 1\n        x = torch.zeros(self.seen, 8)").replace("range(150)", "range(2)")
    )
    assert texts(found) == [["(1, 4)"], ["(1, 8)"]]


def test_a_world_that_differs_in_the_constructor_builds_anew() -> None:
    text = DEEP.replace("self.halves = wide", "self.halves = 2 if wide else 3").replace("range(150)", "range(2)")
    found = explored(text.format(first="x = torch.zeros(self.halves, 8)"))
    assert sorted(texts(found)) == [["(2, 4)"], ["(2, 8)"], ["(3, 4)"], ["(3, 8)"]]


def test_an_any_that_is_false_teaches_each_of_its_conditions() -> None:
    text = """
import torch
from torch import nn
from elsewhere import coin

kind, mode = coin(), coin()
width = 8 if any([kind == "wide", mode == "wide"]) else 4
if kind == "wide":
    width = 4
x = nn.Linear(width, 3)(torch.ones(2, WIDTH))
"""
    assert check_source(text.replace("WIDTH", "4")) == []
    assert check_source(text.replace("WIDTH", "8")) == []
    assert [finding.name for finding in check_source(text.replace("WIDTH", "5"))] == ["feature-mismatch"]
    project = Project()
    file = project.add("a.py", text.replace("WIDTH", "5"))
    worlds = [run.world.taken for entry in examine(project, file) for run in entry.exploration.runs]
    assert worlds == [[False], [True, False], [True, True]]


CAUGHT_TWICE = """
import torch
from torch import nn
from somewhere import some


def joined(x):
    try:
        x = x.reshape(-1, 5)
    except RuntimeError:
        pass
    return nn.BatchNorm1d(4)(x)


joined(torch.mm(some(1), torch.ones(4, 4)))
joined(torch.mm(some(2), torch.ones(4, 4)))
"""


def test_what_raises_in_one_call_leaves_nothing_in_the_next() -> None:
    assert not check_source(CAUGHT_TWICE)
    found = check_source(CAUGHT_TWICE.replace("BatchNorm1d(4)", "BatchNorm1d(3)"))
    assert [finding.code for finding in found] == ["SHP103"]


REFUSED_EARLIER = """
import torch
from torch import nn
from somewhere import coin

x = torch.ones(2, 6, 4)
row = torch.ones(6)
if coin():
    first = nn.LSTM(3, 3, batch_first=True)(x)
else:
    row = torch.outer(row, row)
torch.outer(row, row)
"""


def test_a_world_that_torch_refuses_earlier_never_came_there() -> None:
    rows = [finding.span.start.row for finding in check_source(REFUSED_EARLIER)]
    assert rows == [9, 12]
    works = REFUSED_EARLIER.replace("LSTM(3", "LSTM(4")
    assert not check_source(works)


ASKED_IN_TWO_CALLS = """
import torch
from somewhere import coin


def helper(x):
    if x.sum() > 0:
        x = x * 2
    x = torch.stack([x, x], dim=2)
    if coin():
        x = x + 1
    if coin() > coin():
        x = x + 1
    return x if coin() else -x


one = helper(torch.ones(6))
two = helper(torch.ones(5, 2))
three = helper(torch.ones(5, 2))
"""


def test_a_condition_of_several_calls_is_none_of_several_rounds() -> None:
    assert [finding.span.start.row for finding in check_source(ASKED_IN_TWO_CALLS)] == [9]
    assert not check_source(ASKED_IN_TWO_CALLS.replace("ones(6)", "ones(6, 3)"))


CAUGHT_IN_ROUNDS = """
import torch
from torch import nn
from somewhere import some

x = torch.mm(some(1), torch.ones(12, 12)).view(-1, 12, 3, 4)
for _ in range(3):
    try:
        x = nn.PixelUnshuffle(2)(some(x).view(-1, 12, 4, 4))
    except RuntimeError:
        x = x[:, :6]
nn.BatchNorm2d(9)(x)
nn.BatchNorm2d(10)(x[:, :10])
"""


def test_rounds_of_which_each_may_raise_are_not_all_tried() -> None:
    assert not check_source(CAUGHT_IN_ROUNDS)
    assert check_source(CAUGHT_IN_ROUNDS.replace("range(3)", "range(1)"))


RANKS_LEFT = """
import torch
from torch import nn
from somewhere import some

x = nn.BatchNorm1d(3)(some(1))
nn.MaxPool2d(2)(x)
nn.TransformerEncoderLayer(8, 1, 8)(x)
"""


def test_a_rank_that_a_layer_excludes_is_not_taken() -> None:
    assert not check_source(RANKS_LEFT)
    assert [one.code for one in check_source(RANKS_LEFT.replace("BatchNorm1d", "BatchNorm2d"))] == ["SHP104"]


MADE_OF_ITSELF = """
import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.same = nn.Identity()

    def forward(self, x):
        self.same(x)
        return F.binary_cross_entropy_with_logits(x, x)
"""


def test_what_is_given_back_as_it_is_is_made_of_itself() -> None:
    assert not check_source(MADE_OF_ITSELF)


def test_a_question_about_the_sizes_in_doubt_is_answered_otherwise_first() -> None:
    height = symbol("H")

    def body(run: Run) -> None:
        run.budget.steps += 1000
        for option in range(60):
            key = ("==", option, "blur") if option != 30 else (">", ("Expr", height), ("int", 8))
            run.world.choose(key, True, None, run.recorder)
        failing = Event(
            "call", None, None, {"input": tensor(height, 3)}, None, [], Place(None, 0), (), lambda name: None,
            run.world.facts, order=100,
        )  # fmt: skip
        run.recorder.trace.events.append(failing)

    exploration = Exploration(Project(), body)
    event = exploration.runs[0].recorder.trace.events[-1]
    assert all(run.world.taken[30] for run in exploration.runs)
    assert exploration.deepen([event])
    assert any(not run.world.taken[30] for run in exploration.runs)
