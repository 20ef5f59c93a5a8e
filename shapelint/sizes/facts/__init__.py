"""What is assumed of symbols, and judgements with three answers."""

from __future__ import annotations

from shapelint.sizes.facts.facts import Facts
from shapelint.sizes.facts.verdict import Obligation, Verdict

__all__ = ["Facts", "Obligation", "Verdict"]
