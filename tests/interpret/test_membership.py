"""`key in found` of a dictionary that is asked and changed in turns."""

import pytest

import shapelint

PROGRAM = """
import torch
from torch import nn

found = {{(0, 1): "first"}}
(5, 5) in found
{change}
layer = nn.Linear(8, 2 if {key} in found else 3)
layer(torch.randn(4, 8)) @ torch.randn({size}, 1)
"""

GONE = "found.clear(); found[1, 2] = 0; (3, 4) in found; found[3, 4] = 0; "


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("", "(0, 1)"),
        ("", "(0, 2)"),
        ("(0, 2) in found; found[0, 2] = 1", "(0, 2)"),
        ("(0, 2) in found; found[0, 2] = 1; del found[0, 2]", "(0, 2)"),
        ("found.pop((0, 1)); found[2, 2] = 1", "(0, 1)"),
        ("found[2, 2] = 1; found.popitem(); found[3, 3] = 1", "(3, 3)"),
        (GONE, "(3, 4)"),
        (GONE, "(4, 3)"),
        (GONE + "del found[3, 4]", "(3, 4)"),
        (GONE + "found[max] = 0", "(3, 4)"),
    ],
)
def test_it_is_known_whether_a_key_is_there(change: str, key: str) -> None:
    names: dict[str, object] = {}
    exec(f"found = {{(0, 1): 0}}\n{change}\nanswer = {key} in found", names)
    good, bad = (2, 3) if names["answer"] else (3, 2)
    assert shapelint.check_source(PROGRAM.format(change=change, key=key, size=good)) == []
    assert shapelint.check_source(PROGRAM.format(change=change, key=key, size=bad)) != []


def test_a_key_of_its_own_equality_is_compared_however_late() -> None:
    """Whether it equals the key is for its `__eq__` to say, and that is not known."""
    change = "import unread; (3, 4) in found; found[unread.Key()] = 1"
    for size in (2, 3):
        assert shapelint.check_source(PROGRAM.format(change=change, key="(3, 4)", size=size)) == []
