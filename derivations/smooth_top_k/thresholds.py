"""The threshold: it exists, what comes out does not depend on its choice, and it tends to the k largest."""

from sympy import Eq, Lambda, Piecewise, Rational, Sum, exp, oo

from verifier.language import *

from .experiments import outputs_of_thresholds
from .notation import *

f = function("f")                            # f, from 0 at minus infinity up to 1 at infinity
lam = real("lambda")                         # a threshold
one, other = real("lambda_1 lambda_2")       # two thresholds
size = positive("k")                         # what the components add up to
t, h, u, v = real("t h u v")
b = integer("b")                             # any component
Sigmoid = Lambda(t, 1 / (1 + exp(-t)))
ramp = Lambda(t, Piecewise((0, t <= 0), (t, t <= 1), (1, True)))

continuous = given("f is continuous", ForAll((t,), (), Tends(f(t - h), h, 0, f(t))))
increasing = given("f does not decrease", ForAll((u, v), (u <= v,), f(u) <= f(v)))
full = given("f tends to 1 at infinity", Tends(f(t), t, oo, 1))
empty = given("f tends to 0 at minus infinity", Tends(f(-t), t, oo, 0))
not_all = given("less is selected than all", size < n)

total = Sum(f(x(i) - lam), (i, 1, n))
first_total, second_total = Sum(f(x(i) - one), (i, 1, n)), Sum(f(x(i) - other), (i, 1, n))
first_adds_up, second_adds_up = given("the first threshold is one", Eq(first_total, size)), given("the second threshold is one", Eq(second_total, size))
in_order = given("the first threshold is not above the second", one <= other)
term = f(x(l) - one) - f(x(l) - other)
lower_gives_more = therefore(ForAll((i,), (1 <= i, i <= n), f(x(i) - one) - f(x(i) - other) >= 0),
                             because=(using(increasing, u=x(i) - other, v=x(i) - one), in_order))
lower_gives_more_at_l = therefore(term >= 0, because=(using(increasing, u=x(l) - other, v=x(l) - one), in_order))
no_difference = chain(Sum(f(x(i) - one) - f(x(i) - other), (i, 1, n)), equals(first_total - second_total, because=arithmetic), equals(0, because=(first_adds_up, second_adds_up)))
no_term = chain(term, at_most(Sum(f(x(i) - one) - f(x(i) - other), (i, 1, n)),
                              because=(using(term_of_nonnegative_sum, m_=l, F_=Lambda(i, f(x(i) - one) - f(x(i) - other))), lower_gives_more, l_in_range)),
                equals(0, because=no_difference))
term_is_0 = therefore(Eq(term, 0), because=(using(order_is_antisymmetric, x_=term, y_=0), no_term, lower_gives_more_at_l))
equal_terms_in_order = Claim(
    name="Two thresholds give the same components, the lower one first",
    says=Eq(f(x(l) - one), f(x(l) - other)), given=(increasing, l_in_range, in_order, first_adds_up, second_adds_up),
    proof=(lower_gives_more, lower_gives_more_at_l, no_difference, no_term, term_is_0,
           chain(f(x(l) - one), equals(f(x(l) - other) + term, because=arithmetic), equals(f(x(l) - other), because=term_is_0))),
    holds_for=(example(n=2, l=1, k=1, x=[10, 0], f=ramp, lambda_1=2, lambda_2=7),))

output_is_unique = Claim(
    name="Two thresholds give the same components",
    says=Eq(f(x(l) - one), f(x(l) - other)), given=(increasing, l_in_range, first_adds_up, second_adds_up),
    proof=cases(Eq(f(x(l) - one), f(x(l) - other)),
                (given("the first is not above the second", one <= other),
                 chain(f(x(l) - one), equals(f(x(l) - other), because=(using(equal_terms_in_order), increasing, l_in_range, first_adds_up, second_adds_up)))),
                (given("it is above", one > other),
                 chain(f(x(l) - one), equals(f(x(l) - other), because=(using(equal_terms_in_order, (one, other), (other, one)), increasing, l_in_range, first_adds_up, second_adds_up))))),
    holds_for=(example(n=2, l=1, k=1, x=[10, 0], f=ramp, lambda_1=7, lambda_2=2),))

a = real("a")
constant = therefore(Tends(a, t, oo, a), because=using(limit_of_constant, c_=a, a_=oo))
bounded = therefore(IsBigO(a, 1, t, oo), because=(using(order_of_convergent, F_=Lambda(t, a), a_=oo, l_=a), constant))
grows = therefore(Tends(t, t, oo, oo), because=using(multiple_tends_to_infinity, c_=1))
shift_to_infinity = Claim(
    name="A shift does not keep t from infinity", says=(Tends(t + a, t, oo, oo)),
    proof=(constant, bounded, grows,
           therefore(Tends(t + a, t, oo, oo), because=(using(bounded_plus_infinite, F_=Lambda(t, a), G_=Lambda(t, t), a_=oo), bounded, grows))),
    holds_for=(example(a=-3),))

terms_continuous = therefore(ForAll((b,), (1 <= b, b <= n), Tends(f(x(b) - t - h), h, 0, f(x(b) - t))), because=using(continuous, t=x(b) - t))
sum_is_continuous = Claim(
    name="The sum is a continuous function of the threshold",
    says=Tends(Sum(f(x(i) - t - h), (i, 1, n)), h, 0, Sum(f(x(i) - t), (i, 1, n))), given=(continuous,),
    proof=(terms_continuous,
           therefore(Tends(Sum(f(x(i) - t - h), (i, 1, n)), h, 0, Sum(f(x(i) - t), (i, 1, n))),
                     because=(using(limit_of_finite_sum, n_=n, A_=Lambda((i, h), f(x(i) - t - h)), L_=Lambda(i, f(x(i) - t)), a_=0), terms_continuous))),
    holds_for=(example(n=2, x=[1, 0], f=Sigmoid, t=1),))

terms_to_the_left = therefore(ForAll((b,), (1 <= b, b <= n), Tends(f(x(b) + t), t, oo, 1)),
                              because=(using(limit_along_a_path_to_infinity, P_=Lambda(u, f(u)), Q_=Lambda(t, t + x(b)), a_=oo, l_=1), full,
                                       using(shift_to_infinity, a=x(b))))
sum_to_the_left = therefore(Tends(Sum(f(x(i) + t), (i, 1, n)), t, oo, n),
                            because=(using(limit_of_finite_sum, n_=n, A_=Lambda((i, t), f(x(i) + t)), L_=Lambda(i, 1), a_=oo), terms_to_the_left))
terms_to_the_right = therefore(ForAll((b,), (1 <= b, b <= n), Tends(f(x(b) - t), t, oo, 0)),
                               because=(using(limit_along_a_path_to_infinity, P_=Lambda(u, f(-u)), Q_=Lambda(t, t - x(b)), a_=oo, l_=0), empty,
                                        using(shift_to_infinity, a=-x(b))))
sum_to_the_right = therefore(Tends(Sum(f(x(i) - t), (i, 1, n)), t, oo, 0),
                             because=(using(limit_of_finite_sum, n_=n, A_=Lambda((i, t), f(x(i) - t)), L_=Lambda(i, 0), a_=oo), terms_to_the_right))
sum_continuous = therefore(ForAll((t,), (), Tends(Sum(f(x(i) - t - h), (i, 1, n)), h, 0, Sum(f(x(i) - t), (i, 1, n)))), because=(sum_is_continuous, continuous))
threshold_exists_unique_output = Claim(
    name="A threshold exists, and what comes out does not depend on which is taken",
    says=(Exists((lam,), Eq(total, size)), ForAll((one, other), (Eq(first_total, size), Eq(second_total, size)), Eq(f(x(l) - one), f(x(l) - other)))),
    given=(continuous, increasing, full, empty, not_all, l_in_range),
    proof=(sum_continuous, terms_to_the_left, sum_to_the_left, terms_to_the_right, sum_to_the_right,
           therefore(Exists((lam,), Eq(total, size)),
                     because=(using(value_between_limits, A_=Lambda(t, Sum(f(x(i) - t), (i, 1, n))), l_=n, k_=0, c_=size),
                              sum_continuous, sum_to_the_left, sum_to_the_right, not_all)),
           therefore(ForAll((one, other), (Eq(first_total, size), Eq(second_total, size)), Eq(f(x(l) - one), f(x(l) - other))),
                     because=(output_is_unique, increasing, l_in_range))),
    holds_for=(example(n=2, l=1, k=1, x=[10, 0], f=ramp), example(n=3, l=2, k=Rational(3, 2), x=[1, 0, -2], f=Sigmoid)),
    measured_by=outputs_of_thresholds,
    equation="(15)",
    latex=r"f\text{ continuous, nondecreasing},\ f(-\infty)=0,\ f(\infty)=1,\ 0<k<n\Rightarrow\exists\lambda:\sum_if(x_i-\lambda)=k,\text{ and }f(x-\lambda)\text{ is the same for all such }\lambda",
    note="The article asks for a smooth increasing f and then uses two that are neither; none of that is needed.", key=True)
