"""Threshold operators at a vanishing temperature: the error is bounded by the tails of f at half the gap."""

from sympy import Abs, Eq, Lambda, Piecewise, Rational, Sum, oo

from verifier.language import *

from .experiments import shrinking_temperature
from .notation import *
from .thresholds import Sigmoid, empty, f, full, increasing, lam, ramp, t, u

tau = real("tau")                            # the temperature
Lam = function("Lambda")                     # Lambda(tau), a threshold at temperature tau
y = sequence("y")                            # y(i), the scores over the temperature
b = integer("b")                             # any component
low, high = real("low high")
# examples: f with jumps, with tails at half a gap of 5 below 0 alone and above 0 alone; one that is not monotone
spilling_steps = Lambda(t, Piecewise((0, t < -10), (Rational(1, 10), t < 0), (half(), t < 5), (1, True)))
lacking_steps = Lambda(t, Piecewise((0, t < 0), (half(), t < 5), (Rational(9, 10), t < 15), (1, True)))
double_ramp = Lambda(t, Piecewise((0, t <= 0), (2 * t, t <= 1), (2, True)))
signed_ramp = Lambda(t, Piecewise((-1, t <= -1), (t, t <= 1), (1, True)))
negated_increasing = therefore(ForAll((low, high), (low <= high,), -f(-low) <= -f(-high)), because=using(increasing, u=-high, v=-low))
minus_one = therefore(Tends(-1, t, oo, -1), because=using(limit_of_constant, c_=-1, a_=oo))
negated_limit = therefore(Tends(-f(-t), t, oo, 0), because=(using(limit_of_product, P_=Lambda(t, -1), Q_=Lambda(t, f(-t)), a_=oo, l_=-1, k_=0), empty, minus_one))
not_above_0 = therefore(-f(u) <= 0, because=(using(monotone_below_limit, A_=Lambda(t, -f(-t)), c_=-u, l_=0), negated_increasing, negated_limit))
range_of_f = Claim(
    name="f stays between its limits 0 and 1",
    says=(f(u) <= 1, f(u) >= 0), given=(increasing, full, empty),
    proof=(therefore(f(u) <= 1, because=(using(monotone_below_limit, A_=Lambda(t, f(t)), c_=u, l_=1), increasing, full)),
           negated_increasing, minus_one, negated_limit,
           not_above_0, therefore(f(u) >= 0, because=not_above_0)),
    holds_for=(example(u=1, f=Sigmoid), example(u=-1, f=ramp), example(u=2, f=ramp)))

some_left = given("not all are selected", k <= n - 1)
adds_up = given("the components add up to k", Eq(Sum(f(y(i) - lam), (i, 1, n)), k))
top = given("the first k scores are the largest", ForAll((i,), (1 <= i, i <= k), y(k) <= y(i)))
bottom = given("the others do not exceed the score k + 1", ForAll((i,), (k + 1 <= i, i <= n), y(i) <= y(k + 1)))
last_in, first_out = f(y(k) - lam), f(y(k + 1) - lam)
half_gap = (y(k) - y(k + 1)) / 2
missing, spilled = Sum(1 - f(y(i) - lam), (i, 1, k)), Sum(f(y(i) - lam), (i, k + 1, n))
what_is_missing = chain(missing, equals(k - Sum(f(y(i) - lam), (i, 1, k)), because=arithmetic),
                        equals(Sum(f(y(i) - lam), (i, 1, n)) - Sum(f(y(i) - lam), (i, 1, k)), because=adds_up),
                        equals(spilled, because=(using(split_sum, F_=Lambda(i, f(y(i) - lam)), l_=1, m_=n, r_=k + 1), some_left)))
none_above_1 = therefore(ForAll((b,), (1 <= b, b <= k), 1 - f(y(b) - lam) >= 0), because=(using(range_of_f, u=y(b) - lam), increasing, full, empty))
none_below_0 = therefore(ForAll((b,), (1 <= b, b <= n - k), f(y(k + b) - lam) >= 0), because=(using(range_of_f, u=y(k + b) - lam), increasing, full, empty))
last_is_missing = chain(1 - last_in, at_most(missing, because=(using(term_of_nonnegative_sum, m_=k, n_=k, F_=Lambda(i, 1 - f(y(i) - lam))), none_above_1)))
first_spills = chain(first_out, at_most(Sum(f(y(k + i) - lam), (i, 1, n - k)), because=(using(term_of_nonnegative_sum, m_=1, n_=n - k, F_=Lambda(i, f(y(k + i) - lam))), none_below_0, some_left)),
                     equals(spilled, because=arithmetic))
most_missing = chain(missing, at_most(Sum(1 - last_in, (i, 1, k)), because=(using(increasing, u=y(k) - lam, v=y(i) - lam), top)), equals(k * (1 - last_in), because=arithmetic))
most_spilled = chain(spilled, at_most(Sum(first_out, (i, k + 1, n)), because=(using(increasing, u=y(i) - lam, v=y(k + 1) - lam), bottom, some_left)),
                     equals((n - k) * first_out, because=arithmetic))
both_sides = chain(1 - last_in, at_most((n - k) * first_out, because=(last_is_missing, what_is_missing, most_spilled)))
other_side = chain(first_out, at_most(k * (1 - last_in), because=(first_spills, what_is_missing, most_missing)))
last_range = (using(range_of_f, u=y(k) - lam), increasing, full, empty)
first_range = (using(range_of_f, u=y(k + 1) - lam), increasing, full, empty)
in_range = (therefore(last_in >= 0, because=last_range), therefore(last_in <= 1, because=last_range), therefore(first_out >= 0, because=first_range), therefore(first_out <= 1, because=first_range))
parts_of_bound = (what_is_missing, none_above_1, none_below_0, last_is_missing, first_spills, most_missing, most_spilled)
balance_of_error = Claim(
    name="What the selected components lack, the others have",
    says=(1 - last_in <= (n - k) * first_out, first_out <= k * (1 - last_in)),
    given=(increasing, full, empty, some_left, adds_up, top, bottom),
    proof=(*in_range, *parts_of_bound, both_sides, other_side),
    holds_for=(example(n=2, k=1, y=[1, 0], f=ramp, lambda_=0),
               example(n=4, k=2, y=[5, half(), Rational(1, 4), Rational(1, 4)], f=ramp, lambda_=0, note="equality in the first"),
               example(n=5, k=3, y=[Rational(9, 5), Rational(9, 5), Rational(9, 5), Rational(8, 5), 0], f=ramp, lambda_=1, note="equality in the second")),
    fails_for=(example(n=2, k=1, y=[half(), 0], f=ramp, lambda_=0, note="too little in total"),
               example(n=3, k=2, y=[half(), 1, half()], f=ramp, lambda_=0, note="the second score exceeds the first"),
               example(n=3, k=2, y=[Rational(3, 4), Rational(1, 8), Rational(1, 8)], f=double_ramp, lambda_=0, note="f tends to 2"),
               example(n=3, k=1, y=[1, 1, -1], f=signed_ramp, lambda_=0, note="f tends to -1")))

gap_positive = given("the score k exceeds the score k + 1", y(k + 1) < y(k))
middle = (y(k) + y(k + 1)) / 2
lacks, spills = (1 - f(half_gap)) + n * f(-half_gap), n * (1 - f(half_gap)) + f(-half_gap)
ranges = (using(range_of_f, u=half_gap), using(range_of_f, u=-half_gap), using(range_of_f, u=last_in.args[0]), using(range_of_f, u=first_out.args[0]), increasing, full, empty)
upper_range, lower_range = (using(range_of_f, u=half_gap), increasing, full, empty), (using(range_of_f, u=-half_gap), increasing, full, empty)
tail_ranges = (therefore(f(half_gap) >= 0, because=upper_range), therefore(f(half_gap) <= 1, because=upper_range), therefore(f(-half_gap) >= 0, because=lower_range), therefore(f(-half_gap) <= 1, because=lower_range))
low_threshold, high_threshold = given("the threshold is not above the middle of the gap", lam <= middle), given("it is above", lam > middle)
last_is_far = therefore(f(half_gap) <= last_in, because=(using(increasing, u=half_gap, v=y(k) - lam), low_threshold))
first_is_far = therefore(first_out <= f(-half_gap), because=(using(increasing, u=y(k + 1) - lam, v=-half_gap), high_threshold))
balanced_parts = (increasing, full, empty, some_left, adds_up, top, bottom)
error_bound = Claim(
    name="The error is at most the tails of f at half the gap, with a factor n",
    says=(1 - last_in <= lacks, first_out <= spills),
    given=(*balanced_parts,),
    proof=(*in_range, *tail_ranges,
           cases(1 - last_in <= lacks,
                 (low_threshold, (last_is_far, chain(1 - last_in, at_most(1 - f(half_gap), because=last_is_far), at_most(lacks, because=(using(range_of_f, u=-half_gap), increasing, full, empty))))),
                 (high_threshold, (first_is_far, chain(1 - last_in, at_most((n - k) * first_out, because=(balance_of_error, *balanced_parts)),
                                                       at_most(n * first_out, because=(using(range_of_f, u=y(k + 1) - lam), increasing, full, empty)),
                                                       at_most(n * f(-half_gap), because=first_is_far),
                                                       at_most(lacks, because=(using(range_of_f, u=half_gap), increasing, full, empty)))))),
           cases(first_out <= spills,
                 (low_threshold, (last_is_far, chain(first_out, at_most(k * (1 - last_in), because=(balance_of_error, *balanced_parts)),
                                                     at_most(n * (1 - last_in), because=(using(range_of_f, u=y(k) - lam), increasing, full, empty, some_left)),
                                                     at_most(n * (1 - f(half_gap)), because=last_is_far),
                                                     at_most(spills, because=(using(range_of_f, u=-half_gap), increasing, full, empty))))),
                 (high_threshold, (first_is_far, chain(first_out, at_most(f(-half_gap), because=first_is_far),
                                                       at_most(spills, because=(using(range_of_f, u=half_gap), increasing, full, empty))))))),
    holds_for=(example(n=2, k=1, y=[1, 0], f=ramp, lambda_=0),
               example(n=6, k=1, y=[1, -9, -9, -9, -9, -9], f=spilling_steps, lambda_=1, note="equality in the second"),
               example(n=6, k=5, y=[9, 9, 9, 9, 9, -1], f=lacking_steps, lambda_=-1, note="equality in the first")),
    fails_for=(example(n=2, k=1, y=[2, 0], f=ramp, lambda_=2, note="too little in total"),
               example(n=2, k=1, y=[2, 0], f=ramp, lambda_=-1, note="too much in total")))

# The limit: y(i) = x(i)/tau, and the threshold is that of the temperature
always_adds_up = given("at each temperature the components add up to k", ForAll((tau,), (tau > 0,), Eq(Sum(f(x(i) / tau - Lam(tau)), (i, 1, n)), k)))
k_largest = given("the first k scores are the largest", ForAll((i,), (1 <= i, i <= k), x(k) <= x(i)))
others_smaller = given("the others do not exceed the score k + 1", ForAll((i,), (k + 1 <= i, i <= n), x(i) <= x(k + 1)))
strict_gap = given("the score k exceeds the score k + 1", x(k + 1) < x(k))
g = (x(k) - x(k + 1)) / 2
lacking = 1 - f(g / tau) + n * f(-g / tau)
spilling = n * (1 - f(g / tau)) + f(-g / tau)
T = positive("T")
of_T = ((y, Lambda(i, x(i) / T)),)
f_of = (increasing, full, empty)
sums_at_T = given("the components add up to k", Eq(Sum(f(x(i) / T - lam), (i, 1, n)), k))
selected, left_out = given("l is among the first k", l <= k), given("l is not", k + 1 <= l)
top_at_T = therefore(ForAll((i,), (1 <= i, i <= k), x(k) / T <= x(i) / T), because=k_largest)
bottom_at_T = therefore(ForAll((i,), (k + 1 <= i, i <= n), x(i) / T <= x(k + 1) / T), because=others_smaller)
lacking_at_T, spilling_at_T = 1 - f(g / T) + n * f(-g / T), n * (1 - f(g / T)) + f(-g / T)
bounds_at_T = (using(error_bound, *of_T), *f_of, some_left, sums_at_T, top_at_T, bottom_at_T)
higher_at_T = therefore(x(k) / T <= x(l) / T, because=(k_largest, selected))
lower_at_T = therefore(x(l) / T <= x(k + 1) / T, because=(others_smaller, left_out, l_in_range))
lacks_at_T = chain(1 - f(x(l) / T - lam), at_most(1 - f(x(k) / T - lam), because=(using(increasing, u=x(k) / T - lam, v=x(l) / T - lam), higher_at_T)),
                   at_most(lacking_at_T, because=bounds_at_T))
spills_at_T = chain(f(x(l) / T - lam), at_most(f(x(k + 1) / T - lam), because=(using(increasing, u=x(l) / T - lam, v=x(k + 1) / T - lam), lower_at_T)),
                    at_most(spilling_at_T, because=bounds_at_T))
range_at_l = therefore(f(x(l) / T - lam) <= 1, because=(using(range_of_f, u=x(l) / T - lam), *f_of))
upper_tail_range, lower_tail_range = (using(range_of_f, u=g / T), *f_of), (using(range_of_f, u=-g / T), *f_of)
ranges_of_tails = (therefore(f(g / T) <= 1, because=upper_tail_range), therefore(f(g / T) >= 0, because=upper_tail_range),
                   therefore(f(-g / T) <= 1, because=lower_tail_range), therefore(f(-g / T) >= 0, because=lower_tail_range))
floor_at_l = therefore(f(x(l) / T - lam) >= 0, because=(using(range_of_f, u=x(l) / T - lam), *f_of))
error_of_selected = Claim(
    name="At temperature T a selected component lacks at most the tails of f at half the gap over T",
    says=Abs(f(x(l) / T - lam) - 1) <= lacking_at_T,
    given=(*f_of, some_left, sums_at_T, k_largest, others_smaller, selected),
    proof=(top_at_T, bottom_at_T, higher_at_T, lacks_at_T, range_at_l, *ranges_of_tails,
           therefore(Abs(f(x(l) / T - lam) - 1) <= lacking_at_T,
                     because=(using(absolute_value_bound, x_=f(x(l) / T - lam) - 1, y_=lacking_at_T), lacks_at_T, range_at_l))),
    holds_for=(example(n=2, k=1, l=1, x=[1, 0], f=ramp, lambda_=0, T=1),
               example(n=6, k=1, l=1, x=[2, -18, -18, -18, -18, -18], f=spilling_steps, lambda_=1, T=2),
               example(n=6, k=5, l=3, x=[3, 3, 3, 3, 3, Rational(-1, 3)], f=lacking_steps, lambda_=-1, T=Rational(1, 3), note="equality")),
    fails_for=(example(n=2, k=1, l=1, x=[2, 0], f=ramp, lambda_=2, T=1, note="too little in total"),
               example(n=3, k=1, l=2, x=[2, 0, 0], f=ramp, lambda_=1, T=1, note="l is not among the first k")))

error_of_left_out = Claim(
    name="At temperature T a component that is not selected has at most the tails of f at half the gap over T",
    says=Abs(f(x(l) / T - lam) - 0) <= spilling_at_T,
    given=(*f_of, some_left, sums_at_T, k_largest, others_smaller, left_out, l_in_range),
    proof=(top_at_T, bottom_at_T, lower_at_T, spills_at_T, floor_at_l, *ranges_of_tails,
           therefore(Abs(f(x(l) / T - lam) - 0) <= spilling_at_T,
                     because=(using(absolute_value_bound, x_=f(x(l) / T - lam), y_=spilling_at_T), spills_at_T, floor_at_l))),
    holds_for=(example(n=2, k=1, l=2, x=[1, 0], f=ramp, lambda_=0, T=1),
               example(n=6, k=1, l=4, x=[2, -18, -18, -18, -18, -18], f=spilling_steps, lambda_=1, T=2, note="equality"),
               example(n=6, k=5, l=6, x=[3, 3, 3, 3, 3, Rational(-1, 3)], f=lacking_steps, lambda_=-1, T=Rational(1, 3))),
    fails_for=(example(n=2, k=1, l=2, x=[2, 0], f=ramp, lambda_=-1, T=1, note="too much in total"),
               example(n=3, k=1, l=1, x=[2, 0, 0], f=ramp, lambda_=1, T=1, note="l is among the first k")))

half_gap_positive = therefore(g > 0, because=strict_gap)
upper_tail = therefore(TendsFromAbove(f(g / tau), tau, 0, 1), because=(using(limit_of_small_reciprocals, A_=Lambda(t, f(t)), c_=g, l_=1), full, half_gap_positive))
lower_tail = therefore(TendsFromAbove(f(-g / tau), tau, 0, 0), because=(using(limit_of_small_reciprocals, A_=Lambda(t, f(-t)), c_=g, l_=0), empty, half_gap_positive))
one_at_0 = therefore(Tends(1, tau, 0, 1), because=using(limit_of_constant, c_=1, a_=0))
one_from_above = therefore(TendsFromAbove(1, tau, 0, 1), because=(using(limit_from_inside, F_=Lambda(t, 1), L_=1), one_at_0))
tail_is_thin = therefore(TendsFromAbove(1 - f(g / tau), tau, 0, 0),
                         because=(using(limit_from_above_of_combination, A_=Lambda(t, 1), B_=Lambda(t, f(g / t)), c_=1, d_=-1, l_=1, k_=1), one_from_above, upper_tail))
lacking_vanishes = therefore(TendsFromAbove(lacking, tau, 0, 0), because=(
    using(limit_from_above_of_combination, A_=Lambda(t, 1 - f(g / t)), B_=Lambda(t, f(-g / t)), c_=1, d_=n, l_=0, k_=0), tail_is_thin, lower_tail))
spilling_vanishes = therefore(TendsFromAbove(spilling, tau, 0, 0), because=(
    using(limit_from_above_of_combination, A_=Lambda(t, 1 - f(g / t)), B_=Lambda(t, f(-g / t)), c_=n, d_=1, l_=0, k_=0), tail_is_thin, lower_tail))
tails = (half_gap_positive, upper_tail, lower_tail, one_at_0, one_from_above, tail_is_thin)
component = f(x(l) / tau - Lam(tau))
setting = (*f_of, some_left, always_adds_up, k_largest, others_smaller, strict_gap)
near_1 = therefore(ForAll((tau,), (tau > 0,), Abs(component - 1) <= lacking),
                   because=(using(error_of_selected, (T, tau), (lam, Lam(tau))), *f_of, some_left, always_adds_up, k_largest, others_smaller, selected))
near_0 = therefore(ForAll((tau,), (tau > 0,), Abs(component - 0) <= spilling),
                   because=(using(error_of_left_out, (T, tau), (lam, Lam(tau))), *f_of, some_left, always_adds_up, k_largest, others_smaller, left_out, l_in_range))
threshold_limit = Claim(
    name="Every threshold operator tends to the top-k indicator",
    says=(Implies(l <= k, TendsFromAbove(component, tau, 0, 1)), Implies(k + 1 <= l, TendsFromAbove(component, tau, 0, 0))),
    given=(*setting, l_in_range),
    proof=(*tails, lacking_vanishes, spilling_vanishes,
           suppose(selected, near_1, therefore(TendsFromAbove(component, tau, 0, 1),
                                               because=(using(squeeze_from_above, F_=Lambda(tau, component), G_=Lambda(tau, lacking), l_=1), near_1, lacking_vanishes))),
           suppose(left_out, near_0, therefore(TendsFromAbove(component, tau, 0, 0),
                                               because=(using(squeeze_from_above, F_=Lambda(tau, component), G_=Lambda(tau, spilling), l_=0), near_0, spilling_vanishes)))),
    holds_for=(example(n=2, k=1, l=1, x=[2, 0], f=Sigmoid, Lambda=Lambda(tau, 1 / tau)), example(n=2, k=1, l=2, x=[2, 0], f=Sigmoid, Lambda=Lambda(tau, 1 / tau))),
    fails_for=(example(n=2, k=1, l=1, x=[1, 1], f=Sigmoid, Lambda=Lambda(tau, 1 / tau), note="a tie: both components stay at 1/2"),),
    measured_by=shrinking_temperature,
    equation="(5)", latex=r"\lim_{\tau\to0^+}f\big(x/\tau-\lambda(x/\tau)\big)=\mathcal T_k(x)",
    note="The components are numbered so that the first k are the largest.  The article lets the first k arguments of f tend to infinity, which for min(1, e^t) they need not do; "
         "the bound by the tails of f at half the gap covers every f.", key=True)
