"""What the dropped factor changes: another speed, another algorithm, and steps that may be too long."""

from sympy import Eq, Lambda, Rational, exp, log, oo

from verifier.language import *

from .experiments import measure_speeds
from .notation import t

half = Rational(1, 2)

# -- one parameter with the loss theta ---------------------------------------------------------------------------------------------

x, y = sequence("x y")                       # x(t) by exponentiated steps; y(t) by gradient steps in log y
k = index("k", 0)
alpha = positive("alpha")                    # the step size
start_x, start_y = given("x starts at 1", Eq(x(0), 1)), given("y starts at 1", Eq(y(0), 1))
x_moves = given("x makes exponentiated steps, with the slope 1", ForAll((k,), (), Eq(x(k + 1), x(k) * exp(-alpha))))
y_moves = given("log y makes gradient steps, with the slope y", ForAll((k,), (), Eq(y(k + 1), y(k) * exp(-alpha * y(k)))))
closed_x = hypothesis(Eq(x(t), exp(-alpha * t)))
x_found = induction(closed_x.statement, on=t, start=0, base=chain(x(0), equals(1, because=start_x)),
                    step=chain(x(t + 1), equals(x(t) * exp(-alpha), because=using(x_moves, k=t)), equals(exp(-alpha * t) * exp(-alpha), because=closed_x),
                               equals(exp(-alpha * (t + 1)), because=arithmetic)), hypothesis=closed_x)
still_positive = hypothesis(y(t) > 0)
next_y = y(t) * exp(-alpha * y(t))
y_positive = induction(still_positive.statement, on=t, start=0, base=chain(y(0), equals(1, because=start_y), greater_than(0)),
                       step=chain(y(t + 1), equals(next_y, because=using(y_moves, k=t)), greater_than(0, because=still_positive)), hypothesis=still_positive)
still_below = hypothesis((1 + alpha * t) * y(t) <= 1)
y_below = induction(
    still_below.statement, on=t, start=0, base=chain((1 + alpha * 0) * y(0), equals(1, because=start_y), at_most(1, because=arithmetic)),
    step=chain((1 + alpha * (t + 1)) * y(t + 1),
               equals((1 + alpha * (t + 1)) * next_y, because=using(y_moves, k=t)),
               equals(((1 + alpha * t) * y(t) + alpha * y(t)) * exp(-alpha * y(t)), because=arithmetic),
               at_most((1 + alpha * y(t)) * exp(-alpha * y(t)), because=still_below),
               at_most(exp(alpha * y(t)) * exp(-alpha * y(t)), because=using(exponential_above_tangent, c_=alpha * y(t))),
               equals(1, because=arithmetic)),
    hypothesis=still_below)
not_above_1 = chain(y(t), at_most((1 + alpha * t) * y(t), because=y_positive), at_most(1, because=y_below))
u = real("u")
u_low, u_high = given("u is not negative", u >= 0), given("u is at most 1", u <= 1)
growth = therefore(exp(alpha) - 1 > 0)
exponential_below_chord = Claim(
    name="On [0, 1] the exponential lies below its chord",
    says=exp(alpha * u) <= 1 + (exp(alpha) - 1) * u, given=(u_low, u_high),
    proof=(growth, therefore(exp(alpha * u) <= 1 + (exp(alpha) - 1) * u, because=(u_low, u_high))),
    holds_for=(example(alpha=2, u=half), example(alpha=1, u=1), example(alpha=3, u=0)),
    fails_for=(example(alpha=1, u=-1), example(alpha=1, u=2)),
    equation="not in the article", latex=r"e^{\alpha u}\le1+(e^\alpha-1)u\quad(0\le u\le1)")
still_above = hypothesis((1 + (exp(alpha) - 1) * t) * y(t) >= 1)
y_above = induction(
    still_above.statement, on=t, start=0, base=chain((1 + (exp(alpha) - 1) * 0) * y(0), equals(1, because=start_y), at_least(1, because=arithmetic)),
    step=chain((1 + (exp(alpha) - 1) * (t + 1)) * y(t + 1),
               equals((1 + (exp(alpha) - 1) * (t + 1)) * next_y, because=using(y_moves, k=t)),
               equals(((1 + (exp(alpha) - 1) * t) * y(t) + (exp(alpha) - 1) * y(t)) * exp(-alpha * y(t)), because=arithmetic),
               at_least((1 + (exp(alpha) - 1) * y(t)) * exp(-alpha * y(t)), because=still_above),
               at_least(exp(alpha * y(t)) * exp(-alpha * y(t)), because=(using(exponential_below_chord, u=y(t)), y_positive, not_above_1)),
               equals(1, because=arithmetic)),
    hypothesis=still_above)

# the second bound from below, sharp enough for the limit of t y(t)
r = positive("r")
logarithm_above = Claim(
    name="The logarithm lies above 1 - 1/r",
    says=log(r) >= 1 - 1 / r, proof=therefore(log(r) >= 1 - 1 / r),
    holds_for=(example(r=1), example(r=half), example(r=3)), equation="not in the article", latex=r"\log r\ge1-\frac1r")
exponential_below_parabola = Claim(
    name="On [0, 1] the exponential lies below a parabola",
    says=exp(alpha * u) <= 1 + alpha * u + alpha**2 * exp(alpha) / 2 * u**2, given=(u_low, u_high),
    proof=(therefore(u**2 <= 1, because=(u_low, u_high)),
           therefore(exp(alpha * u) <= 1 + alpha * u + alpha**2 * exp(alpha) / 2 * u**2, because=(u_low, u_high))),
    holds_for=(example(alpha=2, u=half), example(alpha=1, u=1), example(alpha=3, u=0)),
    fails_for=(example(alpha=1, u=3),),
    equation="not in the article", latex=r"e^{\alpha u}\le1+\alpha u+\tfrac12\alpha^2e^\alpha u^2\quad(0\le u\le1)")
spare = alpha * exp(alpha) * (1 + alpha) / 2
linear, next_linear = 1 + alpha * t, 1 + alpha * (t + 1)
log_grows = therefore(log(next_linear) - log(linear) >= alpha / next_linear, because=using(logarithm_above, r=next_linear / linear))
below_reciprocal = therefore(y(t) <= 1 / linear, because=y_below)
enough = chain(spare * (log(next_linear) - log(linear)),
               at_least(spare * (alpha / next_linear), because=log_grows),
               at_least(alpha**2 * exp(alpha) / 2 / linear),
               at_least(alpha**2 * exp(alpha) / 2 * y(t), because=below_reciprocal))
sharp = hypothesis((linear + spare * log(linear)) * y(t) >= 1)
y_sharp = induction(
    sharp.statement, on=t, start=0, base=chain((1 + alpha * 0 + spare * log(1 + alpha * 0)) * y(0), equals(1, because=start_y), at_least(1, because=arithmetic)),
    step=chain((next_linear + spare * log(next_linear)) * y(t + 1),
               equals((next_linear + spare * log(next_linear)) * next_y, because=using(y_moves, k=t)),
               equals(((linear + spare * log(linear)) * y(t) + alpha * y(t) + spare * (log(next_linear) - log(linear)) * y(t)) * exp(-alpha * y(t)), because=arithmetic),
               at_least((1 + alpha * y(t) + spare * (log(next_linear) - log(linear)) * y(t)) * exp(-alpha * y(t)), because=sharp),
               at_least((1 + alpha * y(t) + alpha**2 * exp(alpha) / 2 * y(t) * y(t)) * exp(-alpha * y(t)), because=(enough, y_positive)),
               at_least(exp(alpha * y(t)) * exp(-alpha * y(t)), because=(using(exponential_below_parabola, u=y(t)), y_positive, not_above_1)),
               equals(1, because=arithmetic)),
    hypothesis=sharp)
phi_descent_bounds = Claim(
    name="Bounds of the gradient steps in the logarithm",
    says=(1 / (1 + (exp(alpha) - 1) * t) <= y(t), y(t) <= 1 / (1 + alpha * t), (linear + spare * log(linear)) * y(t) >= 1),
    given=(start_y, y_moves),
    proof=(y_positive, y_below, not_above_1, y_above, growth,
           therefore(1 / (1 + (exp(alpha) - 1) * t) <= y(t), because=(y_above, growth)),
           below_reciprocal, log_grows, enough, y_sharp),
    holds_for=(example(t=0, alpha=half, y={0: 1}), example(t=1, alpha=2, y={0: 1, 1: exp(-2)}), example(t=1, alpha=Rational(1, 100), y={0: 1, 1: exp(-Rational(1, 100))}),
               example(t=2, alpha=half, y={0: 1, 1: exp(-half), 2: exp(-half - half * exp(-half))})),
    fails_for=(example(t=0, alpha=1, y={0: 2}, note="y starts at 2"), example(t=1, alpha=1, y={0: 1, 1: 1}, note="y makes no step")),
    measured_by=measure_speeds,
    equation="remark before (4)", latex=r"\frac1{1+(e^\eta-1)t}\le\theta_t\le\frac1{1+\eta t}")

m = natural("m")                             # steps without end
lower_bound, upper_bound = m / (1 + alpha * m + spare * log(1 + alpha * m)), m / (1 + alpha * m)
sharp_at_m = therefore(ForAll((m,), (), (1 + alpha * m + spare * log(1 + alpha * m)) * y(m) >= 1), because=(using(phi_descent_bounds, t=m), start_y, y_moves))
below_at_m = therefore(ForAll((m,), (), y(m) <= 1 / (1 + alpha * m)), because=(using(phi_descent_bounds, t=m), start_y, y_moves))
log_positive = therefore(ForAll((m,), (), log(1 + alpha * m) >= 0))
lower = therefore(ForAll((m,), (), lower_bound <= m * y(m)), because=(sharp_at_m, log_positive))
upper = therefore(ForAll((m,), (), m * y(m) <= upper_bound), because=below_at_m)
lower_tends, upper_tends = therefore(Tends(lower_bound, m, oo, 1 / alpha)), therefore(Tends(upper_bound, m, oo, 1 / alpha))
reaches_rate = therefore(Tends(m * y(m), m, oo, 1 / alpha), because=(
    using(squeeze_of_sequences, P_=Lambda(m, lower_bound), F_=Lambda(m, m * y(m)), Q_=Lambda(m, upper_bound)), lower, upper, lower_tends, upper_tends))
dropped_factor_changes_rate = Claim(
    name="With a minimum at 0, exponentiated steps fall exponentially, gradient steps in the logarithm like 1/t",
    says=(Eq(x(t), exp(-alpha * t)), Tends(m * y(m), m, oo, 1 / alpha)),
    given=(start_x, start_y, x_moves, y_moves),
    proof=(x_found, sharp_at_m, below_at_m, log_positive, lower, upper, lower_tends, upper_tends, reaches_rate),
    holds_for=(example(t=0, alpha=half, x={0: 1}, y={0: 1}), example(t=1, alpha=half, x={0: 1, 1: exp(-half)}, y={0: 1}),
               example(t=2, alpha=half, x={0: 1, 1: exp(-half), 2: exp(-1)}, y={0: 1, 1: exp(-half)})),
    fails_for=(example(t=0, alpha=half, x={0: 2}, y={0: 1}, note="x starts at 2"), example(t=1, alpha=half, x={0: 1, 1: 1}, y={0: 1}, note="x makes no step")),
    measured_by=measure_speeds,
    equation="remark before (4)", latex=r"\mathcal L(\theta)=\theta,\ \theta_0=1:\ \text{EGD: }\theta_t=e^{-\eta t};\quad\varphi\text{-descent: }\theta_t\sim\frac1{\eta t}",
    note="The article calls the factor inessential. It leaves the direction a descent direction, but not the speed; the two bounds hold at every step, and t y(t) tends to 1/alpha.")
