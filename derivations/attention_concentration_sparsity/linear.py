"""Plain linear attention f(x) = x: its index has the floor sqrt(2/pi)."""

from sympy import Abs, Derivative, Eq, Integral, Lambda, Rational, erf, exp, oo, pi, sqrt

from verifier.language import *

from .experiments import measure_linear, measure_linear_curve
from .moments import A_2, end_2, sign_2, slope_2
from .notation import Phi, beta, eps, eps_normal, gamma, phi, r, sparsity, t, x

ratio = beta / gamma
linear = beta + gamma * eps

# E|r + epsilon| and E(r + epsilon)^2, split at -r
rise = Lambda(t, r * Phi(t) - phi(t))        # an antiderivative of (r + t) phi(t)
slope_rise = therefore(ForAll((t,), (t >= -r,), Eq(Derivative(rise(t), t), (r + t) * phi(t))))
sign_rise = therefore(ForAll((t,), (t >= -r,), (r + t) * phi(t) >= 0))
end_rise = therefore(Tends(rise(t), t, oo, r))
fall = Lambda(t, -r * Phi(t) - phi(t))       # the same for -r
slope_fall = therefore(ForAll((t,), (t >= r,), Eq(Derivative(fall(t), t), (t - r) * phi(t))))
sign_fall = therefore(ForAll((t,), (t >= r,), (t - r) * phi(t) >= 0))
end_fall = therefore(Tends(fall(t), t, oo, -r))
inside = therefore(ForAll((t,), (t >= -r,), Eq(Abs(r + t), r + t)))
outside = therefore(ForAll((t,), (t <= -r,), Eq(Abs(r + t), -r - t)))
size = Lambda(x, Abs(r + x) * phi(x))

mean_size = Claim(
    name="Mean of the absolute value of a normal number",
    says=Eq(E(Abs(r + eps)), sqrt(2 / pi) * exp(-r**2 / 2) + r * erf(r / sqrt(2))),
    given=(eps_normal,),
    proof=(slope_rise, sign_rise, end_rise, slope_fall, sign_fall, end_fall, inside, outside, chain(
        E(Abs(r + eps)),
        equals(Integral(size(t), (t, -oo, oo)), because=(using(normal_expectation, F=Lambda(x, Abs(r + x))), eps_normal)),
        equals(Integral(size(t), (t, -oo, -r)) + Integral(size(t), (t, -r, oo)), because=using(split_of_line, F=size, x=-r)),
        equals(Integral((-r - t) * phi(t), (t, -oo, -r)) + Integral((r + t) * phi(t), (t, -r, oo)), because=(inside, outside)),
        equals(Integral((t - r) * phi(t), (t, r, oo)) + Integral((r + t) * phi(t), (t, -r, oo)), because=using(reflection_of_half_line, F=Lambda(t, (-r - t) * phi(t)), x=-r)),
        equals(-r - fall(r) + r - rise(-r), because=(using(fundamental_theorem_to_infinity, F=rise, f=Lambda(t, (r + t) * phi(t)), x=-r, l=r), slope_rise, sign_rise, end_rise,
                                                  using(fundamental_theorem_to_infinity, F=fall, f=Lambda(t, (t - r) * phi(t)), x=r, l=-r), slope_fall, sign_fall, end_fall)),
        equals(sqrt(2 / pi) * exp(-r**2 / 2) + r * erf(r / sqrt(2)), because=arithmetic))),
    holds_for=(example(r=0, epsilon=standard_normal), example(r=-half(), epsilon=standard_normal), example(r=2, epsilon=standard_normal)),
    fails_for=(example(r=half(), epsilon=uniform_on([-1, 2]), note="a number with two values instead of a normal one"),))

B_2 = Lambda(t, (r**2 + 1) * Phi(t) - (t - 2 * r) * phi(t))            # an antiderivative of (t - r)^2 phi(t)
slope_back = therefore(ForAll((t,), (t >= r,), Eq(Derivative(B_2(t), t), (t - r)**2 * phi(t))))
sign_back = therefore(ForAll((t,), (t >= r,), (t - r)**2 * phi(t) >= 0))
end_back = therefore(Tends(B_2(t), t, oo, r**2 + 1))
square = Lambda(x, (r + x)**2 * phi(x))
mean_square = Claim(
    name="Mean square of a normal number",
    says=Eq(E((r + eps)**2), r**2 + 1),
    given=(eps_normal,),
    proof=(slope_2, sign_2, end_2, slope_back, sign_back, end_back, chain(
        E((r + eps)**2),
        equals(Integral(square(t), (t, -oo, oo)), because=(using(normal_expectation, F=Lambda(x, (r + x)**2)), eps_normal)),
        equals(Integral(square(t), (t, -oo, -r)) + Integral(square(t), (t, -r, oo)), because=using(split_of_line, F=square, x=-r)),
        equals(Integral((t - r)**2 * phi(t), (t, r, oo)) + Integral(square(t), (t, -r, oo)), because=using(reflection_of_half_line, F=square, x=-r)),
        equals(r**2 + 1 - B_2(r) + r**2 + 1 - A_2(-r), because=(using(fundamental_theorem_to_infinity, F=A_2, f=square, x=-r, l=r**2 + 1), slope_2, sign_2, end_2,
                                                               using(fundamental_theorem_to_infinity, F=B_2, f=Lambda(t, (t - r)**2 * phi(t)), x=r, l=r**2 + 1), slope_back, sign_back, end_back)),
        equals(r**2 + 1, because=arithmetic))),
    holds_for=(example(r=0, epsilon=standard_normal), example(r=-half(), epsilon=standard_normal), example(r=2, epsilon=standard_normal)),
    fails_for=(example(r=half(), epsilon=uniform_on([-1, 2]), note="a number with two values instead of a normal one"),))

# The index
published = (sqrt(2 / pi) * gamma * exp(-beta**2 / (2 * gamma**2)) + beta * erf(beta / (sqrt(2) * gamma))) / sqrt(beta**2 + gamma**2)
size_of_linear = chain(
    E(Abs(linear)),
    equals(gamma * E(Abs(ratio + eps)), because=arithmetic),
    equals(gamma * (sqrt(2 / pi) * exp(-ratio**2 / 2) + ratio * erf(ratio / sqrt(2))), because=(using(mean_size, r=ratio), eps_normal)))
square_of_linear = chain(
    E(linear**2),
    equals(E(gamma**2 * (ratio + eps)**2), because=arithmetic),
    equals(gamma**2 * E((ratio + eps)**2), because=using(mean_of_multiple, c=gamma**2, X=(ratio + eps)**2)),
    equals(gamma**2 * (ratio**2 + 1), because=(using(mean_square, r=ratio), eps_normal)),
    equals(beta**2 + gamma**2, because=arithmetic))
square_positive = chain(E(linear**2), equals(beta**2 + gamma**2, because=square_of_linear), greater_than(0, because=arithmetic))
linear_sparsity = Claim(
    name="Index of plain linear attention",
    says=Eq(sparsity(linear), published),
    given=(eps_normal,),
    proof=(size_of_linear, square_of_linear, square_positive, chain(
        sparsity(linear),
        equals(gamma * (sqrt(2 / pi) * exp(-ratio**2 / 2) + ratio * erf(ratio / sqrt(2))) / sqrt(beta**2 + gamma**2), because=(size_of_linear, square_of_linear, square_positive)),
        equals(published, because=arithmetic))),
    holds_for=(example(beta=0, gamma=1, epsilon=standard_normal), example(beta=1, gamma=2, epsilon=standard_normal), example(beta=-2, gamma=half(), epsilon=standard_normal)),
    fails_for=(example(beta=1, gamma=2, epsilon=coin, note="a coin instead of a normal number"),),
    measured_by=measure_linear,
    equation="(7)", key=True,
    latex=r"f(x)=x:\quad S(a)=\frac{\sqrt{\tfrac2\pi}\,\gamma e^{-\frac{\beta^2}{2\gamma^2}}+\beta\operatorname{erf}\bigl(\tfrac{\beta}{\sqrt2\gamma}\bigr)}{\sqrt{\beta^2+\gamma^2}}")

mirrored = -beta + gamma * eps
mirrored_square = chain(
    E(mirrored**2),
    equals(gamma**2 * E((-ratio + eps)**2), because=using(mean_of_multiple, c=gamma**2, X=(-ratio + eps)**2)),
    equals(gamma**2 * (ratio**2 + 1), because=(using(mean_square, r=-ratio), eps_normal)),
    greater_than(0, because=arithmetic))
linear_sparsity_even = Claim(
    name="The linear index is even in the mean score",
    says=Eq(sparsity(mirrored), sparsity(linear)),
    given=(eps_normal,),
    proof=(size_of_linear, square_of_linear, square_positive, mirrored_square, chain(
        sparsity(mirrored),
        equals(published, because=(using(linear_sparsity, beta=-beta), eps_normal, mirrored_square)),
        equals(sparsity(linear), because=(linear_sparsity, eps_normal, square_positive)))),
    holds_for=(example(beta=1, gamma=2, epsilon=standard_normal), example(beta=-2, gamma=half(), epsilon=standard_normal)),
    fails_for=(example(beta=1, gamma=2, epsilon=uniform_on([-1, 2]), note="a number whose law is not symmetric"),),
    measured_by=measure_linear_curve,
    equation="after (7)", latex=r"S(-\beta,\gamma)=S(\beta,\gamma)", note="The article leaves this to the reader.")

# Its floor
m = Lambda(x, sqrt(2 / pi) * exp(-x**2 / 2) + x * erf(x / sqrt(2)))
index_1 = function("S_1")                    # S_1(r): the index for the ratio r of mean and deviation of the scores
by_ratio = define(index_1(r), sparsity(r + eps), "the index of r + epsilon")
formula = Lambda(x, m(x) / sqrt(1 + x**2))
slope = Lambda(x, (erf(x / sqrt(2)) - x * sqrt(2 / pi) * exp(-x**2 / 2)) / (1 + x**2)**Rational(3, 2))
square_everywhere = therefore(ForAll((t,), (), E((t + eps)**2) > 0), because=(using(mean_square, r=t), eps_normal))
is_formula = therefore(ForAll((t,), (), Eq(index_1(t), formula(t))), because=(by_ratio, using(mean_size, r=t), using(mean_square, r=t), eps_normal, square_everywhere))
formula_slope = therefore(ForAll((t,), (), Eq(Derivative(formula(t), t), slope(t))))
slope_positive = therefore(ForAll((t,), (t > 0,), slope(t) > 0))
s = real("s")                                # another ratio
farther = given("s is larger in absolute value", Abs(r) < Abs(s))
tilted = given("the mean score is not 0", Ne(beta, 0))
r_up, r_down = given("r >= 0", r >= 0), given("r < 0", r < 0)
even_formula = Claim(
    name="The closed form of the linear index is even",
    says=Eq(formula(Abs(r)), formula(r)),
    proof=cases(Eq(formula(Abs(r)), formula(r)),
        (r_up, chain(formula(Abs(r)), equals(formula(r), because=r_up))),
        (r_down, chain(formula(Abs(r)), equals(formula(-r), because=r_down), equals(formula(r), because=arithmetic)))),
    holds_for=(example(r=2), example(r=-half()), example(r=0)))
between = therefore(ForAll((t,), (Abs(r) < t, t < Abs(s)), slope(t) > 0), because=slope_positive)
slope_between = therefore(ForAll((t,), (Abs(r) <= t, t <= Abs(s)), Eq(Derivative(formula(t), t), slope(t))))
rises = therefore(formula(Abs(r)) < formula(Abs(s)), because=(using(increasing_between, F=formula, F1=slope, a=Abs(r), b=Abs(s)), farther, slope_between, between))
square_at_r = chain(E((r + eps)**2), equals(r**2 + 1, because=(mean_square, eps_normal)), greater_than(0, because=arithmetic))
square_at_s = chain(E((s + eps)**2), equals(s**2 + 1, because=(using(mean_square, r=s), eps_normal)), greater_than(0, because=arithmetic))
square_at_ratio = chain(E((ratio + eps)**2), equals(ratio**2 + 1, because=(using(mean_square, r=ratio), eps_normal)), greater_than(0, because=arithmetic))
square_at_0 = chain(E(eps**2), equals(1, because=(using(mean_square, r=0), eps_normal)), greater_than(0, because=arithmetic))
at_0 = chain(index_1(0), equals(formula(0), because=(using(is_formula, t=0), square_at_0)), equals(sqrt(2 / pi), because=arithmetic))
depends_on_ratio = chain(
    sparsity(linear),
    equals(published, because=(linear_sparsity, eps_normal, square_positive)),
    equals(formula(ratio), because=arithmetic),
    equals(index_1(ratio), because=(using(is_formula, t=ratio), square_at_ratio)))
for_positive_ratio = therefore(ForAll((t,), (t > 0,), Eq(index_1(t), formula(t))), because=(by_ratio, using(mean_size, r=t), using(mean_square, r=t), eps_normal, square_everywhere))
formula_at_right = therefore(Tends(formula(t), t, oo, 1))
at_right = therefore(Tends(index_1(t), t, oo, 1), because=(using(limit_of_functions_equal_far_out, P=Lambda(t, index_1(t)), Q=formula, c=0, l=1), for_positive_ratio, formula_at_right, square_everywhere))
tilted_between = therefore(ForAll((t,), (0 < t, t < Abs(ratio)), slope(t) > 0), because=slope_positive)
tilted_slope = therefore(ForAll((t,), (0 <= t, t <= Abs(ratio)), Eq(Derivative(formula(t), t), slope(t))))
tilted_rise = therefore(formula(0) < formula(Abs(ratio)), because=(using(increasing_between, F=formula, F1=slope, a=0, b=Abs(ratio)), tilted, tilted_slope, tilted_between))

linear_sparsity_floor = Claim(
    name="Plain linear attention cannot be sparse: the exact floor",
    says=(Eq(sparsity(linear), index_1(ratio)),
          Eq(index_1(0), sqrt(2 / pi)),
          Implies(Abs(r) < Abs(s), index_1(r) < index_1(s)),
          Implies(Ne(beta, 0), sqrt(2 / pi) < sparsity(linear)),
          Tends(index_1(t), t, oo, 1)),
    given=(eps_normal,),
    definitions=(by_ratio,),
    proof=(square_everywhere, is_formula, formula_slope, slope_positive, slope_between, between,
        size_of_linear, square_of_linear, square_positive, square_at_r, square_at_s, square_at_ratio, square_at_0, at_0, depends_on_ratio, for_positive_ratio, formula_at_right, at_right,
        suppose(farther, rises, chain(
            index_1(r),
            equals(formula(r), because=(using(is_formula, t=r), square_at_r)),
            equals(formula(Abs(r)), because=even_formula),
            less_than(formula(Abs(s)), because=rises),
            equals(formula(s), because=using(even_formula, r=s)),
            equals(index_1(s), because=(using(is_formula, t=s), square_at_s)))),
        suppose(tilted, tilted_slope, tilted_between, tilted_rise, chain(
            sqrt(2 / pi),
            equals(formula(0), because=arithmetic),
            less_than(formula(Abs(ratio)), because=tilted_rise),
            equals(formula(ratio), because=using(even_formula, r=ratio)),
            equals(published, because=arithmetic),
            equals(sparsity(linear), because=(linear_sparsity, eps_normal, square_positive))))),
    holds_for=(example(beta=0, gamma=1, r=-1, s=2, epsilon=standard_normal), example(beta=1, gamma=2, r=0, s=-half(), epsilon=standard_normal), example(beta=-2, gamma=half(), r=3, s=-4, epsilon=standard_normal)),
    fails_for=(example(beta=1, gamma=2, r=0, s=-half(), epsilon=coin, note="a coin instead of a normal number"),),
    measured_by=measure_linear_curve,
    equation="after (7)", key=True,
    latex=r"f(x)=x:\quad S(a)\ge\sqrt{\tfrac2\pi}=0.797884\ldots,\ \text{equality iff }\beta=0",
    note="The article reads a high lower limit from a plot; the exact value is sqrt(2/pi), and the index rises with the size of the ratio to 1.")
