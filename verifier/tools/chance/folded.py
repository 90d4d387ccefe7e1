"""Means of a normal variable's polynomials in X and |X - c|, max(X, c), sign(X - c): what a rectified or folded variable has.

With Y = a X + b, S its sign and A_k = E[Y^k S], Stein's lemma gives A_k = m A_(k-1) + s^2 ((k - 1) A_(k-2) + 2 f(0) [k = 1]),
where f is the density of Y, m its mean and s its deviation, and A_0 = erf(m/(s sqrt(2))).
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.chance.power_moments import NotKnown
from verifier.vocabulary.symbols import Random, is_random

MOST = 8  # the degree
FOLDED = (sp.Abs, sp.Max, sp.Min, sp.sign, sp.Heaviside)


def signed_moment(k: int, mean, deviation):
    """E[Y^k sign(Y)] for Y normal."""
    rows = [sp.erf(mean / (deviation * sp.sqrt(2)))]
    for power in range(1, k + 1):
        before = 2 * sp.exp(-(mean**2) / (2 * deviation**2)) / (deviation * sp.sqrt(2 * sp.pi)) if power == 1 else (power - 1) * rows[power - 2]
        rows.append(mean * rows[power - 1] + deviation**2 * before)
    return sp.expand(rows[k])


def plain_moment(k: int, mean, deviation):
    """E[Y^k] for Y normal."""
    return sp.Add(*(sp.binomial(k, j) * mean ** (k - j) * deviation**j * sp.factorial2(j - 1) for j in range(0, k + 1, 2)))


def folded_mean(body, variable, mean, deviation):
    """E[body] for a normal variable, where all corners and jumps of the body lie at one point; raises NotKnown for other bodies."""
    kinks = [node for node in body.atoms(*FOLDED) if is_random(node)]
    zeros = {_zero(line, variable): line for node in kinks for line in (_line(node),)}
    if len(zeros) != 1 or not deviation.is_positive or not mean.is_real or is_random(mean) or is_random(deviation):
        raise NotKnown(f"E of {body}")
    (zero, _), = zeros.items()
    y, s = sp.Dummy("y", real=True), sp.Dummy("s", real=True)  # X - c and its sign
    flat = body.xreplace({node: _by_sign(node, variable, zero, s) for node in kinks}).xreplace({variable: y + zero})
    if is_random(flat) or not flat.is_polynomial(y, s):
        raise NotKnown(f"E of {body}")
    polynomial = sp.Poly(flat, y, s)
    if polynomial.degree(y) > MOST or polynomial.degree(s) > MOST:
        raise NotKnown(f"E of {body}: a high degree")
    return sp.Add(*(value * (signed_moment if odd % 2 else plain_moment)(power, mean - zero, deviation)
                    for (power, odd), value in polynomial.terms()))


def _line(node):
    """What changes its sign where the node has its corner or jump."""
    if isinstance(node, (sp.Max, sp.Min)):
        if len(node.args) != 2:
            raise NotKnown(f"E of {node}")
        return sp.expand(node.args[0] - node.args[1])
    return sp.expand(node.args[0])


def _zero(line, variable):
    """Where a line a X + b with visible sign of a crosses 0."""
    slope, rest = _parts(line, variable)
    return sp.expand(-rest / slope)


def _parts(line, variable) -> tuple:
    slope = line.coeff(variable)
    rest = sp.expand(line - slope * variable)
    if rest.atoms(Random) or slope.atoms(Random) or not (slope.is_positive or slope.is_negative) or not rest.is_real:
        raise NotKnown(f"{line} is not a line in {variable}")
    return slope, rest


def _by_sign(node, variable, zero, s):
    """The node by the sign s of X - c; where X = c, which has probability 0, it may differ."""
    line = _line(node)
    slope, _ = _parts(line, variable)
    sign = s if slope.is_positive else -s
    if isinstance(node, (sp.Max, sp.Min)):
        return (node.args[0] + node.args[1] + (1 if isinstance(node, sp.Max) else -1) * line * sign) / 2
    return {sp.Abs: line * sign, sp.sign: sign, sp.Heaviside: (1 + sign) / 2}[node.func]
