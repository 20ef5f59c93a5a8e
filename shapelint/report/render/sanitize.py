r"""Text of the checked tree, made harmless for terminals, logs and parsers.

File names, source lines and messages quote what somebody else wrote. A name like "a\n::error::b.py", or a comment with
an escape sequence, must not act on the reader's terminal, reorder what is shown, or forge a line of output.
"""

from __future__ import annotations

import re

_HARMFUL = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters, ESC and line ends among them
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # no width, another direction, Unicode's own line ends
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # letters and marks that nobody sees
    "\ufe00-\ufe0f\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\ud800-\udfff"  # lone surrogates: no encoding takes them (undecodable bytes of file names are such)
    "\ufeff\ufffe\uffff\U000e0000-\U000e0fff"  # invisible ones, and ones that XML forbids
    "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def sanitize(text: str) -> str:
    r"""One line of text.

    Harmful characters as the escapes that Python writes for them (`\x1b`, `\u202e`).
    """
    return _HARMFUL.sub(_escape, text)


def encodable(text: str) -> str:
    """Text that must stay exact, made encodable.

    The content of a fix, for formats that quote control characters themselves.
    """
    return _SURROGATE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was not UTF-8 (surrogateescape)
        code -= 0xDC00
    short = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return _SHORT.get(character, short)
