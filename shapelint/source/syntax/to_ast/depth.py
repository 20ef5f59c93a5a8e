"""Whether libcst can read a text without crashing.

It crashes the process where something is nested too deeply.

Nothing has vouched for such a text, so its tokens are counted: brackets within brackets, and the terms of a chain, as
it is nested as well (`a.b.c`, `a + b + c`, `a()()`). Commas, and the ends of statements, end a chain.
"""

from __future__ import annotations

import re

MOST_BRACKETS = 50
"""Within each other. libcst crashes at some 1,000, where the stack is small much earlier."""
MOST_TOKENS = 1_000
"""Between two commas, with those of what is around: half as many terms."""
MOST_ELIF = 200
"""In one chain."""
MOST_PATTERNS = 8
"""Brackets within each other in a `case`: libcst's time doubles with each."""

CODE = re.compile(
    r"""(?P<space>[ \t\f]+|\\\n|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<formatted>(?:[ft]r?|r[ft])(?P<quote>'''|\"""|'|"))
    |(?P<string>(?:[rub]|br|rb)?(?:
        '''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''
        |\"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*\"""
        |'[^'\\\n]*(?:\\.[^'\\\n]*)*'
        |"[^"\\\n]*(?:\\.[^"\\\n]*)*"))
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<comma>,)
    |(?P<word>\w+)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
FORMATTED = {
    quote: re.compile(rf"(?:\\[^{{]?|{{{{|(?!{quote})[^{{\\])*(?:(?P<open>{{)|{quote})?", re.DOTALL)
    for quote in ("'''", '"""', "'", '"')
}
"""The text of an f-string, up to an expression or its end."""
SPECIFICATION = re.compile(r"[^{}]*(?:(?P<open>{)|(?P<close>}))?")
"""The text of a format specification, up to an expression or its end."""


def harmless(text: str) -> bool:
    """Whether libcst can be asked to read it."""
    try:
        _Count(text).run()
    except _TooMuch:
        return False
    return True


class _TooMuch(Exception):
    pass


class _Count:
    """One pass over the tokens of a text.

    terms: how many tokens there are since the last comma, in each bracket that is open. total: their sum.
    brackets: those that are open, each as what is read behind it: code (None) or the text of an f-string.
    chains: how many `elif` follow each other, by indentation.
    """

    def __init__(self, text: str) -> None:
        self.text, self.position = text, 0
        self.terms, self.total = [0], 0
        self.brackets: list[re.Pattern[str] | None] = []
        self.chains: dict[int, int] = {}
        self.is_case = False

    def run(self) -> None:
        fresh, indent = True, 0
        while (match := CODE.match(self.text, self.position)) is not None:
            kind, self.position = match.lastgroup, match.end()
            if kind == "space":
                indent = self.position - match.start() if fresh else indent
            elif kind == "newline":
                if not self.brackets:
                    fresh, indent = True, 0
            else:
                if fresh:
                    self._statement(match.group(), indent)
                    fresh = False
                self._token(kind, match)

    def _statement(self, word: str, indent: int) -> None:
        """A row that begins a statement."""
        self.terms, self.total = [0], 0
        self.is_case = word == "case"
        inner = [other for other in self.chains if other > indent]
        for other in inner:
            del self.chains[other]
        self.chains[indent] = self.chains.get(indent, 0) + 1 if word == "elif" else 0
        if sum(self.chains.values()) > MOST_ELIF:
            raise _TooMuch

    def _token(self, kind: str | None, match: re.Match[str]) -> None:
        if kind == "comma":
            self.total -= self.terms[-1]
            self.terms[-1] = 0
        elif kind == "close":
            if self.brackets:
                self._texts(self._close())
        else:
            self.terms[-1] += 1
            self.total += 1
            if self.total > MOST_TOKENS:
                raise _TooMuch
            if kind == "open":
                self._open(None)
            elif kind == "formatted":
                self._texts(FORMATTED[match.group("quote")])
            elif match.group() == ":" and self.brackets and self.brackets[-1] is not None:
                self._texts(SPECIFICATION)

    def _open(self, behind: re.Pattern[str] | None) -> None:
        self.brackets.append(behind)
        self.terms.append(0)
        if len(self.brackets) > (MOST_PATTERNS if self.is_case else MOST_BRACKETS):
            raise _TooMuch

    def _close(self) -> re.Pattern[str] | None:
        self.total -= self.terms.pop()
        return self.brackets.pop()

    def _texts(self, text: re.Pattern[str] | None) -> None:
        """Texts of f-strings, up to the next code."""
        while text is not None:
            match = text.match(self.text, self.position)
            assert match is not None
            self.position = match.end()
            if match.lastgroup == "open":
                self._open(text)
                return
            text = self._close() if match.lastgroup == "close" else None
