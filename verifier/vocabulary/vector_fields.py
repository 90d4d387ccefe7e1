"""Calculus in R^n of functions of a point: integrals over the whole space, gradients, divergences, densities."""

from __future__ import annotations

from sympy import Basic, sympify

from verifier.vocabulary.operators import Operator, predicate


class over_space(Operator):  # noqa: N801 - reads like the mathematics
    """The Lebesgue integral of body(y) over all points y of R^n: over_space(body, y, n)."""

    def __new__(cls, body, place, dimension):
        return Basic.__new__(cls, sympify(body), place, sympify(dimension))

    @property
    def bound_symbols(self):
        return (self.args[1],)

    @property
    def free_symbols(self):
        return (self.args[0].free_symbols - {self.args[1]}) | self.args[2].free_symbols

    def _latex(self, printer, exp=None):
        body, place, dimension = (printer._print(part) for part in self.args)
        whole = rf"\int_{{\mathbb{{R}}^{{{dimension}}}}} {body}\,d{place}"
        return whole if exp is None else rf"\left({whole}\right)^{{{exp}}}"


IsGradient = predicate(
    "IsGradient", "{2} is the gradient of {0} at every point {1} of R^{3}", r"\nabla_{{{1}}}\,{0}={2}", binds=(1,))
GradientAt = predicate(
    "GradientAt", "{0} is differentiable in {1} at {2}, with the gradient {3}",
    r"\nabla_{{{1}}}\,{0}={3}\ \text{{at}}\ {1}={2}", binds=(1,))
IsDivergence = predicate(
    "IsDivergence", "{2} is the divergence of {0} at every point {1} of R^{3}", r"\nabla_{{{1}}}\cdot {0}={2}", binds=(1,))
IntegrableOverSpace = predicate("IntegrableOverSpace", "{0} is integrable over all points {1} of R^{2}", binds=(1,))
VanishingFlux = predicate(
    "VanishingFlux",
    "{0} is continuously differentiable, and its flux through the spheres |{1}| = r of R^{2} tends to 0 as r grows", binds=(1,))
DominatedOverSpace = predicate(
    "DominatedOverSpace", "for all {1} near this one, |{0}| has one bound that is integrable over all points {2} of R^{3}",
    binds=(2,))
LipschitzField = predicate(
    "LipschitzField", "{0} is continuous, and Lipschitz in {2} with one constant for all {1}", binds=(1, 2))
DensityPath = predicate(
    "DensityPath",
    "{0} is continuously differentiable in {1} and {2}, and a probability density of {2} for each {1} >= 0", binds=(1, 2))
HasDensity = predicate("HasDensity", "{0} has the density {1} at the point {2}", binds=(2,))

__all__ = ["DensityPath", "DominatedOverSpace", "GradientAt", "HasDensity", "IntegrableOverSpace", "IsDivergence", "IsGradient",
           "LipschitzField", "VanishingFlux", "over_space"]
