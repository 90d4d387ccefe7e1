"""The squared positive part relu^2: its index in closed form, and that it is small only for keys against the query."""

from sympy import Derivative, Eq, Lambda, Max, Rational, erf, exp, oo, pi, sqrt

from verifier.language import *

from .experiments import measure_relu2, measure_relu2_curve
from .moments import B_0, B_4, M_2, M_4, fourth_moment, log_convexity, b0_positive, b4_positive, cauchy_schwarz, positive_0, positive_2, positive_4, positivity, second_moment
from .notation import Phi, beta, eps, eps_normal, gamma, r, sparsity, t, x

ratio = beta / gamma
attention = Max(beta + gamma * eps, 0)**2
tail = exp(-ratio**2 / 2)
spread = erf(beta / (sqrt(2) * gamma)) + 1
published = tail * (sqrt(2) * beta * gamma + sqrt(pi) / tail * (beta**2 + gamma**2) * spread) / (
    pi**Rational(1, 4) * sqrt(2 * sqrt(2) * beta * gamma * tail * (beta**2 + 5 * gamma**2)
                              + 2 * sqrt(pi) * (beta**4 + 6 * beta**2 * gamma**2 + 3 * gamma**4) * spread))

scaled = therefore(Eq(Max(beta + gamma * eps, 0), gamma * Max(ratio + eps, 0)), because=using(positive_part_of_multiple, c=gamma, x=ratio + eps))
second = chain(
    E(Max(beta + gamma * eps, 0)**2),
    equals(E(gamma**2 * Max(ratio + eps, 0)**2), because=scaled),
    equals(gamma**2 * M_2(ratio), because=(using(second_moment, r=ratio), eps_normal)))
fourth = chain(
    E(Max(beta + gamma * eps, 0)**4),
    equals(E(gamma**4 * Max(ratio + eps, 0)**4), because=scaled),
    equals(gamma**4 * M_4(ratio), because=(using(fourth_moment, r=ratio), eps_normal)))
M_4_positive = therefore(M_4(ratio) > 0, because=using(positive_4, t=ratio))
fourth_positive = chain(E(Max(beta + gamma * eps, 0)**4), equals(gamma**4 * M_4(ratio), because=fourth), greater_than(0, because=M_4_positive))
radicand = chain(
    2 * sqrt(2) * beta * gamma * tail * (beta**2 + 5 * gamma**2) + 2 * sqrt(pi) * (beta**4 + 6 * beta**2 * gamma**2 + 3 * gamma**4) * spread,
    equals(4 * sqrt(pi) * gamma**4 * M_4(ratio), because=arithmetic),
    greater_than(0, because=M_4_positive))
by_moments = chain(
    sparsity(attention),
    equals(gamma**2 * M_2(ratio) / sqrt(gamma**4 * M_4(ratio)), because=(second, fourth, fourth_positive, M_4_positive)),
    equals(M_2(ratio) / sqrt(M_4(ratio)), because=M_4_positive))

relu2_sparsity = Claim(
    name="Index of squared-relu attention in closed form",
    says=(Eq(sparsity(attention), published), Eq(sparsity(attention), M_2(ratio) / sqrt(M_4(ratio)))),
    given=(eps_normal,),
    proof=(*positivity, scaled, second, fourth, M_4_positive, fourth_positive, radicand, by_moments, chain(
        sparsity(attention),
        equals(M_2(ratio) / sqrt(M_4(ratio)), because=(by_moments, fourth_positive, M_4_positive)),
        equals(2 * sqrt(pi) * gamma**2 * M_2(ratio) / (pi**Rational(1, 4) * sqrt(4 * sqrt(pi) * gamma**4 * M_4(ratio))), because=M_4_positive),
        equals(published, because=(radicand, M_4_positive)))),
    holds_for=(example(beta=0, gamma=1, epsilon=standard_normal), example(beta=1, gamma=2, epsilon=standard_normal),
               example(beta=-1, gamma=half(), epsilon=standard_normal)),
    fails_for=(example(beta=1, gamma=2, epsilon=coin, note="a coin instead of a normal number"),),
    measured_by=measure_relu2,
    equation="(6)", key=True,
    latex=r"f=\mathrm{relu}^2:\quad S(a)=\frac{e^{-\frac{\beta^2}{2\gamma^2}}\Bigl(\sqrt2\,\beta\gamma+\sqrt\pi\,e^{\frac{\beta^2}{2\gamma^2}}(\beta^2+\gamma^2)\bigl(\operatorname{erf}\tfrac{\beta}{\sqrt2\gamma}+1\bigr)\Bigr)}{\sqrt[4]\pi\,\sqrt{2\sqrt2\,\beta\gamma e^{-\frac{\beta^2}{2\gamma^2}}(\beta^2+5\gamma^2)+2\sqrt\pi(\beta^4+6\beta^2\gamma^2+3\gamma^4)\bigl(\operatorname{erf}\tfrac{\beta}{\sqrt2\gamma}+1\bigr)}}",
    note="Both parts are the second and fourth moment of max(r + epsilon, 0), r = beta/gamma; far to the left erf + 1 cancels and needs erfc.")

# A function of the ratio alone, that rises from 0 to 1
index_2 = function("S_2")                    # S_2(r): the index for the ratio r of mean and deviation of the scores
by_ratio = define(index_2(r), sparsity(Max(r + eps, 0)**2), "the index of relu^2 of r + epsilon")
formula = Lambda(x, M_2(x) / sqrt(M_4(x)))
squared = Lambda(x, M_2(x)**2 / M_4(x))
slope = Lambda(x, 4 * M_2(x) * B_4(x) / M_4(x)**2)
M_2_here, M_4_here, B_4_here = therefore(M_2(t) > 0, because=positive_2), therefore(M_4(t) > 0, because=positive_4), therefore(B_4(t) > 0, because=b4_positive)
mean_square_positive = chain(E(Max(t + eps, 0)**4), equals(M_4(t), because=(using(fourth_moment, r=t), eps_normal)), greater_than(0, because=M_4_here))
index_is_formula = chain(
    index_2(t),
    equals(sparsity(Max(t + eps, 0)**2), because=(by_ratio, mean_square_positive)),
    equals(formula(t), because=(using(second_moment, r=t), using(fourth_moment, r=t), eps_normal, mean_square_positive, M_4_here)))
squares_positive = therefore(ForAll((t,), (), E(Max(t + eps, 0)**4) > 0), because=mean_square_positive)
for_each_ratio = therefore(ForAll((t,), (), Eq(index_2(t), formula(t))), because=(index_is_formula, M_4_here, mean_square_positive))
squared_slope = therefore(ForAll((t,), (), Eq(Derivative(squared(t), t), slope(t))), because=M_4_here)
slope_positive = therefore(ForAll((t,), (), slope(t) > 0), because=(B_4_here, M_2_here, M_4_here))
s = real("s")                                # a larger ratio
larger = given("s is larger than r", r < s)
towards = given("the mean score is positive", beta > 0)
M_4_at_r, M_4_at_s = therefore(M_4(r) > 0, because=using(positive_4, t=r)), therefore(M_4(s) > 0, because=using(positive_4, t=s))
square_at_r = chain(E(Max(r + eps, 0)**4), equals(M_4(r), because=(fourth_moment, eps_normal)), greater_than(0, because=M_4_at_r))
square_at_s = chain(E(Max(s + eps, 0)**4), equals(M_4(s), because=(using(fourth_moment, r=s), eps_normal)), greater_than(0, because=M_4_at_s))
M_2_at_s = therefore(M_2(s) > 0, because=using(positive_2, t=s))
squares_rise = therefore(squared(r) < squared(s), because=(using(increasing_by_derivative, F=squared, F1=slope, a=r, b=s), larger, squared_slope, slope_positive, M_4_at_r, M_4_at_s))
squares_of_formula = chain(formula(r)**2, equals(squared(r), because=M_4_at_r), less_than(squared(s), because=(squares_rise, M_4_at_r, M_4_at_s)), equals(formula(s)**2, because=M_4_at_s))
formula_not_negative = therefore(formula(s) >= 0, because=(M_2_at_s, M_4_at_s))
rises = therefore(formula(r) < formula(s), because=(using(square_reflects_strict_order, x=formula(r), y=formula(s)), squares_of_formula, formula_not_negative, M_4_at_r, M_4_at_s))
B_0_here, chance_here = therefore(B_0(t) > 0, because=b0_positive), therefore(Phi(t) > 0, because=positive_0)
gap_to_chance = chain(Phi(t) - squared(t), equals(B_0(t) / M_4(t), because=M_4_here), at_least(0, because=(B_0_here, M_4_here)))
below_chance = chain(formula(t)**2, equals(squared(t), because=M_4_here), at_most(Phi(t), because=(gap_to_chance, M_4_here)), equals(sqrt(Phi(t))**2, because=arithmetic))
below_root = chain(
    index_2(t),
    equals(formula(t), because=(index_is_formula, M_4_here, mean_square_positive)),
    at_most(sqrt(Phi(t)), because=(using(square_reflects_order, x=formula(t), y=sqrt(Phi(t))), below_chance, M_4_here, chance_here)))
below_everywhere = therefore(ForAll((t,), (), index_2(t) <= sqrt(Phi(t))), because=(below_root, mean_square_positive, chance_here))
above_zero = chain(index_2(t), equals(formula(t), because=(index_is_formula, M_4_here, mean_square_positive)), at_least(0, because=(M_2_here, M_4_here)))
above_everywhere = therefore(ForAll((t,), (), 0 <= index_2(t)), because=(above_zero, mean_square_positive))
chance_not_negative = therefore(ForAll((t,), (), Phi(t) >= 0), because=arithmetic)
chance_at_left = therefore(Tends(Phi(t), t, -oo, 0))
root_at_left = therefore(Tends(sqrt(Phi(t)), t, -oo, 0), because=(using(limit_of_square_root, F=Phi, l=0, a=-oo), chance_not_negative, chance_at_left))
zero_at_left = therefore(Tends(0, t, -oo, 0))
at_left = therefore(Tends(index_2(t), t, -oo, 0), because=(using(squeeze, F=Lambda(t, index_2(t)), G=Lambda(t, 0), H=Lambda(t, sqrt(Phi(t))), a=-oo, l=0),
                                                              above_everywhere, below_everywhere, zero_at_left, root_at_left, squares_positive))
formula_at_right = therefore(Tends(formula(t), t, oo, 1))
for_positive_ratio = therefore(ForAll((t,), (t > 0,), Eq(index_2(t), formula(t))), because=(index_is_formula, M_4_here, mean_square_positive))
at_right = therefore(Tends(index_2(t), t, oo, 1), because=(using(limit_of_functions_equal_far_out, P=Lambda(t, index_2(t)), Q=formula, c=0, l=1), for_positive_ratio, formula_at_right, squares_positive, positive_4))
ratio_square_positive = chain(E(Max(ratio + eps, 0)**4), equals(M_4(ratio), because=(using(fourth_moment, r=ratio), eps_normal)), greater_than(0, because=M_4_positive))
depends_on_ratio = chain(
    sparsity(attention),
    equals(formula(ratio), because=(relu2_sparsity, eps_normal, fourth_positive, M_4_positive)),
    equals(index_2(ratio), because=(using(for_each_ratio, t=ratio), M_4_positive, ratio_square_positive)))
square_at_0 = chain(E(Max(eps, 0)**4), equals(M_4(0), because=(using(fourth_moment, r=0), eps_normal)), equals(Rational(3, 2), because=arithmetic), greater_than(0, because=arithmetic))
at_0 = chain(index_2(0), equals(formula(0), because=(using(for_each_ratio, t=0), square_at_0)), equals(1 / sqrt(6), because=arithmetic))
ratio_positive = therefore(ratio > 0, because=towards)
squares_above_0 = therefore(squared(0) < squared(ratio), because=(using(increasing_by_derivative, F=squared, F1=slope, a=0, b=ratio), ratio_positive, squared_slope, slope_positive, M_4_positive))
square_of_sixth = chain((1 / sqrt(6))**2, equals(squared(0), because=arithmetic), less_than(squared(ratio), because=(squares_above_0, M_4_positive)), equals(formula(ratio)**2, because=M_4_positive))
M_2_positive = therefore(M_2(ratio) > 0, because=using(positive_2, t=ratio))
ratio_formula_not_negative = therefore(formula(ratio) >= 0, because=(M_2_positive, M_4_positive))
above_a_sixth = therefore(1 / sqrt(6) < formula(ratio), because=(using(square_reflects_strict_order, x=1 / sqrt(6), y=formula(ratio)), square_of_sixth, ratio_formula_not_negative, M_4_positive))

relu2_depends_on_ratio = Claim(
    name="The squared-relu index is a strictly increasing function of the ratio alone, from 0 to 1",
    says=(Eq(sparsity(attention), index_2(ratio)),
          Implies(r < s, index_2(r) < index_2(s)),
          Tends(index_2(t), t, -oo, 0), Tends(index_2(t), t, oo, 1),
          Eq(index_2(0), 1 / sqrt(6)),
          Implies(beta > 0, 1 / sqrt(6) < sparsity(attention))),
    given=(eps_normal,),
    definitions=(by_ratio,),
    proof=(*positivity, *log_convexity, M_2_here, M_4_here, B_4_here, mean_square_positive, index_is_formula, squares_positive, for_each_ratio, squared_slope, slope_positive,
        scaled, M_4_positive, fourth, fourth_positive, ratio_square_positive, depends_on_ratio,
        M_4_at_r, M_4_at_s, M_2_at_s, square_at_r, square_at_s, formula_not_negative,
        suppose(larger, squares_rise, squares_of_formula, rises, chain(
            index_2(r),
            equals(formula(r), because=(using(for_each_ratio, t=r), M_4_at_r, square_at_r)),
            less_than(formula(s), because=(rises, M_4_at_r, M_4_at_s)),
            equals(index_2(s), because=(using(for_each_ratio, t=s), M_4_at_s, square_at_s)))),
        *cauchy_schwarz, B_0_here, chance_here, gap_to_chance, below_chance, below_root, below_everywhere, above_zero, above_everywhere, chance_not_negative, chance_at_left, root_at_left, zero_at_left, at_left,
        formula_at_right, for_positive_ratio, at_right, square_at_0, at_0, M_2_positive, ratio_formula_not_negative,
        suppose(towards, ratio_positive, squares_above_0, square_of_sixth, above_a_sixth, chain(
            1 / sqrt(6),
            less_than(formula(ratio), because=(above_a_sixth, M_4_positive)),
            equals(sparsity(attention), because=(relu2_sparsity, eps_normal, fourth_positive, M_4_positive))))),
    holds_for=(example(beta=0, gamma=1, r=-1, s=half(), epsilon=standard_normal), example(beta=1, gamma=2, r=0, s=3, epsilon=standard_normal),
               example(beta=-1, gamma=half(), r=-3, s=-2, epsilon=standard_normal)),
    fails_for=(example(beta=1, gamma=2, r=0, s=3, epsilon=coin, note="a coin instead of a normal number"),),
    measured_by=measure_relu2_curve,
    equation="after (6)", key=True,
    latex=r"S=S_2(r),\ S_2\text{ strictly increasing},\ S_2(-\infty)=0,\ S_2(0)=\tfrac1{\sqrt6},\ S_2(\infty)=1",
    note="The article reads this from a plot. For keys against the query sparsity comes from short queries, the opposite of exponential attention.")
