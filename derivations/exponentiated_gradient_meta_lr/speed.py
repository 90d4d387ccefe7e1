"""What the dropped factor changes: another speed, another algorithm, and steps that may be too long."""

from sympy import Eq, Rational, exp

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
exponential_below_chord = Claim(
    name="On [0, 1] the exponential lies below its chord",
    says=exp(alpha * u) <= 1 + (exp(alpha) - 1) * u, given=(u_low, u_high),
    proof=therefore(exp(alpha * u) <= 1 + (exp(alpha) - 1) * u, because=(u_low, u_high)),
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
growth = therefore(exp(alpha) - 1 > 0)
dropped_factor_changes_rate = Claim(
    name="With a minimum at 0, exponentiated steps fall exponentially, gradient steps in the logarithm like 1/t",
    says=(Eq(x(t), exp(-alpha * t)), 1 / (1 + (exp(alpha) - 1) * t) <= y(t), y(t) <= 1 / (1 + alpha * t)),
    given=(start_x, start_y, x_moves, y_moves),
    proof=(x_found, y_positive, y_below, not_above_1, y_above, growth,
           therefore(1 / (1 + (exp(alpha) - 1) * t) <= y(t), because=(y_above, growth)),
           therefore(y(t) <= 1 / (1 + alpha * t), because=y_below)),
    holds_for=(example(t=0, alpha=half, x={0: 1}, y={0: 1}), example(t=1, alpha=2, x={0: 1, 1: exp(-2)}, y={0: 1, 1: exp(-2)}),
               example(t=2, alpha=half, x={0: 1, 1: exp(-half), 2: exp(-1)}, y={0: 1, 1: exp(-half), 2: exp(-half - half * exp(-half))})),
    fails_for=(example(t=0, alpha=1, x={0: 2}, y={0: 1}, note="x starts at 2"), example(t=0, alpha=1, x={0: 1}, y={0: 2}, note="y starts at 2"),
               example(t=1, alpha=1, x={0: 1, 1: 1}, y={0: 1, 1: exp(-1)}, note="x makes no step"),
               example(t=1, alpha=1, x={0: 1, 1: exp(-1)}, y={0: 1, 1: 1}, note="y makes no step")),
    measured_by=measure_speeds,
    equation="remark before (4)", latex=r"\mathcal L(\theta)=\theta,\ \theta_0=1:\ \text{EGD: }\theta_t=e^{-\eta t};\quad\varphi\text{-descent: }\theta_t\sim\frac1{\eta t}",
    note="The article calls the factor inessential. It leaves the direction a descent direction, but not the speed; here the order 1/t is shown with both constants, not the limit of t y(t).")
