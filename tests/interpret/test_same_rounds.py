"""Loops over modules: of rounds that do the same one is gone through, and what makes a difference is not lost."""

from __future__ import annotations

import textwrap

import pytest

from shapelint.interpret.exploration.entries import examine
from shapelint.interpret.exploration.project import Project
from shapelint.lint.one_file import check_source

HEAD = "import torch\nfrom torch import nn\n\n"

LOOP = """
net = nn.Sequential(*[nn.Sequential(nn.Conv2d(8, 8, 3), nn.ReLU()) for _ in range({count})])
total = 0
found = []
for m in net.modules():
    {body}
reveal_shape(total)
reveal_shape(len(found))
reveal_shape(m)
"""


def explored(text: str) -> tuple[list[str], int, int]:
    """What the program reveals, how many layers it initialises, and its steps."""
    project = Project()
    run = next(examine(project, project.add("x.py", HEAD + textwrap.dedent(text)))).exploration.runs[0]
    assert not run.recorder.faults
    trace = run.recorder.trace
    return [text for _, text in trace.revealed], sum("kaiming" in one.name for one in trace.events), run.budget.steps


def test_of_layers_alike_one_is_initialised_at_the_steps_of_all() -> None:
    body = "nn.init.kaiming_normal_(m.weight) if isinstance(m, nn.Conv2d) else None"
    (_, calls, few), (_, more_calls, many) = (explored(LOOP.format(body=body, count=count)) for count in (4, 40))
    assert calls == more_calls == 1
    assert many > 5 * few


@pytest.mark.parametrize(
    ("body", "total", "found"),
    [
        ("total += isinstance(m, nn.Conv2d)", "6", "0"),
        ("found.append(m)", "0", "19"),
        ("found.append(m) if isinstance(m, nn.ReLU) else None", "0", "6"),
    ],
)
def test_what_rounds_count_and_collect_is_complete(body: str, total: str, found: str) -> None:
    revealed, _, _ = explored(LOOP.format(body=body, count=6))
    assert revealed[:2] == [total, found]


def test_a_round_that_changes_its_module_is_gone_through_for_each() -> None:
    text = """
        convs = nn.ModuleList([nn.Conv2d(3, 3, 1), nn.Conv2d(3, 3, 1), nn.Conv2d(3, 3, 1)])
        for m in convs:
            m.padding = (2, 2)
        for m in convs:
            reveal_shape(m(torch.ones(1, 3, 8, 8)))
        reveal_shape(convs[2](torch.ones(1, 3, 8, 8)))
    """
    revealed, _, _ = explored(text)
    assert set(revealed) == {"(1, 3, 12, 12)"}
    assert len(revealed) == 4


def test_the_one_layer_that_does_not_fit_is_found_among_many() -> None:
    text = """
        import torch
        from torch import nn

        layers = nn.ModuleList([*(nn.Linear(8, 8) for _ in range(9)), nn.Linear(4, 8)])
        for m in layers:
            m(torch.ones(2, 8))
    """
    (finding,) = check_source(textwrap.dedent(text))
    assert finding.name == "feature-mismatch"
    assert not check_source(textwrap.dedent(text).replace("nn.Linear(4, 8)", "nn.Linear(8, 4)"))
