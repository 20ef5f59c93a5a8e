"""How sizes are written, and the order in which their parts stand.

The order is that in which torch people write axes (N, C, H, W), so that `W*N*H` prints as `N*H*W`; names that are no
axis follow in alphabetical order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapelint.dims.expr import Atom, Dim, Expr, Monomial

Key = tuple[int, str, int, int, str]
TermKey = tuple[int, tuple[tuple[Key, int], ...]]

AXES = {name: place for place, name in enumerate("NBGCTLSDHW")}
KIND_ORDER = {"symbol": 0, "floor": 1, "min": 2, "max": 3}


def atom_key(atom: Atom) -> Key:
    """The sort key of an atom: its first symbol, then its kind and text."""
    if atom.kind == "symbol":
        name = str(atom.args[0])
        letters = name.rstrip("0123456789")
        digits = name[len(letters) :]
        return AXES.get(letters, len(AXES)), letters, int(digits) if 0 < len(digits) < 10 else 0, 0, name
    first = min((leading(arg) for arg in atom.args), default=NOTHING)
    return first[0], first[1], first[2], KIND_ORDER[atom.kind], atom_text(atom)


NOTHING: Key = (len(AXES) + 1, "", 0, 0, "")


def leading(dim: object) -> Key:
    """The smallest key among the atoms of a size."""
    if isinstance(dim, (int, str)):
        return NOTHING
    return min(atom.key for monomial, _ in dim.terms for atom, _ in monomial)  # type: ignore[attr-defined]


def term_key(monomial: Monomial) -> TermKey:
    """Higher degree first, then by atoms; the constant comes last."""
    return -sum(power for _, power in monomial), tuple((atom.key, -power) for atom, power in monomial)


def dim_key(dim: Dim) -> tuple[Key, str]:
    return leading(dim), str(dim)


def atom_text(atom: Atom) -> str:
    if atom.kind == "symbol":
        return str(atom.args[0])
    if atom.kind == "floor":
        above, below = atom.args
        return f"{_operand(above)}//{_operand(below)}"
    return f"{atom.kind}({', '.join(map(str, atom.args))})"


def _operand(dim: object) -> str:
    written = str(dim)
    return written if isinstance(dim, int) and dim >= 0 or written.isidentifier() else f"({written})"


def expr_text(expr: Expr) -> str:
    """A sum: `2*H + 1`."""
    terms = list(expr.terms)
    if expr.constant < 0 and len(terms) == 1:
        absorbed = _absorbed(terms[0], expr.constant)
        if absorbed:
            return absorbed
    parts = [(coefficient < 0, _term(monomial, abs(coefficient))) for monomial, coefficient in terms]
    if expr.constant:
        parts.append((expr.constant < 0, str(abs(expr.constant))))
    if parts[0][0]:  # a sum does not start with a minus where it need not
        positive = next((index for index, part in enumerate(parts) if not part[0]), None)
        if positive is not None:
            parts.insert(0, parts.pop(positive))
    written = ("-" if parts[0][0] else "") + parts[0][1]
    for negative, part in parts[1:]:
        written += (" - " if negative else " + ") + part
    return written


def _absorbed(term: tuple[Monomial, int], constant: int) -> str | None:
    """`H//2 - 2` as `(H - 4)//2`, the way a convolution without padding is written."""
    monomial, coefficient = term
    if coefficient != 1 or len(monomial) != 1 or monomial[0][1] != 1 or monomial[0][0].kind != "floor":
        return None
    above, below = monomial[0][0].args
    if isinstance(below, int) and not isinstance(above, str):
        return f"{_operand(above + constant * below)}//{below}"
    return None


def _term(monomial: Monomial, coefficient: int) -> str:
    factors = [] if coefficient == 1 else [str(coefficient)]
    for atom, power in monomial:
        written = atom_text(atom)
        if atom.kind == "floor" and (power > 1 or len(monomial) > 1 or coefficient != 1):
            written = f"({written})"
        factors.append(written if power == 1 else f"{written}**{power}")
    return "*".join(factors)
