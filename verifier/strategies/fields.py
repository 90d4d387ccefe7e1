"""Identities by evaluation in finite fields, of the sides as they are or of the exponential of their difference."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Exponentiated, Fingerprint, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.calculus.principal_values import ANGLES
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.evaluation.points import POINTS
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.regions_of_premises import NotABox, box_of
from verifier.tools.inequalities.signs_by_case import solution
from verifier.tools.relations import is_scalar_equation
from verifier.tools.rewritings import RULES
from verifier.tools.settled import gap, settled

SQUARES, PARTS, SOLVED = "squares of sides that are not negative", "real and imaginary parts", "a premise solved"


class Fields:
    """Proposes the evaluation itself: the kernel runs it, and a difference costs a draw only."""

    name = "finite fields"

    def propose(self, goal: Goal, budget: Budget):
        """A fingerprint for every equation."""
        return Fingerprint() if is_scalar_equation(goal.statement) else None


class FieldsOfSquares:
    """The squares of the sides, where a side is a root or a modulus and both are visibly not negative."""

    name = "finite fields of the squares"

    def __init__(self, from_premises):
        self.from_premises = from_premises  # the strategy that is asked where premises are equations

    def propose(self, goal: Goal, budget: Budget):
        """A fingerprint of the squares."""
        if not is_scalar_equation(goal.statement):
            return None
        if not any(_is_plain_squared(factor) for side in goal.statement.args for factor in sp.Mul.make_args(settled(side))):
            return None
        made = RULES[SQUARES](goal.statement, FOR_SEARCH.of(goal.assumptions), ())
        return None if made is None else Rewritten(SQUARES, self._inner(Goal(made, goal.facts, goal.assumptions), budget) or Fingerprint())

    def _inner(self, goal: Goal, budget: Budget):
        """What follows from a premise that is an equation, if there is one."""
        given = [item for item in goal.assumptions if isinstance(item, sp.Eq) and item.free_symbols & goal.statement.free_symbols]
        return self.from_premises.propose(goal, budget) if given else None


def _is_plain_squared(factor) -> bool:
    is_root = factor.is_Pow and factor.exp.is_Rational and factor.exp.q == 2
    return bool(is_root or isinstance(factor, sp.Abs) and factor.args[0].is_real is not True)


class FieldsOfParts:
    """The equation with complex symbols written as a + b i, where it asks for their parts."""

    name = "finite fields by parts"

    def propose(self, goal: Goal, budget: Budget):
        """A fingerprint of the equation in real symbols."""
        made = RULES[PARTS](goal.statement, FOR_SEARCH.of(goal.assumptions), ()) if is_scalar_equation(goal.statement) else None
        return None if made is None else Rewritten(PARTS, Fingerprint())


class FieldsOfPremises:
    """An equation under premises that are linear in a symbol, with the symbol replaced."""

    name = "finite fields under a premise"

    def propose(self, goal: Goal, budget: Budget):
        """The symbol and its value, where both sides then agree."""
        if not is_scalar_equation(goal.statement):
            return None
        for item in goal.assumptions:
            if not isinstance(item, sp.Eq) or isinstance(item.lhs, sp.MatrixExpr):
                continue
            for symbol in sorted(item.free_symbols & goal.statement.free_symbols, key=lambda letter: (bool(letter.is_integer), letter.name)):
                found = solution(item, item.lhs - item.rhs)
                data = (symbol, found[1]) if found is not None and found[0] == symbol else None
                made = None if data is None else RULES[SOLVED](goal.statement, FOR_SEARCH.of(goal.assumptions), data)
                try:
                    if made is not None and agree(settled(made.lhs), settled(made.rhs), FOR_SEARCH.of(goal.assumptions)):
                        return Rewritten(SOLVED, Fingerprint(), data)
                except (Unfit, ValueError):
                    continue
        return None


class FieldsOfExponential:
    """exp(D) = 1 for a real difference D, or exp(i k D) = 1 for a continuous one that is small somewhere."""

    name = "finite fields of the exponential"

    def propose(self, goal: Goal, budget: Budget):
        """The factor under which the exponential of the difference is 1."""
        if not is_scalar_equation(goal.statement):
            return None
        difference, context = gap(goal.statement), FOR_SEARCH.of(goal.assumptions)
        if difference.has(sp.Sum, sp.Product, sp.Integral, sp.Limit) or not context.is_real(difference):
            return None
        if difference.has(sp.log, sp.asinh, sp.atanh, sp.acosh) and self._is_one(difference, context):
            return Exponentiated(sp.S.One)
        if difference.has(*ANGLES):
            for factor in (2 * sp.I, 4 * sp.I, sp.I):
                if self._is_one(factor * difference, context):
                    point = self._point(goal, difference)
                    return None if point is None else Exponentiated(factor, point)
        return None

    def _is_one(self, exponent, context) -> bool:
        try:
            return agree(sp.exp(exponent), sp.S.One, context)
        except Unfit:
            return False

    def _point(self, goal, difference):
        symbols = sorted(difference.free_symbols, key=str)
        try:
            box = box_of(symbols, goal.assumptions)
        except NotABox:
            return None
        values = {}
        for symbol in symbols:
            found = next((value for value in POINTS if box[symbol].has(value)), None)
            if found is None:
                return None
            values[symbol] = found
        return values
