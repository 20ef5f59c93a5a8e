"""Every declared layer of Keras, by its name in `keras.layers`.

Found by walking this folder.
"""

from __future__ import annotations

from functools import lru_cache

from shapelint.layers import keras as _folder
from shapelint.ops.core.catalog import declared
from shapelint.ops.core.declare import Operation


@lru_cache(maxsize=1)
def layers() -> dict[str, Operation]:
    return declared(_folder)
