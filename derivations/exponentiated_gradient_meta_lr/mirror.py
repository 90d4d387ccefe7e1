"""Exponentiated gradient as mirror descent, and steps that are too long."""

from sympy import Abs, Derivative, Eq, Lambda, Rational, Subs, Sum, exp, log

from verifier.language import *

from .experiments import measure_long_steps, measure_mirror
from .notation import n

half = Rational(1, 2)
alpha = positive("alpha")                    # the step size
j = index("j", 1, n)
p, u = sequence("p u", positive=True)        # p(j), the parameters; u(j), any other positive vector
g = sequence("g")                            # g(j), the slopes at p
a, b = positive("a b")

entropy_is_not_negative = Claim(
    name="The relative entropy of two positive numbers is not negative, and 0 only for equal ones",
    says=a * log(a / b) - a + b >= 0,
    proof=therefore(a * log(a / b) - a + b >= 0),
    holds_for=(example(a=1, b=1), example(a=2, b=half), example(a=half, b=3)),
    equation="not in the article", latex=r"a\log\frac ab-a+b\ge0")

entropy = Sum(u(j) * log(u(j) / p(j)) - u(j) + p(j), (j, 1, n))
value = Sum(g(j) * u(j), (j, 1, n)) + entropy / alpha                # what mirror descent minimises
step = Lambda(j, p(j) * exp(-alpha * g(j)))                          # the exponentiated step
value_at_step = Sum(g(j) * step(j), (j, 1, n)) + Sum(step(j) * log(step(j) / p(j)) - step(j) + p(j), (j, 1, n)) / alpha
excess = Sum(u(j) * log(u(j) / step(j)) - u(j) + step(j), (j, 1, n)) / alpha
not_negative = therefore(u(j) * log(u(j) / step(j)) - u(j) + step(j) >= 0, because=using(entropy_is_not_negative, a=u(j), b=step(j)))
split = chain(value - value_at_step, equals(excess, because=arithmetic))
egd_is_mirror_descent = Claim(
    name="The exponentiated step is mirror descent with the relative entropy",
    says=(Eq(value - value_at_step, excess), value >= value_at_step),
    proof=(not_negative, split, chain(value, equals(value_at_step + excess, because=split), at_least(value_at_step, because=not_negative))),
    holds_for=(example(n=2, alpha=half, p=[1, 2], g=[log(3), -1], u=[3, half]), example(n=2, alpha=1, p=[1, 2], g=[log(2), -log(2)], u=[half, 4]), example(n=1, alpha=3, p=[2], g=[0], u=[2]),
               example(n=2, alpha=2, p=[1, 2], g=[log(2) / 2, -log(3) / 2], u=[half, 6], note="the minimiser")),
    measured_by=measure_mirror,
    equation="not in the article",
    latex=r"\theta_{t+1}=\arg\min_{\theta>0}\ \langle g_t,\theta\rangle+\frac1\eta\sum_i\Bigl(\theta_i\log\frac{\theta_i}{\theta_{t,i}}-\theta_i+\theta_{t,i}\Bigr)",
    note="The excess of any other positive vector is its relative entropy from the step. This derivation drops no factor.")

# -- steps that are too long ---------------------------------------------------------------------------------------------------------

theta, eta = real("theta eta")               # the parameter; the step size, of either sign
stepped = theta * exp(-eta * (theta - 1))    # the exponentiated step on (theta - 1)^2/2
multiplier = Subs(Derivative(stepped, theta), theta, 1)              # by what a small deviation from 1 is multiplied
stable, moderate = given("small deviations shrink", Abs(multiplier) < 1), given("the step size is between 0 and 2", Both(0 < eta, eta < 2))
linear = chain(multiplier, equals(1 - eta))
shrinks = therefore(Abs(1 - eta) < 1, because=(stable, linear))
above_0 = chain(1 - eta, at_most(Abs(1 - eta)), less_than(1, because=shrinks))
below_2 = chain(eta - 1, at_most(Abs(1 - eta)), less_than(1, because=shrinks))
egd_step_size_instability = Claim(
    name="Exponentiated steps stay positive, but near a minimum they settle only for step sizes below 2",
    says=(Eq(multiplier, 1 - eta), Iff(Abs(multiplier) < 1, Both(0 < eta, eta < 2))),
    proof=(linear,
           suppose(stable, shrinks, above_0, below_2, therefore(Both(0 < eta, eta < 2), because=(above_0, below_2))),
           suppose(moderate, therefore(Abs(1 - eta) < 1, because=moderate), chain(Abs(multiplier), equals(Abs(1 - eta), because=linear), less_than(1, because=moderate)))),
    holds_for=(example(eta=half), example(eta=2), example(eta=0), example(eta=-1), example(eta=Rational(5, 2))),
    measured_by=measure_long_steps,
    equation="not in the article",
    latex=r"\mathcal L=\tfrac12(\theta-1)^2:\ \theta_{t+1}=\theta_te^{-\eta(\theta_t-1)}\ \text{is linearly stable at }\theta=1\iff|1-\eta|<1\iff0<\eta<2",
    note="This is the Ricker map: between 2 and about 2.5 it ends in a cycle of two, later it is irregular.")
