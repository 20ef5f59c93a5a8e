"""The answer in words.

The result, PyTorch's line, TensorFlow's, what is never read.
"""

from __future__ import annotations

from shapelint.layers.answer import Answer
from shapelint.layers.words.keras import keras, sides_of
from shapelint.layers.words.numbers import never_read, product, result
from shapelint.layers.words.pytorch import torch_lines
from shapelint.layers.words.solutions import solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def answer_lines(answer: Answer) -> Iterator[str]:
    """All of the answer."""
    question = answer.question
    yield from result(answer)
    if answer.unknown:
        yield from solutions(question, answer.unknown, answer.solved)
    yield ""
    yield "PyTorch:"
    yield from torch_lines(answer)
    if question.mode == "zeros" and question.rule != "causal":
        yield from keras(answer)
    elif question.rule == "causal":
        yield f"Keras: padding='causal' adds the same {sides_of(answer.axes)}; its layers take it in Conv1D only"
    yield from never_read(answer.axes)
    yield from product(answer)
