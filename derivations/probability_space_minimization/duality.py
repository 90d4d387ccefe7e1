"""Strong duality on the simplex: the multipliers of a minimiser of a convex function."""

from sympy import Eq, KroneckerDelta, Rational, Sum

from verifier.language import *

from .examples import axes_1, axes_2, axes_3, cap_from_corner, distance_squared_to_target, half, line, slanted
from .experiments import measure_duality, measure_optimality
from .notation import (
    Delta, F, at, differentiable, e, g, i, in_simplex, j, least, n, no_better_nearby, p, q, r, s, simplex_premises, simplex_total, total,
    unit_vectors,
)
from .optimality import simplex_optimality_condition
from .simplex import linear_minimum_on_simplex

a, b = point("a b")                         # any two vectors
mu, mu_star = point("mu mu_star")           # multipliers of p >= 0, and the best ones
lam, lam_star = real("lambda lambda_star")  # a multiplier of the total, and the best one
L = function("L")                           # the Lagrange function

convex = given("F is convex", ForAll((a, b, s), (0 <= s, s <= 1), F((1 - s) * a + s * b) <= (1 - s) * F(a) + s * F(b)))
minimiser = given("p minimises F on Delta", ForAll((q,), (Element(q, Delta),), F(p) <= F(q)))
best_lambda = define(lam_star, -least(g), "the negative least entry of the gradient")
best_mu = define(mu_star, g + lam_star * Sum(e(i), (i, 1, n)), "the entries of the gradient above its least entry")


lagrangian = define(L(q, mu, lam), F(q) - dot(mu, q) + lam * (total(q) - 1), "the Lagrange function")
steps = (0 < s, s <= 1)
chord = therefore(ForAll((s,), steps, F(p + s * (q - p)) <= (1 - s) * F(p) + s * F(q)), because=using(convex, a=p, b=q))
quotients = therefore(ForAll((s,), steps, (F(p + s * (q - p)) - F(p)) / s <= F(q) - F(p)), because=chord)
slope_below = therefore(dot(q - p, g) <= F(q) - F(p), because=(limit_keeps_upper_bound, quotients, using(differentiable, u=q - p)))
tangent_below_convex = Claim(
    name="A convex function lies above its tangent",
    says=F(q) >= F(p) + dot(q - p, g),
    given=(convex, differentiable),
    proof=(chord, quotients, slope_below, therefore(F(q) >= F(p) + dot(q - p, g), because=slope_below)),
    holds_for=(example(p=[-1, -2, 0], q=[0, 1, -3], F=slanted, g=[2, 4, 3]),
               example(p=[1, 2, 0], q=[0, 1, 3], F=distance_squared_to_target, g=[0, 3, 2])),
    fails_for=(example(p=[1, 2, 0], q=[0, 1, 3], F=slanted, g=[2, 1, 3], note="not the gradient"),),
    measured_by=measure_optimality,
    equation="text after (15)", latex=r"F(q)\ge F(p)+(q-p)\cdot\nabla F(p)")

nearby = therefore(no_better_nearby.statement, because=minimiser)
mean_is_least = therefore(Eq(dot(p, g), least(g)), because=(using(simplex_optimality_condition, p=p, g=g, r=r), nearby, in_simplex, differentiable, *simplex_premises))
entry_of_mu = chain(
    at(j, mu_star),
    equals(at(j, g) + lam_star * Sum(dot(e(i), e(j)), (i, 1, n)), because=best_mu),
    equals(at(j, g) + lam_star * Sum(KroneckerDelta(j, i), (i, 1, n)), because=unit_vectors),
    equals(at(j, g) + lam_star, because=sum_with_delta),
    equals(at(j, g) - least(g), because=best_lambda))
never_below = therefore(ForAll((j,), (1 <= j, j <= n), at(j, g) >= least(g)), because=minimum_below_entry)
mu_allowed = therefore(ForAll((j,), (1 <= j, j <= n), at(j, mu_star) >= 0), because=(entry_of_mu, never_below))
product_with_mu = chain(
    dot(mu_star, q),
    equals(dot(g, q) + lam_star * total(q), because=best_mu),
    equals(dot(g, q) - least(g) * total(q), because=best_lambda))
at_best_multipliers = chain(
    L(q, mu_star, lam_star),
    equals(F(q) - dot(mu_star, q) + lam_star * (total(q) - 1), because=lagrangian),
    equals(F(q) - dot(g, q) + least(g) * total(q) + lam_star * (total(q) - 1), because=product_with_mu),
    equals(F(q) - dot(g, q) + least(g), because=best_lambda),
    equals(F(q) - dot(q - p, g), because=mean_is_least))
everywhere = therefore(ForAll((q,), (), Eq(L(q, mu_star, lam_star), F(q) - dot(q - p, g))), because=at_best_multipliers)
value_at_p = chain(L(p, mu_star, lam_star), equals(F(p) - dot(p - p, g), because=using(everywhere, q=p)), equals(F(p), because=arithmetic))
nowhere_lower = therefore(ForAll((q,), (), L(q, mu_star, lam_star) >= L(p, mu_star, lam_star)), because=(
    everywhere, value_at_p, tangent_below_convex, convex, differentiable))
allowed = ForAll((i,), (1 <= i, i <= n), at(i, mu) >= 0)
least_allowed = therefore(ForAll((mu,), (allowed,), least(mu) >= 0), because=minimum_is_greatest_bound)
product_at_p = therefore(ForAll((mu,), (), dot(p, mu) >= least(mu)), because=(using(linear_minimum_on_simplex, v=mu), in_simplex, *simplex_premises))
written_out = therefore(ForAll((mu, lam), (), Eq(L(p, mu, lam), F(p) - dot(mu, p) + lam * (total(p) - 1))), because=using(lagrangian, q=p))
at_p = therefore(ForAll((mu, lam), (), Eq(L(p, mu, lam), F(p) - dot(mu, p))), because=(written_out, using(simplex_total, q=p), in_simplex))
not_higher = therefore(ForAll((mu, lam), (allowed,), L(p, mu, lam) <= L(p, mu_star, lam_star)), because=(least_allowed, product_at_p, at_p, value_at_p))
strong_duality_on_simplex = Claim(
    name="For convex F the minimum and the maximum may be exchanged on the simplex",
    says=(ForAll((j,), (1 <= j, j <= n), at(j, mu_star) >= 0),
          Eq(L(p, mu_star, lam_star), F(p)),
          ForAll((q,), (), L(q, mu_star, lam_star) >= L(p, mu_star, lam_star)),
          ForAll((mu, lam), (allowed,), L(p, mu, lam) <= L(p, mu_star, lam_star))),
    given=(*simplex_premises, in_simplex, convex, differentiable, minimiser),
    definitions=(best_lambda, best_mu, lagrangian),
    proof=(nearby, mean_is_least, entry_of_mu, never_below, mu_allowed, product_with_mu, at_best_multipliers, everywhere, value_at_p,
           nowhere_lower, least_allowed, product_at_p, written_out, at_p, not_higher),
    holds_for=(example(n=1, e=axes_1, Delta=simplex(1), p=[1], F=line, g=[-4]),
               example(n=3, e=axes_3, Delta=simplex(3), p=[Rational(3, 4), Rational(1, 4), 0], F=distance_squared_to_target, g=[-half, -half, 2]),
               example(n=3, e=axes_3, Delta=simplex(3), p=[1, 0, 0], F=slanted, g=[2, 4, 3])),
    fails_for=(example(n=2, e=axes_2, Delta=simplex(2), p=[1, 0], F=cap_from_corner, g=[-2, 0], note="F is not convex"),
               example(n=3, e=axes_3, Delta=simplex(3), p=[0, 1, 0], F=slanted, g=[2, 4, 3], note="p is no minimiser")),
    measured_by=measure_duality,
    equation="(15)",
    latex=r"\min_{p\in\mathbb R^n}\sup_{\mu\ge0,\lambda}\mathcal L(p,\mu,\lambda)=\max_{\mu\ge0,\lambda}\inf_{p\in\mathbb R^n}\mathcal L(p,\mu,\lambda)",
    note="Stated as a saddle point, at which both sides are F(p): the largest entry of the claim over (mu, lambda) at p, and the least over all of R^n at "
         "the named multipliers. It is true, although the theorem that the article quotes for it is not; F is differentiable at p, as throughout the article.",
    key=True)
