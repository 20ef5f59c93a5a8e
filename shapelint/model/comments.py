"""Comments, from Python's own tokens."""

from __future__ import annotations

import io
import tokenize

Comment = tuple[int, int, str]
"""Row and column from 1, and the text with its `#`."""


def comments_of(text: str) -> list[Comment]:
    """Every comment of a text with \\n newlines; those before the first fault where tokens run out early."""
    found: list[Comment] = []
    if "#" not in text:
        return found
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                found.append((token.start[0], token.start[1] + 1, token.string))
    except (tokenize.TokenError, SyntaxError):
        pass
    return found
