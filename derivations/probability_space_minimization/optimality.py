"""Mixtures of distributions, and what holds at a local minimiser."""

from sympy import Abs, Derivative, Eq, KroneckerDelta, Lambda, Min, Rational, Sum

from verifier.language import *

from .notation import (
    Delta, F, at, c, differentiable, e, eta, fraction, g, i, in_simplex, j, k, least, n, no_better_nearby, other_in_simplex, p, q, r, s,
    simplex_all, simplex_entries, simplex_premises, simplex_total, total, unit_vectors,
)
from .examples import axes_1, axes_2, axes_3, cap, distance_squared_to_target, half, line, slanted, third
from .experiments import measure_corner_steps, measure_optimality
from .simplex import linear_minimum_on_simplex

mixture = (1 - eta) * p + eta * q
part_of_p = therefore(ForAll((i,), (1 <= i, i <= n), (1 - eta) * at(i, p) >= 0), because=(using(simplex_entries, q=p), in_simplex, *fraction))
part_of_q = therefore(ForAll((i,), (1 <= i, i <= n), eta * at(i, q) >= 0), because=(using(simplex_entries, q=q), other_in_simplex, *fraction))
mixed_entries = therefore(ForAll((i,), (1 <= i, i <= n), at(i, mixture) >= 0), because=(part_of_p, part_of_q))
mixed_total = chain(
    total(mixture),
    equals((1 - eta) * total(p) + eta * total(q), because=arithmetic),
    equals(1, because=(using(simplex_total, q=p), using(simplex_total, q=q), in_simplex, other_in_simplex)))
convex_combination_feasible = Claim(
    name="A mixture of distributions is a distribution",
    says=Element(mixture, Delta),
    given=(simplex_entries, simplex_total, simplex_all, in_simplex, other_in_simplex, *fraction),
    proof=(part_of_p, part_of_q, mixed_entries, mixed_total, therefore(Element(mixture, Delta), because=(simplex_all, mixed_entries, mixed_total))),
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], q=[0, half, half], eta=Rational(1, 4)),),
    fails_for=(example(n=2, e=axes_2, Delta=simplex(2), p=[1, 0], q=[0, 1], eta=2),),
    measured_by=measure_corner_steps,
    equation="(16)", latex=r"p_{t+\eta}=(1-\eta)p_t+\eta q_t\in\Delta\qquad(q_t\in\Delta,\ 0\le\eta\le1)")

corner_entries = therefore(ForAll((i,), (1 <= i, i <= n), at(i, e(k)) >= 0), because=using(unit_vectors, j=k))
corner_total = chain(
    total(e(k)),
    equals(Sum(KroneckerDelta(k, j), (j, 1, n)), because=unit_vectors),
    equals(1, because=sum_with_delta))
vertices_feasible = Claim(
    name="The unit vectors are distributions",
    says=Element(e(k), Delta),
    given=(unit_vectors, simplex_all),
    proof=(corner_entries, corner_total, therefore(Element(e(k), Delta), because=(simplex_all, corner_entries, corner_total))),
    holds_for=(example(n=1, e=axes_1, Delta=simplex(1), k=1), example(n=3, e=axes_3, Delta=simplex(3), k=3), example(n=3, e=axes_3, Delta=simplex(3), k=2)),
    measured_by=measure_corner_steps,
    equation="(10)", latex=r"e_i\in\Delta")

# -- a local minimiser --------------------------------------------------------------------------------------------------------

toward = q - p                                          # from p to another distribution
steps = (0 < s, s <= 1)
fraction_small = given("the fraction c of the way to q is at most 1", c <= 1)
fraction_near = given("the fraction c of the way to q leads no farther than r", c * norm(toward) <= r)
used = therefore(ForAll((s,), steps, c * s <= 1), because=fraction_small)
mixed = therefore(ForAll((s,), steps, Element((1 - c * s) * p + c * s * q, Delta)), because=(
    using(convex_combination_feasible, eta=c * s), used, in_simplex, other_in_simplex))
feasible = therefore(ForAll((s,), steps, Element(p + c * s * toward, Delta)), because=mixed)
near = therefore(ForAll((s,), steps, norm(c * s * toward) <= r), because=fraction_near)
not_lower = therefore(ForAll((s,), steps, F(p + c * s * toward) >= F(p)), because=(using(no_better_nearby, q=p + c * s * toward), feasible, near))
rising = therefore(ForAll((s,), steps, (F(p + c * s * toward) - F(p)) / (c * s) >= 0), because=not_lower)
slope = therefore(TendsFromAbove((F(p + c * s * toward) - F(p)) / (c * s), s, 0, dot(toward, g)), because=(
    using(limit_under_scaling, e_=c, F_=Lambda(s, (F(p + s * toward) - F(p)) / s), L_=dot(toward, g)), using(differentiable, u=toward)))
slopes_toward_distributions = Claim(
    name="From a local minimiser no distribution lies downhill",
    says=dot(toward, g) >= 0,
    given=(simplex_entries, simplex_total, simplex_all, in_simplex, other_in_simplex, differentiable, no_better_nearby, fraction_small, fraction_near),
    proof=(used, mixed, feasible, near, not_lower, rising, slope, therefore(dot(toward, g) >= 0, because=(limit_keeps_lower_bound, rising, slope))),
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), p=[Rational(3, 4), Rational(1, 4), 0], q=[0, 0, 1], F=distance_squared_to_target,
                       g=[-half, -half, 2], r=5, c=1),
               example(n=3, e=axes_3, Delta=simplex(3), p=[Rational(3, 4), Rational(1, 4), 0], q=[0, 1, 0], F=distance_squared_to_target,
                       g=[-half, -half, 2], r=5, c=1),
               example(n=3, e=axes_3, Delta=simplex(3), p=[1, 0, 0], q=[half, half, 0], F=slanted, g=[2, 4, 3], r=2, c=1)),
    fails_for=(example(n=3, e=axes_3, Delta=simplex(3), p=[half, half, 0], q=[1, 0, 0], F=slanted, g=[2, 4, 3], r=5, c=1,
                       note="p is no minimiser"),),
    measured_by=measure_optimality,
    equation="text after (20)", latex=r"(q-p)\cdot\nabla F(p)\ge0\quad\forall q\in\Delta")

reach = norm(e(k) - p)
shrunk = r / (r + reach)                                # this fraction of the way to a corner stays within r
at_most_one = chain(shrunk, equals(1 - reach / (r + reach), because=arithmetic), at_most(1, because=arithmetic))
within_r = chain(shrunk * reach, equals(r - r**2 / (r + reach), because=arithmetic), at_most(r, because=arithmetic))
uphill = therefore(ForAll((k,), (1 <= k, k <= n), dot(e(k) - p, g) >= 0), because=(
    using(slopes_toward_distributions, c=shrunk, q=e(k)), at_most_one, within_r, vertices_feasible, in_simplex, differentiable, no_better_nearby,
    *simplex_premises))
no_lower_entry = therefore(ForAll((k,), (1 <= k, k <= n), at(k, g) >= dot(p, g)), because=uphill)
least_is_mean = therefore(least(g) >= dot(p, g), because=(minimum_is_greatest_bound, no_lower_entry))
mean_is_least = therefore(dot(p, g) >= least(g), because=(using(linear_minimum_on_simplex, v=g), in_simplex, *simplex_premises))
where_positive = ForAll((i,), (1 <= i, i <= n, at(i, p) > 0), Eq(at(i, g), least(g)))

simplex_optimality_condition = Claim(
    name="What a local minimiser on the simplex satisfies",
    says=(Implies(no_better_nearby.statement, Eq(dot(p, g), least(g))),
          Iff(Eq(dot(p, g), least(g)), where_positive)),
    given=(*simplex_premises, in_simplex, differentiable),
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), p=[1, 0, 0], F=slanted, g=[2, 4, 3], r=2),
               example(n=3, e=axes_3, Delta=simplex(3), p=[Rational(3, 4), Rational(1, 4), 0], F=distance_squared_to_target, g=[-half, -half, 2], r=5),
               example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], F=slanted, g=[2, 4, 3], r=1),
               example(n=2, e=axes_2, Delta=simplex(2), p=[1, 0], F=cap, g=[-1, 0], r=Rational(1, 4)),
               example(n=1, e=axes_1, Delta=simplex(1), p=[1], F=line, g=[-4], r=1)),
    fails_for=(example(n=3, e=axes_3, Delta=simplex(3), p=[1, 0, 0], F=slanted, g=[2, 1, 3], r=1, note="not the gradient"),
               example(n=2, e=axes_2, Delta=simplex(2), p=[2, -1], F=cap, g=[-3, 0], r=1, note="p is no distribution")),
    measured_by=measure_optimality,
    equation="(21)", latex=r"p\cdot\nabla F(p)=(\nabla F(p))_{\min}",
    note="The article calls this the condition for a local minimum: it is necessary, and for convex F sufficient; it also holds at some maximisers.",
    proof=(at_most_one, within_r,
           suppose(no_better_nearby, uphill, no_lower_entry, least_is_mean, mean_is_least,
                   therefore(Eq(dot(p, g), least(g)), because=(order_is_antisymmetric, mean_is_least, least_is_mean))),
           therefore(Implies(Eq(dot(p, g), least(g)), where_positive), because=(using(linear_minimum_on_simplex, v=g), in_simplex, *simplex_premises)),
           therefore(Implies(where_positive, Eq(dot(p, g), least(g))), because=(using(linear_minimum_on_simplex, v=g), in_simplex, *simplex_premises))),
    key=True)

# -- the step towards the best corner -------------------------------------------------------------------------------------------

best_corner = given("no entry of the gradient is smaller than the k-th", ForAll((i,), (1 <= i, i <= n), at(k, g) <= at(i, g)))
corner_step = (1 - eta) * p + eta * e(k)
step_feasible = therefore(Element(corner_step, Delta), because=(
    using(convex_combination_feasible, q=e(k)), vertices_feasible, in_simplex, *fraction, *simplex_premises))
below_entry = therefore(at(k, g) <= least(g), because=(minimum_is_greatest_bound, best_corner))
above_entry = therefore(least(g) <= at(k, g), because=minimum_below_entry)
entry_is_least = therefore(Eq(at(k, g), least(g)), because=(order_is_antisymmetric, below_entry, above_entry))
slope_to_corner = therefore(TendsFromAbove((F((1 - s) * p + s * e(k)) - F(p)) / s, s, 0, dot(e(k) - p, g)), because=using(differentiable, u=e(k) - p))
mean_of_other = therefore(ForAll((q,), (Element(q, Delta),), dot(q, g) >= least(g)), because=(
    using(linear_minimum_on_simplex, v=g, p=q), *simplex_premises))
same_slope = therefore(Eq(dot(e(k) - p, g), least(g) - dot(p, g)), because=entry_is_least)
simplex_gradient_step = Claim(
    name="The conditional gradient step on the simplex",
    says=(Element(corner_step, Delta),
          TendsFromAbove((F((1 - s) * p + s * e(k)) - F(p)) / s, s, 0, least(g) - dot(p, g)),
          least(g) - dot(p, g) <= 0,
          ForAll((q,), (Element(q, Delta),), dot(q - p, g) >= least(g) - dot(p, g))),
    given=(*simplex_premises, in_simplex, differentiable, best_corner, *fraction),
    proof=(step_feasible, below_entry, above_entry, entry_is_least, same_slope, slope_to_corner,
           therefore(TendsFromAbove((F((1 - s) * p + s * e(k)) - F(p)) / s, s, 0, least(g) - dot(p, g)), because=(
               equals_for_equals_in_limits, slope_to_corner, same_slope)),
           mean_is_least, therefore(least(g) - dot(p, g) <= 0, because=mean_is_least), mean_of_other,
           therefore(ForAll((q,), (Element(q, Delta),), dot(q - p, g) >= least(g) - dot(p, g)), because=mean_of_other)),
    holds_for=(example(n=1, e=axes_1, Delta=simplex(1), p=[1], F=line, g=[-4], k=1, eta=half),
               example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], F=slanted, g=[2, 4, 3], k=1, eta=Rational(1, 4)),
               example(n=3, e=axes_3, Delta=simplex(3), p=[Rational(3, 4), Rational(1, 4), 0], F=distance_squared_to_target,
                       g=[-half, -half, 2], k=1, eta=1)),
    fails_for=(example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], F=slanted, g=[2, 4, 3], k=3, eta=Rational(1, 4), note="not the best corner"),
               example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], F=slanted, g=[2, 4, 3], k=1, eta=2, note="too long a step"),
               example(n=3, e=axes_3, Delta=simplex(3), p=[third, 0, 2 * third], F=slanted, g=[2, 4, 2], k=1, eta=half, note="not the gradient"),
               example(n=2, e=axes_2, Delta=simplex(2), p=[0, half], F=cap, g=[1, 0], k=2, eta=half, note="p is no distribution")),
    measured_by=measure_corner_steps,
    equation="(20)", strength="exact",
    latex=r"p_{t+\eta}=(1-\eta)p_t+\eta\,\mathrm{onehot}(\arg\min\nabla F(p_t));\quad\frac{d}{d\eta}F\Big|_0=(\nabla F)_{\min}-p_t\cdot\nabla F\le0",
    note="No mixture with another distribution is steeper. This is the Frank-Wolfe step; with a constant step it does not converge, which the article leaves open.",
    key=True)

# -- the condition is not sufficient ---------------------------------------------------------------------------------------------

m = natural("m")                            # a distance 1/(2 m), as small as one likes
a, b = real("a b")                          # two coordinates
p1, q1 = real("p_1 q_1")                    # the first coordinates of two distributions on two outcomes
f, f1, f2 = function("f f_1 f_2")           # the function, and its partial derivatives
partial_1 = given("f_1 is the derivative in the first coordinate", ForAll((a, b), (), Eq(Derivative(f(a, b), a), f1(a, b))))
partial_2 = given("f_2 is the derivative in the second coordinate", ForAll((a, b), (), Eq(Derivative(f(a, b), b), f2(a, b))))
p1_range = given("p is a distribution", Both(0 <= p1, p1 <= 1))
q1_range = given("q is a distribution", Both(0 <= q1, q1 <= 1))
q1_near = given("q is near p", Abs(q1 - p1) <= 1 / (2 * m))
condition = given("p meets the condition", Eq(p1 * f1(p1, 1 - p1) + (1 - p1) * f2(p1, 1 - p1), Min(f1(p1, 1 - p1), f2(p1, 1 - p1))))
close = half + 1 / (2 * m)
optimality_condition_as_printed = Claim(
    name="The condition makes p a local minimiser, on two outcomes",
    says=f(p1, 1 - p1) <= f(q1, 1 - q1),
    given=(partial_1, partial_2, p1_range, q1_range, q1_near, condition),
    expected=REFUTED,
    refuted_by=counterexample(
        (f, Lambda((a, b), -(a - half)**2)), (f1, Lambda((a, b), 1 - 2 * a)), (f2, Lambda((a, b), 0)), (p1, half), (q1, close), proof=(
            therefore(ForAll((a, b), (), Eq(Derivative(-(a - half)**2, a), 1 - 2 * a)), because=arithmetic),
            therefore(close <= 1, because=arithmetic))),
    equation="(21)", latex=r"p\cdot\nabla F(p)=(\nabla F(p))_{\min}",
    note="At the maximiser p = (1/2, 1/2) of F = -(p_1 - 1/2)^2 the gradient is 0 and the condition holds, but F is smaller at every distance 1/(2 m).")
