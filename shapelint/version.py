"""The version and the addresses.

They stand alone, so that asking for them imports nothing else.
"""

__version__ = "0.1.0"

DOCUMENTATION = "https://shapelint.readthedocs.io/en/latest"


def rule_url(name: str) -> str:
    """The page of a rule."""
    return f"{DOCUMENTATION}/rules/{name}/"
