"""Values from a layer that was given no batch axis.

Code that asks for the number of axes is read once for each answer. Where the layers are built for another number, one
that takes inputs without a batch as well lets the wrong answer pass: what follows there is not what the author meant.
"""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Event
from shapelint.rules.evidence.flow import inputs, main, short, source
from shapelint.sizes.tensors import Tensor

WINDOWED = re.compile(r"(?:Conv|ConvTranspose|MaxPool|AvgPool|AdaptiveMaxPool|AdaptiveAvgPool)([123])d")
MOST = 100
"""Operations that are looked back at."""


def is_unbatched(tensor: Tensor) -> bool:
    """Whether a tensor comes of an input without a batch axis.

    One of the operations behind it is a convolution or pool of such.
    """
    waiting, seen = [tensor], set[int]()
    while waiting and len(seen) < MOST:
        made = source(waiting.pop())
        if made is None or id(made) in seen:
            continue
        seen.add(id(made))
        if _lacks_batch(made):
            return True
        waiting += inputs(made)
    return False


def _lacks_batch(event: Event) -> bool:
    match = WINDOWED.fullmatch(short(event))
    given = main(event) if match else None
    shape = None if given is None else given.known_shape
    return match is not None and shape is not None and len(shape) == int(match[1]) + 1
