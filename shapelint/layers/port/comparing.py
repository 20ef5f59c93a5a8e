"""Comparing a Keras program with its port to torch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shapelint.layers.port.align import align
from shapelint.layers.port.axes import LETTERS
from shapelint.layers.port.difference import HARMLESS, Difference
from shapelint.layers.port.differences import differences
from shapelint.layers.port.keras_steps import keras_steps
from shapelint.layers.port.program import NotUnderstood, Program, read_keras, read_torch
from shapelint.layers.port.separable import parted
from shapelint.layers.port.steps import Step
from shapelint.layers.port.torch_steps import torch_steps
from shapelint.sizes.tensors import Tensor


@dataclass(eq=False)
class Comparison:
    """Both programs, their steps, and what differs.

    unread: what could not be read, which is never said to be equal.
    """

    keras: Program
    torch: Program
    keras_steps: list[Step]
    torch_steps: list[Step]
    pairs: list[tuple[Step, Step]]
    found: list[Difference]
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    def fails(self, strict: bool = False) -> bool:
        return any(strict or one.effect not in HARMLESS for one in self.found)


def compare(
    keras_target: str,
    torch_target: str,
    shapes: list[tuple[int | None, ...]],
    torch_shapes: list[tuple[int, ...]],
    args: dict[str, Any],
) -> Comparison:
    """Raises NotUnderstood."""
    keras = read_keras(keras_target, shapes)
    best: Comparison | None = None
    for letters in _layouts(keras, torch_shapes):
        one = _compared(keras, torch_target, letters, torch_shapes, args)
        if best is None or _badness(one) < _badness(best):
            best = one
    assert best is not None
    return best


def _badness(one: Comparison) -> tuple[int, int]:
    return sum(d.effect == "raises" for d in one.found) + bool(one.torch.stop), len(one.found)


def _layouts(keras: Program, torch_shapes: list[tuple[int, ...]]) -> list[list[str]]:
    """The possible orders of axes of the torch module's inputs."""
    if torch_shapes:
        return [
            [{4: "NCHW", 5: "NCDHW"}.get(len(shape) + 1, LETTERS.get(len(shape) + 1, "")) for shape in torch_shapes]
        ]
    found: list[list[str]] = [[]]
    for tensor in keras.inputs:
        rank = len(tensor.shape)
        ways = {3: ["NTC", "NCT"], 4: ["NCHW"], 5: ["NCDHW", "NDCHW"]}.get(rank, [LETTERS.get(rank, "")])
        found = [[*before, way] for before in found for way in ways]
    return found[:4]


def _compared(
    keras: Program, target: str, letters: list[str], torch_shapes: list[tuple[int, ...]], args: dict[str, Any]
) -> Comparison:
    steps = parted(keras_steps(keras))
    is_first = any(getattr(step.module, "attributes", {}).get("first") is True for step in steps)
    inputs = []
    for n, order in enumerate(letters):
        if torch_shapes:
            shape: tuple[Any, ...] = (2, *torch_shapes[n])
        else:
            given = keras.inputs[n].shape
            sizes = dict(zip(LETTERS[len(given)], given))
            shape = given if is_first and len(given) > 3 else tuple(sizes[letter] for letter in order)
        whole = _takes_numbers(steps, keras.inputs[min(n, len(keras.inputs) - 1)])
        inputs.append(Tensor(shape, "int64" if whole else "float32", name=f"input{n or ''}"))
    torch = read_torch(target, inputs, args)
    other = torch_steps(torch, letters)
    pairs, left, right = align(steps, other)
    # What stands in a layer that is not understood may be what the other side seems to have alone.
    left, right = ([] if _opaque(other) else left), ([] if _opaque(steps) else right)
    found, notes = differences(pairs, left, right)
    assumed = [(step.name, getattr(step.module, "attributes", {}).get("assumed")) for step in steps]
    notes = [*keras.guessed, *[f"{name}: {text}" for name, text in assumed if text], *notes, *_accident(pairs, found)]
    one = Comparison(keras, torch, steps, other, pairs, found, notes)
    one.letters = letters
    one.unread = _unread(keras, "Keras") + _unread(torch, "torch")
    one.unread += [_unclear(step) for step in (*steps, *other) if step.unclear]
    one.unread += [f"{step.label}: what it does is not compared" for step in (*_opaque(steps), *_opaque(other))]
    return one


def _opaque(steps: list[Step]) -> list[Step]:
    """Layers with weights that are not understood."""
    return [step for step in steps if step.kind == "other" and step.parameters]


def _unclear(step: Step) -> str:
    words = {"before": "padding", "after": "padding", "padding_word": "padding", "in": "number of inputs"}
    names = list(dict.fromkeys(words.get(name, name) for name in step.unclear))
    return f"{step.label}: not known of it: {', '.join(names)}"


def _accident(pairs: list[tuple[Step, Step]], found: list[Difference]) -> list[str]:
    """Whether sizes agree although the layers do other things to them.

    An input of another size hides it.
    """
    if not any(one.field == "padding" and one.effect == "shape" for one in found):
        return []
    shapes = [(k.shape, t.shape) for k, t in pairs if k.shape is not None and t.shape is not None]
    if shapes and all(mine == its for mine, its in shapes):
        return ["the shapes agree by accident: the inputs have other sizes, which makes up for another padding"]
    return []


def _takes_numbers(steps: list[Step], tensor: Any) -> bool:
    """Whether an input holds the numbers of words."""
    return any(step.kind == "embedding" and any(v is tensor for v in step.event.arguments.values()) for step in steps)


def _unread(program: Program, side: str) -> list[str]:
    found = []
    if program.stop:
        found.append(f"{side}: {program.stop}")
    for event in program.events:
        if event.reason and event.failure is None:
            row, *_ = event.place.definition.place(event.place.at)
            found.append(f"{side}: {event.name} at {program.path}:{row}: {event.reason}")
    return list(dict.fromkeys(found))


__all__ = ["Comparison", "NotUnderstood", "compare"]
