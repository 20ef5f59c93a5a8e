"""Shapes that rules seldom meet: they say nothing of them, and do not fail."""

from __future__ import annotations

from textwrap import dedent

from shapelint import check_source


def test_one_number_viewed_by_the_sizes_of_others() -> None:
    program = """
        import torch

        def filled(x, rows, columns):
            return x.mean().view(rows.shape[0], columns.shape[0])
        """
    assert check_source(dedent(program)) == []
