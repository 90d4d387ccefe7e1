"""The exercise: does the Laplace operator give softmax for k = 1?  Only while no share exceeds one half."""

from sympy import Eq, Lambda, Piecewise, Rational, Sum, exp, log, sqrt

from verifier.language import *

from .experiments import laplace_against_softmax
from .gradtopk import exponential_keeps_order
from .notation import *
from .thresholds import f, one, other, output_is_unique
from .thresholds import size as amount
from .windows import Laplace, g, laplace, laplace_below, lam, lower_branch, upper_branch

u, v, t, a, b = real("u v t a b")
of_a, of_b = Laplace(a - lam), Laplace(b - lam)

two_add_up = given("the two components add up to 1", Eq(of_a + of_b, 1))
laplace_k1_printed = Claim(
    name="For k = 1 the Laplace operator is softmax, here for two scores",
    says=Eq(of_a, exp(a) / (exp(a) + exp(b))), given=(two_add_up,),
    fails_for=(example(a=log(4), b=0, lambda_=log(2), note="3/4 against 4/5"),),
    expected=REFUTED, measured_by=laplace_against_softmax,
    equation="exercise posed after (25)", latex=r"x=(\log4,0):\ (\tfrac34,\tfrac14)\ne\mathrm{softmax}(x)=(\tfrac45,\tfrac15)",
    note="For two scores the larger share is at least one half, so the exercise fails for every pair of different scores.", key=True)

u_not_above_v = given("u is at most v", u <= v)
v_negative, v_not_negative = given("v is negative", v < 0), given("v is not negative", v >= 0)
u_negative, u_not_negative = given("u is negative", u < 0), given("u is not negative", u >= 0)
laplace_increases = Claim(
    name="The distribution function does not decrease", says=Implies(u <= v, g(u) <= g(v)), given=laplace,
    proof=suppose(u_not_above_v, cases(
        g(u) <= g(v),
        (v_negative, chain(g(u), equals(exp(u) / 2, because=(lower_branch, u_not_above_v, v_negative)),
                           at_most(exp(v) / 2, because=(using(exponential_keeps_order, a=u, b=v), u_not_above_v)), equals(g(v), because=(lower_branch, v_negative)))),
        (v_not_negative, cases(
            g(u) <= g(v),
            (u_negative, chain(g(u), equals(exp(u) / 2, because=lower_branch), at_most(Rational(1, 2), because=(using(exponential_keeps_order, a=u, b=0), u_negative)),
                               at_most(1 - exp(-v) / 2, because=(using(exponential_keeps_order, a=-v, b=0), v_not_negative)), equals(g(v), because=(upper_branch, v_not_negative)))),
            (u_not_negative, chain(g(u), equals(1 - exp(-u) / 2, because=upper_branch),
                                   at_most(1 - exp(-v) / 2, because=(using(exponential_keeps_order, a=-v, b=-u), u_not_above_v)), equals(g(v), because=(upper_branch, v_not_negative)))))))),
    holds_for=(example(u=-1, v=2, g=Laplace), example(u=0, v=0, g=Laplace), example(u=1, v=0, g=Laplace)))

whole, others = Sum(exp(x(i)), (i, 1, n)), Sum(exp(x(i)), (i, 2, n))
largest_share = exp(x(1)) / whole
at_least_two = given("there are at least two components", n >= 2)
first_largest = given("the first score is the largest", ForAll((i,), (1 <= i, i <= n), x(i) <= x(1)))
adds_up_to_1 = given("the components add up to 1", Eq(Sum(g(x(i) - lam), (i, 1, n)), 1))
not_above_half, above_half = given("the largest share is at most one half", largest_share <= Rational(1, 2)), given("the largest share exceeds one half", largest_share > Rational(1, 2))
g_increases = therefore(ForAll((u, v), (u <= v,), g(u) <= g(v)), because=(laplace_increases, *laplace))

soft = log(whole / 2)
half_of_whole = chain(exp(x(1)), equals(largest_share * whole, because=arithmetic), at_most(whole / 2, because=not_above_half))
powers_below = therefore(ForAll((i,), (1 <= i, i <= n), exp(x(i)) <= exp(x(1))), because=(using(exponential_keeps_order, a=x(i), b=x(1)), first_largest))
powers_below_half = therefore(ForAll((i,), (1 <= i, i <= n), exp(x(i)) <= whole / 2), because=(powers_below, half_of_whole))
all_below = therefore(ForAll((i,), (1 <= i, i <= n), x(i) <= soft), because=(using(logarithm_increases, x_=exp(x(i)), y_=whole / 2), powers_below_half))
soft_values = therefore(ForAll((i,), (1 <= i, i <= n), Eq(g(x(i) - soft), exp(x(i)) / whole)), because=(using(laplace_below, t=x(i) - soft), all_below, *laplace))
soft_sum = chain(Sum(g(x(i) - soft), (i, 1, n)), equals(Sum(exp(x(i)) / whole, (i, 1, n)), because=soft_values), equals(1, because=arithmetic))
soft_while_spread = suppose(
    not_above_half, half_of_whole, powers_below, powers_below_half, all_below, soft_values, soft_sum,
    chain(g(x(l) - lam), equals(g(x(l) - soft), because=(using(output_is_unique, (f, g), (one, lam), (other, soft), (amount, 1)), g_increases, l_in_range, adds_up_to_1, soft_sum)),
          equals(exp(x(l)) / whole, because=(soft_values, l_in_range))))

split_whole = chain(whole, equals(exp(x(1)) + others, because=arithmetic))
others_positive = therefore(others > 0, because=at_least_two)
others_smaller = chain(others, equals(whole - exp(x(1)), because=split_whole), at_most(2 * largest_share * whole - exp(x(1)), because=above_half), equals(exp(x(1)), because=arithmetic))
hard = (x(1) + log(others)) / 2
first_above = chain(hard, at_most((x(1) + log(exp(x(1)))) / 2, because=(using(logarithm_increases, x_=others, y_=exp(x(1))), others_positive, others_smaller)), equals(x(1), because=arithmetic))

laplace_k1_softmax_while_spread = Claim(
    name="For k = 1 the Laplace operator is softmax while no share exceeds one half",
    says=Implies(largest_share <= Rational(1, 2), Eq(g(x(l) - lam), exp(x(l)) / whole)),
    given=(*laplace, first_largest, adds_up_to_1, l_in_range),
    proof=(g_increases, soft_while_spread),
    holds_for=(example(n=3, l=2, x=[log(2), log(2), 0], g=Laplace, lambda_=log(Rational(5, 2))), example(n=2, l=1, x=[0, 0], g=Laplace, lambda_=0),
               example(n=2, l=1, x=[log(4), 0], g=Laplace, lambda_=log(2))),
    corrects=laplace_k1_printed, measured_by=laplace_against_softmax,
    equation="exercise posed after (25)", latex=r"s=\mathrm{softmax}(x):\quad p=s\ \text{ if }s_{\max}\le\tfrac12", key=True)
