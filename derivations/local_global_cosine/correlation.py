"""Pearson's correlation: a cosine of centred data, and what becomes of it when two groups are pooled."""

from sympy import Eq, Lambda, Rational, Sum, sqrt

from verifier.language import *

from .experiments import measure_common_means, measure_pearson, measure_pooled, measure_simpson
from .notation import M_x, M_y, N, R, R_1, R_2, S, S_1, S_2, T, T_1, T_2, U, U_1, U_2, X, Y, d_1, d_2, e, k, mu, mu_1, mu_2, nu, nu_1, nu_2, p, q, r, t, x_1, x_2, xi, y_1, y_2, ypsilon

# One data set
centre_x = define(xi[e], X[e] - Sum(X[k], (k, 1, N)) / N, "the centred x")
centre_y = define(ypsilon[e], Y[e] - Sum(Y[k], (k, 1, N)) / N, "the centred y")
not_constant_x = given("x is not constant", Sum((X[k] - Sum(X[e], (e, 1, N)) / N)**2, (k, 1, N)) > 0)
not_constant_y = given("y is not constant", Sum((Y[k] - Sum(Y[e], (e, 1, N)) / N)**2, (k, 1, N)) > 0)
varying = (not_constant_x, not_constant_y)
pearson = Sum((X[k] - Sum(X[e], (e, 1, N)) / N) * (Y[k] - Sum(Y[e], (e, 1, N)) / N), (k, 1, N)) / (
    sqrt(Sum((X[k] - Sum(X[e], (e, 1, N)) / N)**2, (k, 1, N))) * sqrt(Sum((Y[k] - Sum(Y[e], (e, 1, N)) / N)**2, (k, 1, N))))
centred = Sum(xi[k] * ypsilon[k], (k, 1, N)) / (sqrt(Sum(xi[k]**2, (k, 1, N))) * sqrt(Sum(ypsilon[k]**2, (k, 1, N))))
spread_x = N * Sum(X[k]**2, (k, 1, N)) - Sum(X[k], (k, 1, N))**2
spread_y = N * Sum(Y[k]**2, (k, 1, N)) - Sum(Y[k], (k, 1, N))**2
common = N * Sum(X[k] * Y[k], (k, 1, N)) - Sum(X[k], (k, 1, N)) * Sum(Y[k], (k, 1, N))
moved_x = chain(spread_x, equals(N * Sum((X[k] - Sum(X[e], (e, 1, N)) / N)**2, (k, 1, N)), because=arithmetic), greater_than(0, because=not_constant_x))
moved_y = chain(spread_y, equals(N * Sum((Y[k] - Sum(Y[e], (e, 1, N)) / N)**2, (k, 1, N)), because=arithmetic), greater_than(0, because=not_constant_y))

pearson_is_centred_cosine = Claim(
    name="Pearson's correlation is the cosine of the centred vectors",
    says=(Eq(pearson, centred), Eq(centred, common / (sqrt(spread_x) * sqrt(spread_y)))),
    given=varying,
    definitions=(centre_x, centre_y),
    proof=(moved_x, moved_y,
           chain(pearson, equals(centred, because=(centre_x, centre_y, *varying))),
           chain(centred, equals(common / (sqrt(spread_x) * sqrt(spread_y)), because=(centre_x, centre_y, moved_x, moved_y, *varying)))),
    holds_for=(example(N=3, X=[1, 2, 4], Y=[0, 5, -1]), example(N=2, X=[0, 1], Y=[3, 7])),
    fails_for=(example(N=2, X=[1, 1], Y=[0, 1], note="x is constant: 0/0"), example(N=2, X=[0, 1], Y=[1, 1], note="y is constant: 0/0")),
    measured_by=measure_pearson,
    equation="(7), (8)",
    latex=r"r=\frac{\sum(x_i-\bar x)(y_i-\bar y)}{\sqrt{\sum(x_i-\bar x)^2}\sqrt{\sum(y_i-\bar y)^2}}=\cos(x-\bar x\mathbf 1,\ y-\bar y\mathbf 1)",
    key=True)

# Two groups, of p and of q pairs, and their union
means = (define(mu_1, Sum(x_1[k], (k, 1, p)) / p, "mean of x in the first group"), define(nu_1, Sum(y_1[k], (k, 1, p)) / p, "mean of y in the first group"),
         define(mu_2, Sum(x_2[k], (k, 1, q)) / q, "mean of x in the second group"), define(nu_2, Sum(y_2[k], (k, 1, q)) / q, "mean of y in the second group"),
         define(mu, (Sum(x_1[k], (k, 1, p)) + Sum(x_2[k], (k, 1, q))) / (p + q), "mean of x in the union"),
         define(nu, (Sum(y_1[k], (k, 1, p)) + Sum(y_2[k], (k, 1, q))) / (p + q), "mean of y in the union"))
cross = (define(S_1, Sum((x_1[k] - mu_1) * (y_1[k] - nu_1), (k, 1, p)), "cross sum of the first group"),
         define(S_2, Sum((x_2[k] - mu_2) * (y_2[k] - nu_2), (k, 1, q)), "cross sum of the second group"),
         define(S, Sum((x_1[k] - mu) * (y_1[k] - nu), (k, 1, p)) + Sum((x_2[k] - mu) * (y_2[k] - nu), (k, 1, q)), "cross sum of the union"))

in_first = chain(S_1, equals(Sum(x_1[k] * y_1[k], (k, 1, p)) - Sum(x_1[k], (k, 1, p)) * Sum(y_1[k], (k, 1, p)) / p, because=(*means, *cross)))
in_second = chain(S_2, equals(Sum(x_2[k] * y_2[k], (k, 1, q)) - Sum(x_2[k], (k, 1, q)) * Sum(y_2[k], (k, 1, q)) / q, because=(*means, *cross)))
in_union = chain(S, equals(Sum(x_1[k] * y_1[k], (k, 1, p)) + Sum(x_2[k] * y_2[k], (k, 1, q)) - (p + q) * mu * nu, because=(*means, *cross)))
by_means = chain(Sum(x_1[k] * y_1[k], (k, 1, p)), equals(S_1 + p * mu_1 * nu_1, because=(in_first, *means)))
by_other_means = chain(Sum(x_2[k] * y_2[k], (k, 1, q)), equals(S_2 + q * mu_2 * nu_2, because=(in_second, *means)))
mean_x = chain(mu, equals((p * mu_1 + q * mu_2) / (p + q), because=means))
mean_y = chain(nu, equals((p * nu_1 + q * nu_2) / (p + q), because=means))

between_group_identity = Claim(
    name="The pooled cross sum is that of the groups plus a term between the groups",
    says=Eq(S, S_1 + S_2 + p * q / (p + q) * (mu_1 - mu_2) * (nu_1 - nu_2)),
    definitions=(*means, *cross),
    proof=(in_first, in_second, in_union, by_means, by_other_means, mean_x, mean_y,
           chain(S, equals(S_1 + p * mu_1 * nu_1 + S_2 + q * mu_2 * nu_2 - (p + q) * mu * nu, because=(in_union, by_means, by_other_means)),
                 equals(S_1 + S_2 + p * q / (p + q) * (mu_1 - mu_2) * (nu_1 - nu_2), because=(mean_x, mean_y)))),
    holds_for=(example(p=2, q=3, x_1=[1, 2], y_1=[0, 5], x_2=[3, -1, 4], y_2=[1, 1, 7]), example(p=1, q=1, x_1=[1], y_1=[2], x_2=[3], y_2=[5])),
    measured_by=measure_pooled,
    latex=r"S_{xy}=S_{xy}^{(1)}+S_{xy}^{(2)}+\frac{n_1n_2}{n_1+n_2}\,(\bar x^{(1)}-\bar x^{(2)})(\bar y^{(1)}-\bar y^{(2)})",
    note="The article leaves out this mechanism of the paradox.")

# x = 0, 1, 2 with y = 10, 11, 12, and x = 10, 11, 12 with y = 0, 1, 2
small, large = Lambda(k, k - 1), Lambda(k, k + 9)
small_gap, large_gap = small(k) - Sum(small(e), (e, 1, 3)) / 3, large(k) - Sum(large(e), (e, 1, 3)) / 3
six = (Sum(small(e), (e, 1, 3)) + Sum(large(e), (e, 1, 3))) / 6
first = Sum(small_gap * large_gap, (k, 1, 3)) / (sqrt(Sum(small_gap**2, (k, 1, 3))) * sqrt(Sum(large_gap**2, (k, 1, 3))))
second = Sum(large_gap * small_gap, (k, 1, 3)) / (sqrt(Sum(large_gap**2, (k, 1, 3))) * sqrt(Sum(small_gap**2, (k, 1, 3))))
union = (Sum((small(k) - six) * (large(k) - six), (k, 1, 3)) + Sum((large(k) - six) * (small(k) - six), (k, 1, 3))) / (
    sqrt(Sum((small(k) - six)**2, (k, 1, 3)) + Sum((large(k) - six)**2, (k, 1, 3)))
    * sqrt(Sum((large(k) - six)**2, (k, 1, 3)) + Sum((small(k) - six)**2, (k, 1, 3))))

of_first, of_second = define(R_1, first, "correlation in the first group"), define(R_2, second, "correlation in the second group")
of_union = define(R, union, "correlation in the union")

simpson_paradox = Claim(
    name="Perfect positive correlation in both groups, negative correlation in the union",
    says=(Eq(R_1, 1), Eq(R_2, 1), Eq(R, -Rational(73, 77))),
    definitions=(of_first, of_second, of_union),
    proof=(chain(R_1, equals(1, because=of_first)), chain(R_2, equals(1, because=of_second)), chain(R, equals(-Rational(73, 77), because=of_union))),
    holds_for=(example(),),
    measured_by=measure_simpson,
    equation="figure and last paragraph",
    latex=r"A=\{(0,10),(1,11),(2,12)\},\ B=\{(10,0),(11,1),(12,2)\}:\quad r_A=r_B=1,\quad r_{A\cup B}=-\frac{73}{77}=-0.948052\ldots",
    note="The article shows a figure without numbers; this is a concrete instance.",
    key=True)


# x = mu + t d_1, y = nu + d_1 in the first group and x = mu + d_2, y = nu + t d_2 in the second
centred_1, centred_2 = given("the d_1 add up to 0", Eq(Sum(d_1[k], (k, 1, p)), 0)), given("the d_2 add up to 0", Eq(Sum(d_2[k], (k, 1, q)), 0))
unit_1, unit_2 = given("their squares add up to 1", Eq(Sum(d_1[k]**2, (k, 1, p)), 1)), given("so do those of the d_2", Eq(Sum(d_2[k]**2, (k, 1, q)), 1))
shape = (centred_1, centred_2, unit_1, unit_2)
x_in_1, y_in_1 = mu + t * d_1[k], nu + d_1[k]
x_in_2, y_in_2 = mu + d_2[k], nu + t * d_2[k]
average_x = define(M_x, (Sum(x_in_1, (k, 1, p)) + Sum(x_in_2, (k, 1, q))) / (p + q), "mean of x in the union")
average_y = define(M_y, (Sum(y_in_1, (k, 1, p)) + Sum(y_in_2, (k, 1, q))) / (p + q), "mean of y in the union")
own_x_1, own_y_1 = define(mu_1, Sum(x_in_1, (k, 1, p)) / p, "mean of x in the first group"), define(nu_1, Sum(y_in_1, (k, 1, p)) / p, "mean of y there")
own_x_2, own_y_2 = define(mu_2, Sum(x_in_2, (k, 1, q)) / q, "mean of x in the second group"), define(nu_2, Sum(y_in_2, (k, 1, q)) / q, "mean of y there")
# Deviations are from mu and nu, which are shown to be the means
sums = (define(S_1, Sum((x_in_1 - mu) * (y_in_1 - nu), (k, 1, p)), "cross sum of the first group"),
        define(T_1, Sum((x_in_1 - mu)**2, (k, 1, p)), "sum of squares of x there"), define(U_1, Sum((y_in_1 - nu)**2, (k, 1, p)), "and of y"),
        define(S_2, Sum((x_in_2 - mu) * (y_in_2 - nu), (k, 1, q)), "cross sum of the second group"),
        define(T_2, Sum((x_in_2 - mu)**2, (k, 1, q)), "sum of squares of x there"), define(U_2, Sum((y_in_2 - nu)**2, (k, 1, q)), "and of y"),
        define(S, Sum((x_in_1 - mu) * (y_in_1 - nu), (k, 1, p)) + Sum((x_in_2 - mu) * (y_in_2 - nu), (k, 1, q)), "cross sum of the union"),
        define(T, Sum((x_in_1 - mu)**2, (k, 1, p)) + Sum((x_in_2 - mu)**2, (k, 1, q)), "sum of squares of x there"),
        define(U, Sum((y_in_1 - nu)**2, (k, 1, p)) + Sum((y_in_2 - nu)**2, (k, 1, q)), "and of y"))
quotients = (define(R_1, S_1 / (sqrt(T_1) * sqrt(U_1)), "correlation in the first group"), define(R_2, S_2 / (sqrt(T_2) * sqrt(U_2)), "correlation in the second group"),
             define(R, S / (sqrt(T) * sqrt(U)), "correlation in the union"))
zero_1, zero_2 = Sum(d_1[k], (k, 1, p)), Sum(d_2[k], (k, 1, q))
one_1, one_2 = Sum(d_1[k]**2, (k, 1, p)), Sum(d_2[k]**2, (k, 1, q))
all_means = (chain(mu_1, equals(mu + t * zero_1 / p, because=own_x_1), equals(mu, because=centred_1)), chain(nu_1, equals(nu + zero_1 / p, because=own_y_1), equals(nu, because=centred_1)),
             chain(mu_2, equals(mu + zero_2 / q, because=own_x_2), equals(mu, because=centred_2)), chain(nu_2, equals(nu + t * zero_2 / q, because=own_y_2), equals(nu, because=centred_2)),
             chain(M_x, equals(mu + (t * zero_1 + zero_2) / (p + q), because=average_x), equals(mu, because=(centred_1, centred_2))),
             chain(M_y, equals(nu + (zero_1 + t * zero_2) / (p + q), because=average_y), equals(nu, because=(centred_1, centred_2))))
values_1 = (chain(S_1, equals(t * one_1, because=sums[0]), equals(t, because=unit_1)),
            chain(T_1, equals(t**2 * one_1, because=sums[1]), equals(t**2, because=unit_1)),
            chain(U_1, equals(one_1, because=sums[2]), equals(1, because=unit_1)))
values_2 = (chain(S_2, equals(t * one_2, because=sums[3]), equals(t, because=unit_2)),
            chain(T_2, equals(one_2, because=sums[4]), equals(1, because=unit_2)),
            chain(U_2, equals(t**2 * one_2, because=sums[5]), equals(t**2, because=unit_2)))
values = (chain(S, equals(t * one_1 + t * one_2, because=sums[6]), equals(2 * t, because=(unit_1, unit_2))),
          chain(T, equals(t**2 * one_1 + one_2, because=sums[7]), equals(1 + t**2, because=(unit_1, unit_2))),
          chain(U, equals(one_1 + t**2 * one_2, because=sums[8]), equals(1 + t**2, because=(unit_1, unit_2))))
positive_sums = (therefore(T_1 > 0, because=values_1[1]), therefore(U_1 > 0, because=values_1[2]), therefore(T_2 > 0, because=values_2[1]),
                 therefore(U_2 > 0, because=values_2[2]), therefore(T > 0, because=values[1]), therefore(U > 0, because=values[2]))

pooled_correlation_can_vanish = Claim(
    name="Two perfectly correlated groups can be almost uncorrelated when pooled",
    says=(Eq(mu_1, mu), Eq(nu_1, nu), Eq(mu_2, mu), Eq(nu_2, nu), Eq(M_x, mu), Eq(M_y, nu),
          Eq(R_1, 1), Eq(R_2, 1), Eq(R, 2 * t / (1 + t**2)), Tends(2 * r / (1 + r**2), r, 0, 0)),
    given=shape,
    definitions=(own_x_1, own_y_1, own_x_2, own_y_2, average_x, average_y, *sums, *quotients),
    proof=(*all_means, *values_1, *values_2, *values, *positive_sums,
           chain(R_1, equals(1, because=(quotients[0], *values_1, *positive_sums[:2]))), chain(R_2, equals(1, because=(quotients[1], *values_2, *positive_sums[2:4]))),
           chain(R, equals(S / (sqrt(T) * sqrt(U)), because=(quotients[2], *positive_sums[4:])), equals(2 * t / (1 + t**2), because=(*values, *positive_sums[4:]))),
           therefore(Tends(2 * r / (1 + r**2), r, 0, 0), because=arithmetic)),
    holds_for=(example(p=4, q=4, d_1=[half(), half(), -half(), -half()], d_2=[half(), -half(), half(), -half()], mu=3, nu=-1, t=half()),),
    fails_for=(example(p=1, q=2, d_1=[1], d_2=[1 / sqrt(2), -1 / sqrt(2)], mu=0, nu=0, t=half(), note="d_1 is not centred"),
               example(p=2, q=1, d_1=[1 / sqrt(2), -1 / sqrt(2)], d_2=[1], mu=0, nu=0, t=half(), note="d_2 is not centred"),
               example(p=2, q=2, d_1=[1, -1], d_2=[1 / sqrt(2), -1 / sqrt(2)], mu=0, nu=0, t=half(), note="d_1 is longer"),
               example(p=2, q=2, d_1=[1 / sqrt(2), -1 / sqrt(2)], d_2=[1, -1], mu=0, nu=0, t=half(), note="d_2 is longer")),
    measured_by=measure_common_means,
    equation="paragraph after (8)",
    latex=r"r_1=r_2=1,\ r_{\rm pooled}=\frac{2\epsilon}{1+\epsilon^2}\to0",
    note="The groups need common means: the article carries the result over from cosines to correlations without saying so.",
    key=True)
