"""Where a number of the trace was written.

Numbers seldom stand where they are used: `nn.Conv2d(channels, ...)` takes what a constructor's caller wrote. `written`
follows names back to digits: to the argument of the call that led here, to a parameter's default, to the only
assignment of a name or of a `self.` attribute. Where there is more than one candidate it gives up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.syntax import ir

STEPS = 8
"""How many names are followed."""


class _Known(NamedTuple):
    node: ir.Node
    function: ir.FunctionDef | ir.Lambda | None  # the function nested in the definition that it stands in


NO_NODES = frozenset((int, float, bool, str, bytes, type(None)))
"""Types of what nodes hold besides other nodes and lists of them."""


@kept(maxsize=64)
def _nodes(definition: Any) -> dict[int, _Known]:
    found: dict[int, _Known] = {}
    pending: list[tuple[Any, Any]] = [(definition.body().statements, None)]
    while pending:
        value, function = pending.pop()
        if isinstance(value, list):
            pending.extend((one, function) for one in value)
        elif isinstance(value, ir.Node):
            found[value.at] = _Known(value, function)
            inner = value if isinstance(value, (ir.FunctionDef, ir.Lambda)) else function
            for name in value.__struct_fields__:
                held = getattr(value, name)
                if type(held) not in NO_NODES:
                    # What a nested function's header says is evaluated around it.
                    outside = name in ("parameters", "decorators")
                    pending.append((held, function if outside else inner))
    return found


def node_at(place: Place) -> ir.Node | None:
    """What stands at a place."""
    known = _nodes(place.definition).get(place.at)
    return None if known is None else known.node


def nodes_of(definition: Any) -> Iterator[ir.Node]:
    """All nodes of a body, of the functions nested in it too."""
    return (known.node for known in _nodes(definition).values())


def place_of(place: Place, node: ir.Node) -> Place:
    """The place of another node of the same definition."""
    return Place(place.definition, node.at)


# --- numbers --------------------------------------------------------------------------------------------------------


def value_of(node: Any) -> Any:
    """What stands behind `name=` in a call."""
    return node.value if isinstance(node, ir.Keyword) else node


def has_digits(node: Any) -> bool:
    """Whether a number is written out in an expression.

    `400`, `16 * 5 * 5`, `2 * width`; not the 1 of `x.shape[1]`.
    """
    node = value_of(node)
    if isinstance(node, ir.Const):
        return isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
    if isinstance(node, ir.BinOp):
        return has_digits(node.left) or has_digits(node.right)
    if isinstance(node, ir.UnaryOp):
        return has_digits(node.operand)
    if isinstance(node, (ir.TupleExpr, ir.ListExpr)):
        return any(has_digits(one) for one in node.items)
    return False


def is_written(place: Place) -> bool:
    """Whether the argument is spelt out at the place.

    Rather than handed through. Strings count ("same").
    """
    node = value_of(node_at(place))
    return has_digits(node) or (isinstance(node, ir.Const) and node.value is not None)


def written(place: Place, stack: Sequence[Place], number: object = None) -> Place | None:
    """Where the number that stands at a place was written, following names.

    None where that is not clear.

    stack: the calls that led to the place, outermost first. number: what it must be; a plain literal of another number
    is not it.
    """
    passed = trail(place, stack, number)
    return passed[-1] if passed else None


def trail(place: Place, stack: Sequence[Place], number: object = None) -> list[Place]:
    """The names between a place and its number's origin.

    The origin is the last; none where `written` knows none.
    """
    calls = tuple(stack)
    passed: list[Place] = []
    for _ in range(STEPS):
        known = _nodes(place.definition).get(place.at)
        if known is None:
            return []
        node = value_of(known.node)
        place = place_of(place, node)
        passed.append(place)
        if has_digits(node):
            literal = node.value if isinstance(node, ir.Const) else None
            return [] if literal is not None and isinstance(number, int) and literal != number else passed
        if isinstance(node, ir.Name):
            step = _named(place, node.id, known.function, calls)
        elif isinstance(node, ir.Attribute) and isinstance(node.value, ir.Name) and node.value.id == "self":
            step = _attribute(place, node.attr)
        elif isinstance(node, ir.Attribute) and isinstance(node.value, ir.Name):
            step = _option(place.definition.file, node.attr)
        else:
            return []
        if step is None:
            return []
        place, calls = step
    return []


def passed_on(place: Place, stack: Sequence[Place], built: Place | None = None) -> list[Place]:
    """The places that a value passed on its way.

    As far as names lead back, to the formula that it was computed by.

    built: where the instance was built whose attributes are read.
    """
    calls, found = tuple(stack), list[Place]()
    for _ in range(STEPS):
        known = _nodes(place.definition).get(place.at)
        if known is None:
            break
        node = value_of(known.node)
        place = place_of(place, node)
        found.append(place)
        step = None
        if isinstance(node, ir.Name):
            step = _named(place, node.id, known.function, calls)
        elif isinstance(node, ir.Attribute) and isinstance(node.value, ir.Name) and node.value.id == "self":
            step = _attribute(place, node.attr)
            if step is not None:
                step = step[0], () if built is None else (built,)
        if step is None:
            break
        place, calls = step
    return found


def default_of(place: Place) -> str:
    """The function whose parameter has the default at a place.

    "" for none.
    """
    for known in _nodes(place.definition).values():
        node = known.node
        if isinstance(node, ir.FunctionDef) and any(
            p.default is not None and p.default.at == place.at for p in node.parameters.items
        ):
            return node.name
    return ""


def is_only_use(place: Place) -> bool:
    """Whether the name at a place is read nowhere else.

    In its file; it may be an attribute, and `trail` followed it.
    """
    definition, node = place.definition, node_at(place)
    if isinstance(node, ir.Attribute):
        read = [one for one in _all_nodes(definition.file.definitions) if getattr(one, "attr", None) == node.attr]
        return len(read) <= 2  # once assigned, once read
    if not isinstance(node, ir.Name):
        return True
    given = _is_parameter(definition, node.id)
    own = given or _only_assignment(definition, node.id, None) is not None
    within = _with_inner(definition) if own else definition.file.definitions
    read = [one for one in _all_nodes(within) if isinstance(one, ir.Name) and one.id == node.id]
    return len(read) <= (1 if given else 2)


def may_stand_at(place: Place, other: Place) -> bool:
    """Whether an expression can be written further down.

    At another place of the same body: all names in it are read there already, or hold in the whole body.
    """
    definition = place.definition
    named = _names_at(place) - _names_at(other)
    module = definition.file.definitions[0]
    return definition is other.definition and all(
        _is_parameter(definition, name)
        or _only_assignment(definition, name, None) is not None
        or _only_assignment(module, name, None) is not None
        for name in named
    )


def _names_at(place: Place) -> set[str]:
    found: set[str] = set()
    pending: list[Any] = [node_at(place)]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, ir.Node):
            found.update([node.id] if isinstance(node, ir.Name) else [])
            pending.extend(getattr(node, name) for name in node.__struct_fields__)
    return found


def _all_nodes(definitions: Iterable[Any]) -> Iterator[ir.Node]:
    return (known.node for definition in definitions for known in _nodes(definition).values())


def _with_inner(definition: Any) -> Iterator[Any]:
    yield definition
    for inner in definition.children:
        yield from _with_inner(inner)


def _is_parameter(definition: Any, name: str) -> bool:
    head, _ = _head(definition)
    return head is not None and any(p.name == name for p in head.parameters.items)


def assigned(place: Place) -> Place | None:
    """The only value that the name at a place is given.

    In its own body or else in the module; None for the rest.
    """
    known = _nodes(place.definition).get(place.at)
    node = None if known is None else value_of(known.node)
    if known is None or not isinstance(node, ir.Name):
        return None
    head, _ = (known.function, None) if known.function is not None else _head(place.definition)
    if head is not None and any(p.name == node.id for p in head.parameters.items):
        return None
    found = _only_assignment(place.definition, node.id, known.function)
    return found or _only_assignment(place.definition.file.definitions[0], node.id, None)


Step = tuple[Place, tuple[Place, ...]]


def _named(place: Place, name: str, function: Any, calls: tuple[Place, ...]) -> Step | None:
    """Where the value of a local or global name comes from."""
    definition = place.definition
    head, outside = (function, definition) if function is not None else _head(definition)
    if head is not None:
        parameters = [p for p in head.parameters.items if p.name == name]
        if parameters:
            return _given(head, outside, parameters[0], calls, nested=function is not None)
        found = _only_assignment(place.definition, name, function)
        if found is not None:
            return found, calls
        if function is not None:
            return _named(place, name, None, calls[:-1])
    module = definition.file.definitions[0]
    found = _only_assignment(module, name, None)
    return None if found is None else (found, ())


def _head(definition: Any) -> tuple[ir.FunctionDef | None, Any]:
    """The `def` of a definition, and the definition in which that stands."""
    parent = definition.parent
    if parent is not None and definition.kind == "function":
        for known in _nodes(parent).values():
            if isinstance(known.node, ir.FunctionDef) and known.node.definition == definition.number:
                return known.node, parent
    return None, None


def _given(head: Any, outside: Any, parameter: ir.Parameter, calls: tuple[Place, ...], nested: bool) -> Step | None:
    """The argument that a call passes for a parameter.

    The innermost call; or the parameter's default.
    """
    default = None if parameter.default is None else (Place(outside, parameter.default.at), ())
    if not calls:
        return None
    place, node = calls[-1], node_at(calls[-1])
    if not isinstance(node, ir.Call):
        return default if isinstance(node, (ir.ClassDef, ir.FunctionDef)) else None
    for keyword in node.keywords:
        if keyword.name == parameter.name:
            return place_of(place, keyword), calls[:-1]
    names = [p.name for p in head.parameters.items if p.kind in ("positional", "normal")]
    if names and not nested and outside.kind == "class":
        names = names[1:]
    plain = not any(isinstance(one, ir.Starred) for one in node.args)
    if plain and parameter.name in names[: len(node.args)]:
        return place_of(place, node.args[names.index(parameter.name)]), calls[:-1]
    return default if plain and all(keyword.name is not None for keyword in node.keywords) else None


def _only_assignment(definition: Any, name: str, function: Any) -> Place | None:
    """The value of the one assignment of a name.

    In one body; None where there are none or several.
    """
    values = _assignments(definition).get((id(function), name), ())
    return Place(definition, values[0].at) if len(values) == 1 and values[0] is not None else None


@kept(maxsize=64)
def _assignments(definition: Any) -> dict[tuple[int, str], list[ir.Node | None]]:
    """What each name of a body is assigned.

    By the id of the nested function; None where it is something that cannot be pointed at.
    """
    found: dict[tuple[int, str], list[ir.Node | None]] = {}
    for node, function in _nodes(definition).values():
        if type(node) in BINDING:
            for name, value in _bound(node):
                found.setdefault((id(function), name), []).append(value)
    return found


BINDING = frozenset(
    (ir.Assign, ir.AnnAssign, ir.AugAssign, ir.For, ir.Generator, ir.WithItem, ir.NamedExpr, ir.Global, ir.Nonlocal)
)
"""What gives values to names."""


def _bound(node: Any) -> Iterator[tuple[str, ir.Node | None]]:
    """The names that a statement assigns, with what it assigns to them."""
    if isinstance(node, ir.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value)
    elif isinstance(node, ir.AnnAssign):
        if isinstance(node.target, ir.Name):
            yield node.target.id, node.value
    elif isinstance(node, ir.NamedExpr):
        yield node.name, None
    else:
        names = node.names if isinstance(node, (ir.Global, ir.Nonlocal)) else _mentioned(node.target)
        yield from ((name, None) for name in names)


def _unpacked(target: Any, value: Any) -> Iterator[tuple[str, ir.Node | None]]:
    if isinstance(target, ir.Name):
        yield target.id, value
    elif isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        items = getattr(value, "items", None)
        if isinstance(value, (ir.TupleExpr, ir.ListExpr)) and items is not None and len(items) == len(target.items):
            for one, part in zip(target.items, items, strict=True):
                yield from _unpacked(one, part)
        else:
            yield from ((name, None) for name in _mentioned(target))


def _mentioned(target: Any) -> Iterator[str]:
    if isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        for one in target.items:
            yield from _mentioned(one)
    elif isinstance(target, ir.Name):
        yield target.id


def _attribute(place: Place, attribute: str) -> Step | None:
    """The one assignment of `self.attribute` in the class, if digits stand there.

    Who called the method that assigns it is not known here.
    """
    owner = place.definition.parent
    if owner is None or owner.kind != "class":
        return None
    values: list[Place] = []
    for method in owner.children:
        for known in _nodes(method).values():
            node = known.node
            if isinstance(node, ir.Assign):
                values += [Place(method, at) for target in node.targets for at in _kept(target, node.value, attribute)]
            elif isinstance(node, ir.AugAssign) and _is_self(node.target, attribute):
                return None
    return (values[0], ()) if len(values) == 1 else None


def _kept(target: Any, value: Any, attribute: str) -> Iterator[int]:
    """The place of the value assigned to `self.attribute`.

    In `self.a, self.b = a, b` too.
    """
    parted = isinstance(target, (ir.TupleExpr, ir.ListExpr)) and isinstance(value, (ir.TupleExpr, ir.ListExpr))
    if parted and len(target.items) == len(value.items):
        for one, part in zip(target.items, value.items, strict=True):
            yield from _kept(one, part, attribute)
    elif _is_self(target, attribute):
        yield value.at


def _option(file: Any, name: str) -> Step | None:
    """The default of the program's option `args.name`.

    Of the one option whose value is read so.
    """
    found = [
        place for definition in file.definitions for place, option in _options(definition)
        if option.lstrip("-").replace("-", "_") == name
    ]  # fmt: skip
    return (found[0], ()) if len(found) == 1 else None


def option_at(place: Place) -> str:
    """The option of the program of which a place is the default.

    `--hidden`; "" for none.
    """
    return next((option for default, option in _options(place.definition) if default == place), "")


def _options(definition: Any) -> Iterator[tuple[Place, str]]:
    """The options that are declared in a body, those with a default.

    Where that stands, and the longest name.
    """
    for known in _nodes(definition).values():
        node = known.node
        if not isinstance(node, ir.Call) or not isinstance(node.func, ir.Attribute):
            continue
        names = [a.value for a in node.args if isinstance(a, ir.Const) and isinstance(a.value, str)]
        default = next((k.value for k in node.keywords if k.name == "default"), None)
        if node.func.attr == "add_argument" and names and default is not None:
            yield Place(definition, default.at), max(names, key=len)


def _is_self(target: Any, attribute: str) -> bool:
    if isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        return any(_is_self(one, attribute) for one in target.items)
    return isinstance(target, ir.Attribute) and target.attr == attribute and isinstance(target.value, ir.Name)
