"""The normal form of finite sums with symbolic limits.

Sums are read with Karr's convention, under which shifting, splitting and linearity hold for all limits; it agrees
with the ordinary sum wherever the range is not negative.  Each product of generators under a sum is shifted so that
its smallest offset is 0, then summed from 1 to an upper limit without constant part, with the terms at both ends
added or taken away.  Telescoping and summation by parts then need no rule of their own.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from sympy import Abs, Ge, Le, MatrixSymbol, Pow, S, Sum, Symbol, log, sign

from verifier.tools.binding import substitute
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.polynomial import Polynomial
from verifier.tools.normal_forms.terms import Undefined, bound_height, depends, place_in
from verifier.vocabulary.operators import entry

FIRST = 1  # where canonical sums start
LARGEST_EXPANDED_SUM = 12


def sum_form(normalizer, body, variable, lower, upper) -> Polynomial:
    """Normal form of Sum(body, (variable, lower, upper))."""
    length = normalizer.poly(upper - lower)
    if ring.is_constant(length):
        last = ring.constant_part(length)
        if last.denominator == 1 and last < -1:
            raise Undefined(f"a sum from {lower} to {upper} runs backwards")
        if last.denominator == 1 and last < LARGEST_EXPANDED_SUM:
            terms = (normalizer.poly(substitute(body, {variable: lower + k})) for k in range(int(last) + 1))
            return ring.add({}, *terms)
    offset = place_in(body, "offset", normalizer.context.named)
    inner = _under(normalizer, substitute(body, {variable: lower + offset}), offset, upper - lower)
    total: Polynomial = {}
    for monomial, coefficient in inner.items():
        inside = frozenset(item for item in monomial if depends(item[0], offset))
        part = _sum_of_product(normalizer, inside, offset, length)
        total = ring.add(total, ring.multiply({monomial - inside: coefficient}, part))
    return total


def _under(normalizer, term, offset, length) -> Polynomial:
    """The term in normal form; what premises say of all entries is known of those in the range of the sum."""
    context = normalizer.context
    if context.known_entries and _asks_of_entries(term, context) and isinstance(whole := Sum(term, (offset, 0, length)), Sum) \
            and context.is_nonnegative(length + 1):
        return context.inside(whole).normalizer.poly(term)
    return normalizer.poly(term)


def _asks_of_entries(term, context) -> bool:
    """Whether the term has an entry whose value premises give for a range, or one that they speak of where its sign matters."""
    valued = {place.args[0] for _, place, conditions, _ in context.given_entries if all(isinstance(condition, (Ge, Le)) for condition in conditions)}
    return any(valued & place.atoms(MatrixSymbol) for place in term.atoms(entry)) or any(
        context.known_entries & place.atoms(MatrixSymbol)
        for node in term.atoms(Abs, log, sign, Pow) if not (node.is_Pow and node.exp.is_Integer) for place in node.atoms(entry))


def _sum_of_product(normalizer, inside, offset, length: Polynomial) -> Polynomial:
    """The sum over offset = 0..length of one product of generators that all depend on the offset."""
    shift = _smallest_offset(inside, offset)
    if not shift:
        return _from_first(normalizer, inside, offset, 0, length)
    offset, moved = _moved(normalizer, ring.monomial_expression(inside), offset, shift)
    end = ring.add(length, ring.constant(shift))
    total: Polynomial = {}
    for monomial, coefficient in moved.items():
        dependent = frozenset(item for item in monomial if depends(item[0], offset))
        part = _from_first(normalizer, dependent, offset, shift, end)
        total = ring.add(total, ring.multiply({monomial - dependent: coefficient}, part))
    return total


def _moved(normalizer, expression, offset, shift: int) -> tuple:
    """The expression at offset - shift, and the letter for the new offset, which below 0 is not taken for a number above it."""
    moved = normalizer.poly(expression.xreplace({offset: offset - shift}))
    if shift > 0:
        return offset, moved
    place = place_in(expression, "integer", normalizer.context.named)
    honest = normalizer.poly(expression.xreplace({offset: place - shift}))
    if ring.to_expression(moved).xreplace({offset: place}) == ring.to_expression(honest):
        return offset, moved  # the sign made no difference
    return place, honest


def _smallest_offset(inside, offset) -> int:
    """The least c such that offset + c occurs under a function, a root or an exponent; 0 if there is none."""
    found: list[int] = []

    def visit(node):
        if node == offset:
            found.append(0)
        elif node.is_Add and offset in node.free_symbols:
            linear, rest = S.Zero, []
            for term in node.args:
                coefficient, factor = term.as_coeff_Mul()
                if factor == offset:
                    linear += coefficient
                elif offset in term.free_symbols:
                    rest.append(term)
            number = node.as_coeff_Add()[0]
            if linear and not rest:
                if linear > 0:  # what falls, such as n - offset, follows what rises
                    found.append(floor(Fraction(int(number.p), int(number.q)) / Fraction(int(linear.p), int(linear.q))))
            else:
                for term in node.args:
                    visit(term)
        elif node.is_Mul:
            exponents: dict = {}
            for factor in node.args:
                base, exponent = factor.as_base_exp()
                if offset in base.free_symbols:
                    visit(factor)
                else:  # x * x**offset is x**(offset + 1)
                    exponents[base] = exponents.get(base, S.Zero) + exponent
            for exponent in exponents.values():
                visit(exponent)
        else:
            for argument in node.args:
                visit(argument)

    for (base, m), exponent in inside:
        if base == offset and m is S.One and exponent.denominator == 1 and exponent > 0:
            continue
        if offset not in base.free_symbols and offset not in (m / offset).free_symbols:
            continue  # in a**(offset + c) the part a**c comes out, whatever the shift
        visit(base)
        visit(m)
    return min(found, default=0)


def _from_first(normalizer, inside, offset, start: int, end: Polynomial) -> Polynomial:
    """The sum over offset = start..end, as the sum from FIRST to an end without constant part, and end terms."""
    if not inside:
        return ring.add(end, ring.constant(1 - start))
    expression = ring.monomial_expression(inside)
    extra = ring.constant_part(end)
    if extra.denominator != 1:
        extra = Fraction(0)
    whole = ring.subtract(end, ring.constant(extra))
    top = ring.to_expression(whole)

    def at(value) -> Polynomial:
        return normalizer.poly(substitute(expression, {offset: value}))

    total = _closed_form(normalizer, inside, offset, whole)
    if total is None:
        name = Symbol(f"_{bound_height(expression) + 1}", integer=True, nonnegative=offset.is_nonnegative)
        total = ring.generator(Sum(expression.xreplace({offset: name}), (name, FIRST, top)))
    for k in range(1, int(extra) + 1):
        total = ring.add(total, at(top + k))
    for k in range(int(extra) + 1, 1):
        total = ring.subtract(total, at(top + k))
    for k in range(start, FIRST):
        total = ring.add(total, at(S(k)))
    for k in range(FIRST, start):
        total = ring.subtract(total, at(S(k)))
    return total


def _closed_form(normalizer, inside, offset, top: Polynomial) -> Polynomial | None:
    """Sums of the first powers of the integers from 1 to the top (Faulhaber)."""
    if len(inside) != 1:
        return None
    ((base, m), exponent), = inside
    if base != offset or m is not S.One or exponent not in (1, 2, 3):
        return None
    n = ring.to_expression(top)
    closed = {1: n * (n + 1) / 2, 2: n * (n + 1) * (2 * n + 1) / 6, 3: n**2 * (n + 1) ** 2 / 4}[int(exponent)]
    return normalizer.poly(closed)


