"""A traced network as a graph.

Its operations, and the tensors that go from one to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from shapelint.layers.tracing.agreement import show
from shapelint.layers.tracing.result import Traced


class Node(Struct, frozen=True):
    """title: the layer's name, or the function's.

    kind: "input", "layer", "function" or "output".
    """

    title: str
    detail: str
    kind: str


class Edge(Struct, frozen=True):
    """An edge from node to node, with a shape.

    The nodes by their place in the list.
    """

    start: int
    end: int
    shape: str


class Graph(Struct, frozen=True):
    nodes: list[Node]
    edges: list[Edge]


def graph_of(traced: Traced) -> Graph:
    """The graph of a trace.

    Inputs first, then every operation in the order of the run, then the output.
    """
    nodes = [Node(f"input {i}" if len(traced.inputs) > 1 else "input", "", "input") for i in range(len(traced.inputs))]
    edges: list[Edge] = []
    places: dict[int, int] = {}
    used = {start for start, _, _ in traced.edges} | {end for _, end, _ in traced.edges}
    for index, call in enumerate(traced.calls):
        if index in used:
            places[index] = len(nodes)
            is_layer = call.name is not None
            title = call.name or call.title
            nodes.append(Node(title, call.type if is_layer else "", "layer" if is_layer else "function"))
    count = len(traced.inputs)
    for start, end, shape in traced.edges:
        begin = places[start] if start >= 0 else min(-start - 1, count - 1)
        if begin >= 0:
            edges.append(Edge(begin, places[end], drawn(shape)))
    sinks = [one for one in places.values() if all(edge.start != one for edge in edges)]
    if not traced.refused:
        nodes.append(Node("output", drawn(traced.output), "output"))
        shapes = {places[index]: drawn(traced.calls[index].output) for index in places}
        edges += [Edge(one, len(nodes) - 1, shapes[one]) for one in sinks]
    return Graph(nodes, list(dict.fromkeys(edges)))


def drawn(shape: Any) -> str:
    """`1×64×n_classes`: with a sign that is no letter."""
    return show(shape, "×")


def dot(graph: Graph, title: str) -> str:
    """For Graphviz."""
    lines = [f"digraph {_quoted(title)} {{", "  node [shape=box, fontname=monospace];", "  edge [fontname=monospace];"]
    for index, node in enumerate(graph.nodes):
        label = f"{node.title}\n{node.detail}" if node.detail else node.title
        rounded = ', style="rounded"' if node.kind != "layer" else ""
        lines.append(f"  {index} [label={_quoted(label)}{rounded}];")
    lines += [f"  {edge.start} -> {edge.end} [label={_quoted(edge.shape)}];" for edge in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def lanes(edges: Sequence[Edge]) -> dict[Edge, int]:
    """For each edge that passes nodes by, its lane.

    From 0; in a lane no other edge runs beside it: short ones innermost.
    """
    found: dict[Edge, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for edge in sorted((one for one in edges if one.end - one.start > 1), key=lambda one: one.end - one.start):
        lane = next(
            (i for i, spans in enumerate(taken) if all(edge.end <= a or b <= edge.start for a, b in spans)), len(taken)
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((edge.start, edge.end))
        found[edge] = lane
    return found
