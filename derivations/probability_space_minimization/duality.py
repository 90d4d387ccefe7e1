"""Strong duality on the simplex: the multipliers of a minimiser of a convex function."""

from sympy import Eq, Rational, Sum

from verifier.language import *

from .experiments import axes, distance_squared_to_target, half, measure_duality, slanted
from .notation import (
    Delta, F, at, differentiable, e, g, i, in_simplex, j, least, n, no_better_nearby, p, q, r, s, simplex_premises, simplex_total, total,
)
from .optimality import simplex_optimality_condition
from .simplex import product_of_coordinates

a, b = point("a b")                         # any two vectors
mu, mu_star = point("mu mu_star")           # multipliers of p >= 0, and the best ones
lam, lam_star = real("lambda lambda_star")  # a multiplier of the total, and the best one

convex = given("F is convex", ForAll((a, b, s), (0 <= s, s <= 1), F((1 - s) * a + s * b) <= (1 - s) * F(a) + s * F(b)))
minimiser = given("p minimises F on Delta", ForAll((q,), (Element(q, Delta),), F(p) <= F(q)))
best_lambda = define(lam_star, -least(g), "the negative least entry of the gradient")
best_mu = define(mu_star, g + lam_star * Sum(e(i), (i, 1, n)), "the entries of the gradient above its least entry")


def lagrangian(vector, signs, whole):
    """F(q) - mu.q + lambda (sum of q_i - 1)."""
    return F(vector) - dot(signs, vector) + whole * (total(vector) - 1)


steps = (0 < s, s <= 1)
chord = therefore(ForAll((s,), steps, F(p + s * (q - p)) <= (1 - s) * F(p) + s * F(q)), because=using(convex, a=p, b=q))
quotients = therefore(ForAll((s,), steps, (F(p + s * (q - p)) - F(p)) / s <= F(q) - F(p)), because=chord)
tangent_below_convex = Claim(
    name="A convex function lies above its tangent",
    says=F(q) >= F(p) + dot(q - p, g),
    given=(convex, differentiable),
    proof=(chord, quotients,
           therefore(dot(q - p, g) <= F(q) - F(p), because=(limit_keeps_upper_bound, quotients, using(differentiable, u=q - p))),
           therefore(F(q) >= F(p) + dot(q - p, g), because=arithmetic)),
    holds_for=(example(p=[1, 2, 0], q=[0, 1, 3], F=distance_squared_to_target, g=[0, 3, 2]),
               example(p=[1, 2, 0], q=[0, 1, 3], F=slanted, g=[2, 4, 3])),
    fails_for=(example(p=[1, 2, 0], q=[0, 1, 3], F=slanted, g=[2, 1, 3], note="not the gradient"),))

nearby = therefore(no_better_nearby.statement, because=minimiser)
mean_is_least = therefore(Eq(dot(p, g), least(g)), because=(simplex_optimality_condition, nearby, in_simplex, differentiable, *simplex_premises))
entry_of_mu = chain(at(j, mu_star), equals(at(j, g) + lam_star * Sum(dot(e(i), e(j)), (i, 1, n)), because=best_mu))
strong_duality_on_simplex = Claim(
    name="A minimiser of a convex function on the simplex and its multipliers are a saddle point",
    says=(lagrangian(p, mu_star, lam_star) <= F(p),),
    given=(*simplex_premises, in_simplex, convex, differentiable, minimiser),
    definitions=(best_lambda, best_mu),
    proof=(nearby, mean_is_least, entry_of_mu),
    key=True)
