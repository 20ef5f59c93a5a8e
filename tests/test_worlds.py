"""What a world learns from its conditions."""

from __future__ import annotations

from shapelint.check import check_source
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
