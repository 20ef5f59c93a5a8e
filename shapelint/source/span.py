"""Stretches of files, and what is to stand there instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Location:
    """A place between characters.

    Line and column from 1, columns in code points.
    """

    row: int
    column: int


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a file.

    From `start` up to but not including `end`.
    """

    filename: str
    start: Location
    end: Location


@dataclass(frozen=True)
class Edit:
    """Replace what stands at `span` by `content`."""

    span: Span
    content: str
