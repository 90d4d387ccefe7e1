"""Two forms of the entropy, and means under a softmax of any scale."""

from sympy import Abs, Eq, Lambda, Rational, Sum, exp, log, sqrt

from verifier.language import *

from .notation import H, Z, attended, entropy, i, k, lam, log_mean_exp, n, p, s, softmax, t

entropy_identity = Claim(
    name="The entropy of a softmax is the log-partition function minus the scaled mean",
    says=Eq(H, log(Sum(exp(lam * s[i]), (i, 1, n))) - lam * attended),
    definitions=(softmax, entropy),
    proof=chain(
        H,
        equals(-Sum(p(i) * log(p(i)), (i, 1, n)), because=entropy),
        equals(-Sum(p(i) * (lam * s[i] - log(Z)), (i, 1, n)), because=softmax),
        equals(log(Z) * Sum(p(i), (i, 1, n)) - lam * attended, because=arithmetic),
        equals(log(Z) - lam * attended, because=softmax)),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=2, lambda_=-1, s=[Rational(1, 2), sqrt(2)]),
               example(n=1, lambda_=5, s=[3])),
    equation="9034:(2), 8823:(6)",
    latex=r"H=-\sum_ip_i\log p_i=\log\sum_ie^{\lambda s_i}-\lambda\sum_ip_is_i")

log_n_split = Claim(
    name="Splitting off log n from the log-partition function",
    says=Eq(H, log(n) + log_mean_exp - lam * attended),
    definitions=(softmax, entropy),
    proof=chain(
        H,
        equals(log(Z) - lam * attended, because=entropy_identity),
        equals(log(n) + log_mean_exp - lam * attended, because=arithmetic)),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=1, lambda_=5, s=[3])),
    equation="9034:(2), second line",
    latex=r"H=\log n+\log\Bigl(\frac1n\sum_ie^{\lambda s_i}\Bigr)-\lambda\sum_ip_is_i")

# Means under a softmax of any scale t
weight = exp(t * s[i])
s_top, s_bottom = Maximum(s[i], (i, 1, n)), Minimum(s[i], (i, 1, n))
spread, centre = s_top - s_bottom, (s_top + s_bottom) / 2
tilted_mean = Sum(weight * s[i], (i, 1, n)) / Sum(weight, (i, 1, n))
tilted_variance = Sum(weight * s[i]**2, (i, 1, n)) / Sum(weight, (i, 1, n)) - tilted_mean**2
tilted_third = Sum(weight * (s[i] - tilted_mean)**3, (i, 1, n)) / Sum(weight, (i, 1, n))
below_top = chain(s[k], at_most(s_top, because=entry_below_maximum))
above_bottom = chain(s[k], at_least(s_bottom, because=minimum_below_entry))

v = vector("v", n)
low, high = real("low high")
v_low, v_high = given("no entry is below low", low <= v[i]), given("no entry is above high", v[i] <= high)
tilted = Sum(weight * v[i], (i, 1, n)) / Sum(weight, (i, 1, n))
softmax_mean_between = Claim(
    name="A softmax mean lies between the bounds of the entries",
    says=(low <= tilted, tilted <= high),
    given=(v_low, v_high),
    proof=(
        chain(
            tilted,
            at_least(Sum(weight * low, (i, 1, n)) / Sum(weight, (i, 1, n)), because=v_low),
            equals(low, because=arithmetic)),
        chain(
            tilted,
            at_most(Sum(weight * high, (i, 1, n)) / Sum(weight, (i, 1, n)), because=v_high),
            equals(high, because=arithmetic))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1], v=[4, 5, 6], low=4, high=6), example(n=2, t=1, s=[0, 1], v=[-2, -2], low=-2, high=-2)),
    fails_for=(example(n=2, t=0, s=[0, 0], v=[1, 2], low=2, high=2), example(n=2, t=0, s=[0, 0], v=[1, 2], low=1, high=1)))

near_centre = chain((s[k] - centre)**2, at_most(spread**2 / 4, because=(below_top, above_bottom)))
around_centre = chain(
    Sum(weight * (s[i] - centre)**2, (i, 1, n)),
    at_most(Sum(weight * spread**2 / 4, (i, 1, n)), because=near_centre),
    equals(spread**2 / 4 * Sum(weight, (i, 1, n)), because=arithmetic))
softmax_variance_bound = Claim(
    name="The variance of the scores under any softmax is at most a quarter of the squared spread (Popoviciu)",
    says=tilted_variance <= spread**2 / 4,
    proof=(below_top, above_bottom, near_centre, around_centre, chain(
        tilted_variance,
        equals(Sum(weight * (s[i] - centre)**2, (i, 1, n)) / Sum(weight, (i, 1, n)) - (tilted_mean - centre)**2, because=arithmetic),
        at_most(Sum(weight * (s[i] - centre)**2, (i, 1, n)) / Sum(weight, (i, 1, n)), because=arithmetic),
        at_most(spread**2 / 4, because=around_centre))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1]), example(n=2, t=0, s=[0, 1])))

x, R, m = real("x R m")
x_low, x_high = given("x is at least -R", -R <= x), given("x is at most R", x <= R)
R_not_negative = therefore(R >= 0, because=(x_low, x_high))
cube_between = Claim(
    name="The cube keeps a symmetric bound",
    says=(x**3 <= R**3, -R**3 <= x**3),
    given=(x_low, x_high),
    proof=(
        R_not_negative,
        chain(x**3, at_most(R * x**2, because=x_high), at_most(R**3, because=(x_low, x_high, R_not_negative))),
        chain(x**3, at_least(-R * x**2, because=x_low), at_least(-R**3, because=(x_low, x_high, R_not_negative)))),
    holds_for=(example(x=-2, R=3),), fails_for=(example(x=4, R=3), example(x=-4, R=3)))

m_high, m_low = given("m is at most the largest score", m <= s_top), given("m is at least the smallest score", s_bottom <= m)
third_about = Sum(weight * (s[i] - m)**3, (i, 1, n)) / Sum(weight, (i, 1, n))
deviation_high = chain(s[k] - m, at_most(s_top - m, because=below_top), at_most(spread, because=m_low))
deviation_low = chain(s[k] - m, at_least(s_bottom - m, because=above_bottom), at_least(-spread, because=m_high))
cube_at = using(cube_between, ("x", s[k] - m), ("R", spread))
cube_high = chain((s[k] - m)**3, at_most(spread**3, because=(cube_at, deviation_high, deviation_low)))
cube_low = chain((s[k] - m)**3, at_least(-spread**3, because=(cube_at, deviation_high, deviation_low)))
mean_of_cubes = using(softmax_mean_between, ("v", Lambda(i, (s[i] - m)**3)), ("low", -spread**3), ("high", spread**3))
third_moment_between = Claim(
    name="The third moment of the scores about any point between them",
    says=(third_about <= spread**3, -spread**3 <= third_about),
    given=(m_high, m_low),
    proof=(
        below_top, above_bottom, deviation_high, deviation_low, cube_high, cube_low,
        therefore(third_about <= spread**3, because=(mean_of_cubes, cube_high, cube_low)),
        therefore(-spread**3 <= third_about, because=(mean_of_cubes, cube_high, cube_low))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1], m=0), example(n=2, t=1, s=[7, 8], m=Rational(15, 2)),
               example(n=2, t=3, s=[-1, -2], m=-2), example(n=2, t=-3, s=[1, 2], m=2, note="nearly the cubed spread")),
    fails_for=(example(n=2, t=0, s=[0, 1], m=5), example(n=2, t=0, s=[0, 1], m=-5)))

mean_at = using(softmax_mean_between, ("v", Lambda(i, s[i])), ("low", s_bottom), ("high", s_top))
mean_high = therefore(tilted_mean <= s_top, because=(mean_at, below_top, above_bottom))
mean_low = therefore(s_bottom <= tilted_mean, because=(mean_at, below_top, above_bottom))
third_at = using(third_moment_between, ("m", tilted_mean))
third_high = therefore(tilted_third <= spread**3, because=(third_at, mean_high, mean_low))
third_low = therefore(-spread**3 <= tilted_third, because=(third_at, mean_high, mean_low))
softmax_third_moment_bound = Claim(
    name="The third central moment of the scores under any softmax is at most the cubed spread",
    says=Abs(tilted_third) <= spread**3,
    proof=(
        below_top, above_bottom, mean_high, mean_low, third_high, third_low,
        therefore(Abs(tilted_third) <= spread**3,
                  because=(using(absolute_value_bound, ("x", tilted_third), ("y", spread**3)), third_high, third_low))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1]),))
