"""Blocks that were seen before: what is not entered again gives what entering it would, and what must be entered is."""

from __future__ import annotations

import textwrap

import pytest

from shapelint.interpret.exploration.entries import examine
from shapelint.interpret.exploration.project import Project

HEAD = "import torch\nfrom torch import nn\n\n"


def explored(text: str) -> tuple[list[str], int]:
    """What the program reveals in its first world, entry by entry, and how many layers and functions it calls."""
    project = Project()
    revealed, calls = [], 0
    for entry in examine(project, project.add("x.py", HEAD + textwrap.dedent(text))):
        assert not entry.exploration.faults
        trace = entry.exploration.runs[0].recorder.trace
        revealed += [text for _, text in trace.revealed]
        calls += sum(event.kind == "call" for event in trace.events)
    return revealed, calls


STACK = """
class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.linear = nn.Linear(width, width)

    def forward(self, x):
        {body}


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList(Block(8) for _ in range({count}))

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        reveal_shape(x)
        return x
"""

BODIES = {
    "plain": "return x + self.linear(self.norm(x))",
    "decides": "return x + self.linear(self.norm(x)) if x.dtype == torch.half else x + self.linear(x)",
    "collects": "found = []; found.append(self.norm(x)); found.append(x); return self.linear(found[0]) + found[1]",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_of_many_blocks_a_few_are_entered_whatever_the_rank_of_the_input(body: str) -> None:
    few, many = (explored(STACK.format(body=body, count=count)) for count in (3, 30))
    assert few == many  # a block or two teach all that there is to learn of the input


def test_an_unknown_shape_that_is_kept_is_that_of_the_input() -> None:
    revealed, _ = explored(
        """
        class Block(nn.Module):
            def forward(self, x):
                return torch.relu(x)


        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.first, self.second, self.third = Block(), Block(), Block()

            def forward(self, x, y):
                x, y = self.first(x), self.first(y)
                x, z = self.second(x), self.third(y)
                b, c = x.shape
                reveal_shape(self.third(x))
                reveal_shape(z)
                b, c, d = z.shape
                reveal_shape(y)
        """
    )
    assert revealed == ["(b, c)", "?", "(b2, c2, d)"]


def test_what_a_block_learns_of_its_input_it_learns_of_the_next_one_too() -> None:
    revealed, _ = explored(
        """
        class Block(nn.Module):
            def forward(self, x):
                b, c, h, w = x.shape


        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.block = Block()

            def forward(self, x, y):
                x, y = torch.relu(x), torch.relu(y)
                self.block(x)
                self.block(y)
                reveal_shape(y)
        """
    )
    assert revealed == ["(b2, c2, h2, w2)"]


def test_a_size_that_a_block_finds_is_found_anew() -> None:
    revealed, _ = explored(
        """
        class Chosen(nn.Module):
            def forward(self, x):
                return x[x.sum(1) > 0]


        chosen = Chosen()
        x = torch.randn(8, 4)
        reveal_shape(chosen(x))
        reveal_shape(chosen(x))
        """
    )
    assert revealed == ["(n, 4)", "(n2, 4)"]


def test_arguments_of_which_nothing_is_known_are_told_apart() -> None:
    revealed, _ = explored(
        """
        class Repeated(nn.Module):
            def forward(self, x, times):
                return x.repeat(times, 1)


        def f(first, second):
            repeated = Repeated()
            x = torch.randn(8, 4)
            reveal_shape((x.repeat(first, 1), x.repeat(second, 1)))
            reveal_shape(repeated(x, first))
            reveal_shape(repeated(x, second))
            reveal_shape(repeated(x, second))
        """
    )
    assert revealed == ["((8*first, 4), (8*second, 4))", "(8*first, 4)", "(8*second, 4)", "(8*second, 4)"]


@pytest.mark.parametrize(
    "changes",
    [
        "self.times.append(1); return x[:, : len(self.times)]",
        "times.append(1); return x[:, : len(times)]",
        "Counter.held.append(1); return x[:, : len(Counter.held)]",
        "self.count += 1; return x[:, : self.count]",
        "shared.append(1); return x[:, : len(shared)]",
    ],
)
def test_a_block_that_changes_something_is_entered_each_time(changes: str) -> None:
    revealed, _ = explored(
        f"""
        times = []


        class Counter(nn.Module):
            held = []

            def __init__(self):
                super().__init__()
                self.times = []
                self.count = 0

            def forward(self, x, shared):
                {changes}


        net, shared = Counter(), []
        x = torch.randn(2, 8)
        for _ in range(3):
            y = net(x, shared)
        reveal_shape(y)
        """
    )
    assert revealed == ["(2, 3)"]


@pytest.mark.parametrize(
    ("holds", "changes"),
    [
        ("{'size': 2}", "net.held['size'] = 5"),
        ("[2]", "net.held[0] = 5"),
        ("[7, 8, 2]", "net.held.append(5)"),
        ("[7, 8, 5, 2]", "net.held.pop()"),
        ("({'size': [2]},)", "net.held[0]['size'][0] = 5"),
        ("[1] * 200 + [2]", "net.held.append(5)"),
    ],
)
def test_a_block_of_which_something_was_changed_is_another(holds: str, changes: str) -> None:
    revealed, _ = explored(
        f"""
        class Cut(nn.Module):
            def __init__(self, held):
                super().__init__()
                self.held = held

            def forward(self, x):
                held = self.held
                while not isinstance(held, int):
                    held = held["size"] if isinstance(held, dict) else held[-1 if len(held) > 2 else 0]
                return x[:, :held]


        net, x = Cut({holds}), torch.randn(2, 8)
        reveal_shape(net(x))
        reveal_shape(net(x))
        {changes}
        reveal_shape(net(x))
        """
    )
    assert revealed == ["(2, 2)", "(2, 2)", "(2, 5)"]


def test_modules_that_hold_each_other_are_told_apart_in_finite_time() -> None:
    revealed, _ = explored(
        """
        class Node(nn.Module):
            def __init__(self, width):
                super().__init__()
                self.linear = nn.Linear(8, width)

            def forward(self, x):
                return self.linear(x)


        nodes = [Node(i) for i in range(1, 13)]
        for node in nodes:
            for i, other in enumerate(nodes):
                setattr(node, f"other{i}", other)
        x = torch.randn(2, 8)
        reveal_shape([node(x) for node in nodes][-1])
        """
    )
    assert revealed == ["(2, 12)"]


def test_a_loop_in_a_loop_in_a_loop_is_left() -> None:
    """What changes in a loop of unknown length is told to every loop around it, once."""
    depth = 30
    loops = [f"{'    ' * level}for _ in range(n):\n" for level in range(1, depth)]
    body = "".join(loops) + "    " * depth + "found.append(x)\n"
    explored(f"def f(n, x):\n    found = []\n{body}    return found\n")
