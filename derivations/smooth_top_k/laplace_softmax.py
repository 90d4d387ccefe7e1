"""The exercise: does the Laplace operator give softmax for k = 1?  Only while no share exceeds one half."""

from sympy import Eq, Lambda, Rational, Sum, exp, log, sqrt

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
    equation="exercise posed after (25)", latex=r"k=1:\quad p=\mathrm{softmax}(x)",
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
c = integer("c")                             # any component after the first
below_first = chain(log(others), at_most(log(exp(x(1))), because=(using(logarithm_increases, x_=others, y_=exp(x(1))), others_positive, others_smaller)),
                    equals(x(1), because=arithmetic))
first_above = therefore(hard <= x(1), because=below_first)
term_of_others = therefore(ForAll((c,), (1 <= c, c <= n - 1), exp(x(c + 1)) <= Sum(exp(x(i + 1)), (i, 1, n - 1))),
                           because=using(term_of_nonnegative_sum, m_=c, n_=n - 1, F_=Lambda(i, exp(x(i + 1)))))
powers_small = therefore(ForAll((c,), (2 <= c, c <= n), exp(x(c)) <= others), because=using(term_of_others, c=c - 1))
scores_small = therefore(ForAll((c,), (2 <= c, c <= n), x(c) <= log(others)), because=(using(logarithm_increases, x_=exp(x(c)), y_=others), powers_small))
others_below = therefore(ForAll((c,), (2 <= c, c <= n), x(c) <= hard), because=(scores_small, below_first))
first_value = chain(g(x(1) - hard), equals(1 - exp(hard - x(1)) / 2, because=(using(upper_branch, t=x(1) - hard), first_above, at_least_two)),
                    equals(1 - sqrt(others / exp(x(1))) / 2, because=(others_positive, at_least_two)))
other_values = therefore(ForAll((c,), (2 <= c, c <= n), Eq(g(x(c) - hard), exp(x(c)) / sqrt(others * exp(x(1))) / 2)),
                         because=(using(laplace_below, t=x(c) - hard), others_below, others_positive, *laplace))
hard_sum = chain(Sum(g(x(i) - hard), (i, 1, n)), equals(g(x(1) - hard) + Sum(g(x(i) - hard), (i, 2, n)), because=arithmetic),
                 equals(1 - sqrt(others / exp(x(1))) / 2 + Sum(exp(x(i)) / sqrt(others * exp(x(1))) / 2, (i, 2, n)), because=(first_value, other_values)),
                 equals(1, because=others_positive))
on_the_way = (split_whole, others_positive, others_smaller, below_first, first_above, term_of_others, powers_small, scores_small, others_below, first_value, other_values, hard_sum)
odds = chain((1 - largest_share) / largest_share, equals(others / exp(x(1)), because=split_whole))
first_component = chain(
    g(x(1) - lam), equals(g(x(1) - hard), because=(using(output_is_unique, (f, g), (one, lam), (other, hard), (amount, 1), (l, 1)), g_increases, adds_up_to_1, hard_sum)),
    equals(1 - sqrt(others / exp(x(1))) / 2, because=first_value))

ratio = positive("ratio")
ratio_below_1 = given("the ratio is below 1", ratio < 1)
smaller_than_share = Claim(
    name="For 0 < q < 1: 1 - q/2 is below 1/(1 + q^2)", says=1 - ratio / 2 < 1 / (1 + ratio**2), given=(ratio_below_1,),
    proof=chain(1 - ratio / 2, equals(1 / (1 + ratio**2) - ratio * (1 - ratio)**2 / (2 * (1 + ratio**2)), because=arithmetic),
                less_than(1 / (1 + ratio**2), because=ratio_below_1)),
    holds_for=(example(ratio=Rational(1, 2)), example(ratio=Rational(999, 1000))), fails_for=(example(ratio=1),))

q = sqrt(others / exp(x(1)))
others_less = chain(others, equals(whole - exp(x(1)), because=split_whole), less_than(2 * largest_share * whole - exp(x(1)), because=above_half), equals(exp(x(1)), because=arithmetic))
odds_below_1 = chain(others / exp(x(1)), less_than(exp(x(1)) / exp(x(1)), because=others_less), equals(1, because=arithmetic))
root_below_1 = chain(1 - q, equals((1 - others / exp(x(1))) / (1 + q), because=others_positive), greater_than(0, because=(odds_below_1, others_positive)))
below_share = chain(
    g(x(1) - lam), equals(1 - q / 2, because=first_component), less_than(1 / (1 + q**2), because=(using(smaller_than_share, ratio=q), root_below_1, others_positive)),
    equals(exp(x(1)) / (exp(x(1)) + others), because=others_positive), equals(largest_share, because=split_whole))
flatter = Both(Eq(g(x(1) - lam), 1 - q / 2), g(x(1) - lam) < largest_share)
concentrated = suppose(above_half, *on_the_way, first_component, others_less, odds_below_1, root_below_1, below_share,
                       therefore(flatter, because=(first_component, below_share)))
laplace_k1_is_not_softmax = Claim(
    name="For k = 1 the Laplace operator is softmax while no share exceeds one half, and flatter otherwise",
    says=(Implies(largest_share <= Rational(1, 2), Eq(g(x(l) - lam), exp(x(l)) / whole)),
          Implies(largest_share > Rational(1, 2), flatter),
          Eq((1 - largest_share) / largest_share, others / exp(x(1)))),
    given=(*laplace, at_least_two, first_largest, adds_up_to_1, l_in_range),
    proof=(g_increases, soft_while_spread, concentrated, split_whole, odds),
    holds_for=(example(n=3, l=2, x=[log(2), log(2), 0], g=Laplace, lambda_=log(Rational(5, 2))), example(n=2, l=1, x=[0, 0], g=Laplace, lambda_=0),
               example(n=2, l=1, x=[0, 0, -5], g=Laplace, lambda_=0, note="a third number is not a score"),
               example(n=2, l=1, x=[log(4), 0, 3], g=Laplace, lambda_=log(2)),
               example(n=3, l=2, x=[-2, -2, -2], g=Laplace, lambda_=log(Rational(3, 2)) - 2),
               example(n=2, l=1, x=[-log(4), -log(16)], g=Laplace, lambda_=-log(8)), example(n=2, l=2, x=[-log(4), -log(4)], g=Laplace, lambda_=-log(4)),
               example(n=2, l=1, x=[log(4), 0], g=Laplace, lambda_=log(2)), example(n=3, l=2, x=[log(8), 0, 0], g=Laplace, lambda_=log(4))),
    corrects=laplace_k1_printed, measured_by=laplace_against_softmax,
    equation="exercise posed after (25)",
    latex=r"s=\mathrm{softmax}(x):\quad p=s\ \text{ if }s_{\max}\le\tfrac12;\qquad p_{(1)}=1-\tfrac12\sqrt{\tfrac{1-s_{\max}}{s_{\max}}},\ p_i=\tfrac{s_i}{1-s_{\max}}(1-p_{(1)})\ \text{ if }s_{\max}>\tfrac12",
    note="The components are numbered so that the first is the largest; (1 - s)/s is the sum of the other powers over the largest one.", key=True)
