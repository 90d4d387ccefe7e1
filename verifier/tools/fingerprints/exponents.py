"""Small questions about exponents, ends of sums and roots that the fingerprint asks."""

from __future__ import annotations

from math import lcm

import sympy as sp

from verifier.tools.fingerprints.residues import ORDER, Draw, Q


def integer_of(draw: Draw, symbol) -> int:
    """The integer that stands for an integer symbol, in both fields alike."""
    value = draw.integer(symbol.name)
    if symbol.is_even:
        return 2 * value
    return 2 * value + 1 if symbol.is_odd else value


def _root_of_minus_one() -> int:
    for base in range(2, 100):
        value = pow(base, (Q - 1) // 4, Q)
        if value * value % Q == Q - 1:
            return value
    raise ArithmeticError("Q must be 1 modulo 4")


ROOT_OF_MINUS_ONE = _root_of_minus_one()


def split(exponent):
    """Integer part, proper fraction, and the symbolic terms of an exponent."""
    constant, rest = exponent.as_coeff_Add()
    if not constant.is_Rational:
        constant, rest = sp.S.Zero, exponent
    integer = sp.floor(constant)
    return integer, constant - integer, list(sp.Add.make_args(rest)) if rest != 0 else []


def whole_part(end):
    """(the end without its integer part, that integer)."""
    constant, rest = sp.expand(end).as_coeff_Add()
    if rest == 0 or not constant.is_Rational:
        return end, 0
    return rest + constant - sp.floor(constant), int(sp.floor(constant))


def root_order(*sides) -> int:
    """A common order for all roots that are written."""
    found = 1
    for side in sides:
        for node in side.atoms(sp.Pow):
            constant = node.exp.as_coeff_Add()[0]
            for number in (constant, node.exp):
                if number.is_Rational:
                    found = lcm(found, int(number.q))
    return found if found > 1 and ORDER % found == 0 else 2
