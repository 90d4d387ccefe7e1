"""Thresholds in closed form: f = min(1, e^t) and the distribution function of the Laplace law."""

from sympy import Eq, Lambda, Min, Piecewise, Rational, Sum, exp, log, sqrt

from verifier.language import *

from .experiments import closed_form_thresholds
from .notation import *

m = whole("m")                               # how many components are not below the threshold
lam = real("lambda")                         # the threshold
t, u = real("t u")
f, g = function("f g")                       # f(t), min(1, e^t); g(t), the distribution function of the Laplace law
size = positive("k")                         # what the components add up to, an integer or not
count_in_range = given("some component is below the threshold, or at it", m <= n - 1)
count_below_k = given("fewer than k components are above the threshold", m <= k - 1)
above = given("the first m components are not below the threshold", ForAll((i,), (1 <= i, i <= m), lam <= x(i)))
below = given("the others are not above it", ForAll((i,), (m + 1 <= i, i <= n), x(i) <= lam))
window = (count_in_range, above, below)

# min(1, e^t)
clipped = define(f(t), Min(1, exp(t)), "the exponential, cut off at 1")
t_not_negative, t_not_positive = given("t is not negative", t >= 0), given("t is not positive", t <= 0)
power_of_positive = chain(exp(t), at_least(1 + t, because=using(exponential_above_tangent, c_=t)), at_least(1, because=t_not_negative))
power_of_negative = chain(exp(-t), at_least(1 - t, because=using(exponential_above_tangent, c_=-t)), at_least(1, because=t_not_positive))
clipped_above = Claim(
    name="From 0 on min(1, e^t) is 1", says=Implies(t >= 0, Eq(f(t), 1)), definitions=(clipped,),
    proof=suppose(t_not_negative, power_of_positive,
                  chain(f(t), equals(Min(1, exp(t)), because=clipped), equals(1, because=(using(smaller_of_two, x_=1, y_=exp(t)), power_of_positive)))),
    holds_for=(example(t=2), example(t=0), example(t=-1)))
power_below_1 = chain(exp(t), at_most(exp(t) * exp(-t), because=power_of_negative), equals(1, because=arithmetic))
clipped_below = Claim(
    name="Up to 0 min(1, e^t) is e^t", says=Implies(t <= 0, Eq(f(t), exp(t))), definitions=(clipped,),
    proof=suppose(t_not_positive, power_of_negative,
                  power_below_1,
                  chain(f(t), equals(Min(exp(t), 1), because=clipped), equals(exp(t), because=(using(smaller_of_two, x_=exp(t), y_=1), power_below_1)))),
    holds_for=(example(t=-2), example(t=0), example(t=1)))

tail = Sum(exp(x(i)), (i, m + 1, n))
sum_of_clipped = Sum(f(x(i) - lam), (i, 1, n))
clipped_sum = Claim(
    name="With m components above the threshold the sum is m plus a multiple of exp(-lambda)",
    says=Eq(sum_of_clipped, m + exp(-lam) * tail), given=window, definitions=(clipped,),
    proof=chain(sum_of_clipped,
                equals(Sum(f(x(i) - lam), (i, 1, m)) + Sum(f(x(i) - lam), (i, m + 1, n)), because=(using(split_sum, r_=m + 1), count_in_range)),
                equals(Sum(1, (i, 1, m)) + Sum(f(x(i) - lam), (i, m + 1, n)), because=(using(clipped_above, t=x(i) - lam), above)),
                equals(m + Sum(exp(x(i) - lam), (i, m + 1, n)), because=(using(clipped_below, t=x(i) - lam), below)),
                equals(m + exp(-lam) * tail, because=arithmetic)),
    holds_for=(example(n=3, m=1, x=[2, 0, -1], lambda_=1), example(n=2, m=0, x=[1, 0], lambda_=2)))

closed = log(tail) - log(k - m)
adds_up, is_closed = given("the components add up to k", Eq(sum_of_clipped, k)), given("the threshold is the closed form", Eq(lam, closed))
tail_positive = therefore(tail > 0, because=count_in_range)
power_of_threshold = chain(exp(lam), equals(exp(closed), because=is_closed), equals(tail / (k - m), because=(tail_positive, count_below_k)))
tail_of_threshold = chain(exp(-lam) * tail, equals(sum_of_clipped - m, because=(clipped_sum, *window)), equals(k - m, because=adds_up))
minexp_threshold_closed_form = Claim(
    name="The threshold of min(1, e^t) in closed form",
    says=Iff(Eq(sum_of_clipped, k), Eq(lam, closed)),
    given=(*window, count_below_k), definitions=(clipped,),
    proof=(tail_positive,
           suppose(adds_up, tail_of_threshold,
                   chain(lam, equals(log(tail) - log(exp(-lam) * tail), because=tail_positive),
                         equals(closed, because=(tail_of_threshold, tail_positive, count_below_k)))),
           suppose(is_closed, power_of_threshold,
                   chain(sum_of_clipped, equals(m + exp(-lam) * tail, because=(clipped_sum, *window)),
                         equals(m + tail / exp(lam), because=arithmetic),
                         equals(m + tail / (tail / (k - m)), because=(power_of_threshold, count_below_k)),
                         equals(k, because=(tail_positive, count_below_k))))),
    holds_for=(example(n=3, m=1, k=2, x=[2, 0, 0], lambda_=log(2)), example(n=3, m=0, k=1, x=[log(2), 0, -1], lambda_=log(3 + exp(-1))),
               example(n=3, m=1, k=2, x=[2, 0, 0], lambda_=1)),
    fails_for=(example(n=3, m=0, k=2, x=[2, 0, 0], lambda_=log(2), note="a component above the threshold is not counted"),),
    measured_by=closed_form_thresholds,
    equation="(16), (17)", latex=r"x_1>\dots>x_n,\ x_m\ge\lambda\ge x_{m+1}:\quad\lambda=\log\Big(\sum_{i=m+1}^ne^{x_i}\Big)-\log(k-m),\quad m\in\{0,\dots,k-1\}",
    note="On a tie between the threshold and a component two windows apply, with the same threshold.", key=True)

# The distribution function of the Laplace law
upper_branch = given("g(t) = 1 - e^(-t)/2 from 0 on", ForAll((t,), (t >= 0,), Eq(g(t), 1 - exp(-t) / 2)))
lower_branch = given("g(t) = e^t/2 below 0", ForAll((t,), (t < 0,), Eq(g(t), exp(t) / 2)))
laplace = (upper_branch, lower_branch)
Laplace = Lambda(t, Piecewise((1 - exp(-t) / 2, t >= 0), (exp(t) / 2, True)))
zero_twice = therefore(Eq(t, 0), because=(using(order_is_antisymmetric, x_=t, y_=0), t_not_positive, t_not_negative))
laplace_below = Claim(
    name="Up to 0 the function is e^t/2", says=Implies(t <= 0, Eq(g(t), exp(t) / 2)), given=laplace,
    proof=suppose(t_not_positive, cases(
        Eq(g(t), exp(t) / 2),
        (t_not_negative, (zero_twice, chain(g(t), equals(1 - exp(-t) / 2, because=(upper_branch, t_not_negative)), equals(1 - exp(-0) / 2, because=zero_twice),
                                            equals(exp(t) / 2, because=zero_twice)))),
        (given("t is negative", t < 0), chain(g(t), equals(exp(t) / 2, because=lower_branch))))),
    holds_for=(example(t=-2, g=Laplace), example(t=0, g=Laplace), example(t=1, g=Laplace)))

head = Sum(exp(-x(i)), (i, 1, m))            # A
sum_of_laplace = Sum(g(x(i) - lam), (i, 1, n))
laplace_sum = Claim(
    name="With m components above the threshold: m - A e^lambda/2 + B e^(-lambda)/2",
    says=Eq(sum_of_laplace, m - exp(lam) * head / 2 + exp(-lam) * tail / 2), given=(*laplace, *window),
    proof=chain(sum_of_laplace,
                equals(Sum(g(x(i) - lam), (i, 1, m)) + Sum(g(x(i) - lam), (i, m + 1, n)), because=(using(split_sum, r_=m + 1), count_in_range)),
                equals(Sum(1 - exp(lam - x(i)) / 2, (i, 1, m)) + Sum(g(x(i) - lam), (i, m + 1, n)), because=(using(upper_branch, t=x(i) - lam), above)),
                equals(Sum(1 - exp(lam - x(i)) / 2, (i, 1, m)) + Sum(exp(x(i) - lam) / 2, (i, m + 1, n)), because=(using(laplace_below, t=x(i) - lam), below)),
                equals(m - exp(lam) * head / 2 + exp(-lam) * tail / 2, because=arithmetic)),
    holds_for=(example(n=3, m=1, x=[2, 0, -1], lambda_=1, g=Laplace), example(n=2, m=0, x=[1, 0], lambda_=2, g=Laplace)))
