"""Linear functions on the simplex."""

from sympy import Eq, Sum

from verifier.language import *

from .examples import axes_1, axes_2, axes_3, half, third
from .experiments import measure_linear_minimum
from .notation import at, coordinates, e, i, in_simplex, least, n, p, simplex_entries, simplex_total, v

slack = Sum(at(i, p) * (at(i, v) - least(v)), (i, 1, n))
product_of_coordinates = chain(
    dot(p, v),
    equals(dot(Sum(at(i, p) * e(i), (i, 1, n)), v), because=using(coordinates, q=p)),
    equals(Sum(at(i, p) * at(i, v), (i, 1, n)), because=arithmetic))
excess = chain(
    dot(p, v) - least(v),
    equals(Sum(at(i, p) * at(i, v), (i, 1, n)) - least(v) * Sum(at(i, p), (i, 1, n)), because=(product_of_coordinates, using(simplex_total, q=p), in_simplex)),
    equals(slack, because=arithmetic))
never_below = therefore(ForAll((i,), (1 <= i, i <= n), at(i, v) >= least(v)), because=minimum_below_entry)
weights = therefore(ForAll((i,), (1 <= i, i <= n), at(i, p) >= 0), because=(using(simplex_entries, q=p), in_simplex))
terms = therefore(ForAll((i,), (1 <= i, i <= n), at(i, p) * (at(i, v) - least(v)) >= 0), because=(never_below, weights))
lower_bound = chain(
    dot(p, v),
    equals(Sum(at(i, p) * at(i, v), (i, 1, n)), because=product_of_coordinates),
    at_least(Sum(at(i, p) * least(v), (i, 1, n)), because=terms),
    equals(least(v), because=(using(simplex_total, q=p), in_simplex)))

attained = given("the minimum is attained", Eq(dot(p, v), least(v)))
flat = given("v is least wherever p is positive", ForAll((i,), (1 <= i, i <= n, at(i, p) > 0), Eq(at(i, v), least(v))))
here = given("i is an outcome with positive probability", at(i, p) > 0)
not_here = given("i is another outcome", at(i, p) <= 0)
no_slack = chain(slack, equals(0, because=(excess, attained)))
below_sum = therefore(ForAll((i,), (1 <= i, i <= n), at(i, p) * (at(i, v) - least(v)) <= slack), because=(term_of_nonnegative_sum, terms))
small = therefore(ForAll((i,), (1 <= i, i <= n), at(i, p) * (at(i, v) - least(v)) <= 0), because=(below_sum, no_slack))
not_above = therefore(ForAll((i,), (1 <= i, i <= n, at(i, p) > 0), at(i, v) <= least(v)), because=small)
nothing = therefore(Eq(at(i, p), 0), because=(order_is_antisymmetric, weights, not_here))
term = at(i, p) * (at(i, v) - least(v))
no_term = cases(Eq(term, 0),
                (here, chain(term, equals(0, because=(flat, here)))),
                (not_here, (nothing, chain(term, equals(0, because=nothing)))))
all_flat = chain(dot(p, v) - least(v), equals(slack, because=excess), equals(0, because=no_term))
linear_minimum_on_simplex = Claim(
    name="A linear function on the simplex",
    says=(dot(p, v) >= least(v),
          Iff(Eq(dot(p, v), least(v)), ForAll((i,), (1 <= i, i <= n, at(i, p) > 0), Eq(at(i, v), least(v))))),
    given=(coordinates, simplex_entries, simplex_total, in_simplex),
    proof=(product_of_coordinates, excess, never_below, weights, terms, lower_bound,
           suppose(attained, no_slack, below_sum, small, not_above,
                   therefore(ForAll((i,), (1 <= i, i <= n, at(i, p) > 0), Eq(at(i, v), least(v))),
                             because=(order_is_antisymmetric, not_above, never_below))),
           suppose(flat, no_term, all_flat, therefore(Eq(dot(p, v), least(v)), because=all_flat))),
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], v=[2, 5, -1]),
               example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], v=[2, 5, 2]),
               example(n=1, e=axes_1, Delta=simplex(1), p=[1], v=[-4])),
    fails_for=(example(n=2, e=axes_2, Delta=simplex(2), p=[2, -1], v=[0, 1], note="a negative weight"),
               example(n=2, e=axes_2, Delta=simplex(2), p=[half, 0], v=[1, 1], note="the weights add up to 1/2")),
    measured_by=measure_linear_minimum,
    equation="(18)-(19)", latex=r"\min_{q\in\Delta}q\cdot v=v_{\min}",
    note="With the equality case: any mixture of the corners where v is least attains it.")
