"""Logarithms and powers of positive numbers gathered before a fingerprint: u^t v^t = (u v)^t, q log u + r log v = log(u^q v^r).

A real number is the logarithm of its exponential, so that log(1 + exp(x)) - x is that of 1 + exp(-x).
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.evaluation.evaluator import ball_of
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported

LARGEST_POWER = 200


def without_logarithms(difference, context, same):
    """The difference without sums c (q_1 log u_1 + q_2 log u_2 + ...) where u_1^q_1 u_2^q_2 ... = 1, u positive and q rational."""
    groups, others = {}, []
    for term in sp.Add.make_args(sp.expand(difference, log=False, power_base=False, power_exp=False, trig=False)):
        logs = [factor for factor in sp.Mul.make_args(term) if isinstance(factor, sp.log) and len(factor.args) == 1]
        if len(logs) == 1 and is_positive(logs[0].args[0], context):
            number, common = (term / logs[0]).as_coeff_Mul()
            groups.setdefault(common, []).append((number, logs[0].args[0]))
        else:
            others.append(term)
    left_out = False
    for common, parts in sorted(groups.items(), key=lambda row: -sp.count_ops(row[0])):
        if len(parts) > 1 and _is_one(parts, context, same):
            left_out = True
            continue
        plain = _multiples(common, others, context) if any(inner.has(sp.exp) for _, inner in parts) else {}
        if plain and _is_one([*parts, *plain.values()], context, same):
            left_out, others = True, [term for term in others if term not in plain]
        else:
            others += [common * number * sp.log(inner) for number, inner in parts]
    return sp.Add(*others) if left_out else None


def _multiples(common, terms, context) -> dict:
    """{term: (q, exp(u))} for the terms c q u, which are c q log exp(u), with a real u in which no symbol of c stands."""
    found = {}
    for term in terms:
        number, inner = (term / common).as_coeff_Mul()
        if not inner.has(sp.log) and not inner.free_symbols & common.free_symbols and context.is_real(inner):
            found[term] = number, sp.exp(inner)
    return found


def without_powers(left, right, context, same):
    """Two products without powers u_1^(q_1 t) u_2^(q_2 t) ... = 1 of their quotient, u positive and q rational; or None.

    The powers that are left out have no zeros, so that the sides are equal where what is left of them is.
    """
    groups, rest = {}, []
    for side, turn in ((left, 1), (right, -1)):
        others = []
        for factor in sp.Mul.make_args(side):
            base, exponent = (factor.base, factor.exp) if factor.is_Pow else (factor, sp.S.One)
            if base is sp.E or exponent.is_Rational:
                others.append(factor)
                continue
            if not is_positive(base, context):
                if not is_positive(-base, context):
                    others.append(factor)
                    continue
                base = -base  # (-u)^e = exp(I pi e) u^e
                others.append(sp.exp(sp.I * sp.pi * exponent))
            for term in sp.Add.make_args(sp.expand(exponent)):
                number, common = term.as_coeff_Mul()
                if common is sp.S.One:
                    others.append(base**number)
                else:
                    groups.setdefault(common, []).append((turn * number, base))
        rest.append(others)
    if not groups or not all(_is_one(parts, context, same) for parts in groups.values()):
        return None
    return sp.Mul(*rest[0]), sp.Mul(*rest[1])


def _is_one(parts, context, same) -> bool:
    """Whether the product of the positive u^q is 1: that of their powers by a common denominator of the q is."""
    times = sp.ilcm(1, *(number.q for number, _ in parts))
    powers = [(inner, number * times) for number, inner in parts]
    return all(power.is_Integer and abs(power) < LARGEST_POWER for _, power in powers) and same(
        sp.Mul(*(inner**power for inner, power in powers)), sp.S.One, context)


def is_positive(expression, context) -> bool:
    """Seen from its structure, of a sum with exponentials in denominators also in factors; or for a number by its ball."""
    if not expression.is_number or expression.is_Rational:
        return context.is_positive(expression) or expression.is_Add and expression.has(sp.exp) and is_quotient(expression) \
            and context.is_positive(sp.factor(expression))
    try:
        value = ball_of(expression, 128)
    except (Undefined, Undecided, Unsupported):
        return False
    return bool(value.imag.is_zero() and value.real > 0)


def is_quotient(argument) -> bool:
    """Whether the argument is a rational function of its symbols, or one of exponentials with a sum in a denominator."""
    if argument.is_rational_function(*argument.free_symbols):
        return True
    waves = {node: sp.Dummy() for node in argument.atoms(sp.exp)}
    return bool(waves) and any(node.base.is_Add and node.exp.is_negative for node in argument.atoms(sp.Pow)) \
        and (plain := argument.xreplace(waves)).is_rational_function(*plain.free_symbols)
