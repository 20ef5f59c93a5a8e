"""What the source calls things.

The text at a place, the name of what is called there, the operands and elements.
"""

from __future__ import annotations

from typing import Any

from shapelint.source.place import Place
from shapelint.source.reading.number_origins import node_at, place_of, value_of
from shapelint.source.syntax import ir

LONGEST = 44
"""Characters of source that a sentence still bears."""

SHORT = 26
"""Characters of source that stand for one of several things in a sentence."""


def text_at(place: Place) -> str:
    """The source at a place in one line, without needless blanks.

    "" where that is too long for a sentence.
    """
    row, column, end_row, end_column = place.definition.place(place.at)
    lines = list(place.definition.file.lines[row - 1 : end_row])
    if not lines or end_row - row > 3:
        return ""
    lines[-1] = lines[-1][: end_column - 1] if end_row > row else lines[-1][column - 1 : end_column - 1]
    if end_row > row:
        lines[0] = lines[0][column - 1 :]
    text = " ".join(line.strip() for line in lines).replace("( ", "(").replace(" )", ")").replace(",)", ")")
    return text if len(text) <= LONGEST and "#" not in text else ""


def is_plain(node: Any) -> bool:
    """A name, an attribute or a simple element of one: `self.convs[i]`."""
    if isinstance(node, ir.Attribute):
        return is_plain(node.value)
    if isinstance(node, ir.Subscript):
        return is_plain(node.value) and isinstance(node.index, (ir.Name, ir.Const))
    return isinstance(node, ir.Name)


def index_text(place: Place) -> tuple[str, bool]:
    """What stands between the brackets at a place.

    And whether that is a name alone; "" where there are none.
    """
    node = node_at(place)
    if not isinstance(node, ir.Subscript):
        return "", False
    return text_at(place_of(place, node.index)), isinstance(node.index, ir.Name)


def called_text(place: Place) -> str:
    """What is called at a place, as the code has it.

    `self.fc1`, `torch.cat`; the whole of `x + y`; "" where that says nothing.
    """
    node = node_at(place)
    if isinstance(node, ir.Call):
        if is_plain(node.func):
            return text_at(place_of(place, node.func))
        return node.func.attr if isinstance(node.func, ir.Attribute) else ""
    if isinstance(node, (ir.BinOp, ir.Subscript, ir.AugAssign, ir.Compare, ir.Name, ir.Attribute)):
        return text_at(place)
    return ""


def checked_text(place: Place) -> tuple[str, str]:
    """The condition of the `assert` or `if` at a place.

    And how it turns out where it ends the program.
    """
    node = node_at(place)
    test = getattr(node, "test", None)
    says = "is true" if isinstance(node, ir.If) else "does not hold"
    return ("" if test is None else text_at(place_of(place, test))), says


def operand_places(place: Place, as_method: bool) -> tuple[Place | None, Place | None]:
    """Where both operands of an operator or a call stand.

    as_method: what stands before the dot is the first operand.
    """
    node = node_at(place)
    sides: tuple[Any, Any] = (None, None)
    if isinstance(node, ir.BinOp):
        sides = node.left, node.right
    elif isinstance(node, ir.AugAssign):
        sides = node.target, node.value
    elif isinstance(node, ir.Compare) and len(node.rights) == 1:
        sides = node.left, node.rights[0]
    elif isinstance(node, ir.Call) and isinstance(node.func, ir.Attribute) and (node.args or as_method):
        first = (node.func.value, *node.args, None) if as_method else (*node.args, None)
        sides = first[0], first[1]
    one, other = (None if side is None else place_of(place, side) for side in sides)
    return one, other


def operand_texts(place: Place, as_method: bool) -> tuple[str, str]:
    """What both operands are called, where that is short; "" where not."""
    texts = ("" if one is None else text_at(one) for one in operand_places(place, as_method))
    left, right = (text if len(text) <= SHORT else "" for text in texts)
    return left, right


def element_texts(place: Place | None) -> list[str]:
    """The items of a list or tuple: `[x, skip]`.

    It is written at the place.
    """
    node = None if place is None else value_of(node_at(place))
    if place is None or not isinstance(node, (ir.ListExpr, ir.TupleExpr)):
        return []
    return [text_at(place_of(place, one)) if is_plain(one) else "" for one in node.items]


def uncalled(place: Place) -> bool:
    """Whether a place is the head of a class or function.

    The examination of one that nobody calls begins there.
    """
    return isinstance(node_at(place), (ir.ClassDef, ir.FunctionDef))


def is_test(place: Place) -> bool:
    """Whether a test runner runs the class or function.

    Its head stands at the place; the runner has inputs of its own.
    """
    node = node_at(place)
    if isinstance(node, ir.FunctionDef):
        return not node.parameters.items
    return isinstance(node, ir.ClassDef) and any(
        getattr(b, "attr", getattr(b, "id", "")).endswith("TestCase") for b in node.bases
    )
