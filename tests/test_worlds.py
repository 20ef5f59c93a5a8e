"""What a world learns from its conditions."""

from __future__ import annotations

from shapelint.check import check_source
from shapelint.interpret.entries import examine
from shapelint.interpret.project import Project
from shapelint.interpret.run import Run
from shapelint.values import Unknown


def test_unknowns_that_are_one_value_do_not_stand_for_each_other_in_a_circle() -> None:
    run = Run()
    first, second = Unknown("one", "first"), Unknown("other", "second")
    run.learn(first, second)
    run.learn(second, first)
    assert run.settled(first) is run.settled(second)
    run.learn(second, 7)
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
