"""The weighted-softmax iteration: its second step in closed form, and what it tends to."""

from sympy import Eq, Lambda, Rational, Sum, exp, log, oo

from verifier.language import *

from .experiments import weighted_iteration
from .notation import *

y1, y2 = real("x_1 x_2")                     # two scores
s1, s2 = real("s_1 s_2")                     # their softmax
first_of_two = define(s1, exp(y1) / (exp(y1) + exp(y2)), "the share of the first of two scores")
second_of_two = define(s2, exp(y2) / (exp(y1) + exp(y2)), "the share of the second")
second_iterate = s1 + (1 - s1) * exp(y1) / ((1 - s1) * exp(y1) + (1 - s2) * exp(y2))
put = (exp(y1) / (exp(y1) + exp(y2)), exp(y2) / (exp(y1) + exp(y2)))
equal_weights = chain((1 - s2) * exp(y2), equals((1 - put[1]) * exp(y2), because=second_of_two), equals((1 - put[0]) * exp(y1), because=arithmetic),
                      equals((1 - s1) * exp(y1), because=first_of_two))
weight_positive = chain((1 - s1) * exp(y1), equals(exp(y2) * exp(y1) / (exp(y1) + exp(y2)), because=first_of_two), greater_than(0, because=arithmetic))
weighted_softmax_of_two = Claim(
    name="For two scores the second iterate is softmax plus one half, at every temperature",
    says=Eq(second_iterate, s1 + Rational(1, 2)), definitions=(first_of_two, second_of_two),
    proof=(equal_weights, weight_positive,
           chain(second_iterate, equals(s1 + (1 - s1) * exp(y1) / (2 * ((1 - s1) * exp(y1))), because=(equal_weights, weight_positive)),
                 equals(s1 + Rational(1, 2), because=weight_positive))),
    holds_for=(example(x_1=1, x_2=0), example(x_1=log(3), x_2=log(5))),
    equation="paragraph after (6)", latex=r"n=2:\ p^{(2)}=s+\tfrac12",
    note="So the larger component exceeds 1 for every pair of different scores, however high the temperature.")

t = real("t")                                # one over the temperature
b = integer("b")                             # any component
p = function("p")                            # p(t, b), the second iterate at the scores times t
a = exp((x(b) - x(1)) * t)                   # the powers over that of the first score
c = exp((x(b) - x(2)) * t)                   # and over that of the second
A = Sum(a, (b, 1, n))
share = a / A                                # softmax
weight = Sum((1 - share) * c, (b, 1, n))     # the sum of the weighted powers, over that of the second score
at_least_three = given("there are at least three components", n >= 3)
first_leads = given("the others are below the first", ForAll((b,), (2 <= b, b <= n), x(b) < x(1)))
others_behind = given("the others are below the second", ForAll((b,), (3 <= b, b <= n), x(b) < x(2)))
second_step = given("the second step adds the softmax with the weights 1 - s", ForAll((t, b), (), Eq((p(t, b) - share) * weight, (1 - share) * c)))

decay_a = therefore(ForAll((b,), (2 <= b, b <= n), Tends(a, t, oo, 0)), because=(using(exponential_decay, c_=1, k_=x(1) - x(b)), first_leads))
decay_2 = therefore(Tends(exp((x(2) - x(1)) * t), t, oo, 0), because=(using(decay_a, b=2), at_least_three))
decay_c = therefore(ForAll((b,), (3 <= b, b <= n), Tends(c, t, oo, 0)), because=(using(exponential_decay, c_=1, k_=x(2) - x(b)), others_behind))
decay_a_shifted = therefore(ForAll((b,), (1 <= b, b <= n - 2), Tends(exp((x(b + 2) - x(1)) * t), t, oo, 0)), because=using(decay_a, b=b + 2))
decay_c_shifted = therefore(ForAll((b,), (1 <= b, b <= n - 2), Tends(exp((x(b + 2) - x(2)) * t), t, oo, 0)), because=using(decay_c, b=b + 2))
tail_a, tail_c = Sum(exp((x(b + 2) - x(1)) * t), (b, 1, n - 2)), Sum(exp((x(b + 2) - x(2)) * t), (b, 1, n - 2))
tail_a_vanishes = therefore(Tends(tail_a, t, oo, 0), because=(using(limit_of_finite_sum, n_=n - 2, A_=Lambda((b, t), exp((x(b + 2) - x(1)) * t)), L_=Lambda(b, 0), a_=oo), decay_a_shifted, at_least_three))
tail_c_vanishes = therefore(Tends(tail_c, t, oo, 0), because=(using(limit_of_finite_sum, n_=n - 2, A_=Lambda((b, t), exp((x(b + 2) - x(2)) * t)), L_=Lambda(b, 0), a_=oo), decay_c_shifted, at_least_three))
one = therefore(Tends(1, t, oo, 1), because=using(limit_of_constant, c_=1, a_=oo))
minus_one = therefore(Tends(-1, t, oo, -1), because=using(limit_of_constant, c_=-1, a_=oo))
a_2 = exp((x(2) - x(1)) * t)
small_part = therefore(Tends(a_2 + tail_a, t, oo, 0), because=(using(limit_of_sum, P_=Lambda(t, a_2), Q_=Lambda(t, tail_a), a_=oo, l_=0, k_=0), decay_2, tail_a_vanishes))
A_tends = therefore(Tends(1 + (a_2 + tail_a), t, oo, 1), because=(using(limit_of_sum, P_=Lambda(t, 1), Q_=Lambda(t, a_2 + tail_a), a_=oo, l_=1, k_=0), one, small_part))
A_to_1 = therefore(Tends(A, t, oo, 1), because=A_tends)
inverse_A = therefore(Tends(1 / A, t, oo, 1), because=(using(limit_of_reciprocal, F_=Lambda(t, A), a_=oo, l_=1), A_to_1))
share_vanishes = therefore(ForAll((b,), (2 <= b, b <= n), Tends(a * (1 / A), t, oo, 0)), because=(using(limit_of_product, P_=Lambda(t, a), Q_=Lambda(t, 1 / A), a_=oo, l_=0, k_=1), decay_a, inverse_A))
minus_share = therefore(ForAll((b,), (2 <= b, b <= n), Tends(-share, t, oo, 0)), because=(using(limit_of_product, P_=Lambda(t, -1), Q_=Lambda(t, share), a_=oo, l_=-1, k_=0), minus_one, share_vanishes))
rest_to_1 = therefore(ForAll((b,), (2 <= b, b <= n), Tends(1 - share, t, oo, 1)), because=(using(limit_of_sum, P_=Lambda(t, 1), Q_=Lambda(t, -share), a_=oo, l_=1, k_=0), one, minus_share))
term_vanishes = therefore(ForAll((b,), (3 <= b, b <= n), Tends((1 - share) * c, t, oo, 0)), because=(using(limit_of_product, P_=Lambda(t, 1 - share), Q_=Lambda(t, c), a_=oo, l_=1, k_=0), rest_to_1, decay_c))
s_1, s_2 = 1 / A, a_2 / A
second_term = therefore(Tends(1 - s_2, t, oo, 1), because=(using(rest_to_1, b=2), at_least_three))
tail_sum = therefore(Tends(1 + tail_c, t, oo, 1), because=(using(limit_of_sum, P_=Lambda(t, 1), Q_=Lambda(t, tail_c), a_=oo, l_=1, k_=0), one, tail_c_vanishes))
first_product = therefore(Tends((1 + tail_c) * (1 / A), t, oo, 1), because=(using(limit_of_product, P_=Lambda(t, 1 + tail_c), Q_=Lambda(t, 1 / A), a_=oo, l_=1, k_=1), tail_sum, inverse_A))
c_1 = exp((x(1) - x(2)) * t)
first_term = therefore(Tends((1 - s_1) * c_1, t, oo, 1), because=first_product)
terms_shifted = therefore(ForAll((b,), (1 <= b, b <= n - 2), Tends((1 - exp((x(b + 2) - x(1)) * t) / A) * exp((x(b + 2) - x(2)) * t), t, oo, 0)), because=using(term_vanishes, b=b + 2))
tail_term = Sum((1 - exp((x(b + 2) - x(1)) * t) / A) * exp((x(b + 2) - x(2)) * t), (b, 1, n - 2))
tail_term_vanishes = therefore(Tends(tail_term, t, oo, 0), because=(
    using(limit_of_finite_sum, n_=n - 2, A_=Lambda((b, t), (1 - exp((x(b + 2) - x(1)) * t) / A) * exp((x(b + 2) - x(2)) * t)), L_=Lambda(b, 0), a_=oo), terms_shifted, at_least_three))
two_terms = therefore(Tends((1 - s_1) * c_1 + (1 - s_2), t, oo, 2), because=(using(limit_of_sum, P_=Lambda(t, (1 - s_1) * c_1), Q_=Lambda(t, 1 - s_2), a_=oo, l_=1, k_=1), first_term, second_term))
weight_tends = therefore(Tends((1 - s_1) * c_1 + (1 - s_2) + tail_term, t, oo, 2), because=(
    using(limit_of_sum, P_=Lambda(t, (1 - s_1) * c_1 + (1 - s_2)), Q_=Lambda(t, tail_term), a_=oo, l_=2, k_=0), two_terms, tail_term_vanishes))
weight_to_2 = therefore(Tends(weight, t, oo, 2), because=weight_tends)
parts = (decay_a, decay_2, decay_c, decay_a_shifted, decay_c_shifted, tail_a_vanishes, tail_c_vanishes, one, minus_one, small_part, A_tends, A_to_1, inverse_A,
         share_vanishes, minus_share, rest_to_1, term_vanishes, second_term, tail_sum, first_product, first_term, terms_shifted, tail_term_vanishes, two_terms, weight_tends, weight_to_2)
step_1 = therefore(ForAll((t,), (), Eq((p(t, 1) - s_1) * weight, (1 - s_1) * c_1)), because=using(second_step, b=1))
step_2 = therefore(ForAll((t,), (), Eq((p(t, 2) - s_2) * weight, 1 - s_2)), because=using(second_step, b=2))
product_1 = therefore(Tends((p(t, 1) - s_1) * weight, t, oo, 1), because=(
    using(limit_of_equal_functions, F_=Lambda(t, (p(t, 1) - s_1) * weight), G_=Lambda(t, (1 - s_1) * c_1), a_=oo, l_=1), step_1, first_term))
product_2 = therefore(Tends((p(t, 2) - s_2) * weight, t, oo, 1), because=(
    using(limit_of_equal_functions, F_=Lambda(t, (p(t, 2) - s_2) * weight), G_=Lambda(t, 1 - s_2), a_=oo, l_=1), step_2, second_term))
half_1 = therefore(Tends(p(t, 1) - s_1, t, oo, Rational(1, 2)), because=(using(limit_of_factor, P_=Lambda(t, p(t, 1) - s_1), Q_=Lambda(t, weight), a_=oo, l_=1, k_=2), product_1, weight_to_2))
half_2 = therefore(Tends(p(t, 2) - s_2, t, oo, Rational(1, 2)), because=(using(limit_of_factor, P_=Lambda(t, p(t, 2) - s_2), Q_=Lambda(t, weight), a_=oo, l_=1, k_=2), product_2, weight_to_2))
share_2 = therefore(Tends(s_2, t, oo, 0), because=(using(share_vanishes, b=2), at_least_three))
limit_1 = therefore(Tends(p(t, 1), t, oo, Rational(3, 2)), because=(using(limit_of_sum, P_=Lambda(t, p(t, 1) - s_1), Q_=Lambda(t, s_1), a_=oo, l_=Rational(1, 2), k_=1), half_1, inverse_A))
limit_2 = therefore(Tends(p(t, 2), t, oo, Rational(1, 2)), because=(using(limit_of_sum, P_=Lambda(t, p(t, 2) - s_2), Q_=Lambda(t, s_2), a_=oo, l_=Rational(1, 2), k_=0), half_2, share_2))
a_l, c_l = exp((x(l) - x(1)) * t), exp((x(l) - x(2)) * t)
s_l = a_l / A
behind = given("l is behind the first two", l >= 3)
step_l = therefore(ForAll((t,), (), Eq((p(t, l) - s_l) * weight, (1 - s_l) * c_l)), because=using(second_step, b=l))
term_l = therefore(Tends((1 - s_l) * c_l, t, oo, 0), because=(using(term_vanishes, b=l), behind, l_in_range))
share_l = therefore(Tends(s_l, t, oo, 0), because=(using(share_vanishes, b=l), behind, l_in_range))
product_l = therefore(Tends((p(t, l) - s_l) * weight, t, oo, 0), because=(
    using(limit_of_equal_functions, F_=Lambda(t, (p(t, l) - s_l) * weight), G_=Lambda(t, (1 - s_l) * c_l), a_=oo, l_=0), step_l, term_l))
zero_l = therefore(Tends(p(t, l) - s_l, t, oo, 0), because=(using(limit_of_factor, P_=Lambda(t, p(t, l) - s_l), Q_=Lambda(t, weight), a_=oo, l_=0, k_=2), product_l, weight_to_2))
limit_l = suppose(behind, step_l, term_l, share_l, product_l, zero_l, therefore(Tends(p(t, l), t, oo, 0), because=(
    using(limit_of_sum, P_=Lambda(t, p(t, l) - s_l), Q_=Lambda(t, s_l), a_=oo, l_=0, k_=0), zero_l, share_l)))
more = (step_1, step_2, product_1, product_2, half_1, half_2, share_2, limit_1, limit_2, limit_l)
A_3 = 1 + exp(-t) + exp(-2 * t)
weight_3 = (1 - 1 / A_3) * exp(t) + (1 - exp(-t) / A_3) + (1 - exp(-2 * t) / A_3) * exp(-t)
second_of_three = Lambda((t, b), exp((1 - b) * t) / A_3 + (1 - exp((1 - b) * t) / A_3) * exp((2 - b) * t) / weight_3)
weighted_softmax_wrong_limit = Claim(
    name="The second iterate tends to 3/2 and 1/2 at the two largest scores, not to their indicator",
    says=(Tends(p(t, 1), t, oo, Rational(3, 2)), Tends(p(t, 2), t, oo, Rational(1, 2)), Implies(l >= 3, Tends(p(t, l), t, oo, 0))),
    given=(at_least_three, first_leads, others_behind, second_step, l_in_range),
    proof=(*parts, *more),
    holds_for=(example(n=3, l=3, x=[2, 1, 0], p=second_of_three),),
    measured_by=weighted_iteration,
    equation="paragraph after (6)",
    latex=r"k=2:\ \lim_{\tau\to0^+}p^{(2)}(x/\tau)=\tfrac32e_{(1)}+\tfrac12e_{(2)};\qquad k\ge2:\ \lim p^{(k)}=(k-\tfrac12)e_{(1)}+\tfrac12e_{(2)}",
    note="The components are numbered by falling score, and t is one over the temperature.  That each later step adds 1 to the first component is measured only.", key=True)
