"""The declarations of Keras's layers, against what Keras said."""

from __future__ import annotations

import importlib.util
import os
import re
from typing import Any

import pytest
from keras_layers import LAYERS, MERGES, ask, recorded

from shapelint.layers.keras.catalog import layers
from shapelint.ops.core import perform
from shapelint.ops.core.need import need
from shapelint.ops.core.submodule import BuiltLayer
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Tensor


class Refused(Exception):
    pass


def answer(code: str, inputs: list[list[int | None]]) -> dict[str, Any]:
    """What the declaration says, in the form of what Keras says."""
    facts = Facts()

    def told(outcome: perform.Outcome) -> None:
        if outcome.refused:
            raise Refused(next(one.actual_is for one in outcome.requirements if one.verdict.name == "NO"))
        assert not outcome.reason, outcome.reason

    def maker(operation: Any) -> Any:
        def make(*args: Any, **kwargs: Any) -> BuiltLayer:
            made = BuiltLayer(operation)
            told(perform.build(operation, args, kwargs, facts, made.attributes))
            return made

        return make

    try:
        made = eval(code, {name.rpartition(".")[2]: maker(operation) for name, operation in layers().items()})
        with need.recording(facts):
            given = [Tensor(tuple(need.fresh("None") if s is None else s for s in shape)) for shape in inputs]
        outcome = perform.call(
            made.operation, [given] if code.startswith(MERGES) else given, {}, facts, made.attributes
        )  # fmt: skip
        told(outcome)
    except Refused as refused:
        return {"refused": str(refused)}
    several = isinstance(outcome.result, (list, tuple))
    shape = [sizes(one) for one in outcome.result] if several else sizes(outcome.result)
    weights = list(weights_of(made))
    trained = sum(count for count, role in weights if role == "parameter")
    return {"shape": shape, "parameters": sum(count for count, _ in weights), "trained": trained}


def sizes(tensor: Tensor) -> list[int | None]:
    assert isinstance(tensor.shape, tuple)
    return [size if isinstance(size, int) else None for size in tensor.shape]


def weights_of(layer: Any) -> Any:
    for value in layer.attributes.values():
        if isinstance(value, BuiltLayer):
            yield from weights_of(value)
        elif isinstance(value, Tensor) and value.role:
            total = 1
            for size in value.shape:
                total *= size
            yield total, value.role


def words(text: str) -> list[str]:
    """The first words of a refusal: of what Keras says, names and numbers differ from run to run."""
    text = re.sub(r"Received.*|with name 'None' of layer '\w+'|of the layer|\w+\.(?=__init__)|\d+", "", text)
    return re.findall("[a-z]+", text.lower())[:4]


@pytest.mark.parametrize("code", LAYERS)
def test_shapes_parameters_and_refusals_are_those_of_keras(code: str) -> None:
    said, found = recorded()[code], answer(code, LAYERS[code])
    if "refused" not in said:
        assert found == said
    elif said["refused"].startswith("Exception encountered"):
        assert "refused" in found  # Keras itself tells nothing in its first row
    else:
        assert words(found["refused"]) == words(said["refused"])


def test_every_layer_is_asked_about() -> None:
    asked = {re.match(r"\w+", code).group() for code in LAYERS}  # type: ignore[union-attr]
    inner = {"AdaptiveAveragePooling1D", "AdaptiveAveragePooling3D", "AdaptiveMaxPooling2D", "AdaptiveMaxPooling3D"}
    alike = {"GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization", "Masking", "Rescaling"}
    alike |= {"UnitNormalization", "SpatialDropout1D", "SpatialDropout3D", "Subtract", "Average", "Maximum", "Minimum"}
    alike |= {"GlobalMaxPooling2D", "GlobalAveragePooling1D", "GlobalAveragePooling3D"}
    assert {operation.short for operation in layers().values()} == asked | inner | alike


@pytest.mark.skipif(importlib.util.find_spec("keras") is None, reason="Keras is not installed")
@pytest.mark.parametrize("code", LAYERS)
def test_keras_says_what_is_recorded(code: str) -> None:
    os.environ["KERAS_BACKEND"] = "torch"
    said, again = recorded()[code], ask(code, LAYERS[code])
    if "refused" in said:
        assert words(again["refused"]) == words(said["refused"])
    else:
        assert again == said
