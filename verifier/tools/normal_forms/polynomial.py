"""Polynomials with rational coefficients in generators that may carry rational exponents.

A generator is a pair (base, m): it stands for base**m, where m is 1 or a monomial that cannot be split
further; its exponents are rational, because x**a * x**b = x**(a + b) holds for every x != 0 on the principal
branch.  A monomial is a frozenset of (generator, exponent); a polynomial maps monomials to coefficients.
Two equal polynomials are equal dictionaries: that is what a normal form is for.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from sympy import Add, I, Integer, Mul, Pow, Rational, S, factorint

from verifier.tools.normal_forms.terms import rank, symbols_in
from verifier.tools.work import charge

Monomial = frozenset
Polynomial = dict
ONE: Monomial = frozenset()
_UNIT = Fraction(1)


class TooLarge(ArithmeticError):
    """The polynomial would have more terms than a step of a proof should need."""


MAX_TERMS = 20000


def constant(value) -> Polynomial:
    """The constant polynomial."""
    value = Fraction(value)
    return {ONE: value} if value else {}


def add(*polynomials: Polynomial) -> Polynomial:
    """The sum."""
    total: dict = {}
    for polynomial in polynomials:
        for monomial, coefficient in polynomial.items():
            new = total.get(monomial, 0) + coefficient
            if new:
                total[monomial] = new
            else:
                total.pop(monomial, None)
    return total


def scale(polynomial: Polynomial, factor) -> Polynomial:
    """The multiple by a rational number."""
    factor = Fraction(factor)
    return {monomial: coefficient * factor for monomial, coefficient in polynomial.items()} if factor else {}


def subtract(left: Polynomial, right: Polynomial) -> Polynomial:
    """The difference."""
    return add(left, scale(right, -1))


def is_constant(polynomial: Polynomial) -> bool:
    """Whether only a rational number is left."""
    return all(monomial == ONE for monomial in polynomial)


def constant_part(polynomial: Polynomial) -> Fraction:
    """The coefficient of 1."""
    return polynomial.get(ONE, Fraction(0))


def generator(base, exponent=1, m=S.One) -> Polynomial:
    """base**(m * exponent) as a polynomial of one term."""
    return product_of({(base, m): Fraction(exponent)}) if exponent else constant(1)


def product_of(powers: dict) -> Polynomial:
    """A product of generator powers, with powers of rational numbers, of -1, of I and of deltas reduced."""
    coefficient = Fraction(1)
    kept = {}
    extra: list[Polynomial] = []
    for (base, m), exponent in powers.items():
        if not exponent:
            continue
        if base.is_Rational and m is S.One:
            whole = exponent.numerator // exponent.denominator
            if base == -1:
                coefficient *= -1 if whole % 2 else 1
            else:
                coefficient *= Fraction(int(base.p), int(base.q)) ** whole
            exponent -= whole
            if not exponent:
                continue
            if base == -1 and exponent == Fraction(1, 2):
                base, exponent = I, Fraction(1)
        if base is I and m is S.One and exponent.denominator == 1:
            turn = int(exponent) % 4
            coefficient *= -1 if turn >= 2 else 1
            if turn % 2 == 0:
                continue
            exponent = Fraction(1)
        if base == -1 and m is not S.One and m.is_integer:
            exponent = exponent - 2 * (exponent.numerator // (2 * exponent.denominator)) if exponent.denominator == 1 else exponent
            if not exponent:
                continue
        if type(base).__name__ == "KroneckerDelta" and exponent >= 1:
            exponent = Fraction(1)
        if isinstance(base, Add) and m is S.One and exponent >= 1:
            whole = exponent.numerator // exponent.denominator
            extra.append(("power", base, whole))
            exponent -= whole
            if not exponent:
                continue
        kept[(base, m)] = exponent
    result = {frozenset(kept.items()): coefficient} if coefficient else {}
    for _, base, whole in extra:
        result = multiply(result, power(_of_sum(base), whole))
    return result


def _of_sum(base: Add) -> Polynomial:
    """The polynomial of a canonical sum, read off its terms, which are powers of generators already."""
    total: dict = {}
    for term in base.args:
        coefficient, product = term.as_coeff_Mul()
        part = constant(Fraction(int(coefficient.p), int(coefficient.q)))
        for factor in Mul.make_args(product):
            root, exponent = factor.as_base_exp()
            rational, m = exponent.as_coeff_Mul()
            rational = Fraction(int(rational.p), int(rational.q))
            if root.is_Rational and root.is_positive and m is S.One:
                part = multiply(part, prime_powers(Fraction(int(root.p), int(root.q)), rational))
            elif root is not S.One:
                part = multiply(part, product_of({(root, m): rational}))
        total = add(total, part)
    return total


def multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product."""
    if len(left) * len(right) > MAX_TERMS:
        raise TooLarge(f"a product of {len(left)} by {len(right)} terms")
    charge(len(left) * len(right))
    total: dict = {}
    others = [(second, dict(second), b) for second, b in right.items()]
    for first, a in left.items():
        powers = dict(first)
        for second, more, b in others:
            for monomial, coefficient in _product(first, powers, second, more).items():
                new = total.get(monomial, 0) + a * b * coefficient
                if new:
                    total[monomial] = new
                else:
                    total.pop(monomial, None)
    return total


def _product(first: Monomial, powers: dict, second: Monomial, more: dict) -> Polynomial:
    """The product of two monomials, of which only the generators that both have may call for reduction."""
    shared = powers.keys() & more.keys()
    if not shared:
        return {first | second: _UNIT}
    joined = {**powers, **more}
    for gen in shared:
        joined[gen] = powers[gen] + more[gen]
    if not all(gen[0].is_Symbol and gen[1] is S.One for gen in shared):
        return product_of(joined)
    return {frozenset((gen, exponent) for gen, exponent in joined.items() if exponent): _UNIT}


def quotient_by_monomial(polynomial: Polynomial, divisor: Polynomial) -> Polynomial:
    """The sum of the terms that are multiples of the divisor, a single term without negative powers, divided by it; it may be 0."""
    if len(divisor) != 1:
        return {}
    (below, number), = divisor.items()
    powers = dict(below)
    if any(m is not S.One or exponent < 0 for (_, m), exponent in powers.items()):
        return {}
    found: dict = {}
    for monomial, coefficient in polynomial.items():
        left = dict(monomial)
        if all(left.get(base, 0) >= exponent for base, exponent in powers.items()):
            rest = {base: exponent - powers.get(base, 0) for base, exponent in left.items()}
            found[frozenset(item for item in rest.items() if item[1])] = coefficient / number
    return found


def power(polynomial: Polynomial, exponent: int) -> Polynomial:
    """The non-negative integer power."""
    if len(polynomial) == 1:
        (monomial, coefficient), = polynomial.items()
        return scale(product_of(monomial_power(monomial, Fraction(exponent))), coefficient**exponent)
    result = constant(1)
    for _ in range(exponent):
        result = multiply(result, polynomial)
    return result


def shifted(polynomial: Polynomial, shifts: dict) -> Polynomial | None:
    """The polynomial with m + 1 for each symbol n among `shifts` = {n: m}; None where n is more than a factor of terms."""
    total: dict = {}
    for monomial, coefficient in polynomial.items():
        kept, part = [], {ONE: coefficient}
        for gen, exponent in monomial:
            base, m = gen
            if base in shifts and m is S.One and exponent.denominator == 1 and exponent > 0:
                part = multiply(part, power({ONE: _UNIT, frozenset({((shifts[base], S.One), _UNIT)}): _UNIT}, int(exponent)))
            elif symbols_in(base) & shifts.keys() or symbols_in(m) & shifts.keys():
                return None
            else:
                kept.append((gen, exponent))
        total = add(total, multiply({frozenset(kept): _UNIT}, part))
    return total


def monomial_power(monomial: Monomial, exponent: Fraction) -> dict:
    """The generator powers of a monomial raised to a rational exponent."""
    return {gen: value * exponent for gen, value in monomial}


@lru_cache(maxsize=16384)
def monomial_expression(monomial: Monomial):
    """The monomial as a SymPy expression."""
    factors = []
    for (base, m), exponent in monomial:
        factors.append(base if m is S.One and exponent == 1 else Pow(base, m * Rational(exponent.numerator, exponent.denominator)))
    return Mul(*factors)


@lru_cache(maxsize=16384)
def rank_of_monomial(monomial: Monomial) -> tuple:
    """What monomials are sorted by."""
    return tuple(sorted((rank(base), rank(m), exponent) for (base, m), exponent in monomial))


@lru_cache(maxsize=16384)
def symbols_of_monomial(monomial: Monomial) -> frozenset:
    """The symbols of its generators."""
    return frozenset().union(*(symbols_in(base) | symbols_in(m) for (base, m), _ in monomial))


def to_expression(polynomial: Polynomial):
    """The polynomial as a SymPy expression, the same one for equal polynomials."""
    return Add(*(Rational(c.numerator, c.denominator) * monomial_expression(m) for m, c in polynomial.items()))


def prime_powers(value: Fraction, exponent: Fraction) -> Polynomial:
    """value**exponent for a positive rational value, in roots of primes."""
    powers: dict = {}
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime, times in factorint(number).items():
            key = (Integer(prime), S.One)
            powers[key] = powers.get(key, Fraction(0)) + sign * times * exponent
    return product_of(powers)


def content(polynomial: Polynomial) -> Fraction:
    """The positive rational c for which polynomial / c has coprime integer coefficients."""
    from math import gcd, lcm
    if not polynomial:
        return Fraction(1)
    numerators = gcd(*(abs(c.numerator) for c in polynomial.values()))
    denominators = lcm(*(c.denominator for c in polynomial.values()))
    return Fraction(numerators, denominators)


def clear_denominators(polynomial: Polynomial) -> Polynomial:
    """Multiply by the composite bases that occur with negative exponents, until none does.

    The result is zero exactly if the polynomial is zero wherever those bases are not.
    """
    return cleared(polynomial)[0]


def cleared(polynomial: Polynomial) -> tuple:
    """The polynomial without composite denominators, and the expression by which it was multiplied."""
    factor = S.One
    for _ in range(12):
        lowest: dict = {}
        for monomial in polynomial:
            for (base, m), exponent in monomial:
                if isinstance(base, Add) and exponent < lowest.get((base, m), 0):
                    lowest[(base, m)] = exponent
        whole = {gen: -(exponent.numerator // exponent.denominator) for gen, exponent in lowest.items()}
        if not whole:
            return polynomial, factor
        # one base at a time: a product of powers may itself hold other bases
        (gen, times) = min(whole.items(), key=lambda item: tuple(map(rank, item[0])))
        total: dict = {}
        for monomial, coefficient in polynomial.items():
            powers = dict(monomial)
            powers[gen] = powers.get(gen, Fraction(0)) + times
            total = add(total, scale(product_of(powers), coefficient))
        polynomial, factor = total, factor * Pow(gen[0], gen[1] * times)
    return polynomial, factor
