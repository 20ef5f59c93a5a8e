"""Where sizes stop.

No program's come near; input written to break us does (a text is exponential in the depth).
"""

from __future__ import annotations

MOST_DEPTH = 60  # divisions within each other
MOST_PARTS = 2000  # atoms in the text of one atom
MOST_TERMS = 300  # of a sum
MOST_PAIRS = 2000  # of terms, in a product of sums
FEW_TERMS = 40  # up to which a nicer form is looked for, in time that grows with their square
MOST_POWER = 64
MOST_BITS = 4096  # of a coefficient


class TooLarge(ArithmeticError):
    """A size that would take too long to work with."""
