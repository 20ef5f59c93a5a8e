"""Evidence that a pad tuple is in the wrong order.

Where its amounts come from, and which order the window that follows needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from shapelint.ops.core.trace import Event, Trace
from shapelint.ops.formulas.same_padding import total_for_same
from shapelint.report.findings import Finding, Fix, Related
from shapelint.rules.evidence.ownership import Flow, flow_of, owner_of
from shapelint.rules.evidence.windows import Pad, Window, read_pad, read_window, sizes_from_last
from shapelint.rules.fixes.edits import is_number, reorder, replace
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import computed_at, is_sequence, items_at, source_at, span_of

ORDER = "counts from the last axis: (left, right, top, bottom)"


class PaddedCase(Struct, frozen=True):
    """A pad, and the window that slides over it.

    And what data flow says of it.
    """

    trace: Trace
    pad: Pad
    window: Window | None
    flow: Flow | None
    items: list[Place]

    @property
    def place(self) -> Place:
        return self.pad.place or self.pad.event.place

    @property
    def padder(self) -> str:
        return "F.pad" if self.pad.event.target is None else self.pad.event.name

    def needs(self) -> tuple[int, ...] | None:
        """The padding that the window lacks to keep the size.

        Of both sides together, from the last axis on.
        """
        window = self.window
        if window is None:
            return None
        lacking = [
            total_for_same(k, d) - p for k, d, p in zip(window.kernel, window.dilation, window.padding, strict=True)
        ]
        return (
            tuple(n for n in reversed(lacking) if isinstance(n, int))
            if all(isinstance(n, int) for n in lacking)
            else None
        )

    def totals(self, count: int) -> tuple[int, ...] | None:
        found = [self.pad.total(index) for index in range(count)]
        return tuple(n for n in found if isinstance(n, int)) if all(isinstance(n, int) for n in found) else None

    @property
    def fits(self) -> bool:
        """Whether the window that follows needs just this padding."""
        needs = self.needs()
        return needs is not None and any(needs) and self.totals(len(needs)) == needs

    def finding(
        self, message: str, help: str, fix: Fix | None, label: str = "", related: Sequence[Related] = ()
    ) -> Finding:
        others = list(related)
        if self.pad.event.build is not None and self.pad.place is not None:
            others.append(Related(span_of(self.pad.event.place), "called here"))
        span = span_of(self.place)
        others = [one for one in others if one.span != span]
        return Finding(
            "", "", span, message, label=label, help=help, fix=fix, related=tuple(others), event=self.pad.event
        )

    def mended(self, groups: Mapping[int, tuple[str, str]], safe: bool = True) -> tuple[str, Fix | None]:
        """Help and fix that write the pads in the right order.

        The tuple that pads these axes (counted from the last) by these texts, the others by 0.
        """
        last = -min(groups)
        texts = [text for axis in range(-1, -last - 1, -1) for text in groups.get(axis, ("0", "0"))]
        return f"write ({', '.join(texts)})", self.rewritten(texts, safe)

    def rewritten(self, texts: Sequence[str], safe: bool = True) -> Fix | None:
        """The fix that makes these the amounts.

        A tuple that has a name is left alone, as others may read it.
        """
        place = self.pad.place
        if self.items and is_sequence(place):
            edits = reorder(self.items, texts)
        elif place is not None and (all(map(is_number, texts)) or self._in_scope(place)):
            edits, safe = replace(place, f"({', '.join(texts)})"), False
        else:
            return None
        return Fix(f"give the amounts in the order in which {self.padder} reads them", edits, safe) if edits else None

    def _in_scope(self, place: Place) -> bool:
        return bool(self.items) and self.items[0].definition is place.definition

    def texts(self) -> dict[int, tuple[str, str]]:
        """The text of the amounts of each axis.

        Where the tuple is written out.
        """
        if len(self.items) != 2 * len(self.pad.sides):
            return {}
        found = [source_at(item) for item in self.items]
        return {-1 - index: (found[2 * index], found[2 * index + 1]) for index in range(len(self.pad.sides))}


def case_of(trace: Trace, pad: Pad) -> PaddedCase:
    window = consumer(trace, pad.event)
    return PaddedCase(trace, pad, window, flow_of(pad, window), items_at(pad.place))


def consumer(trace: Trace, event: Event) -> Window | None:
    """The only window that slides over the result of an event."""
    found = [
        one
        for one in trace.events
        if one.arguments.get("input") is event.output and one is not event and one.kind == "call"
    ]
    return read_window(found[0]) if len(found) == 1 else None


def axis_text(axis: int, tensor: Tensor | None = None) -> str:
    """The name of an axis: `the height`.

    Or which axis it is where another than the last two is meant.
    """
    return {-1: "the width", -2: "the height"}.get(axis, f"axis {axis}")


# --- data flow ------------------------------------------------------------------------------------------------------


def flow(case: PaddedCase) -> Finding | None:
    """The finding about an amount at the wrong axis.

    It belongs to one axis, by where it comes from, and stands at another.
    """
    told = case.flow
    if told is None or not told.misplaced:
        return None
    first = told.misplaced[0]
    text = source_at(case.items[first.index]) if len(case.items) > first.index else str(first.amount)
    images = set(told.moves) | set(told.moves.values()) <= {-1, -2}
    word = axis_text if images else _by_number
    message = f"`{text}` comes from {word(first.owner)}{_of(case)}, but pads {word(first.axis)}; {case.padder} " + (
        ORDER if images else "counts from the last axis"
    )
    help, fix = "", None
    texts = case.texts()
    if texts:
        help, fix = case.mended({told.moves.get(axis, axis): pair for axis, pair in texts.items() if _used(case, axis)})
    related = []
    made = computed_at(case.items[first.index]) if len(case.items) > first.index else None
    if made is not None:
        related.append(Related(span_of(made), f"computed from {word(first.owner)}"))
    return case.finding(message, help, fix, f"pads {word(first.axis)}", related)


def _of(case: PaddedCase) -> str:
    """` of x`, where the code says what is padded by a name."""
    text = source_at(case.pad.event.where("input"))
    return f" of `{text}`" if text.replace(".", "").isidentifier() else ""


def _used(case: PaddedCase, axis: int) -> bool:
    return case.pad.sides[-1 - axis] != (0, 0)


def _by_number(axis: int) -> str:
    return "the last axis" if axis == -1 else f"axis {axis}"


# --- the window that follows ----------------------------------------------------------------------------------------


def swapped_for_kernel(case: PaddedCase) -> Finding | None:
    """The finding about padding that fits in the other order.

    Only so it keeps the size under the kernel that follows.
    """
    needs, window = case.needs(), case.window
    if needs is None or window is None or len(needs) < 2:
        return None
    totals = case.totals(len(needs))
    if totals is None or totals == needs or totals != needs[::-1] or len(case.pad.sides) > len(needs):
        return None
    kernel = "x".join(map(str, window.kernel))
    message = (
        f"{case.padder} {ORDER}: this adds {totals[0]} to the width and {totals[1]} to the height, and the {kernel} "
        f"kernel that follows needs {needs[0]} and {needs[1]}: the two halves are swapped"
        if len(needs) == 2
        else f"{case.padder} counts from the last axis: this adds {totals}, and the {kernel} kernel needs {needs}"
    )
    groups = case.texts()
    count = len(needs)
    swapped = {-count - 1 - axis: pair for axis, pair in groups.items() if _used(case, axis)}
    help, fix = case.mended(swapped) if swapped else ("", None)
    return case.finding(
        message, help, fix, "for the other axis", [Related(span_of(window.place), f"a kernel of {kernel}")]
    )


def pair_for_both(case: PaddedCase) -> Finding | None:
    """(ph, pw), once or twice, is read as left, right, top, bottom."""
    needs, sides = case.needs(), case.pad.sides
    if needs is None or len(needs) != 2 or len(sides) > 2 or sides[0] != sides[-1]:
        return None
    high, wide = sides[0]
    if high == wide or not isinstance(high, int) or not isinstance(wide, int) or needs != (2 * wide, 2 * high):
        return None
    adds = f"twice the pair adds {high + wide} to both axes" if len(sides) == 2 else "the pair pads the width alone"
    message = (
        f"({high}, {wide}) is (height, width) for a convolution, but {case.padder} {ORDER}: {adds}, and the kernel "
        f"that follows needs {needs[0]} in the width and {needs[1]} in the height"
    )
    texts = [str(n) for n in (wide, wide, high, high)]
    return case.finding(message, f"write ({', '.join(texts)})", case.rewritten(texts), "(left, right, top, bottom)")


def pair_of_axes(case: PaddedCase) -> Finding | None:
    """The finding about `F.pad(x, (pad_h, pad_w))`.

    Where the one makes up for the height and the other for the width.
    """
    if len(case.pad.sides) != 1:
        return None
    found = [owner_of(amount, sizes_from_last(case.pad.input)[0], {}) for amount in case.pad.sides[0]]
    if [one.axis if one is not None and one.makes_up else 0 for one in found] != [-2, -1]:
        return None
    texts = [source_at(item) for item in case.items] or [str(amount) for amount in case.pad.sides[0]]
    message = (
        f"`{texts[0]}` comes from the height{_of(case)} and `{texts[1]}` from its width, but two numbers are the left "
        f"and the right side: {case.padder} {ORDER}"
    )
    order = ["0", texts[1], "0", texts[0]]
    fix = case.rewritten(order, safe=False) if case.items else None
    return case.finding(message, f"write ({', '.join(order)})", fix, "left and right")


def width_only(case: PaddedCase) -> Finding | None:
    """The finding about two numbers that pad the width alone.

    The square kernel that follows needs the same in the height.
    """
    needs, sides, window = case.needs(), case.pad.sides, case.window
    if needs is None or window is None or len(needs) != 2 or len(sides) != 1 or read_pad_before(case.pad) is not None:
        return None
    before, after = sides[0]
    if before != after or not isinstance(before, int) or before < 1 or needs != (2 * before, 2 * before):
        return None
    if window.kernel[0] != window.kernel[1]:
        return None
    kernel = "x".join(map(str, window.kernel))
    message = (
        f"two numbers pad the width alone: the {kernel} kernel that follows keeps the width and takes {needs[1]} from "
        f"the height; {case.padder} {ORDER}"
    )
    texts = [source_at(item) for item in case.items] * 2 if is_sequence(case.pad.place) else [str(before)] * 4
    help = f"write ({', '.join([str(before)] * 4)})"
    related = [Related(span_of(window.place), f"a kernel of {kernel}")]
    return case.finding(message, help, case.rewritten(texts, safe=False), "left and right only", related)


def read_pad_before(pad: Pad) -> Pad | None:
    """The padding that was done just before."""
    source = pad.input.source
    return read_pad(source) if isinstance(source, Event) else None


def rectangular(window: Window) -> Finding | None:
    """The finding about a kernel with swapped padding.

    It has two different sides, and keeps the size only when they are swapped.
    """
    if window.kind == "pool" or window.text or window.spatial < 2:
        return None
    needs = tuple(total_for_same(k, d) for k, d in zip(window.kernel, window.dilation, strict=True))
    if not all(isinstance(n, int) for n in (*needs, *window.padding)):
        return None
    if needs == needs[::-1] or window.padding == needs or window.padding != needs[::-1]:
        return None
    place = window.argument("padding")
    halves = [p // 2 for p in window.padding if isinstance(p, int)]
    kernel = "x".join(map(str, window.kernel))
    axes = "(height, width)" if window.spatial == 2 else "(depth, height, width)"
    right = ", ".join(str(n) for n in halves[::-1])
    message = (
        f"padding {tuple(halves)} does not go with the {kernel} kernel: both are {axes}, and only ({right}) keeps "
        "the size"
    )
    items = items_at(place)
    texts = [source_at(item) for item in reversed(items)]
    fix = (
        Fix("give the padding in the order of the kernel", reorder(items, texts))
        if len(items) == window.spatial
        else None
    )
    span = span_of(place or window.place)
    related = (Related(span_of(window.event.place), "called here"),) if window.event.build is not None else ()
    return Finding(
        "", "", span, message, label=axes, help=f"write padding=({right})", fix=fix, related=related, event=window.event
    )


# --- sizes that are asked for ---------------------------------------------------------------------------------------


def swapped_size(trace: Trace, event: Event, name: str) -> Finding | None:
    """The finding about `F.interpolate(x, size=(w, h))`.

    Where both come from the axes of what is resized, or of one other tensor.

    name: of the argument that says the size.
    """
    given = event.arguments.get(name)
    input = event.arguments.get("input")
    if not isinstance(given, (tuple, list)) or len(given) != 2 or not isinstance(input, Tensor):
        return None
    first, second = given
    if not isinstance(first, Expr) or not isinstance(second, Expr):
        return None
    owners = [owner_of(one, sizes_from_last(input)[0], {}) for one in (first, second)]
    own = [one.axis if one is not None else 0 for one in owners]
    if own != [-1, -2] and (any(own) or not _read_in_other_order(trace, event, first, second)):
        return None
    place = event.where(name)
    items = items_at(place)
    texts = [source_at(item) for item in items] if len(items) == 2 else []
    fix = Fix("ask for (height, width)", reorder(items, texts[::-1])) if texts and is_sequence(place) else None
    message = (
        f"`{texts[0] if texts else first}` is the size of a later axis than `{texts[1] if texts else second}`, but "
    )
    message += f"stands for the height: {name} is (height, width)"
    help = f"write {name}=({', '.join(texts[::-1])})" if texts else ""
    span = span_of(place or event.place)
    return Finding("", "", span, message, label="(height, width)", help=help, fix=fix, event=event)


def _read_in_other_order(trace: Trace, event: Event, first: Expr, second: Expr) -> bool:
    """Whether the sizes were read from the last axis first.

    From the last two axes of one tensor.
    """
    axes: dict[int, list[set[int]]] = {}
    for named in trace.named:
        if named.of is None or named.order > event.order:
            continue
        tensor, axis = named.of
        if named.value == first or named.value == second:
            shape = getattr(tensor, "known_shape", None)
            # Axes 2 and 3 of a tensor of unknown rank are those of an image.
            last = axis - len(shape) if shape is not None and axis >= 0 else axis - 4 if axis in (2, 3) else axis
            found = axes.setdefault(id(tensor), [set(), set()])
            found[0 if named.value == first else 1].add(last)
    return bool(axes) and all(pair == [{-1}, {-2}] for pair in axes.values())
