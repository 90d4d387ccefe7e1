"""Points of a Euclidean space in normal form: linear combinations of point symbols with scalar coefficients."""

from __future__ import annotations

from fractions import Fraction

from sympy import Add, Dummy, S, Sum, Symbol, oo
from sympy.core.sorting import default_sort_key

from verifier.tools.binding import peel, substitute
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.polynomial import Polynomial
from verifier.tools.normal_forms.terms import bound_height
from verifier.vocabulary.operators import E, dot
from verifier.vocabulary.symbols import Point, PointValued, is_point, is_random, random_bases


class PointForms:
    """Points as mappings {point symbol: scalar polynomial}."""

    def __init__(self, normalizer):
        self.scalars = normalizer

    def form(self, node) -> dict:
        """The linear combination that a point is."""
        if node is S.Zero:
            return {}
        if isinstance(node, Point):
            return {node: ring.constant(1)}
        if isinstance(node, PointValued):
            atom = node.func(*(self.scalars.canonical(argument) for argument in node.args))
            return {atom: ring.constant(1)}
        if node.is_Add:
            return self._add(*(self.form(term) for term in node.args))
        if node.is_Mul:
            scalar, point = ring.constant(1), None
            for factor in node.args:
                if is_point(factor):
                    if point is not None:
                        raise ValueError(f"{node} multiplies two points; write dot(x, y)")
                    point = self.form(factor)
                else:
                    scalar = ring.multiply(scalar, self.scalars.poly(factor))
            if point is None and scalar:  # the number 0 stands for the zero vector as well
                raise ValueError(f"{node} is a number where a point is needed")
            if point is None:
                return {}
            return {atom: product for atom, value in point.items() if (product := ring.multiply(value, scalar))}
        if isinstance(node, Sum):
            return self._sum(node)
        if isinstance(node, E):
            return self._expectation(node)
        return {node: ring.constant(1)}

    def _add(self, *forms) -> dict:
        total: dict = {}
        for form in forms:
            for atom, value in form.items():
                new = ring.add(total.get(atom, {}), value)
                total[atom] = new
        return {atom: value for atom, value in total.items() if value}

    def _sum(self, node) -> dict:
        """A sum of points stays one symbol; a factor, or a point, that does not depend on the index comes out."""
        inner, (variable, lower, upper) = peel(node)
        new = Dummy("w", integer=True)
        total: dict = {}
        for atom, value in self.form(substitute(inner, {variable: new})).items():
            if new not in atom.free_symbols:
                factor = self.scalars.poly(Sum(ring.to_expression(value), (new, lower, upper)))
                total = self._add(total, {atom: factor})
                continue
            for monomial, coefficient in value.items():
                inside = frozenset(item for item in monomial
                                   if new in item[0][0].free_symbols or new in item[0][1].free_symbols)
                body = ring.monomial_expression(inside) * atom
                name = Symbol(f"_{bound_height(body) + 1}", integer=True)
                whole = Sum(body.xreplace({new: name}),
                            (name, self.scalars.canonical(lower), self.scalars.canonical(upper)))
                total = self._add(total, {whole: {monomial - inside: Fraction(coefficient)}})
        return total

    def _expectation(self, node) -> dict:
        """The mean of a random point, coordinate by coordinate: split only where a premise grants finite moments."""
        body = self.form(node.args[0])
        if not self.scalars.context.has_finite_moments(random_bases(node)):
            return {E(self.canonical(node.args[0])): ring.constant(1)} if is_random(node.args[0]) else body
        total: dict = {}
        for atom, value in body.items():
            for monomial, coefficient in value.items():
                random = frozenset(item for item in monomial if is_random(item[0][0]) or is_random(item[0][1]))
                part = self._mean_of_multiple(random, atom)
                outside = {monomial - random: Fraction(coefficient)}
                total = self._add(total, {name: ring.multiply(outside, scalar) for name, scalar in part.items()})
        return total

    def _mean_of_multiple(self, random, atom) -> dict:
        """E of a point times a random number; a finite sum of points comes out."""
        if not random and not is_random(atom):
            return {atom: ring.constant(1)}
        if isinstance(atom, Sum) and all(oo not in limit and -oo not in limit for limit in atom.limits):
            inner, limit = peel(atom)
            return self.form(Sum(E(ring.monomial_expression(random) * inner), limit))
        return {E(ring.monomial_expression(random) * atom): ring.constant(1)}

    def inner(self, left, right) -> Polynomial:
        """The inner product, bilinear and symmetric."""
        total: Polynomial = {}
        for first, a in self.form(left).items():
            for second, b in self.form(right).items():
                pair = sorted((first, second), key=default_sort_key)
                total = ring.add(total, ring.multiply(ring.multiply(a, b), self._pair(*pair)))
        return total

    def _pair(self, first, second) -> Polynomial:
        for whole, other in ((first, second), (second, first)):
            if isinstance(whole, Sum):
                inner, limit = peel(whole)
                return self.scalars.poly(Sum(dot(inner, other), limit))
        return ring.generator(dot(first, second))

    def equal(self, left, right) -> bool:
        """Whether two points are the same combination."""
        difference = self._add(self.form(left), {atom: ring.scale(value, -1) for atom, value in self.form(right).items()})
        return all(not ring.clear_denominators(value) for value in difference.values())

    def canonical(self, node):
        """The normal form as an expression."""
        return Add(*(ring.to_expression(value) * atom for atom, value in self.form(node).items()))
