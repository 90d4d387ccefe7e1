"""The two iterative constructions: masking the maximum softly, and the weighted softmax."""

from sympy import Eq, Rational, Sum, exp

from verifier.language import *

from .experiments import masked_iteration
from .notation import *

p1, p2, y = function("p1 p2 y")              # the first and second iterate, and the scores that are left
masked = define(y(i), (1 - p1(i)) * x(i), "what is left of the score of i after the first step")
first_step = define(p1(i), exp(x(i)) / Sum(exp(x(j)), (j, 1, n)), "the first step: softmax")
second_step = define(p2(i), p1(i) + exp(y(i)) / Sum(exp(y(j)), (j, 1, n)), "the second step adds the softmax of what is left")
steps = (masked, first_step, second_step)
smallest_is_0 = given("the smallest score has been shifted to 0", Eq(Minimum(x(j), (j, 1, n)), 0))
at_least_three = given("there are at least three components", n >= 3)
i_higher = given("i has the higher score", x(l) <= x(i))

soft_iteration_leaves_unit_interval = Claim(
    name="The components of the second iterate are at most 1",
    says=p2(i) <= 1, given=(smallest_is_0, at_least_three, i_in_range), definitions=steps,
    fails_for=(example(n=3, i=1, x=[3, Rational(1, 100), 0], note="the first component is 1.30434595"),
               example(n=3, i=1, x=[3, 0, 0])),
    expected=REFUTED, measured_by=masked_iteration,
    equation="remark after the algorithms", strength="heuristic",
    note="The article reports that tests show nothing else and that a proof is hard; there is none.", key=True)

soft_iteration_not_monotone = Claim(
    name="The second iterate keeps the order of the scores",
    says=p2(l) <= p2(i), given=(smallest_is_0, at_least_three, i_in_range, l_in_range, i_higher), definitions=steps,
    fails_for=(example(n=3, i=1, l=2, x=[Rational(101, 10), 10, 0], note="the higher score gets 0.91259, the lower 1.08419"),),
    expected=REFUTED, measured_by=masked_iteration,
    equation="remark after the algorithms", strength="not asserted",
    note="The article leaves this open for its own scheme; two nearly equal large scores settle it.", key=True)

total_1, total_2 = Sum(exp(x(j)), (j, 1, n)), Sum(exp(y(j)), (j, 1, n))
soft_iteration_stays_in_simplex = Claim(
    name="What the second iterate keeps: positive components that add up to 2",
    says=(p2(i) > 0, Eq(Sum(p2(i), (i, 1, n)), 2)), definitions=steps,
    proof=(chain(0, less_than(exp(x(i)) / total_1 + exp(y(i)) / total_2, because=arithmetic),
                 equals(p1(i) + exp(y(i)) / total_2, because=first_step), equals(p2(i), because=second_step)),
           chain(Sum(p2(i), (i, 1, n)),
                 equals(Sum(p1(i) + exp(y(i)) / total_2, (i, 1, n)), because=second_step),
                 equals(Sum(exp(x(i)) / total_1, (i, 1, n)) + Sum(exp(y(i)) / total_2, (i, 1, n)), because=first_step),
                 equals(2, because=arithmetic))),
    holds_for=(example(n=3, i=1, x=[3, Rational(1, 100), 0]), example(n=4, i=2, x=[1, -2, 0, 5]), example(n=1, i=1, x=[2])),
    corrects=soft_iteration_leaves_unit_interval,
    equation="unnumbered algorithm", latex=r"\sum_i p^{(k)}_i=k", key=False)
