"""Thresholds in closed form: f = min(1, e^t) and the distribution function of the Laplace law."""

from sympy import Eq, Lambda, Min, Piecewise, Rational, Sum, exp, log, sqrt

from verifier.language import *

from .experiments import closed_form_thresholds, laplace_thresholds
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
               example(n=3, m=0, k=2, x=[0, 0, 0, 5], lambda_=log(Rational(3, 2)), note="two of three; a fourth number is not a score"),
               example(n=4, m=1, k=2, x=[3, log(2), 0, -1], lambda_=log(3 + exp(-1))), example(n=4, m=2, k=3, x=[3, 2, 0, -1], lambda_=log(1 + exp(-1))),
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

d, c = real("d"), positive("c")
root_positive = Claim(
    name="A root that exceeds a number in size, plus that number",
    says=sqrt(d**2 + c) + d > 0,
    proof=cases(sqrt(d**2 + c) + d > 0,
                (given("d is positive", d > 0), therefore(sqrt(d**2 + c) + d > 0, because=arithmetic)),
                (given("d is not", d <= 0), chain(sqrt(d**2 + c) + d, equals(c / (sqrt(d**2 + c) - d), because=arithmetic), greater_than(0, because=arithmetic)))),
    holds_for=(example(d=-3, c=1), example(d=2, c=1), example(d=0, c=4)))

A, B, v = nonnegative("A"), positive("B"), positive("v")
denominator = sqrt(d**2 + A * B) + d
root_exceeds = given("the denominator is positive", denominator > 0)
balanced, solved = given("v balances", Eq(B / v - A * v, 2 * d)), given("v is the root", Eq(v, B / denominator))
square_of_both = chain(((B / v + A * v) / 2)**2, equals(((B / v - A * v) / 2)**2 + A * B, because=arithmetic), equals(d**2 + A * B, because=balanced))
half_of_both = therefore(Eq((B / v + A * v) / 2, sqrt(d**2 + A * B)), because=(using(equal_squares, x_=(B / v + A * v) / 2, y_=sqrt(d**2 + A * B)), square_of_both))
all_of_it = chain(denominator, equals((B / v + A * v) / 2 + d, because=half_of_both), equals((B / v + A * v) / 2 + (B / v - A * v) / 2, because=balanced), equals(B / v, because=arithmetic))
quadratic_root = Claim(
    name="The positive root of A v^2 + 2 d v = B, without a difference in the numerator",
    says=Iff(Eq(B / v - A * v, 2 * d), Eq(v, B / denominator)), given=(root_exceeds,),
    proof=(suppose(balanced, square_of_both, half_of_both, all_of_it, chain(v, equals(B / (B / v), because=arithmetic), equals(B / denominator, because=(all_of_it, root_exceeds)))),
           suppose(solved, chain(B / v - A * v, equals(denominator - A * B / denominator, because=(solved, root_exceeds)),
                                 equals(2 * d, because=root_exceeds)))),
    holds_for=(example(A=3, B=1, d=1, v=Rational(1, 3)), example(A=0, B=2, d=1, v=1), example(A=3, B=1, d=-1, v=1), example(A=3, B=1, d=1, v=1)))

surplus = size - m
root = sqrt(surplus**2 + head * tail)
none_above, some_above = given("no component is above the threshold", m < 1), given("some component is above the threshold", m >= 1)
m_is_least = therefore(m <= 0, because=(using(integers_have_gaps, n_=m, m_=0), none_above))
m_is_0 = therefore(Eq(m, 0), because=(using(order_is_antisymmetric, x_=m, y_=0), m_is_least))
head_positive = therefore(head > 0, because=some_above)
denominator_positive = cases(
    root + surplus > 0,
    (none_above, (m_is_least, m_is_0, chain(0, less_than(2 * size, because=arithmetic), equals(root + surplus, because=m_is_0)))),
    (some_above, (head_positive, therefore(root + surplus > 0, because=(using(root_positive, d=surplus, c=head * tail), head_positive, tail_positive)))))

laplace_closed = log(tail) - log(root + surplus)
laplace_adds_up, laplace_is_closed = given("the components add up to k", Eq(sum_of_laplace, size)), given("the threshold is the closed form", Eq(lam, laplace_closed))
solution = using(quadratic_root, A=head, B=tail, d=surplus, v=exp(lam))
balance = chain(tail / exp(lam) - head * exp(lam), equals(2 * (sum_of_laplace - m), because=(laplace_sum, *laplace, *window)), equals(2 * surplus, because=laplace_adds_up))
power_of_laplace = chain(exp(lam), equals(tail / (root + surplus), because=(laplace_is_closed, tail_positive, denominator_positive)))
balance_again = therefore(Eq(tail / exp(lam) - head * exp(lam), 2 * surplus), because=(solution, denominator_positive, tail_positive, power_of_laplace))
solved_for_power = therefore(Eq(exp(lam), tail / (root + surplus)), because=(solution, balance, denominator_positive, tail_positive))
laplace_threshold_closed_form = Claim(
    name="The threshold of the Laplace distribution function in closed form",
    says=Iff(Eq(sum_of_laplace, size), Eq(lam, laplace_closed)),
    given=(*laplace, *window),
    proof=(tail_positive, denominator_positive,
           suppose(laplace_adds_up, balance, solved_for_power,
                   chain(lam, equals(log(exp(lam)), because=arithmetic), equals(log(tail / (root + surplus)), because=(solved_for_power, denominator_positive, tail_positive)),
                         equals(laplace_closed, because=(denominator_positive, tail_positive)))),
           suppose(laplace_is_closed, power_of_laplace, balance_again,
                   chain(sum_of_laplace, equals(m + (tail / exp(lam) - head * exp(lam)) / 2, because=(laplace_sum, *laplace, *window)),
                         equals(m + surplus, because=balance_again), equals(size, because=arithmetic)))),
    holds_for=(example(n=2, m=1, k=1, x=[log(4), 0, 3], lambda_=log(2), g=Laplace, note="a third number is not a score"), example(n=3, m=0, k=Rational(1, 2), x=[1, 0, 0], lambda_=log(2 + exp(1)), g=Laplace),
               example(n=3, m=1, k=Rational(3, 2), x=[log(4), 0, -log(2)], lambda_=log(Rational(3, 2)) - log(sqrt(Rational(5, 8)) + Rational(1, 2)), g=Laplace),
               example(n=3, m=2, k=Rational(3, 2), x=[log(4), log(3), 0], lambda_=-log(sqrt(Rational(5, 6)) - Rational(1, 2)), g=Laplace),
               example(n=3, m=1, k=2, x=[2, 0, 0], lambda_=1, g=Laplace)),
    measured_by=laplace_thresholds,
    equation="(24), (25)", latex=r"x_m\ge\lambda\ge x_{m+1},\ A=\sum_{i\le m}e^{-x_i},\ B=\sum_{i>m}e^{x_i}:\quad\lambda=\log B-\log\Big(\sqrt{(k-m)^2+AB}+(k-m)\Big)",
    note="True for every m from 0 to n - 1 and every real k > 0; the case m = n is missing, see laplace-missing-case.", key=True)

# The case that the article leaves out
whole_head, whole_tail = Sum(exp(-x(i)), (i, 1, n)), Sum(exp(x(n) - x(i)), (i, 1, n))
each = index("j", 1, n - 1)                  # any component but the last
in_descending_order = given("the scores are sorted", x(each + 1) <= x(each))
beyond_all = given("x_0 stands for infinity: it exceeds every candidate", x(0) >= log(Sum(exp(x(i)), (i, 1, n))))
not_all = given("less is selected than all", size < n)
candidate = log(tail) - log(root + surplus)  # the threshold if m components are not below it
laplace_window_printed = Claim(
    name="For some m from 0 to n - 1 the closed form lies between x_m and x_(m+1)",
    says=Maximum(Min(x(m) - candidate, candidate - x(m + 1)), (m, 0, n - 1)) >= 0, given=(in_descending_order, beyond_all, not_all),
    fails_for=(example(n=3, k=2, x={0: 99, 1: Rational(1, 10), 2: 0, 3: -Rational(1, 10)}, note="the printed loop finds no candidate"),
               example(n=2, k=Rational(3, 2), x={0: 99, 1: 0, 2: 0}, note="two equal scores")),
    expected=REFUTED, measured_by=laplace_thresholds,
    equation="text after (25), and the code", latex=r"x_m\ge\lambda\ge x_{m+1},\quad m\in\{0,\dots,n-1\}",
    note="Where all components lie above the threshold none of the n candidates is in its window, and the printed code stops with an error.", key=True)

all_above = given("no component is below the threshold", ForAll((i,), (1 <= i, i <= n), lam <= x(i)))
all_closed = log(2 * (n - size) / whole_head)
all_is_closed = given("the threshold is the closed form for m = n", Eq(lam, all_closed))
sum_when_all_above = chain(sum_of_laplace, equals(Sum(1 - exp(lam - x(i)) / 2, (i, 1, n)), because=(using(upper_branch, t=x(i) - lam), all_above)),
                           equals(n - exp(lam) * whole_head / 2, because=arithmetic))
all_of_head = chain(exp(lam) * whole_head, equals(2 * (n - sum_of_laplace), because=sum_when_all_above), equals(2 * (n - size), because=laplace_adds_up))
all_power = chain(exp(lam), equals(2 * (n - size) / whole_head, because=(all_is_closed, not_all)))
laplace_missing_case = Claim(
    name="With every component above the threshold: the case m = n",
    says=Iff(Eq(sum_of_laplace, size), Eq(lam, all_closed)), given=(upper_branch, not_all, all_above),
    proof=(sum_when_all_above,
           suppose(laplace_adds_up, all_of_head, chain(lam, equals(log(exp(lam) * whole_head / whole_head), because=arithmetic),
                                                       equals(all_closed, because=(all_of_head, not_all)))),
           suppose(all_is_closed, all_power, chain(sum_of_laplace, equals(n - exp(lam) * whole_head / 2, because=(sum_when_all_above)),
                                                   equals(size, because=(all_power, not_all))))),
    holds_for=(example(n=2, k=Rational(3, 2), x=[0, 0], g=Laplace, lambda_=-log(2)), example(n=2, k=Rational(3, 2), x=[0, 0], g=Laplace, lambda_=-log(3)),
               example(n=3, k=2, x=[Rational(1, 10), 0, -Rational(1, 10)], g=Laplace, lambda_=log(2 / (exp(-Rational(1, 10)) + 1 + exp(Rational(1, 10)))))),
    fails_for=(example(n=2, k=1, x=[2, 0], g=Laplace, lambda_=1, note="one component is below the threshold"),),
    corrects=laplace_window_printed, measured_by=laplace_thresholds,
    equation="text after (25), and the code",
    latex=r"x=(0.1,0,-0.1),\ k=2:\ \lambda=\log\frac{2(n-k)}{\sum_ie^{-x_i}}=-0.40880<x_n\quad(m=n),\qquad p=(0.69939,0.66778,0.63283)",
    note="One more candidate is needed; it applies when 2(n - k) is at most the sum of exp(x_n - x_i), so only for k >= n/2.", key=True)
