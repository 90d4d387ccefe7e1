"""The gradient of the threshold by implicit differentiation."""

from sympy import Derivative, Eq, KroneckerDelta, Lambda, Rational, Subs, Sum, exp, log

from verifier.language import *

from .experiments import slopes_of_threshold
from .notation import *

f = function("f")                            # f, with its slope f_1
slope = function("f_1")
t, u = real("t u")                           # how far the scores are moved; any number
d = sequence("d")                            # d(i), the direction in which they move
Lam = function("Lambda")                     # Lambda(t), the threshold after the move
size = real("k")                             # what the components add up to

differentiable = given("f has a continuous derivative", ContinuouslyDifferentiable(f(t), t))
smooth_threshold = given("the threshold has a continuous derivative", ContinuouslyDifferentiable(Lam(t), t))
slope_of_f = define(slope(u), Subs(Derivative(f(t), t), t, u), "the derivative of f at u")
argument = x(i) + t * d(i) - Lam(t)
weights = Sum(slope(argument), (i, 1, n))
stays_adjusted = given("after every move the components add up to k", ForAll((t,), (), Eq(Sum(f(argument), (i, 1, n)), size)))
some_slope = given("the slopes add up to a positive number", weights > 0)

constraint = chain(
    0, equals(Derivative(Sum(f(argument), (i, 1, n)), t), because=stays_adjusted),
    equals(Sum(slope(argument) * (d(i) - Derivative(Lam(t), t)), (i, 1, n)), because=(slope_of_f, differentiable, smooth_threshold)),
    equals(Sum(slope(argument) * d(i), (i, 1, n)) - Derivative(Lam(t), t) * weights, because=arithmetic))
threshold_in_a_direction = Claim(
    name="The threshold moves by the mean of the moves, with the slopes as weights",
    says=Eq(Derivative(Lam(t), t), Sum(slope(argument) * d(i), (i, 1, n)) / weights),
    given=(differentiable, smooth_threshold, stays_adjusted, some_slope), definitions=(slope_of_f,),
    proof=(constraint, chain(Derivative(Lam(t), t),
                             equals((Sum(slope(argument) * d(i), (i, 1, n)) - 0) / weights, because=(constraint, some_slope)))),
    holds_for=(example(n=2, k=1, x=[1, 0], d=[1, 1], t=1, f=Lambda(t, 1 / (1 + exp(-t))), Lambda=Lambda(t, t + Rational(1, 2))),
               example(n=2, k=1, x=[log(2), 0], d=[1, 0], t=0, f=Lambda(t, exp(t)), Lambda=Lambda(t, log(2 * exp(t) + 1)))))

moved = x(i) + t * KroneckerDelta(i, j) - Lam(t)
moved_weights = Sum(slope(moved), (i, 1, n))
moved_adjusted = given("after every move of the score of j the components add up to k", ForAll((t,), (), Eq(Sum(f(moved), (i, 1, n)), size)))
moved_slope = given("the slopes add up to a positive number", moved_weights > 0)
j_in_range = given("j is a component", j <= n)
share = slope(x(j) + t - Lam(t)) / moved_weights
threshold_implicit_gradient = Claim(
    name="The slope of the threshold in one score is the share of its slope of f, and these shares add up to 1",
    says=(Eq(Derivative(Lam(t), t), share), Eq(Sum(slope(moved) / moved_weights, (i, 1, n)), 1)),
    given=(differentiable, smooth_threshold, moved_adjusted, moved_slope, j_in_range), definitions=(slope_of_f,),
    proof=(chain(Derivative(Lam(t), t),
                 equals(Sum(slope(moved) * KroneckerDelta(i, j), (i, 1, n)) / moved_weights,
                        because=(using(threshold_in_a_direction, d=Lambda(i, KroneckerDelta(i, j))), differentiable, smooth_threshold, moved_adjusted, moved_slope)),
                 equals(share, because=(using(sum_with_delta, m_=j, l_=1, n_=n, C_=Lambda(i, slope(moved))), j_in_range, moved_slope))),
           chain(Sum(slope(moved) / moved_weights, (i, 1, n)), equals(moved_weights / moved_weights, because=moved_slope), equals(1, because=moved_slope))),
    holds_for=(example(n=2, k=1, j=1, x=[1, 0], t=1, f=Lambda(t, 1 / (1 + exp(-t))), Lambda=Lambda(t, (1 + t) / 2)),
               example(n=3, k=1, j=1, x=[log(2), 0, 0], t=0, f=Lambda(t, exp(t)), Lambda=Lambda(t, log(2 * exp(t) + 2)))),
    measured_by=slopes_of_threshold,
    equation="(19), (20), (21)",
    latex=r"\frac{\partial\lambda}{\partial x_j}=\frac{f'(x_j-\lambda)}{\sum_if'(x_i-\lambda)},\qquad\sum_j\frac{\partial\lambda}{\partial x_j}=1",
    note="Without a positive sum of slopes the threshold need not be unique, as for clip at x = (10, 0) with k = 1.", key=True)
