"""How sizes are written, and the order in which their parts stand.

The order is that in which torch people write axes (N, C, H, W), so that `W*N*H` prints as `N*H*W`; names that are no
axis follow in alphabetical order.
"""

from __future__ import annotations

from functools import lru_cache
from math import gcd

from shapelint.sizes.dims.form import Factor, Key, Powers, Size, Sum
from shapelint.sizes.dims.limits import FEW_TERMS

Monomial = Powers[Factor]
Terms = tuple[tuple[Monomial, int], ...]
TermKey = tuple[int, tuple[tuple[Key, int], ...]]

AXES = {name: place for place, name in enumerate("NBGCTLSDHW")}
KIND_ORDER = {"symbol": 0, "floor": 1, "min": 2, "max": 3}
NOTHING: Key = (len(AXES) + 1, "", 0, 0, "")


# --- order ------------------------------------------------------------------------------------------------------


def atom_key(atom: Factor) -> Key:
    """The sort key of an atom.

    Its first symbol, then its kind and text.
    """
    if atom.kind == "symbol":
        name = atom.name
        letters = name.rstrip("0123456789")
        digits = name[len(letters) :]
        return AXES.get(letters, len(AXES)), letters, int(digits) if 0 < len(digits) < 10 else 0, 0, name
    first = min((leading(arg) for arg in atom.args), default=NOTHING)
    return first[0], first[1], first[2], KIND_ORDER[atom.kind], atom_text(atom)


def leading(dim: Size) -> Key:
    """The smallest key among the atoms of a size."""
    if isinstance(dim, int):
        return NOTHING
    return min(atom.key for monomial, _ in dim.terms for atom, _ in monomial)


@lru_cache(maxsize=1 << 14)
def term_key(monomial: Monomial) -> TermKey:
    """Higher degree first, then by atoms; the constant comes last."""
    return -sum(power for _, power in monomial), tuple((atom.key, -power) for atom, power in monomial)


def dim_key(dim: Size) -> tuple[Key, str]:
    return leading(dim), str(dim)


# --- atoms ------------------------------------------------------------------------------------------------------


def atom_text(atom: Factor) -> str:
    if atom.kind == "symbol":
        return atom.name
    if atom.kind == "floor":
        above, below = atom.args
        return f"{_operand(above)}//{_operand(below)}"
    return f"{atom.kind}({', '.join(map(str, atom.args))})"


def _operand(dim: Size) -> str:
    """One side of `//` or `%` as text.

    In parentheses unless it is a name, a call or a number.
    """
    if isinstance(dim, int):
        return str(dim) if dim >= 0 else f"({dim})"
    alone = _single(dim)
    return str(dim) if alone is not None and alone.kind != "floor" else f"({dim})"


def _single(expr: Sum) -> Factor | None:
    """The atom, where the size is nothing else."""
    if expr.constant or len(expr.terms) != 1:
        return None
    monomial, coefficient = expr.terms[0]
    return monomial[0][0] if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1 else None


# --- sums and products ------------------------------------------------------------------------------------------


def expr_text(expr: Sum) -> str:
    """The text of a sum or a product of sums.

    `16*(H//4 - 3)*(W//4 - 3)`, else a sum (`2*H + 1`).
    """
    return _product_text(expr) or _sum_text(expr)


def _sum_text(expr: Sum) -> str:
    absorbed = _absorbed(expr)
    if absorbed:
        return absorbed
    remainders, expr_or_number = _remainders(expr)
    constant = expr_or_number if isinstance(expr_or_number, int) else expr_or_number.constant
    parts = [] if isinstance(expr_or_number, int) else [(c, *_term(m, abs(c))) for m, c in expr_or_number.terms]
    parts += remainders
    if constant:
        parts.append((constant, str(abs(constant)), False))
    first = next((index for index, part in enumerate(parts) if part[0] > 0), 0)
    parts.insert(0, parts.pop(first))  # a sum does not start with a minus where it need not
    sign, written, divides = parts[0]
    if sign < 0:
        written = f"-({written})" if divides else f"-{written}"
    for sign, part, _ in parts[1:]:
        written += (" - " if sign < 0 else " + ") + part
    return written


def _term(monomial: Monomial, coefficient: int) -> tuple[str, bool]:
    """The text of a monomial with its coefficient.

    The coefficient is positive; and whether the text is a bare `a//b`.
    """
    alone = coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1
    factors = [] if coefficient == 1 and monomial else [str(coefficient)]
    for atom, power in monomial:
        written = atom_text(atom)
        if atom.kind == "floor" and not alone:
            written = f"({written})"
        factors.append(written if power == 1 else f"{written}**{power}")
    return "*".join(factors), alone and monomial[0][0].kind == "floor"


def _absorbed(expr: Sum) -> str | None:
    """`H//2 - 2` as `(H - 4)//2`.

    The way the formula of a convolution without padding comes out.
    """
    if expr.constant >= 0 or len(expr.terms) != 1:
        return None
    monomial, coefficient = expr.terms[0]
    if coefficient != 1 or len(monomial) != 1 or monomial[0][1] != 1 or monomial[0][0].kind != "floor":
        return None
    above, below = monomial[0][0].args
    if isinstance(below, int):
        return f"{_operand(above + expr.constant * below)}//{below}"
    return None


def _remainders(expr: Sum) -> tuple[list[tuple[int, str, bool]], Size]:
    """Take `a - b*(a//b)` out as `a % b`.

    Wherever that makes the rest shorter.
    """
    found: list[tuple[int, str, bool]] = []
    rest: Size = expr
    if len(expr.terms) > FEW_TERMS:
        return found, rest
    for monomial, coefficient in expr.terms:
        for atom, power in monomial:
            if atom.kind != "floor" or power != 1 or isinstance(rest, int):
                continue
            above, below = atom.args
            times = -coefficient // below if isinstance(below, int) else -coefficient
            if times <= 0 or (len(monomial) > 1 and isinstance(below, int)):
                continue
            quotient = type(expr)(((((atom, 1),), 1),), 0)
            without = rest - times * (above - below * quotient)
            if _length(without) <= len(rest.terms) - 1 - _length(above):
                rest = without
                written = f"{_operand(above)} % {_operand(below)}"
                found.append((times, written if times == 1 else f"{times}*({written})", True))
    return found, rest


def _length(dim: Size) -> int:
    return 0 if isinstance(dim, int) else len(dim.terms)


# --- factors ----------------------------------------------------------------------------------------------------


def _product_text(expr: Sum) -> str | None:
    """The size as a product.

    number * atoms * (sum) * (sum)**2, or None where it has no such form that is worth it.
    """
    terms: Terms = (*expr.terms, ((), expr.constant)) if expr.constant else expr.terms
    if len(terms) == 1:
        return None
    shared = dict(terms[0][0])
    for monomial, _ in terms[1:]:
        powers = dict(monomial)
        shared = {atom: min(power, powers[atom]) for atom, power in shared.items() if atom in powers}
    number = gcd(*[c for _, c in terms])
    if terms[0][1] < 0:
        number = -number
    inner: Terms = tuple((_without(monomial, shared), c // number) for monomial, c in terms)
    split = _factors(inner)
    if split is None:
        if not shared:
            return None
        split = [(inner, 1)]
    elif not shared and len(split) == 1 and split[0][1] == 1:
        return None
    written = []
    if shared or abs(number) != 1:
        prefix, divides = _term(tuple(shared.items()), abs(number))
        written.append(f"({prefix})" if divides else prefix)
    for part, power in split:
        constant = part[-1][1] if not part[-1][0] else 0
        body = str(type(expr)(part[:-1] if constant else part, constant))
        written.append(f"({body})" if power == 1 else f"({body})**{power}")
    return ("-" if number < 0 else "") + "*".join(written)


def _without(monomial: Monomial, shared: dict[Factor, int]) -> Monomial:
    return tuple((atom, power - shared.get(atom, 0)) for atom, power in monomial if power > shared.get(atom, 0))


def _factors(terms: Terms) -> list[tuple[Terms, int]] | None:
    """The polynomial as a product of (factor, power).

    Each factor is in one atom; None where it is no such product.

    terms: with gcd 1, leading coefficient positive. The factor in an atom x stands, up to a number, in the terms that
    have the leading powers of all other atoms.
    """
    lead = dict(terms[0][0])
    coefficients = dict(terms)
    if any(atom not in lead for monomial, _ in terms for atom, _ in monomial):
        return None
    factors: list[tuple[Terms, int]] = []
    count = 1
    for atom, degree in terms[0][0]:
        powers: list[int] = []
        for power in range(degree, -1, -1):
            monomial = tuple((a, power if a is atom else p) for a, p in terms[0][0] if a is not atom or power)
            powers.append(coefficients.get(monomial, 0))
        common = gcd(*powers)
        powers = [c // common for c in powers]
        count *= sum(1 for c in powers if c)
        factors.append(_power_of(atom, powers))
    if count != len(terms):
        return None
    expanded: dict[Monomial, int] = {(): 1}
    for factor, power in factors:
        for _ in range(power):
            larger: dict[Monomial, int] = {}
            for left, a in expanded.items():
                for right, b in factor:
                    both = dict(left)
                    for atom, p in right:
                        both[atom] = both.get(atom, 0) + p
                    monomial = tuple(both.items())
                    larger[monomial] = larger.get(monomial, 0) + a * b
            expanded = larger
    return factors if {m: c for m, c in expanded.items() if c} == coefficients else None


def _power_of(atom: Factor, powers: list[int]) -> tuple[Terms, int]:
    """A polynomial in one atom as a power of a sum.

    Its coefficients from the highest power down, where it is such a power.
    """
    degree = len(powers) - 1
    if degree > 1 and powers[0] == 1 and powers[1] % degree == 0:
        shift = powers[1] // degree
        row, expected = 1, []
        for index in range(degree + 1):
            expected.append(row * shift**index)
            row = row * (degree - index) // (index + 1)
        if expected == powers:
            return ((((atom, 1),), 1), ((), shift)), degree
    terms = [(((atom, degree - i),) if i < degree else (), c) for i, c in enumerate(powers) if c]
    return tuple(terms), 1
