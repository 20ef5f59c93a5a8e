"""Comments, and where statements end, from Python's own tokens.

A string that looks like a comment is none.
"""

from __future__ import annotations

import io
import tokenize

Comment = tuple[int, int, str]
"""Row and column (both from 1), and the text from `#` on."""

_NOT_CODE = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


def read_comments(text: str) -> tuple[list[Comment], list[tuple[int, int]]]:
    """The comments of a file, with the rows of its statements.

    The first and last row of each statement that spans several (of compound ones, the header).

    Of text that is not Python: what stands before the fault.
    """
    comments: list[Comment] = []
    statements: list[tuple[int, int]] = []
    first = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline=None).readline):
            if token.type == tokenize.COMMENT:
                comments.append((token.start[0], token.start[1] + 1, token.string))
            elif token.type == tokenize.NEWLINE:
                if token.start[0] > first > 0:
                    statements.append((first, token.start[0]))
                first = 0
            elif not first and token.type not in _NOT_CODE:
                first = token.start[0]
    except (tokenize.TokenError, SyntaxError):
        pass
    return comments, statements
