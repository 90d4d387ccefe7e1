"""GradTopK at a vanishing temperature."""

from sympy import Abs, Eq, KroneckerDelta, Lambda, exp, oo

from verifier.language import *

from .experiments import vanishing_gradtopk
from .gradtopk import a as a_, b as b_, exponential_keeps_order
from .notation import *
from .pigeonhole import Z_only, b, high, k_not_all, low, share_with, share_without
from .positivity import sums_positive, without_not_negative
from .subsets import member_added, with_or_without

tau = real("tau")                            # the temperature
T = positive("T")
t = real("t")
Y = function("Z_tau")                        # Z_tau(tau, q, r): Z at the scores over tau, and its parts
Y_with, Y_without = function("Z_tau_with Z_tau_without")
Y_neither, Y_only = function("Z_tau_neither Z_tau_only")
factor = exp(x(j) / tau)
tau_all = (given("of no components there is the empty set alone", ForAll((tau, q), (), Eq(Y(tau, q, 0), KroneckerDelta(q, 0)))),
           given("a set of q of 1..j leaves out j or contains it", ForAll((tau, q, j), (tau > 0,), Eq(Y(tau, q, j), Y(tau, q, j - 1) + factor * Y(tau, q - 1, j - 1)))))
tau_with = (given("the empty set does not contain i", ForAll((tau, i, q), (), Eq(Y_with(tau, i, q, 0), 0))),
            given("with j a set contains i if it did before or j is i", ForAll((tau, i, q, j), (tau > 0,), Eq(
                Y_with(tau, i, q, j), Y_with(tau, i, q, j - 1) + factor * (KroneckerDelta(i, j) * Y(tau, q - 1, j - 1) + (1 - KroneckerDelta(i, j)) * Y_with(tau, i, q - 1, j - 1))))))
tau_without = (given("the empty set leaves out i", ForAll((tau, i, q), (), Eq(Y_without(tau, i, q, 0), KroneckerDelta(q, 0)))),
               given("without i, only j other than i is added", ForAll((tau, i, q, j), (tau > 0,), Eq(
                   Y_without(tau, i, q, j), Y_without(tau, i, q, j - 1) + factor * (1 - KroneckerDelta(i, j)) * Y_without(tau, i, q - 1, j - 1)))))
tau_neither = (given("the empty set leaves out i and l", ForAll((tau, i, l, q), (), Eq(Y_neither(tau, i, l, q, 0), KroneckerDelta(q, 0)))),
               given("without i and l, only another j is added", ForAll((tau, i, l, q, j), (tau > 0,), Eq(
                   Y_neither(tau, i, l, q, j), Y_neither(tau, i, l, q, j - 1) + factor * (1 - KroneckerDelta(i, j)) * (1 - KroneckerDelta(l, j)) * Y_neither(tau, i, l, q - 1, j - 1)))))
tau_only = (given("the empty set does not contain l", ForAll((tau, i, l, q), (), Eq(Y_only(tau, i, l, q, 0), 0))),
            given("without i, with j a set contains l if it did before or j is l", ForAll((tau, i, l, q, j), (tau > 0,), Eq(
                Y_only(tau, i, l, q, j), Y_only(tau, i, l, q, j - 1) + factor * (1 - KroneckerDelta(i, j))
                * (KroneckerDelta(l, j) * Y_without(tau, i, q - 1, j - 1) + (1 - KroneckerDelta(l, j)) * Y_only(tau, i, l, q - 1, j - 1))))))
P = function("P")                            # P(tau, l), component l of GradTopK at the scores over tau
is_share = given("P(tau, l) is the share of the sets that contain l", ForAll((tau, l), (tau > 0,), Eq(P(tau, l) * Y(tau, k, n), Y_with(tau, l, k, n))))
tau_sets = (is_share, *tau_all, *tau_with, *tau_without, *tau_neither, *tau_only)
k_largest = given("the first k scores are the largest", ForAll((i,), (i <= k,), x(k) <= x(i)))
others_smaller = given("the others do not exceed the score k + 1", ForAll((b,), (k + 1 <= b, b <= n), x(b) <= x(k + 1)))
strict_gap = given("the score k exceeds the score k + 1", x(k + 1) < x(k))

# At one temperature
f_T = exp(x(j) / T)
at_T = (therefore(ForAll((q,), (), Eq(Y(T, q, 0), KroneckerDelta(q, 0))), because=tau_all[0]),
        therefore(ForAll((q, j), (), Eq(Y(T, q, j), Y(T, q, j - 1) + f_T * Y(T, q - 1, j - 1))), because=tau_all[1]))
with_T = (therefore(ForAll((i, q), (), Eq(Y_with(T, i, q, 0), 0)), because=tau_with[0]),
          therefore(ForAll((i, q, j), (), Eq(Y_with(T, i, q, j), Y_with(T, i, q, j - 1) + f_T * (
              KroneckerDelta(i, j) * Y(T, q - 1, j - 1) + (1 - KroneckerDelta(i, j)) * Y_with(T, i, q - 1, j - 1)))), because=tau_with[1]))
without_T = (therefore(ForAll((i, q), (), Eq(Y_without(T, i, q, 0), KroneckerDelta(q, 0))), because=tau_without[0]),
             therefore(ForAll((i, q, j), (), Eq(Y_without(T, i, q, j), Y_without(T, i, q, j - 1) + f_T * (1 - KroneckerDelta(i, j)) * Y_without(T, i, q - 1, j - 1))), because=tau_without[1]))
neither_T = (therefore(ForAll((i, l, q), (), Eq(Y_neither(T, i, l, q, 0), KroneckerDelta(q, 0))), because=tau_neither[0]),
             therefore(ForAll((i, l, q, j), (), Eq(Y_neither(T, i, l, q, j), Y_neither(T, i, l, q, j - 1) + f_T * (1 - KroneckerDelta(i, j)) * (1 - KroneckerDelta(l, j))
                                                   * Y_neither(T, i, l, q - 1, j - 1))), because=tau_neither[1]))
only_T = (therefore(ForAll((i, l, q), (), Eq(Y_only(T, i, l, q, 0), 0)), because=tau_only[0]),
          therefore(ForAll((i, l, q, j), (), Eq(Y_only(T, i, l, q, j), Y_only(T, i, l, q, j - 1) + f_T * (1 - KroneckerDelta(i, j)) * (
              KroneckerDelta(l, j) * Y_without(T, i, q - 1, j - 1) + (1 - KroneckerDelta(l, j)) * Y_only(T, i, l, q - 1, j - 1)))), because=tau_only[1]))
all_T = (*at_T, *with_T, *without_T, *neither_T, *only_T)
put_T = ((Z, Lambda((q, r), Y(T, q, r))), (Z_with, Lambda((i, q, r), Y_with(T, i, q, r))), (Z_without, Lambda((i, q, r), Y_without(T, i, q, r))),
         (Z_neither, Lambda((i, l, q, r), Y_neither(T, i, l, q, r))), (Z_only, Lambda((i, l, q, r), Y_only(T, i, l, q, r))), (w, Lambda(j, f_T)))
scores_large = therefore(ForAll((i,), (i <= k,), x(k) / T <= x(i) / T), because=k_largest)
scores_small = therefore(ForAll((b,), (k + 1 <= b, b <= n), x(b) / T <= x(k + 1) / T), because=others_smaller)
factors_large = therefore(ForAll((i,), (i <= k,), exp(x(k) / T) <= exp(x(i) / T)), because=(using(exponential_keeps_order, (a_, x(k) / T), (b_, x(i) / T)), scores_large))
factors_small = therefore(ForAll((b,), (k + 1 <= b, b <= n), exp(x(b) / T) <= exp(x(k + 1) / T)), because=(using(exponential_keeps_order, (a_, x(b) / T), (b_, x(k + 1) / T)), scores_small))
l_selected, l_left_out = given("l is among the first k", l <= k), given("l is not among the first k", k + 1 <= l)
f_l = exp(x(l) / T)
at_tie = sums_at_temperature(1, 1, 0)
one_ahead, two_ahead = sums_at_temperature(-1, -9, -19), sums_at_temperature(-1, -1, -9)         # where the bounds are nearly met
level = sums_at_temperature(-1, -9, -9)      # the others equal
whole_T = therefore(Y(T, k, n) > 0, because=(using(sums_positive, *put_T, (r, k), (s, n - k)), *at_T, k_not_all))
two_parts_T = therefore(Eq(Y(T, k, n), Y_without(T, l, k, n) + Y_with(T, l, k, n)),
                        because=(using(with_or_without, *put_T, (i, l), (q, k), (r, n)), *at_T, *with_T, *without_T))
gap = x(k) - x(k + 1)
values = ((high, exp(x(k) / T)), (low, exp(x(k + 1) / T)))
p_is_share = chain(P(T, l), equals(P(T, l) * Y(T, k, n) / Y(T, k, n), because=whole_T), equals(Y_with(T, l, k, n) / Y(T, k, n), because=(is_share, whole_T)))
missing_T = therefore(Y_without(T, l, k, n) <= (n - k) * exp(-gap / T) * Y(T, k, n),
                      because=(using(share_without, *put_T, *values, (i, l)), *all_T, factors_large, factors_small, whole_T, l_selected, k_not_all))
not_negative_T = therefore(Y_without(T, l, k, n) >= 0, because=(using(without_not_negative, *put_T, (i, l), (q, k), (r, n)), *without_T))
error_in = chain(1 - P(T, l), equals(1 - Y_with(T, l, k, n) / Y(T, k, n), because=(p_is_share, whole_T)), equals(Y_without(T, l, k, n) / Y(T, k, n), because=(two_parts_T, whole_T)),
                 at_most((n - k) * exp(-gap / T), because=(missing_T, whole_T)))
floor_in = chain(1 - P(T, l), equals(1 - Y_with(T, l, k, n) / Y(T, k, n), because=(p_is_share, whole_T)), equals(Y_without(T, l, k, n) / Y(T, k, n), because=(two_parts_T, whole_T)),
                 at_least(0, because=(not_negative_T, whole_T)))
share_T = P(T, l)
size_in, size_out = (n - k) * exp(-gap / T), k * (n - k) * exp(-gap / T)
size_in_not_negative = therefore(size_in >= 0, because=k_not_all)
lower_in = therefore(-size_in <= share_T - 1, because=error_in)
upper_in = chain(share_T - 1, at_most(0, because=floor_in), at_most(size_in, because=size_in_not_negative))
share_of_selected = Claim(
    name="At temperature T a selected component lacks at most (n - k) e^(-gap/T)",
    says=Abs(share_T - 1) <= (n - k) * exp(-gap / T), given=(*tau_sets, k_largest, others_smaller, k_not_all, l_selected),
    proof=(*all_T, scores_large, scores_small, factors_large, factors_small, whole_T, p_is_share, two_parts_T, missing_T, not_negative_T, error_in, floor_in,
           size_in_not_negative, lower_in, upper_in,
           therefore(Abs(share_T - 1) <= size_in, because=(using(absolute_value_bound, x_=share_T - 1, y_=size_in), lower_in, upper_in))),
    holds_for=(example(n=3, k=1, l=1, T=2, P=shares_at_temperature(1, -1, -9, -19), **one_ahead), example(n=3, k=2, l=2, T=2, P=shares_at_temperature(2, -1, -1, -9), **two_ahead),
               example(n=3, k=1, l=1, T=2, P=shares_at_temperature(1, -1, -9, -9), **level)))

few_T = therefore(Y_with(T, l, k, n) <= k * (n - k) * exp(-gap / T) * Y(T, k, n),
                  because=(using(share_with, *put_T, *values), *all_T, factors_large, factors_small, whole_T, l_left_out, l_in_range, k_not_all))
product_T = therefore(Eq(Y_with(T, l, k, n), f_l * Y_without(T, l, k - 1, n)), because=(using(member_added, *put_T, (i, l), (q, k)), *at_T, *with_T, *without_T, l_in_range))
smaller_T = therefore(Y_without(T, l, k - 1, n) >= 0, because=(using(without_not_negative, *put_T, (i, l), (q, k - 1), (r, n)), *without_T))
with_not_negative_T = chain(Y_with(T, l, k, n), equals(f_l * Y_without(T, l, k - 1, n), because=product_T), at_least(0, because=smaller_T))
share_not_negative = chain(share_T, equals(Y_with(T, l, k, n) / Y(T, k, n), because=(p_is_share, whole_T)), at_least(0, because=(with_not_negative_T, whole_T)))
share_small = chain(share_T, equals(Y_with(T, l, k, n) / Y(T, k, n), because=(p_is_share, whole_T)), at_most(k * (n - k) * exp(-gap / T), because=(few_T, whole_T)))
size_out_not_negative = therefore(size_out >= 0, because=k_not_all)
lower_out = chain(-size_out, at_most(0, because=size_out_not_negative), at_most(share_T, because=share_not_negative))
share_of_left_out = Claim(
    name="At temperature T a component that is not selected has at most k (n - k) e^(-gap/T)",
    says=Abs(share_T - 0) <= k * (n - k) * exp(-gap / T), given=(*tau_sets, k_largest, others_smaller, k_not_all, l_left_out, l_in_range),
    proof=(*all_T, scores_large, scores_small, factors_large, factors_small, whole_T, p_is_share, few_T, product_T, smaller_T, with_not_negative_T, share_not_negative, share_small,
           size_out_not_negative, lower_out,
           therefore(Abs(share_T - 0) <= size_out, because=(using(absolute_value_bound, x_=share_T, y_=size_out), lower_out, share_small))),
    holds_for=(example(n=3, k=1, l=2, T=2, P=shares_at_temperature(1, -1, -9, -19), **one_ahead), example(n=3, k=2, l=3, T=2, P=shares_at_temperature(2, -1, -1, -9), **two_ahead)))

share = P(tau, l)
gap_positive = therefore(gap > 0, because=strict_gap)
decay = therefore(Tends(exp(-t), t, oo, 0), because=using(exponential_decay, c_=1, k_=1))
small = therefore(TendsFromAbove(exp(-gap / tau), tau, 0, 0), because=(using(limit_of_small_reciprocals, A_=Lambda(t, exp(-t)), c_=gap, l_=0), decay, gap_positive))
small_in, small_out = (n - k) * exp(-gap / tau), k * (n - k) * exp(-gap / tau)
vanishes_in = therefore(TendsFromAbove(small_in, tau, 0, 0), because=(using(limit_from_above_of_combination, A_=Lambda(t, exp(-gap / t)), B_=Lambda(t, exp(-gap / t)), c_=n - k, d_=0, l_=0, k_=0), small))
vanishes_out = therefore(TendsFromAbove(small_out, tau, 0, 0), because=(using(limit_from_above_of_combination, A_=Lambda(t, exp(-gap / t)), B_=Lambda(t, exp(-gap / t)), c_=k * (n - k), d_=0, l_=0, k_=0), small))
near_1 = therefore(ForAll((tau,), (tau > 0,), Abs(share - 1) <= small_in), because=(using(share_of_selected, (T, tau)), *tau_sets, k_largest, others_smaller, k_not_all, l_selected))
near_0 = therefore(ForAll((tau,), (tau > 0,), Abs(share - 0) <= small_out), because=(using(share_of_left_out, (T, tau)), *tau_sets, k_largest, others_smaller, k_not_all, l_left_out, l_in_range))
gradtopk_limit = Claim(
    name="GradTopK tends to the top-k indicator, with an error of at most k (n - k) e^(-gap/tau)",
    says=(Implies(l <= k, TendsFromAbove(share, tau, 0, 1)), Implies(k + 1 <= l, TendsFromAbove(share, tau, 0, 0)),
          Implies(l <= k, ForAll((tau,), (tau > 0,), Abs(share - 1) <= small_in)), Implies(k + 1 <= l, ForAll((tau,), (tau > 0,), Abs(share - 0) <= small_out))),
    given=(*tau_sets, k_largest, others_smaller, strict_gap, k_not_all, l_in_range),
    proof=(gap_positive, decay, small, vanishes_in, vanishes_out,
           suppose(l_selected, near_1), suppose(l_left_out, near_0),
           suppose(l_selected, near_1, therefore(TendsFromAbove(share, tau, 0, 1), because=(using(squeeze_from_above, F_=Lambda(tau, share), G_=Lambda(tau, small_in), l_=1), near_1, vanishes_in))),
           suppose(l_left_out, near_0, therefore(TendsFromAbove(share, tau, 0, 0), because=(using(squeeze_from_above, F_=Lambda(tau, share), G_=Lambda(tau, small_out), l_=0), near_0, vanishes_out)))),
    holds_for=(example(n=3, k=1, l=1, P=shares_at_temperature(1, -1, -9, -19), **one_ahead), example(n=3, k=2, l=3, P=shares_at_temperature(2, -1, -1, -9), **two_ahead),
               example(n=3, k=1, l=1, P=shares_at_temperature(1, -1, -9, -9), **level)),
    fails_for=(example(n=3, k=1, l=1, P=shares_at_temperature(1, 1, 1, 0), **at_tie),),
    measured_by=vanishing_gradtopk,
    equation="(5)", latex=r"\lim_{\tau\to0^+}\frac{Z_{k,i}(x/\tau)}{Z_k(x/\tau)}=[\mathcal T_k(x)]_i,\qquad \|p-\mathcal T_k\|_\infty\sim e^{-(x_{(k)}-x_{(k+1)})/\tau}",
    note="The components are numbered so that the first k are the largest.  The rate, which is not in the article, is shown as a bound; that the factor tends to 1 where "
         "the neighbouring scores differ is measured only.", key=True)
