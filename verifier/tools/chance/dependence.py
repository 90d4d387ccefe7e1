"""Whether functions of random variables with named laws are independent: normal combinations, finite laws, and moments that differ."""

from __future__ import annotations

import sympy as sp

from verifier.tools.chance import several_variables
from verifier.tools.chance.named_laws import of_normal
from verifier.tools.chance.power_moments import NoMoment, NotKnown
from verifier.vocabulary.symbols import Random

POWERS = ((1, 1), (2, 1), (1, 2), (2, 2))


def independent(chance, node):
    """True where premises separate the arguments or their laws do, false where a moment of a product is not the product; else the node."""
    variables = [frozenset(argument.atoms(Random)) for argument in node.args]
    together = frozenset().union(*variables)
    if sum(map(len, variables)) == len(together) and any(together <= known for known in chance.separate):
        return sp.true
    if sum(map(bool, variables)) <= 1 and all(argument.is_finite for argument, inside in zip(node.args, variables, strict=True) if not inside):
        return sp.true  # constants are independent of everything
    if any(map(chance.is_open, together)) or len(node.args) != 2:
        return node
    for decides in (_alike, _normal, _finite, _moments):
        try:
            found = decides(chance, *node.args)
        except NotKnown:
            continue
        if found is not None:
            return sp.true if found else sp.false
    return node


def _alike(chance, first, second) -> bool | None:
    """A variable with a density is not independent of itself."""
    return False if first == second and isinstance(first, Random) and chance.has_density(first) else None


def _normal(chance, first, second) -> bool | None:
    """Linear combinations of independent normal variables are independent exactly when they are uncorrelated."""
    variables = sorted(first.atoms(Random) | second.atoms(Random), key=str)
    if not all(len(part) == 1 for part in chance.parts_that_separate(frozenset(variables))):
        return None
    slopes = [several_variables.linear(sp.expand(side))[0] for side in (first, second)]
    covariance = sp.S.Zero
    for item in variables:
        normal = of_normal(*chance.law(item))
        if normal is None:
            return None
        covariance += slopes[0].get(item, 0) * slopes[1].get(item, 0) * normal[1] ** 2
    covariance = sp.expand(covariance)
    return True if covariance == 0 else False if covariance.is_nonzero else None


def _finite(chance, first, second) -> bool | None:
    """Joint probabilities of variables with finitely many rational outcomes, against the products."""
    variables = sorted(first.atoms(Random) | second.atoms(Random), key=str)
    if not all(len(part) == 1 for part in chance.parts_that_separate(frozenset(variables))) or any(chance.atoms(item) is None for item in variables):
        return None
    joint: dict = {}
    margins: list[dict] = [{}, {}]
    for weight, values in several_variables.outcomes(chance, variables) or ():
        pair = tuple(side.xreplace(values) for side in (first, second))
        if not all(number.is_Rational for number in (weight, *pair)):
            return None
        joint[pair] = joint.get(pair, 0) + weight
        for margin, value in zip(margins, pair, strict=True):
            margin[value] = margin.get(value, 0) + weight
    if not joint:
        return None
    return all(joint.get((a, b), 0) == p * q for a, p in margins[0].items() for b, q in margins[1].items())


def _moments(chance, first, second) -> bool | None:
    """False where the mean of a product of powers is not the product of the means."""
    for powers in POWERS:
        left, right = (argument**power for argument, power in zip((first, second), powers, strict=True))
        try:
            gap = chance.expectation(left * right) - chance.expectation(left) * chance.expectation(right)
        except (NoMoment, NotKnown):
            continue
        if gap.is_nonzero:
            return False
    return None
