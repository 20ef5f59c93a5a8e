"""The words about torch's tensors as they are said of numpy's arrays."""

from __future__ import annotations

import re

WORDS = (
    (r"\.view\(", ".reshape("), (r"\.transpose\((-?\d+), (-?\d+)\)", r".swapaxes(\1, \2)"), (r"\bdim=", "axis="),
    (r"\.unsqueeze\(\.\.\.\)", "np.expand_dims"), (r"\.unsqueeze\((-?\d+)\)", r"np.expand_dims(x, \1)"),
    (r"\btensor\b", "array"),
)  # fmt: skip
OF_TORCH = re.compile(r"\b(torch|nn|F)\.")


def of_arrays(text: str) -> str:
    """Help as one gives it for arrays.

    "" where it speaks of what only torch has.
    """
    for pattern, word in WORDS:
        text = re.sub(pattern, word, text)
    return "" if OF_TORCH.search(text) else text
