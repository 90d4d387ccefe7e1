"""Identities whose difference has derivative zero along a variable and vanishes at one point."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import AlgebraicNumber, Constancy, Exponentiated, Fingerprint
from verifier.goal import Budget, Goal
from verifier.tools.context import Context
from verifier.tools.evaluation.points import POINTS
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.regions_of_premises import NotABox, box_of, interior_of
from verifier.tools.relations import is_scalar_equation
from verifier.tools.settled import gap, settled


class ByDerivative:
    """Real symbols on intervals, formulas that are visibly smooth inside and continuous up to the ends."""

    name = "derivative is zero and one value agrees"

    def propose(self, goal: Goal, budget: Budget):
        """The variable, the point, and why slope and value are zero."""
        statement = goal.statement
        if not is_scalar_equation(statement):
            return None
        difference = gap(statement)
        if difference.has(sp.Sum, sp.Product, sp.Integral, sp.Limit, sp.floor, sp.ceiling, sp.Piecewise):
            return None
        try:
            box = box_of(sorted(difference.free_symbols, key=str), goal.assumptions)
        except NotABox:
            return None
        inside = Context(interior_of(box))
        for variable in box:
            slope = difference.diff(variable)
            if not self._zero(slope, inside):
                continue
            for point in POINTS:
                if not box[variable].has(point):
                    continue
                value = self._value(settled(difference.xreplace({variable: point})), goal, variable)
                if value is not None:
                    return Constancy(variable, point, Fingerprint(), value)
        return None

    def _value(self, at, goal, variable):
        context = Context([premise for premise in goal.assumptions if variable not in premise.free_symbols])
        if self._zero(at, context):
            return Fingerprint()
        if not at.free_symbols:
            for factor in (sp.S.One, 2 * sp.I, 4 * sp.I):
                if self._zero(sp.exp(factor * at) - 1, context):
                    return Exponentiated(factor)
            return AlgebraicNumber() if at.is_algebraic else None
        return None

    def _zero(self, expression, context) -> bool:
        try:
            return agree(expression, sp.S.Zero, context)
        except (Unfit, ValueError):
            return False
